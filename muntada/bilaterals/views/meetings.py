"""One meeting: what was planned, what was held, what is said of it."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from muntada.accounts.doors import user_of
from muntada.bilaterals import rules
from muntada.bilaterals.actions import readouts
from muntada.bilaterals.actions.meetings import cancel_meeting, hold_meeting
from muntada.bilaterals.forms.meetings import CancelForm, HeldForm, ReadoutForm
from muntada.bilaterals.models import Meeting, Readout
from muntada.bilaterals.queries import sides_of
from muntada.bilaterals.views.common import find_meeting, note_opening
from muntada.conferences.doors import edition_page
from muntada.conferences.models import Edition
from muntada.kit.errors import RuleBroken

MEETING_MARKS = {rules.CONFIRMED: "agreed", rules.HELD: "agreed", rules.CANCELLED: "refused",
                 rules.PUBLISHED: "partly"}  # fmt: skip


def may_read(readout: Readout, sides: list[str], *, at_desk: bool) -> bool:
    """A side's own words are its own; the agreed ones are for both; the desk keeps all."""
    return at_desk or readout.side == rules.JOINT or readout.side in sides


@edition_page("bilaterals.see", or_delegation=True)
def meeting(request: HttpRequest, edition: Edition, code: str) -> HttpResponse:
    """The meeting as its parties and the desk see it."""
    found = find_meeting(request, edition, code)
    note_opening(request, found.request)
    user = user_of(request)
    sides = sides_of(user, found.request)
    at_desk = user.may("bilaterals.see", edition.pk) and not sides
    texts = [one for one in found.readouts.all() if may_read(one, sides, at_desk=at_desk)]
    joint = next((one for one in texts if one.side == rules.JOINT), None)
    context = {
        "meeting": found,
        "asked": found.request,
        "mark": MEETING_MARKS.get(found.state, "waiting"),
        "sides": sides,
        "at_desk": at_desk,
        "may_edit": user.may("bilaterals.edit", edition.pk),
        "own_texts": [one for one in texts if one.side != rules.JOINT],
        "joint": joint,
        "to_consent": [
            side for side in sides if joint and getattr(joint, f"{side}_consent") != joint.digest
        ],
        "may_cancel": found.state in rules.LIVE,
        "to_confirm": found.state == rules.PUBLISHED
        and any(not getattr(found, f"{side}_confirmed_at") for side in sides),
        "actual_level": dict(rules.LEVELS).get(found.actual_level or 0, ""),
    }
    return render(request, "bilaterals/meeting.html", context)


@edition_page("bilaterals.edit")
def held(request: HttpRequest, edition: Edition, code: str) -> HttpResponse:
    """When it really began and ended, and at what level."""
    found = find_meeting(request, edition, code)
    form = HeldForm(request.POST or None, meeting=found)
    if request.method == "POST" and form.is_valid():
        try:
            hold_meeting(found, **form.cleaned_data, by=user_of(request), at=timezone.now())
            messages.success(request, _("The meeting is entered as held."))
            return redirect("bilaterals:meeting", edition.slug, code)
        except RuleBroken as error:
            form.add_error(None, str(error))
    return _page(request, found, form, _("The meeting was held"))


@edition_page("bilaterals.edit")
def cancel(request: HttpRequest, edition: Edition, code: str) -> HttpResponse:
    """It will not take place; both sides are told, and not why."""
    found = find_meeting(request, edition, code)
    form = CancelForm(request.POST or None, meeting=found, initial={"side": rules.DESK})
    if request.method == "POST" and form.is_valid():
        try:
            cancel_meeting(found, **form.cleaned_data, by=user_of(request), at=timezone.now())
            messages.success(request, _("The meeting is cancelled. Both sides have been told."))
            return redirect("bilaterals:meeting", edition.slug, code)
        except RuleBroken as error:
            form.add_error(None, str(error))
    return _page(request, found, form, _("Cancel the meeting"), save=_("Cancel the meeting"))


@edition_page("bilaterals.edit", or_delegation=True)
def readout(request: HttpRequest, edition: Edition, code: str, side: str) -> HttpResponse:
    """A side's own words, or the common text that both must consent to."""
    found = find_meeting(request, edition, code)
    sides = sides_of(user_of(request), found.request)
    at_desk = not sides and user_of(request).may("bilaterals.edit", edition.pk)
    if side not in dict(rules.READOUT_SIDES):
        raise Http404
    if not at_desk and side != rules.JOINT and side not in sides:
        raise PermissionDenied
    written = Readout.objects.filter(meeting=found, side=side).first()
    initial = {"text": written.text, "embargo_until": written.embargo_until} if written else {}
    form = ReadoutForm(request.POST or None, edition=edition, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            readouts.write_readout(
                found, side=side, **form.cleaned_data, by=user_of(request), at=timezone.now(),
                acting=sides[0] if len(sides) == 1 else "",
            )  # fmt: skip
            messages.success(request, _("Saved."))
            return redirect("bilaterals:meeting", edition.slug, code)
        except RuleBroken as error:
            form.add_error(None, str(error))
    heading = _("Common text on the meeting") if side == rules.JOINT else _("Readout of your side")
    return _page(request, found, form, heading)


@require_POST
@edition_page("bilaterals.edit", or_delegation=True)
def consent(request: HttpRequest, edition: Edition, code: str, side: str) -> HttpResponse:
    """To the words just read; only a side itself consents, never the desk for it."""
    found = find_meeting(request, edition, code)
    if side not in sides_of(user_of(request), found.request):
        raise PermissionDenied
    digest = request.POST.get("digest", "")
    try:
        done = readouts.consent_to_readout(
            found, side=side, digest=digest, by=user_of(request), at=timezone.now()
        )
        agreed = _("Both sides have consented: the text is agreed.")
        messages.success(request, agreed if done.is_joint else _("Your side has consented."))
    except RuleBroken as error:
        messages.error(request, str(error))
    return redirect("bilaterals:meeting", edition.slug, code)


def _page(
    request: HttpRequest, found: Meeting, form: Any, heading: str, save: str = ""
) -> HttpResponse:
    context = {
        "form": form,
        "heading": heading,
        "save": save,
        "back": reverse("bilaterals:meeting", args=[found.edition.slug, found.code]),
        "back_name": _("Back to the meeting"),
    }
    return render(request, "kit/form_page.html", context)
