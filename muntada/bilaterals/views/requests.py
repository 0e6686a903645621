"""A request: asked for, opened, answered."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from muntada.accounts.doors import user_of
from muntada.bilaterals import rules
from muntada.bilaterals.actions import answers
from muntada.bilaterals.actions import requests as asking
from muntada.bilaterals.actions.setup import keep_for_desk
from muntada.bilaterals.forms.requests import DeskForm, RequestForm, initial_of
from muntada.bilaterals.models import Request
from muntada.bilaterals.queries import (
    arrangements_of,
    coming_delegations,
    meeting_of,
    sides_of,
)
from muntada.bilaterals.views.common import (
    acts_for,
    find_request,
    is_desk,
    note_opening,
    own_delegations,
)
from muntada.conferences.doors import edition_page
from muntada.conferences.models import Edition
from muntada.kit.errors import RuleBroken


def _form(
    request: HttpRequest, edition: Edition, asked: Request | None, *, at_desk: bool
) -> RequestForm:
    coming = list(coming_delegations(edition))
    of_desk = coming if at_desk else own_delegations(request, edition)
    own = [asked.delegation] if asked else of_desk
    return RequestForm(
        request.POST or None,
        edition=edition,
        own=own,
        others=coming,
        arranged=arrangements_of(edition),
        spans=asking.times_of(asked) if asked else (),
        by_desk=at_desk and asked is None,
        initial=initial_of(asked) if asked else {"level": rules.MINISTERS},
    )


@edition_page("bilaterals.edit", or_delegation=True)
def ask(request: HttpRequest, edition: Edition) -> HttpResponse:
    """A new request: by a focal point, or by the desk from a letter or a call."""
    at_desk = is_desk(request, edition) and not own_delegations(request, edition)
    if at_desk and not user_of(request).may("bilaterals.edit", edition.pk):
        raise PermissionDenied
    form = _form(request, edition, None, at_desk=at_desk)
    if request.method == "POST" and form.is_valid():
        actor: dict[str, Any] = {"by": user_of(request), "at": timezone.now(), "by_desk": at_desk}
        try:
            made = asking.write_request(
                form.cleaned_data["delegation"],
                counterpart=form.cleaned_data["counterpart"],
                fields=form.said(),
                times=form.times(),
                **actor,
            )
            if "draft" not in request.POST:
                asking.send_request(made, **actor)
                messages.success(request, _("The request is sent. The other side has been told."))
            else:
                messages.success(request, _("The draft is kept. The other side does not see it."))
            return redirect("bilaterals:request", edition.slug, made.code)
        except RuleBroken as error:
            form.add_error(None, str(error))
    return _ask_page(request, edition, form, _("Ask for a meeting"), draft=True)


def _ask_page(
    request: HttpRequest, edition: Edition, form: Any, heading: str, *, draft: bool = False
) -> HttpResponse:
    context = {
        "form": form,
        "heading": heading,
        "draft": draft,
        "back": reverse("bilaterals:list", args=[edition.slug]),
        "arranged": arrangements_of(edition),
    }
    return render(request, "bilaterals/ask.html", context)


@edition_page("bilaterals.edit", or_delegation=True)
def change(request: HttpRequest, edition: Edition, code: str) -> HttpResponse:
    """The party that asks corrects its request, until the other side has answered."""
    asked = find_request(request, edition, code)
    by_desk = acts_for(request, asked, rules.ASKER)
    form = _form(request, edition, asked, at_desk=by_desk)
    form.fields.pop("counterpart")
    if request.method == "POST" and form.is_valid():
        try:
            asking.change_request(
                asked, fields=form.said(), times=form.times(), by=user_of(request),
                at=timezone.now(), by_desk=by_desk,
            )  # fmt: skip
            messages.success(request, _("Saved."))
            return redirect("bilaterals:request", edition.slug, code)
        except RuleBroken as error:
            form.add_error(None, str(error))
    heading = _("Change the request to {party}").format(party=asked.counterpart.party)
    return _ask_page(request, edition, form, heading)


@edition_page("bilaterals.see", or_delegation=True)
def detail(request: HttpRequest, edition: Edition, code: str) -> HttpResponse:
    """The request as its parties and the desk see it, with what may be done now."""
    asked = find_request(request, edition, code)
    note_opening(request, asked)
    user = user_of(request)
    meeting = meeting_of(asked)
    if meeting and meeting.told_at is None and not user.may("bilaterals.see", edition.pk):
        meeting = None
    why_not = rules.why_not_change(meeting_state=meeting.state if meeting else None)
    may_edit = user.may("bilaterals.edit", edition.pk)
    sides = sides_of(user, asked)
    acting = sides or ([rules.ASKER, rules.COUNTERPART] if may_edit else [])
    context = {
        "asked": asked,
        "times": asking.times_of(asked),
        "offered": asking.spans_in(asked.proposal.terms) if asked.proposal else [],
        "offered_level": _level(asked.proposal.terms) if asked.proposal else "",
        "absent": [one.party for one in (asked.delegation, asked.counterpart) if not one.is_coming],
        "first": asked.after.select_related("delegation__party", "counterpart__party"),
        "exchanges": asked.exchanges.all(),
        "steps": [] if why_not else _steps(asked, acting),
        "sides": sides,
        "acting": acting,
        "for_desk": may_edit and not sides,
        "sees_desk": user.may("bilaterals.see", edition.pk) and not sides,
        "meeting": meeting,
        "why_not": why_not if acting else None,
        "mark": rules.MARKS.get(asked.state, "waiting"),
        "may_change": rules.ASKER in acting
        and asked.state in (rules.DRAFT, rules.SENT, rules.ON_HOLD),
    }
    return render(request, "bilaterals/request.html", context)


def _level(terms: dict[str, Any]) -> str:
    return str(dict(rules.LEVELS).get(terms["level"], ""))


# In the order in which the buttons stand; those with a page of their own are links.
_BUTTONS: list[tuple[str, str]] = [
    (rules.COUNTERPART, "accept"),
    (rules.ASKER, "send"),
    (rules.ASKER, "agree"),
    (rules.COUNTERPART, "propose"),
    (rules.ASKER, "propose"),
    (rules.COUNTERPART, "hold"),
    (rules.COUNTERPART, "decline"),
    (rules.ASKER, "withdraw"),
]


def _steps(asked: Request, acting: list[str]) -> list[tuple[str, str]]:
    """Which (side, verb) the reader may press now."""
    return [
        (side, verb)
        for side, verb in _BUTTONS
        if side in acting and asked.state in answers.STEPS[side][verb][0]
    ]


@edition_page("bilaterals.edit")
def for_desk(request: HttpRequest, edition: Edition, code: str) -> HttpResponse:
    """What the desk keeps for itself: priority, weight, what comes first, a note."""
    asked = find_request(request, edition, code)
    form = DeskForm(request.POST or None, instance=asked)
    if request.method == "POST" and form.is_valid():
        fields = {name: form.cleaned_data[name] for name in ("priority", "weight", "desk_note")}
        keep_for_desk(
            asked, fields=fields, after=form.cleaned_data["after"], by=user_of(request),
            at=timezone.now(),
        )  # fmt: skip
        messages.success(request, _("Saved."))
        return redirect("bilaterals:request", edition.slug, code)
    context = {
        "form": form,
        "heading": _("For the desk"),
        "back": reverse("bilaterals:request", args=[edition.slug, code]),
        "back_name": _("Back to the request"),
    }
    return render(request, "kit/form_page.html", context)


def press(
    request: HttpRequest, edition: Edition, code: str, side: str, act: Callable[..., Any], said: str
) -> HttpResponse:
    asked = find_request(request, edition, code)
    by_desk = acts_for(request, asked, side)
    try:
        act(asked, by=user_of(request), at=timezone.now(), by_desk=by_desk)
        messages.success(request, said)
    except RuleBroken as error:
        messages.error(request, str(error))
    return redirect("bilaterals:request", edition.slug, code)


@require_POST
@edition_page("bilaterals.edit", or_delegation=True)
def send(request: HttpRequest, edition: Edition, code: str) -> HttpResponse:
    said = _("The request is sent. The other side has been told.")
    return press(request, edition, code, rules.ASKER, asking.send_request, said)


@require_POST
@edition_page("bilaterals.edit", or_delegation=True)
def withdraw(request: HttpRequest, edition: Edition, code: str) -> HttpResponse:
    said = _("The request is withdrawn.")
    return press(request, edition, code, rules.ASKER, asking.withdraw_request, said)
