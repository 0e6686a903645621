"""The programme desk: the grid, the list, one session, what clashes."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from muntada.accounts.doors import user_of
from muntada.conferences.doors import edition_page
from muntada.conferences.models import Edition, Room
from muntada.kit.errors import RuleBroken
from muntada.kit.numbers import number
from muntada.programme import queries, rules
from muntada.programme.actions import sessions as planning
from muntada.programme.forms import MoveForm, PartForm, SessionForm
from muntada.programme.models import Participation, Session

STEP = 15  # minutes a row of the grid


@dataclass(frozen=True)
class Placed:
    """A session on the grid: its column, and the rows it takes."""

    session: Session
    column: int
    row: int
    rows: int


def _chosen_day(request: HttpRequest, edition: Edition) -> date:
    days = edition.days()
    asked = request.GET.get("day", "")
    found = [day for day in days if day.isoformat() == asked]
    return found[0] if found else edition.starts


def _of_the_day(edition: Edition, day: date) -> list[Session]:
    first = datetime.combine(day, datetime.min.time(), tzinfo=edition.zone)
    found = Session.objects.filter(
        edition=edition, starts__gte=first, starts__lt=first + timedelta(days=1)
    )
    return list(found.select_related("room", "track"))


@edition_page("programme.see")
def grid(request: HttpRequest, edition: Edition) -> HttpResponse:
    """A day by room and hour; sessions are dragged, or moved with the arrows."""
    day = _chosen_day(request, edition)
    shown = _of_the_day(edition, day)
    rooms: list[Room | None] = list(edition.rooms.all())
    if any(session.room_id is None for session in shown):
        rooms.append(None)
    hours = _hours(edition, shown)
    midnight = datetime.combine(day, datetime.min.time(), tzinfo=edition.zone)
    columns = {room.pk if room else None: n for n, room in enumerate(rooms, start=2)}
    placed = []
    for session in shown:
        minutes = int((session.starts - midnight).total_seconds() // 60) - hours[0] * 60
        length = max(1, round((session.ends - session.starts).total_seconds() / 60 / STEP))
        placed.append(Placed(session, columns[session.room_id], minutes // STEP + 2, length))
    context = {
        "day": day,
        "days": edition.days(),
        "rooms": rooms,
        "placed": placed,
        "hours": [(hour, (hour - hours[0]) * 60 // STEP + 2) for hour in hours],
        "first_hour": hours[0],
        "clashes": queries.in_words(edition, queries.all_clashes(edition)),
        "step": STEP,
    }
    return render(request, "programme/grid.html", context)


def _hours(edition: Edition, shown: list[Session]) -> list[int]:
    """From the first hour in use (or 8) to the last (or 20)."""
    first = min([8, *(edition.local(one.starts).hour for one in shown)])
    last = max([20, *(_last_hour(edition, one) for one in shown)])
    return list(range(first, min(last, 24)))


def _last_hour(edition: Edition, session: Session) -> int:
    """What ends after midnight reaches the end of its day."""
    starts, ends = edition.local(session.starts), edition.local(session.ends)
    return ends.hour + 1 if ends.date() == starts.date() else 24


@edition_page("programme.see")
def sessions(request: HttpRequest, edition: Edition) -> HttpResponse:
    """Every session as a table."""
    found = Session.objects.filter(edition=edition).select_related("room", "track")
    for name, kinds in (("kind", dict(rules.KINDS)), ("access", dict(rules.ACCESS))):
        if request.GET.get(name) in kinds:
            found = found.filter(**{name: request.GET[name]})
    if room := number(request.GET.get("room")):
        found = found.filter(room=room)
    by_day: dict[date, list[Session]] = defaultdict(list)
    for session in found:
        by_day[edition.local(session.starts).date()].append(session)
    context = {
        "by_day": sorted(by_day.items()),
        "kinds": rules.KINDS,
        "access": rules.ACCESS,
        "rooms": edition.rooms.all(),
    }
    return render(request, "programme/list.html", context)


def _find(edition: Edition, pk: int) -> Session:
    return get_object_or_404(
        Session.objects.select_related("edition", "room", "track"), edition=edition, pk=pk
    )


@edition_page("programme.see")
def session(request: HttpRequest, edition: Edition, pk: int) -> HttpResponse:
    """One session and who has a part in it."""
    found = _find(edition, pk)
    parts = list(found.participations.select_related("member__person", "member__delegation__party"))
    spoken = sum(part.minutes or 0 for part in parts)
    length = int((found.ends - found.starts).total_seconds() // 60)
    context = {
        "session": found,
        "parts": parts,
        "too_long": _("The parts take {spoken} minutes, and the session lasts {length}.").format(
            spoken=spoken, length=length
        )
        if spoken > length
        else "",
        "clashes": queries.in_words(edition, queries.clashes_of(found)),
        "form": PartForm(edition=edition),
    }
    return render(request, "programme/session.html", context)


@edition_page("programme.edit")
def plan(request: HttpRequest, edition: Edition) -> HttpResponse:
    """A new session."""
    return _edit(request, edition, None)


@edition_page("programme.edit")
def change(request: HttpRequest, edition: Edition, pk: int) -> HttpResponse:
    return _edit(request, edition, _find(edition, pk))


def _edit(request: HttpRequest, edition: Edition, found: Session | None) -> HttpResponse:
    initial: dict[str, Any] = {}
    if found is None:
        opening = datetime.combine(
            _chosen_day(request, edition), datetime.min.time(), tzinfo=edition.zone
        )
        initial = {
            "starts": opening + timedelta(hours=9),
            "ends": opening + timedelta(hours=10, minutes=30),
        }
    form = SessionForm(request.POST or None, instance=found, edition=edition, initial=initial)
    if request.method == "POST" and form.is_valid():
        actor = {
            "by": user_of(request),
            "at": timezone.now(),
            "anyway": form.cleaned_data["anyway"],
        }
        try:
            if found is None:
                done = planning.plan_session(edition, fields=form.said(), **actor)
            else:
                done = planning.change_session(
                    _find(edition, found.pk), fields=form.said(), **actor
                )
            messages.success(
                request, _("Saved in the draft. The public sees it once it is published.")
            )
            return redirect("programme:session", edition.slug, done.pk)
        except RuleBroken as error:
            form.add_error(None, str(error))
    context = {
        "form": form,
        "heading": str(found.title) if found else _("Plan a session"),
        "back": reverse("programme:grid", args=[edition.slug]),
        "back_name": _("Programme"),
    }
    return render(request, "kit/form_page.html", context)


@require_POST
@edition_page("programme.edit")
def move(request: HttpRequest, edition: Edition, pk: int) -> HttpResponse:
    """A session dropped elsewhere on the grid; a forbidden move answers with its sentence."""
    form = MoveForm(request.POST)
    if not form.is_valid():
        return JsonResponse({"sentence": _("This is not a time.")}, status=400)
    room = edition.rooms.filter(pk=form.cleaned_data["room"]).first()
    try:
        planning.move_session(
            _find(edition, pk), starts=form.cleaned_data["starts"], room=room,
            by=user_of(request), at=timezone.now(), anyway=request.POST.get("anyway") == "on",
            undoes=form.undoes,
        )  # fmt: skip
    except RuleBroken as error:
        return JsonResponse({"sentence": str(error)}, status=409)
    return JsonResponse({"sentence": _("Moved. The public sees it once it is published.")})


@require_POST
@edition_page("programme.edit")
def remove(request: HttpRequest, edition: Edition, pk: int) -> HttpResponse:
    planning.remove_session(_find(edition, pk), by=user_of(request), at=timezone.now())
    messages.success(request, _("The session is removed from the draft."))
    return redirect("programme:grid", edition.slug)


@require_POST
@edition_page("programme.edit")
def give_part(request: HttpRequest, edition: Edition, pk: int) -> HttpResponse:
    found, form = _find(edition, pk), PartForm(request.POST, edition=edition)
    if form.is_valid():
        try:
            planning.give_part(found, **form.cleaned_data, by=user_of(request), at=timezone.now())
            messages.success(
                request, _("Saved in the draft. The public sees it once it is published.")
            )
            for sentence in queries.in_words(edition, queries.clashes_of(found)):
                messages.warning(request, sentence)
        except RuleBroken as error:
            messages.error(request, str(error))
    else:
        messages.error(request, _("Choose a person, and check the minutes."))
    return redirect("programme:session", edition.slug, pk)


@require_POST
@edition_page("programme.edit")
def change_part(request: HttpRequest, edition: Edition, pk: int, verb: str) -> HttpResponse:
    """Up, down, or taken away."""
    parts = Participation.objects.select_related("session", "member__person")
    given = get_object_or_404(parts, pk=pk, session__edition=edition)
    actor: dict[str, Any] = {"by": user_of(request), "at": timezone.now()}
    if verb == "take":
        planning.take_part_away(given, **actor)
    else:
        planning.move_part(given, up=verb == "up", **actor)
    return redirect("programme:session", edition.slug, given.session_id)
