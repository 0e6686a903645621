"""Setting the desk up: arrangements, rooms, interpreters, principals, hours, caps, pairs apart."""

from typing import Any

from django.contrib import messages
from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from muntada.accounts.doors import user_of
from muntada.bilaterals.actions.setup import name_principals, put, remove
from muntada.bilaterals.forms import setup as forms
from muntada.bilaterals.models import (
    Apart,
    Cap,
    Duty,
    Hours,
    Interpreter,
    MeetingRoom,
    Opening,
    Principal,
)
from muntada.bilaterals.queries import arrangements_of
from muntada.bilaterals.views.common import is_desk, own_delegations
from muntada.conferences.doors import edition_page
from muntada.conferences.models import Edition
from muntada.delegations.models import Delegation
from muntada.kit.errors import RuleBroken


@edition_page("bilaterals.see")
def setup(request: HttpRequest, edition: Edition) -> HttpResponse:
    """Everything the planner heeds, on one page."""
    context = {
        "arranged": arrangements_of(edition),
        "rooms": edition.meeting_rooms.select_related("room").prefetch_related("openings"),
        "interpreters": edition.interpreters.prefetch_related("duties"),
        "apart": Apart.objects.filter(edition=edition).select_related("one__party", "other__party"),
        "caps": Cap.objects.filter(delegation__edition=edition).select_related("delegation__party"),
        "hours": Hours.objects.filter(edition=edition, delegation=None),
        "hours_of_some": Hours.objects.filter(edition=edition).exclude(delegation=None).count(),
        "principals": edition.principals.count(),
        "may_edit": user_of(request).may("bilaterals.edit", edition.pk),
    }
    return render(request, "bilaterals/setup.html", context)


@edition_page("bilaterals.see")
def principals(request: HttpRequest, edition: Edition) -> HttpResponse:
    """Who meets, at what level, in what language."""
    found = edition.principals.select_related("member__person", "delegation__party", "member__rank")
    context = {
        "principals": found.order_by("-level", "delegation__party__code", "pk"),
        "may_edit": user_of(request).may("bilaterals.edit", edition.pk),
    }
    return render(request, "bilaterals/principals.html", context)


@require_POST
@edition_page("bilaterals.edit")
def name_heads(request: HttpRequest, edition: Edition) -> HttpResponse:
    """Bring in the heads of delegation who come in person."""
    n = len(name_principals(edition, by=user_of(request), at=timezone.now()))
    said = ngettext("%(n)d principal is added.", "%(n)d principals are added.", n)
    messages.success(request, said % {"n": n})
    return redirect("bilaterals:principals", edition.slug)


def _columns(form: Any) -> dict[str, Any]:
    """What the form filled in of its row itself."""
    names = {field.name for field in form.instance._meta.concrete_fields}
    return {name: getattr(form.instance, name) for name in names & form.cleaned_data.keys()}


def _save(
    request: HttpRequest,
    edition: Edition,
    form: Any,
    heading: str,
    back: str = "setup",
    **also: Any,
) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        try:
            thing = form.save(commit=False)
            fields = {**_columns(form), **also}
            put(thing, fields, by=user_of(request), at=timezone.now(), edition=edition)
            form.save_m2m()
            messages.success(request, _("Saved."))
            return redirect(f"bilaterals:{back}", edition.slug)
        except RuleBroken as error:
            form.add_error(None, str(error))
    context = {
        "form": form,
        "heading": heading,
        "back": reverse(f"bilaterals:{back}", args=[edition.slug]),
        "back_name": _("Back"),
    }
    return render(request, "kit/form_page.html", context)


@edition_page("bilaterals.edit")
def arrangements(request: HttpRequest, edition: Edition) -> HttpResponse:
    form = forms.ArrangementsForm(
        request.POST or None, instance=arrangements_of(edition), edition=edition
    )
    return _save(request, edition, form, _("Arrangements for bilateral meetings"))


@edition_page("bilaterals.edit")
def room(request: HttpRequest, edition: Edition, pk: int | None = None) -> HttpResponse:
    found = get_object_or_404(edition.meeting_rooms, pk=pk) if pk else MeetingRoom(edition=edition)
    form = forms.RoomForm(request.POST or None, instance=found, edition=edition)
    return _save(request, edition, form, _("Meeting room"))


@edition_page("bilaterals.edit")
def opening(request: HttpRequest, edition: Edition, pk: int) -> HttpResponse:
    """Opening hours of one room."""
    found = get_object_or_404(edition.meeting_rooms.select_related("room"), pk=pk)
    form = forms.OpeningForm(request.POST or None, instance=Opening(room=found), edition=edition)
    return _save(request, edition, form, _("Opening hours: {room}").format(room=found))


