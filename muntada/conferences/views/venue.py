"""Buildings, rooms, and the minutes on foot between them."""

from itertools import combinations
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from muntada.accounts.doors import user_of
from muntada.conferences import actions
from muntada.conferences.doors import edition_page
from muntada.conferences.forms import BuildingForm, RoomForm
from muntada.conferences.models import Building, Edition, Room, Walk
from muntada.conferences.views.edition import form_page
from muntada.kit.errors import RuleBroken
from muntada.kit.numbers import number

LONGEST_WALK = 240


@edition_page("venue.edit")
def venue(request: HttpRequest, edition: Edition) -> HttpResponse:
    """The rooms by building, and how far they are from one another."""
    rooms = list(edition.rooms.select_related("building"))
    walks = Walk.objects.filter(room_a__edition=edition)
    minutes = {(walk.room_a_id, walk.room_b_id): walk.minutes for walk in walks}
    context = {
        "buildings": edition.buildings.all(),
        "rooms": rooms,
        "seats": sum(room.capacity for room in rooms),
        "matrix": [(row, [minutes.get(_pair(row, other)) for other in rooms]) for row in rooms],
    }
    return render(request, "conferences/venue.html", context)


def _pair(one: Room, other: Room) -> tuple[int, int]:
    return min(one.pk, other.pk), max(one.pk, other.pk)


def _put(request: HttpRequest, edition: Edition, form: Any, heading: str) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        actions.put(form.instance, form.cleaned_data, by=user_of(request), at=timezone.now())
        messages.success(request, _("Saved."))
        return redirect("conferences:venue", edition.slug)
    back = {"back": reverse("conferences:venue", args=[edition.slug]), "back_name": _("Venue")}
    return form_page(request, edition, form, heading=heading, **back)


@edition_page("venue.edit")
def building(request: HttpRequest, edition: Edition, pk: int | None = None) -> HttpResponse:
    found = get_object_or_404(edition.buildings, pk=pk) if pk else Building(edition=edition)
    form = BuildingForm(request.POST or None, instance=found)
    return _put(request, edition, form, _("Building"))


@edition_page("venue.edit")
def room(request: HttpRequest, edition: Edition, pk: int | None = None) -> HttpResponse:
    last = edition.rooms.count()
    found = get_object_or_404(edition.rooms, pk=pk) if pk else Room(edition=edition, position=last)
    form = RoomForm(request.POST or None, instance=found)
    return _put(request, edition, form, _("Room"))


def _remove(request: HttpRequest, edition: Edition, found: Room | Building) -> HttpResponse:
    try:
        actions.remove(found, by=user_of(request), at=timezone.now())
        messages.success(request, _("Removed."))
    except RuleBroken as error:
        messages.error(request, str(error))
    return redirect("conferences:venue", edition.slug)


@require_POST
@edition_page("venue.edit")
def remove_building(request: HttpRequest, edition: Edition, pk: int) -> HttpResponse:
    return _remove(request, edition, get_object_or_404(edition.buildings, pk=pk))


@require_POST
@edition_page("venue.edit")
def remove_room(request: HttpRequest, edition: Edition, pk: int) -> HttpResponse:
    return _remove(request, edition, get_object_or_404(edition.rooms, pk=pk))


@edition_page("venue.edit")
def walks(request: HttpRequest, edition: Edition) -> HttpResponse:
    """One box for each pair of rooms; an empty box is a walk nobody measured."""
    rooms = list(edition.rooms.all())
    known = {
        (walk.room_a_id, walk.room_b_id): walk.minutes
        for walk in Walk.objects.filter(room_a__edition=edition)
    }
    boxes = []
    said: dict[tuple[int, int], int | None] = {}
    wrong = False
    for one, other in combinations(rooms, 2):
        pair = _pair(one, other)
        name = f"walk-{pair[0]}-{pair[1]}"
        typed = request.POST.get(name, known.get(pair))
        value = "" if typed is None else str(typed).strip()
        is_wrong = bool(value) and not 0 <= number(value, -1) <= LONGEST_WALK
        wrong = wrong or is_wrong
        if not is_wrong:
            said[pair] = number(value) if value else None
        boxes.append({"one": one, "other": other, "name": name, "value": value, "wrong": is_wrong})
    if request.method == "POST" and not wrong:
        actions.measure_walks(edition, said, by=user_of(request), at=timezone.now())
        messages.success(request, _("Saved."))
        return redirect("conferences:venue", edition.slug)
    return render(request, "conferences/walks.html", {"boxes": boxes, "wrong": wrong})
