"""Meetings put on the board, moved, locked, published and confirmed."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from muntada.accounts.models import User
from muntada.audit.actions import Deed, record, record_all
from muntada.bilaterals import rules, sentences
from muntada.bilaterals.actions.board import (
    NO_REASON,
    Spot,
    Why,
    place,
    place_told,
    spots_of,
    unplaced,
)
from muntada.bilaterals.actions.notices import News, tell_both, tell_many
from muntada.bilaterals.desk.problem import Reading, read_problem
from muntada.bilaterals.desk.refusals import Refusal, Standing
from muntada.bilaterals.desk.windows import wall
from muntada.bilaterals.models import Meeting, MeetingRoom, Request
from muntada.conferences.models import Edition
from muntada.kit.errors import RuleBroken, ensure
from muntada.kit.languages import current
from muntada.kit.languages import sentences as one_after_another
from muntada.kit.states import ensure_moved, move
from muntada.planning.meetings import problem as planner
from muntada.programme import rules as programme_rules


def alone_with(edition: Edition) -> None:
    """Two officers at one board wait for one another."""
    Edition.objects.select_for_update().get(pk=edition.pk)


def fitted(
    read: Reading,
    request: Request,
    *,
    starts: datetime,
    room: MeetingRoom,
    prefer: int | None = None,
) -> tuple[planner.Meeting, list[Refusal]]:
    """The meeting there, with an interpreter who can, and what it would run into."""
    key, edition = str(request.pk), request.edition
    stands = Standing(read.unpinned, [m for m in read.plan.meetings if m.request != key])
    if key not in stands.request:
        raise RuleBroken(_("This request cannot be planned. Both sides must name who meets."))
    was = read.plan.of().get(key)
    asked, voices = stands.request[key], [None]
    if asked.languages:
        able = [
            o.key for o in read.problem.interpreters if set(asked.languages) in map(set, o.pairs)
        ]
        wanted = str(prefer) if prefer else was.interpreter if was else None
        first = [wanted] if wanted in able else []
        voices = [*first, *(one for one in able if one not in first)] or [None]  # type: ignore[list-item]
    best: tuple[planner.Meeting, list[Refusal]] | None = None
    for voice in voices:
        meeting = planner.Meeting(key, wall(edition, starts), str(room.pk), voice)
        found = stands.why_not(meeting)
        if not found:
            return meeting, []
        best = best or (meeting, found)
    assert best is not None  # noqa: S101 - there is always one voice to try, if only nobody's
    return best


def _fitted_or_refused(
    request: Request, *, starts: datetime, room: MeetingRoom, prefer: int | None = None
) -> Spot:
    read = read_problem(request.edition)
    meeting, found = fitted(read, request, starts=starts, room=room, prefer=prefer)
    if found:
        said = sentences.why_not(found, sentences.Names.of(request.edition))
        raise RuleBroken(one_after_another(said, current()))
    return spots_of(request.edition, [meeting])[0]


@transaction.atomic
def place_request(
    request: Request, *, starts: datetime, room: MeetingRoom, by: User, at: datetime
) -> Meeting:
    """An agreed request that has no meeting yet, put on the board by hand."""
    alone_with(request.edition)
    if Meeting.objects.filter(request=request).standing().exists():
        raise RuleBroken(_("This request has a meeting already. Move that one."))
    if request.state != rules.ACCEPTED:
        raise RuleBroken(_("Only what both sides have accepted can be planned."))
    made = unplaced(request)
    spot = _fitted_or_refused(request, starts=starts, room=room)
    place(request.edition, [(made, spot)], by=by, at=at)
    return made


@transaction.atomic
def move_meeting(
    meeting: Meeting,
    *,
    starts: datetime,
    room: MeetingRoom,
    by: User,
    at: datetime,
    why: Why = NO_REASON,
    undoes: tuple[datetime | None, int | None] | None = None,
) -> Meeting:
    """To another hour or room; refused with the sentence that says what stands in the way.

    `undoes` is the place it must still stand at: its last move is taken back, interpreter and all.
    """
    alone_with(meeting.edition)
    meeting = fresh(meeting)
    ensure(rules.why_not_move(state=meeting.state, is_locked=meeting.is_locked))
    prefer = None
    if undoes is not None:
        stands = (meeting.starts, meeting.room_id)
        ensure(programme_rules.why_not_undo(stands=stands, moved=undoes))
        last = meeting.moves.order_by("-at", "-pk").first()
        prefer = last.was_interpreter_id if last else None
    spot = _fitted_or_refused(meeting.request, starts=starts, room=room, prefer=prefer)
    place(meeting.edition, [(meeting, spot)], by=by, at=at, why=why)
    return meeting


def fresh(meeting: Meeting) -> Meeting:
    rows = Meeting.objects.select_for_update(of=("self",))
    return rows.select_related(
        "edition", "room__room", "interpreter", "request__edition", "request__delegation",
        "request__counterpart",
    ).get(pk=meeting.pk)  # fmt: skip


@transaction.atomic
def lock_meeting(meeting: Meeting, *, locked: bool, by: User, at: datetime) -> Meeting:
    """The planner leaves a locked meeting where it is, and so does a drag."""
    meeting = fresh(meeting)
    if meeting.state not in rules.LIVE:
        raise RuleBroken(_("This meeting is over. It can no longer be locked."))
    Meeting.objects.filter(pk=meeting.pk).update(is_locked=locked)
    meeting.is_locked = locked
    record("meeting.locked" if locked else "meeting.unlocked", meeting, by=by, at=at)
    return meeting


@transaction.atomic
def publish_meetings(edition: Edition, *, by: User, at: datetime) -> int:
    """Tell both sides of everything that stands on the board and was not told yet."""
    alone_with(edition)
    planned = Meeting.objects.filter(edition=edition, state=rules.PLANNED)
    found = list(planned.select_related("room__room", "request"))
    if not found:
        raise RuleBroken(_("Everything on the board has been published already."))
    ensure_moved(found, rules.STEPS, "publish", told_at=at, changed_at=at)
    deeds = [Deed("meeting.published", one, after={"state": one.state}) for one in found]
    record_all(deeds, by=by, at=at)
    news = [News(one, "meeting.published", place_told(one)) for one in found]
    tell_many(edition, news, at=at)
    return len(found)


@transaction.atomic
def confirm_meeting(meeting: Meeting, *, side: str, by: User, at: datetime) -> Meeting:
    """By one side; once both have, the meeting stands and the planner leaves it in its place."""
    meeting = fresh(meeting)
    if meeting.state != rules.PUBLISHED:
        raise RuleBroken(
            _("This has changed since you opened the page. Look at it again, then decide.")
        )
    if meeting.request.state != rules.ACCEPTED:
        raise RuleBroken(
            _("The terms of this meeting are being talked about again. Answer the proposal first.")
        )
    name = "asker_confirmed_at" if side == rules.ASKER else "counterpart_confirmed_at"
    if getattr(meeting, name):
        raise RuleBroken(_("Your side has confirmed this meeting already."))
    Meeting.objects.filter(pk=meeting.pk).update(**{name: at})
    setattr(meeting, name, at)
    record("meeting.agreed", meeting, by=by, at=at, after={"side": side})
    if meeting.asker_confirmed_at and meeting.counterpart_confirmed_at:
        move(meeting, rules.STEPS, "confirm")
        record("meeting.confirmed", meeting, by=by, at=at, after={"state": meeting.state})
        tell_both(meeting.request, "meeting.confirmed", meeting=meeting, at=at)
    return meeting