@edition_page("bilaterals.edit")
def interpreter(request: HttpRequest, edition: Edition, pk: int | None = None) -> HttpResponse:
    found = get_object_or_404(edition.interpreters, pk=pk) if pk else Interpreter(edition=edition)
    form = forms.InterpreterForm(request.POST or None, instance=found)
    return _save(request, edition, form, _("Interpreter"))


@edition_page("bilaterals.edit")
def duty(request: HttpRequest, edition: Edition, pk: int) -> HttpResponse:
    """Hours of duty of one interpreter."""
    found = get_object_or_404(edition.interpreters, pk=pk)
    form = forms.DutyForm(request.POST or None, instance=Duty(interpreter=found), edition=edition)
    return _save(request, edition, form, _("Hours of duty: {name}").format(name=found))


@edition_page("bilaterals.edit")
def apart(request: HttpRequest, edition: Edition) -> HttpResponse:
    form = forms.ApartForm(request.POST or None, edition=edition)
    return _save(request, edition, form, _("Delegations kept apart"))


@edition_page("bilaterals.edit")
def cap(request: HttpRequest, edition: Edition, pk: int | None = None) -> HttpResponse:
    found = get_object_or_404(Cap, delegation__edition=edition, pk=pk) if pk else None
    form = forms.CapForm(request.POST or None, instance=found, edition=edition)
    return _save(request, edition, form, _("Most meetings of one delegation"))


@edition_page("bilaterals.edit")
def principal(request: HttpRequest, edition: Edition, pk: int | None = None) -> HttpResponse:
    found = get_object_or_404(edition.principals, pk=pk) if pk else None
    form = forms.PrincipalForm(request.POST or None, instance=found, edition=edition)
    also = {}
    if form.is_bound and form.is_valid():
        also = {"delegation": form.cleaned_data["member"].delegation}
    return _save(request, edition, form, _("Who meets"), back="principals", **also)


@edition_page("bilaterals.edit", or_delegation=True)
def hours(request: HttpRequest, edition: Edition) -> HttpResponse:
    """Hours in which somebody cannot meet: entered by the desk, or by their own focal point."""
    mine = own_delegations(request, edition)
    at_desk = is_desk(request, edition) and not mine
    form = forms.HoursForm(request.POST or None, edition=edition, own=None if at_desk else mine)
    if request.method == "POST" and form.is_valid():
        thing = form.save(commit=False)
        put(thing, _columns(form), by=user_of(request), at=timezone.now(), edition=edition)
        messages.success(request, _("Saved."))
        return redirect("bilaterals:own_hours", edition.slug)
    context = {"form": form, "hours": _hours(edition, None if at_desk else mine), "of_all": at_desk}
    return render(request, "bilaterals/own_hours.html", context)


def _hours(edition: Edition, delegations: list[Delegation] | None) -> QuerySet[Hours]:
    """Those of the delegations, or (None) all there are."""
    found = Hours.objects.filter(edition=edition)
    if delegations is not None:
        found = found.filter(delegation__in=delegations)
    return found.select_related("delegation__party", "principal__member__person")


@require_POST
@edition_page("bilaterals.edit", or_delegation=True)
def remove_hours(request: HttpRequest, edition: Edition, pk: int) -> HttpResponse:
    mine = own_delegations(request, edition)
    at_desk = is_desk(request, edition) and not mine
    rows = _hours(edition, None if at_desk else mine)
    remove(get_object_or_404(rows, pk=pk), by=user_of(request), at=timezone.now(), edition=edition)
    messages.success(request, _("Removed."))
    return redirect("bilaterals:own_hours", edition.slug)


_REMOVABLE: dict[str, tuple[type[Model], str]] = {
    "room": (MeetingRoom, "edition"),
    "opening": (Opening, "room__edition"),
    "interpreter": (Interpreter, "edition"),
    "duty": (Duty, "interpreter__edition"),
    "apart": (Apart, "edition"),
    "cap": (Cap, "delegation__edition"),
    "principal": (Principal, "edition"),
}


@require_POST
@edition_page("bilaterals.edit")
def remove_thing(request: HttpRequest, edition: Edition, kind: str, pk: int) -> HttpResponse:
    """Take a room, an hour, an interpreter, a pair, a cap or a principal away."""
    if kind not in _REMOVABLE:
        raise Http404
    model, path = _REMOVABLE[kind]
    found = get_object_or_404(model, **{path: edition, "pk": pk})
    try:
        remove(found, by=user_of(request), at=timezone.now(), edition=edition)
        messages.success(request, _("Removed."))
    except RuleBroken as error:
        messages.error(request, str(error))
    back = "principals" if kind == "principal" else "setup"
    return redirect(f"bilaterals:{back}", edition.slug)
