"""Meetings written on the board: put, moved, left out; many in as few statements as one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import F

from muntada.accounts.models import User
from muntada.audit.actions import Deed, record_all
from muntada.bilaterals import rules
from muntada.bilaterals.actions.notices import News, tell_many
from muntada.bilaterals.desk.windows import moment
from muntada.bilaterals.models import Interpreter, Meeting, MeetingRoom, Move, Request, Round
from muntada.conferences.models import Edition
from muntada.kit.states import ensure_moved
from muntada.planning.meetings import problem as planner

# Rows in one UPDATE: each of its columns is a CASE that is read through for every row.
SLICE = 100
COLUMNS = (
    "starts", "ends", "room", "interpreter", "round", "changed_at", "sequence", "state",
    "asker_confirmed_at", "counterpart_confirmed_at",
)  # fmt: skip


@dataclass(frozen=True)
class Why:
    """Why a meeting is moved; the parties read it only where it is not withheld."""

    reason: str = ""
    withheld: bool = True


NO_REASON = Why()


@dataclass(frozen=True)
class Spot:
    """Where a meeting is put."""

    starts: datetime
    room: MeetingRoom
    interpreter: Interpreter | None


@dataclass(frozen=True)
class Change:
    """What was done to one meeting, and what both sides are told of it, if anything."""

    meeting: Meeting
    deed: Deed
    news: News | None = None
    moved: Move | None = None


def spots_of(edition: Edition, places: Sequence[planner.Meeting]) -> list[Spot]:
    """The planner's places as the desk's."""
    rooms = MeetingRoom.objects.filter(edition=edition).select_related("room").in_bulk()
    voices = Interpreter.objects.filter(edition=edition).in_bulk()
    return [
        Spot(
            moment(edition, one.start), rooms[int(one.room)],
            voices.get(int(one.interpreter)) if one.interpreter else None,
        )
        for one in places
    ]  # fmt: skip


def unplaced(request: Request, *, round: Round | None = None) -> Meeting:
    """The meeting a request is to have; it is written once it has its place."""
    return Meeting(edition_id=request.edition_id, request=request, round=round)


def place(
    edition: Edition, places: Sequence[tuple[Meeting, Spot]], *, by: User, at: datetime,
    why: Why = NO_REASON, round: Round | None = None, leave_out: Sequence[Meeting] = (),
) -> None:  # fmt: skip
    """Write new meetings and moves, ask both sides of those moved to confirm anew, and tell them.

    Those left out go first, so that a room is free before it is taken. Call it with the meetings
    locked as they are given.
    """
    changes = _left_out(leave_out, at=at)
    placed = [
        _put(meeting, spot, at=at) if meeting._state.adding
        else _shifted(meeting, spot, by=by, at=at, why=why, round=round)
        for meeting, spot in places
        if meeting._state.adding or _stands(meeting) != _wanted(meeting, spot)
    ]  # fmt: skip
    Meeting.objects.bulk_create([c.meeting for c in placed if c.moved is None], batch_size=500)
    moves = [c.moved for c in placed if c.moved]
    if moves:
        Move.objects.bulk_create(moves, batch_size=500)
        moved = [one.meeting for one in moves]
        Meeting.objects.bulk_update(moved, COLUMNS, batch_size=SLICE)
    changes += placed
    record_all([one.deed for one in changes], by=by, at=at)
    tell_many(edition, [one.news for one in changes if one.news], at=at)


def _left_out(meetings: Sequence[Meeting], *, at: datetime) -> list[Change]:
    """The request stays accepted and may be planned anew; who was told is told of this too."""
    ensure_moved(
        meetings, rules.STEPS, "cancel", cancelled_at=at, cancelled_by_side=rules.DESK,
        changed_at=at, sequence=F("sequence") + 1,
    )  # fmt: skip
    return [
        Change(
            one, Deed("meeting.cancelled", one, after={"side": rules.DESK}),
            News(one, "meeting.cancelled") if one.told_at else None,
        )
        for one in meetings
    ]  # fmt: skip


def _put(meeting: Meeting, spot: Spot, *, at: datetime) -> Change:
    _set(meeting, spot, at=at)
    return Change(meeting, Deed("meeting.planned", meeting, after={"state": meeting.state}))


def _shifted(
    meeting: Meeting, spot: Spot, *, by: User, at: datetime, why: Why, round: Round | None
) -> Change:
    was = _stands(meeting)
    moved = Move(
        meeting=meeting, at=at, by=by, was_starts=meeting.starts, was_ends=meeting.ends,
        was_room=meeting.room, was_interpreter=meeting.interpreter, starts=spot.starts,
        ends=_ends(meeting, spot), room=spot.room, interpreter=spot.interpreter,
        reason=why.reason[:300], reason_withheld=why.withheld or meeting.request.confidential,
    )  # fmt: skip
    _set(meeting, spot, at=at)
    if round is not None:
        meeting.round = round
    # The parties are told of time and room, not of who interprets.
    told = bool(meeting.told_at) and was[:3] != _stands(meeting)[:3]
    if told:
        meeting.sequence += 1
        meeting.asker_confirmed_at = meeting.counterpart_confirmed_at = None
        if meeting.state == rules.CONFIRMED:
            meeting.state = rules.PUBLISHED
    deed = Deed("meeting.moved", meeting, after={"state": meeting.state})
    return Change(
        meeting, deed, News(meeting, "meeting.moved", _details(moved)) if told else None, moved
    )


def _set(meeting: Meeting, spot: Spot, *, at: datetime) -> None:
    meeting.starts, meeting.ends = spot.starts, _ends(meeting, spot)
    meeting.room, meeting.interpreter, meeting.changed_at = spot.room, spot.interpreter, at


def _ends(meeting: Meeting, spot: Spot) -> datetime:
    return spot.starts + timedelta(minutes=meeting.request.minutes)


def _stands(meeting: Meeting) -> tuple[Any, ...]:
    return (meeting.starts, meeting.ends, meeting.room_id, meeting.interpreter_id)


def _wanted(meeting: Meeting, spot: Spot) -> tuple[Any, ...]:
    voice = spot.interpreter.pk if spot.interpreter else None
    return (spot.starts, _ends(meeting, spot), spot.room.pk, voice)


def _details(moved: Move) -> dict[str, Any]:
    said: dict[str, Any] = {
        "was": moved.was_starts.isoformat(),
        "was_room": name_of(moved.was_room),
        "starts": moved.starts.isoformat(),
        "room": name_of(moved.room),
    }
    if moved.reason and not moved.reason_withheld:
        said["reason"] = moved.reason
    return said


def place_told(meeting: Meeting) -> dict[str, Any]:
    """Of a meeting told for the first time."""
    return {"starts": meeting.starts.isoformat(), "room": name_of(meeting.room)}


def name_of(room: MeetingRoom | None) -> dict[str, str]:
    """In every language: whoever reads the notice reads it in their own."""
    return dict(room.room.name) if room else {}
