"""Editions opened, moved through their states and described; their venue and deadlines."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Model, ProtectedError
from django.utils.translation import gettext_lazy as _

from muntada.accounts.models import User
from muntada.audit.actions import record, save_changes
from muntada.conferences import rules
from muntada.conferences.models import Building, Deadline, Edition, Room, Series, Walk
from muntada.kit.errors import RuleBroken, ensure
from muntada.kit.rows import write_row
from muntada.kit.states import move
from muntada.kit.texts import Text


@transaction.atomic
def open_series(*, fields: dict[str, Any], by: User, at: datetime) -> Series:
    ensure(rules.why_not_this_address(fields["slug"]))
    series = Series.objects.create(**fields)
    record("series.opened", series, by=by, at=at, after={"slug": series.slug})
    return series


@transaction.atomic
def open_edition(series: Series, *, fields: dict[str, Any], by: User, at: datetime) -> Edition:
    """A new edition, planned, its public site closed."""
    ensure(rules.why_not_this_address(fields["slug"]))
    ensure(_why_not_dates(fields))
    edition = Edition.objects.create(series=series, **fields)
    record("edition.opened", edition, by=by, at=at, after=fields)
    return edition


def _why_not_dates(fields: dict[str, Any]) -> Any:
    return rules.why_not_these_dates(
        arrival=fields.get("arrival_day"), starts=fields["starts"], ends=fields["ends"]
    )


@transaction.atomic
def change_edition(edition: Edition, *, fields: dict[str, Any], by: User, at: datetime) -> bool:
    if {"starts", "ends"} <= fields.keys():
        ensure(_why_not_dates(fields))
    return save_changes(edition, fields, verb="edition.changed", by=by, at=at)


@transaction.atomic
def move_edition(edition: Edition, verb: str, *, note: Text, by: User, at: datetime) -> Edition:
    """Postpone, reschedule, cancel or hold; the note says why, where the public may read it."""
    was = edition.state
    move(edition, rules.STEPS, verb, state_note=note)
    record(
        f"edition.{rules.PAST[verb]}",
        edition,
        by=by,
        at=at,
        before={"state": was},
        after={"state": edition.state, "note": note},
    )
    return edition


@transaction.atomic
def put(
    thing: Series | Deadline | Building | Room, fields: dict[str, Any], *, by: User, at: datetime
) -> None:
    """Add a deadline, a building or a room to its edition, or change the one there is."""
    name = type(thing).__name__.lower()
    if thing.pk is None:
        write_row(thing, fields)
        record(f"{name}.added", thing, by=by, at=at, after=fields)
    else:
        edition_id = getattr(thing, "edition_id", None)
        save_changes(thing, fields, verb=f"{name}.changed", by=by, at=at, edition_id=edition_id)


@transaction.atomic
def remove(thing: Deadline | Building | Room, *, by: User, at: datetime) -> None:
    """Take away what nothing stands on."""
    name = type(thing).__name__.lower()
    record(f"{name}.removed", thing, by=by, at=at, before={"name": thing.name})
    try:
        with transaction.atomic():
            _delete(thing)
    except ProtectedError as error:
        raise RuleBroken(
            _("{name} is in use: move what is in it first.").format(name=thing)
        ) from error


def _delete(thing: Model) -> None:
    type(thing)._default_manager.get(pk=thing.pk).delete()


@transaction.atomic
def measure_walks(
    edition: Edition, minutes: dict[tuple[int, int], int | None], *, by: User, at: datetime
) -> int:
    """Minutes on foot between rooms, lower id first; None takes a measure away. Returns changes."""
    rooms = set(edition.rooms.values_list("pk", flat=True))
    known = {(w.room_a_id, w.room_b_id): w for w in Walk.objects.filter(room_a__in=rooms)}
    before: dict[str, int | None] = {}
    after: dict[str, int | None] = {}
    for (a, b), said in minutes.items():
        walk = known.get((a, b))
        was = walk.minutes if walk else None
        if said == was or a >= b or not {a, b} <= rooms:
            continue
        before[f"{a}-{b}"], after[f"{a}-{b}"] = was, said
        if said is None:
            Walk.objects.filter(room_a=a, room_b=b).delete()
        else:
            Walk.objects.update_or_create(room_a_id=a, room_b_id=b, defaults={"minutes": said})
    if after:
        record("walks.measured", edition, by=by, at=at, before=before, after=after)
    return len(after)
