"""A delegation's own pages: who of its members is accredited, and what is still to hand in."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from muntada.accounts.doors import user_of
from muntada.accreditation import rules
from muntada.accreditation.actions import applications, decide
from muntada.accreditation.actions.setup import keys_of
from muntada.accreditation.forms import ApplicationForm, PhotoForm
from muntada.accreditation.models import Application, Badge, Category, Receipt
from muntada.accreditation.views.common import find_application, is_desk, own_delegations
from muntada.conferences.doors import edition_page
from muntada.conferences.models import Edition
from muntada.delegations.models import Member
from muntada.kit.errors import RuleBroken

OPEN = (rules.DRAFT, rules.INCOMPLETE)
OUTSIDE_MARKS = {
    rules.APPROVED: "agreed", rules.REFUSED: "refused", rules.WITHDRAWN: "refused",
    rules.DRAFT: "waiting", rules.INCOMPLETE: "waiting",
}  # fmt: skip


@edition_page("accreditation.see", or_delegation=True)
def own(request: HttpRequest, edition: Edition) -> HttpResponse:
    """Each confirmed member with the state as it is told outside, never with a reason."""
    is_desk(request, edition)
    delegations = own_delegations(request, edition)
    members = list(
        Member.objects.filter(delegation__in=delegations)
        .confirmed()
        .select_related("person", "delegation__party")
        .order_by("delegation__party__code", "pk")
    )
    found = Application.objects.filter(edition=edition, member__in=members).order_by("number")
    latest = {one.member_id: one for one in found.select_related("category")}
    issued = Badge.objects.filter(application__in=latest.values()).order_by("issue")
    badges = {one.application_id: one for one in issued}
    states = dict(rules.STATES)
    rows = [_row(edition, member, latest.get(member.pk), states, badges) for member in members]
    receipts = Receipt.objects.filter(edition=edition, delegation__in=delegations)
    context = {
        "rows": rows,
        "several": len(delegations) > 1,
        "deadlines": _deadlines(edition),
        "receipts": receipts.annotate(n=Count("lines")),
    }
    return render(request, "accreditation/own.html", context)


def _deadlines(edition: Edition) -> list[tuple[datetime, list[Category], bool]]:
    """The days on which categories of delegations close, each with those that close then."""
    now = timezone.now()
    closing: dict[datetime, list[Category]] = {}
    found = edition.accreditation_categories.filter(is_open_to_public=False)
    for one in found.exclude(deadline=None).order_by("deadline", "position"):
        if one.deadline:
            closing.setdefault(one.deadline, []).append(one)
    return [(due, names, due < now) for due, names in closing.items()]


def _row(
    edition: Edition, member: Member, found: Application | None, states: dict[str, Any],
    badges: dict[int, Badge],
) -> dict[str, Any]:  # fmt: skip
    outside = rules.seen_from_outside(found.state) if found else ""
    badge = badges.get(found.pk) if found else None
    live = badge is not None and badge.state in rules.LIVE_BADGES
    asks_photo = bool(found and rules.PHOTO in found.category.needs)
    state = found.state if found else ""
    return {
        "member": member,
        "application": found,
        "outside": outside,
        "state": states.get(outside, ""),
        "mark": OUTSIDE_MARKS.get(outside, ""),
        "badge": badge,
        "badge_link": badge.link if badge and live else "",
        "is_open": state in OPEN,
        "again": found is None or state in rules.ENDED,
        "reason": _released(edition, found) if found else "",
        "may_withdraw": bool(found) and state in rules.STEPS["withdraw"][0],
        "may_replace": asks_photo and state not in OPEN and rules.why_not_new_photo(
            state=state, badge=badge.state if badge and live else ""
        ) is None,
    }  # fmt: skip


def _released(edition: Edition, found: Application) -> str:
    """The reason of a refusal reaches the delegation only when it was released."""
    if found.state != rules.REFUSED or not found.refusal_released_at or found.refusal is None:
        return ""
    keys = keys_of(edition, at=timezone.now())
    return keys.open(found.refusal, found.about("refusal")).decode()


@require_POST
@edition_page("accreditation.edit", or_delegation=True)
def apply(request: HttpRequest, edition: Edition, pk: int) -> HttpResponse:
    """Open an application for a member of one's own delegation, or as the desk."""
    is_desk(request, edition, "accreditation.edit")
    visible = Member.objects.filter(edition=edition).visible_to(user_of(request))
    member = get_object_or_404(visible.select_related("edition", "delegation__party"), pk=pk)
    try:
        made = applications.open_for_member(member, by=user_of(request), at=timezone.now())
    except RuleBroken as error:
        messages.error(request, str(error))
        return redirect("accreditation:own", edition.slug)
    return redirect("accreditation:fill", edition.slug, made.pk)


