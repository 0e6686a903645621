"""What goes wrong on the day, written where the planner reads it: hours, and rooms' openings."""

from datetime import datetime, timedelta
from typing import Any

from muntada.accounts.models import User
from muntada.audit.actions import record
from muntada.bilaterals import rules
from muntada.bilaterals.models import Hours, MeetingRoom, Opening, Principal
from muntada.bilaterals.queries import arrangements_of
from muntada.conferences.models import Edition


def disturb(edition: Edition, said: dict[str, Any], *, by: User, at: datetime) -> None:
    """`said`: the kind, the principal or the room, and the moment (ISO) it turns on."""
    moment = datetime.fromisoformat(said["moment"])
    begins, ends = _day(edition, moment)
    if said["kind"] == rules.ROOM_LOST:
        room = MeetingRoom.objects.select_for_update(of=("self",)).get(
            edition=edition, pk=said["room"]
        )
        _close(room, moment, begins, ends)
        record("room.lost", room, by=by, at=at, edition_id=edition.pk)
        return
    principal = Principal.objects.get(edition=edition, pk=said["principal"])
    late = said["kind"] == rules.LATE
    starts, until = (begins, moment) if late else (moment, ends)
    if starts < until:
        hours = Hours.objects.create(
            edition=edition, delegation_id=principal.delegation_id, principal=principal,
            kind=rules.BUSY, starts=starts, ends=until,
        )  # fmt: skip
        record("hours.entered", hours, by=by, at=at, edition_id=edition.pk)


def _day(edition: Edition, moment: datetime) -> tuple[datetime, datetime]:
    day = edition.local(moment).date()
    first = datetime.combine(day, datetime.min.time(), tzinfo=edition.zone)
    return first, first + timedelta(days=1)


def _close(room: MeetingRoom, moment: datetime, begins: datetime, ends: datetime) -> None:
    """From the moment to the end of that day; a room without hours of its own is given them."""
    openings = list(room.openings.all())
    if not openings:
        arranged = arrangements_of(room.edition)
        openings = [
            Opening(
                room=room,
                starts=datetime.combine(day, arranged.day_begins, tzinfo=room.edition.zone),
                ends=datetime.combine(day, arranged.day_ends, tzinfo=room.edition.zone),
            )
            for day in room.edition.days()
        ]
    room.openings.all().delete()
    kept = []
    for one in openings:
        pieces = [
            (one.starts, min(one.ends, moment)),
            (max(one.starts, ends), one.ends),
        ]
        for start, end in pieces:
            if start < end:
                kept.append(Opening(room=room, starts=start, ends=end))
    Opening.objects.bulk_create(kept)
