"""One delegation: its members, quotas and focal points."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from muntada.accounts.doors import user_of
from muntada.conferences.doors import edition_page
from muntada.conferences.models import Edition
from muntada.delegations import rules
from muntada.delegations.actions import desk, members
from muntada.delegations.forms import FocalPointForm, MemberForm, QuotaForm
from muntada.delegations.models import Delegation, FocalPoint, Member, acting
from muntada.delegations.queries import Likely, by_rank, likely_duplicates, places
from muntada.kit.errors import RuleBroken
from muntada.people.models import Person


def find_delegation(request: HttpRequest, edition: Edition, pk: int) -> Delegation:
    visible = Delegation.objects.filter(edition=edition).visible_to(user_of(request))
    return get_object_or_404(visible.select_related("party", "edition"), pk=pk)


def ensure_may(request: HttpRequest, delegation: Delegation, verb: str) -> bool:
    """True for the desk, False for the delegation's own focal points; nobody else passes."""
    user = user_of(request)
    if user.may(verb, delegation.edition_id):
        return True
    if acting(user).filter(delegation=delegation).exists():
        return False
    raise PermissionDenied


def _may_edit(request: HttpRequest, delegation: Delegation) -> bool:
    try:
        ensure_may(request, delegation, "delegations.edit")
    except PermissionDenied:
        return False
    return True


@edition_page("delegations.see", or_delegation=True)
def detail(request: HttpRequest, edition: Edition, pk: int) -> HttpResponse:
    """The delegation as its desk and its focal points see it."""
    delegation = find_delegation(request, edition, pk)
    everybody = list(delegation.members.select_related("person", "rank", "category").order_by("pk"))
    context = {
        "delegation": delegation,
        "members": by_rank([one for one in everybody if one.state != rules.WITHDRAWN]),
        "withdrawn": [one for one in everybody if one.state == rules.WITHDRAWN],
        "to_confirm": sum(one.state == rules.NOMINATED for one in everybody),
        "places": places(delegation),
        "focal_points": delegation.focal_points.filter(ended_at=None).select_related("user"),
        "invitation": getattr(delegation, "invitation", None),
        "may_edit": _may_edit(request, delegation),
        "may_confirm": user_of(request).may("delegations.confirm", edition.pk)
        or _may_edit(request, delegation),
        "why_not": rules.why_not_nominate(edition, at=timezone.now(), is_open=delegation.is_open),
    }
    return render(request, "delegations/detail.html", context)


@edition_page("delegations.edit", or_delegation=True)
def nominate(request: HttpRequest, edition: Edition, pk: int) -> HttpResponse:
    """Name a member; somebody who may already be there is shown first."""
    delegation = find_delegation(request, edition, pk)
    at_desk = ensure_may(request, delegation, "delegations.edit")
    form = MemberForm(request.POST or None, edition=edition)
    likely: list[Likely] = []
    if request.method == "POST" and form.is_valid():
        likely = likely_duplicates(form.cleaned_data["name"], edition)
        if not likely or form.cleaned_data["another_person"]:
            try:
                members.nominate(
                    delegation,
                    person=Person(**form.person_said()),
                    fields=form.member_said(),
                    by=user_of(request),
                    at=timezone.now(),
                    late=at_desk,
                )
                messages.success(request, _("The member is nominated."))
                return redirect("delegations:detail", edition.slug, pk)
            except RuleBroken as error:
                form.add_error(None, str(error))
    own = [one for one in likely if at_desk or one.member.delegation_id == delegation.pk]
    context = {
        "form": form,
        "delegation": delegation,
        "likely": own,
        "likely_elsewhere": bool(likely) and not own,
    }
    return render(request, "delegations/nominate.html", context)


def find_member(request: HttpRequest, edition: Edition, pk: int) -> Member:
    visible = Member.objects.filter(edition=edition).visible_to(user_of(request))
    related = ("person", "delegation__edition", "delegation__party", "category", "rank")
    return get_object_or_404(visible.select_related(*related), pk=pk)


@edition_page("delegations.edit", or_delegation=True)
def member(request: HttpRequest, edition: Edition, pk: int) -> HttpResponse:
    """A member's particulars, to correct."""
    found = find_member(request, edition, pk)
    ensure_may(request, found.delegation, "delegations.edit")
    form = MemberForm(request.POST or None, edition=edition, member=found)
    if request.method == "POST" and form.is_valid():
        try:
            members.change_member(
                found, person=form.person_said(), fields=form.member_said(),
                by=user_of(request), at=timezone.now(),
            )  # fmt: skip
            messages.success(request, _("Saved."))
            return redirect("delegations:detail", edition.slug, found.delegation_id)
        except RuleBroken as error:
            form.add_error(None, str(error))
    context = {
        "form": form,
        "heading": str(found.person),
        "back": reverse("delegations:detail", args=[edition.slug, found.delegation_id]),
        "back_name": str(found.delegation.party),
    }
    return render(request, "kit/form_page.html", context)


