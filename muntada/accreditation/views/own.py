"""A delegation's own pages: who of its members is accredited, and what is still to hand in."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from muntada.accounts.doors import user_of
from muntada.accreditation import rules
from muntada.accreditation.actions import applications
from muntada.accreditation.actions.setup import keys_of
from muntada.accreditation.forms import ApplicationForm
from muntada.accreditation.models import Application
from muntada.accreditation.views.common import find_application, is_desk, own_delegations
from muntada.conferences.doors import edition_page
from muntada.conferences.models import Edition
from muntada.delegations.models import Member
from muntada.kit.errors import RuleBroken

OPEN = (rules.DRAFT, rules.INCOMPLETE)


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
    states = dict(rules.STATES)
    rows = [_row(edition, member, latest.get(member.pk), states) for member in members]
    return render(
        request, "accreditation/own.html", {"rows": rows, "several": len(delegations) > 1}
    )


def _row(
    edition: Edition, member: Member, found: Application | None, states: dict[str, Any]
) -> dict[str, Any]:
    outside = rules.seen_from_outside(found.state) if found else ""
    return {
        "member": member,
        "application": found,
        "outside": outside,
        "state": states.get(outside, ""),
        "is_open": bool(found and found.state in OPEN),
        "again": found is None or found.state in rules.ENDED,
        "reason": _released(edition, found) if found else "",
    }


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


@edition_page("accreditation.edit", or_delegation=True)
def fill(request: HttpRequest, edition: Edition, pk: int) -> HttpResponse:
    """The fields of the category; what is wrong with a photo is said beside it."""
    is_desk(request, edition, "accreditation.edit")
    found = find_application(request, edition, pk)
    back = _back(request, edition, found)
    if found.state not in OPEN:
        messages.error(request, _("This application is being decided. Ask the desk to change it."))
        return redirect(back)
    form = ApplicationForm(request.POST or None, request.FILES or None, application=found)
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


@transaction.atomic
def _save(form: ApplicationForm, found: Application, request: HttpRequest) -> None:
    user = user_of(request)
    actor: dict[str, Any] = {"by": user, "at": timezone.now()}
    applications.fill_in(found, fields=form.fields_said(), identity=form.identity_said(), **actor)
    for kind, paper in form.papers.items():
        applications.hand_in(found, kind=kind, paper=paper, **actor)
    at_desk = user.may("accreditation.edit", found.edition_id)
    applications.submit(found, at_desk=at_desk, **actor)