def _back(request: HttpRequest, edition: Edition, found: Application) -> str:
    if user_of(request).may("accreditation.see", edition.pk):
        return reverse("accreditation:application", args=[edition.slug, found.pk])
    return reverse("accreditation:own", args=[edition.slug])


def _own_application(request: HttpRequest, edition: Edition, pk: int) -> Application:
    is_desk(request, edition, "accreditation.edit")
    return find_application(request, edition, pk)


@require_POST
@edition_page("accreditation.edit", or_delegation=True)
def withdraw(request: HttpRequest, edition: Edition, pk: int) -> HttpResponse:
    """The delegation says that somebody does not come: the badge is blocked with it."""
    found = _own_application(request, edition, pk)
    try:
        decide.withdraw(found, by=user_of(request), at=timezone.now())
        messages.success(request, _("The application is withdrawn."))
    except RuleBroken as error:
        messages.error(request, str(error))
    return redirect(_back(request, edition, found))


@edition_page("accreditation.edit", or_delegation=True)
def replace_photo(request: HttpRequest, edition: Edition, pk: int) -> HttpResponse:
    found = _own_application(request, edition, pk)
    form = PhotoForm(request.POST or None, request.FILES or None)
    back = _back(request, edition, found)
    if request.method == "POST" and form.is_valid() and form.made:
        try:
            applications.replace_photo(
                found, photo=form.made, by=user_of(request), at=timezone.now()
            )
            messages.success(request, _("Saved."))
            return redirect(back)
        except RuleBroken as error:
            form.add_error(None, str(error))
    context = {"form": form, "heading": _("Another photo"), "lead": found.name_latin, "back": back,
               "back_name": _("Accreditation")}  # fmt: skip
    return render(request, "kit/form_page.html", context)


@edition_page("accreditation.see", or_delegation=True)
def receipt(request: HttpRequest, edition: Edition, number: int) -> HttpResponse:
    """What was handed over, to be printed and signed; the desk's, and that delegation's own."""
    found = Receipt.objects.filter(edition=edition).select_related("delegation__party", "by")
    if not is_desk(request, edition):
        found = found.filter(delegation__in=own_delegations(request, edition))
    one = get_object_or_404(found, number=number)
    lines = one.lines.select_related(
        "badge__application__category", "floater__series__zone", "pin__application"
    ).order_by("pk")
    return render(request, "accreditation/receipt.html", {"receipt": one, "lines": lines})


@edition_page("accreditation.edit", or_delegation=True)
def fill(request: HttpRequest, edition: Edition, pk: int) -> HttpResponse:
    """The fields of the category; what is wrong with a photo is said beside it."""
    is_desk(request, edition, "accreditation.edit")
    found = find_application(request, edition, pk)
    back = _back(request, edition, found)
    if found.state not in OPEN:
        messages.error(request, _("This application is being decided. Ask the desk to change it."))
        return redirect(back)
    form = ApplicationForm(
        request.POST or None, request.FILES or None, application=found,
        today=timezone.localdate(),
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        try:
            _save(form, found, request)
            messages.success(request, _("The application is submitted."))
            return redirect(back)
        except RuleBroken as error:
            form.add_error(None, str(error))
    context = {
        "form": form,
        "heading": f"{found.name_latin} · {found.category}",
        "lead": found.question,
        "back": back,
        "back_name": _("Accreditation"),
        "save": _("Submit"),
    }
    return render(request, "kit/form_page.html", context)


def _save(form: ApplicationForm, found: Application, request: HttpRequest) -> None:
    user = user_of(request)
    at_desk = user.may("accreditation.edit", found.edition_id)
    applications.submit_all(
        found, fields=form.fields_said(), identity=form.identity_said(), papers=form.papers,
        at_desk=at_desk, by=user, at=timezone.now(),
    )  # fmt: skip