def _press(request: HttpRequest, edition: Edition, pk: int, verb: str) -> HttpResponse:
    found = find_member(request, edition, pk)
    needs = "delegations.confirm" if verb == "confirm" else "delegations.edit"
    at_desk = ensure_may(request, found.delegation, needs)
    actor: dict[str, Any] = {"by": user_of(request), "at": timezone.now()}
    try:
        if verb == "confirm":
            done = members.confirm(found, **actor, late=at_desk)
            if done.state == rules.WAITING:
                sentence = _(
                    "All places of this category are taken: {name} is on the waiting list."
                )
            else:
                sentence = _("{name} is confirmed.")
        elif verb == "withdraw":
            first = members.withdraw(found, **actor)
            sentence = _("{name} is withdrawn.")
            if first:
                freed = _("The place goes to {name}, who waited longest.")
                messages.success(request, freed.format(name=first.person))
        else:
            members.renominate(found, **actor)
            sentence = _("{name} is nominated again.")
        messages.success(request, sentence.format(name=found.person))
    except RuleBroken as error:
        messages.error(request, str(error))
    return redirect("delegations:detail", edition.slug, found.delegation_id)


@require_POST
@edition_page("delegations.confirm", or_delegation=True)
def confirm(request: HttpRequest, edition: Edition, pk: int) -> HttpResponse:
    return _press(request, edition, pk, "confirm")


@require_POST
@edition_page("delegations.confirm", or_delegation=True)
def confirm_all(request: HttpRequest, edition: Edition, pk: int) -> HttpResponse:
    """Everybody nominated at once."""
    delegation = find_delegation(request, edition, pk)
    at_desk = ensure_may(request, delegation, "delegations.confirm")
    try:
        done = members.confirm_all(delegation, by=user_of(request), at=timezone.now(), late=at_desk)
        confirmed = sum(one.state == rules.CONFIRMED for one in done)
        said = ngettext("%(n)d member is confirmed.", "%(n)d members are confirmed.", confirmed)
        messages.success(request, said % {"n": confirmed})
        if waiting := len(done) - confirmed:
            said = ngettext(
                "%(n)d member is on the waiting list: all places of the category are taken.",
                "%(n)d members are on the waiting list: all places of the category are taken.",
                waiting,
            )
            messages.warning(request, said % {"n": waiting})
    except RuleBroken as error:
        messages.error(request, str(error))
    return redirect("delegations:detail", edition.slug, pk)


@require_POST
@edition_page("delegations.edit", or_delegation=True)
def withdraw(request: HttpRequest, edition: Edition, pk: int) -> HttpResponse:
    return _press(request, edition, pk, "withdraw")


@require_POST
@edition_page("delegations.edit", or_delegation=True)
def renominate(request: HttpRequest, edition: Edition, pk: int) -> HttpResponse:
    return _press(request, edition, pk, "renominate")


@edition_page("focal_points.invite")
def focal_point(request: HttpRequest, edition: Edition, pk: int) -> HttpResponse:
    """Trust one more person with the delegation."""
    delegation = find_delegation(request, edition, pk)
    form = FocalPointForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            desk.invite_focal_point(
                delegation, **form.cleaned_data, by=user_of(request), at=timezone.now()
            )
            messages.success(request, _("A personal link is on its way by mail."))
            return redirect("delegations:detail", edition.slug, pk)
        except RuleBroken as error:
            form.add_error(None, str(error))
    return _form_page(
        request, form, _("New focal point: {party}").format(party=delegation.party), edition, pk
    )


@require_POST
@edition_page("focal_points.invite")
def end_focal_point(request: HttpRequest, edition: Edition, pk: int) -> HttpResponse:
    trusted = FocalPoint.objects.filter(delegation__edition=edition, ended_at=None)
    found = get_object_or_404(trusted.select_related("delegation"), pk=pk)
    desk.end_focal_point(found, by=user_of(request), at=timezone.now())
    messages.success(request, _("This person no longer acts for the delegation."))
    return redirect("delegations:detail", edition.slug, found.delegation_id)


@edition_page("delegations.edit")
def quota(request: HttpRequest, edition: Edition, pk: int) -> HttpResponse:
    """An exception to the places of a category, for this delegation."""
    delegation = find_delegation(request, edition, pk)
    form = QuotaForm(request.POST or None, edition=edition)
    if request.method == "POST" and form.is_valid():
        desk.set_quota(delegation, **form.cleaned_data, by=user_of(request), at=timezone.now())
        messages.success(request, _("Saved."))
        return redirect("delegations:detail", edition.slug, pk)
    return _form_page(
        request, form, _("Places of {party}").format(party=delegation.party), edition, pk
    )


def _form_page(
    request: HttpRequest, form: Any, heading: str, edition: Edition, pk: int
) -> HttpResponse:
    context = {
        "form": form,
        "heading": heading,
        "back": reverse("delegations:detail", args=[edition.slug, pk]),
        "back_name": _("Back to the delegation"),
    }
    return render(request, "kit/form_page.html", context)
