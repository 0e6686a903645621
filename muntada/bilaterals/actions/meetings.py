"""A meeting held, or cancelled; putting it on the board and moving it is the planner's part."""

from datetime import datetime

from django.db import transaction

from muntada.accounts.models import User
from muntada.audit.actions import record
from muntada.bilaterals import rules
from muntada.bilaterals.actions.notices import tell_both
from muntada.bilaterals.actions.requests import locked, put_down
from muntada.bilaterals.models import Meeting
from muntada.kit.errors import ensure
from muntada.kit.states import move


@transaction.atomic
def hold_meeting(
    meeting: Meeting, *, starts: datetime, ends: datetime, level: int, by: User, at: datetime
) -> Meeting:
    """It took place, from when until when, at what level; a second time corrects the first."""
    ensure(rules.why_not_held(starts=starts, ends=ends, at=at))
    really = {"actual_starts": starts, "actual_ends": ends, "actual_level": level}
    if meeting.state == rules.HELD:
        Meeting.objects.filter(pk=meeting.pk, state=rules.HELD).update(**really)
        record("meeting.corrected", meeting, by=by, at=at, after=really)
    else:
        move(meeting, rules.STEPS, "hold", **really)
        request = locked(meeting.request)
        move(request, rules.MEETING_STEPS, "meet")
        record("meeting.held", meeting, by=by, at=at, after=really)
        tell_both(request, "meeting.held", meeting=meeting, at=at)
    meeting.refresh_from_db()
    return meeting


@transaction.atomic
def cancel_meeting(
    meeting: Meeting, *, side: str, reason: str = "", by: User, at: datetime
) -> Meeting:
    """By one side, and the request is over; or by the desk, and it may be planned anew.

    The reason is kept for the desk alone.
    """
    was_told = meeting.told_at is not None
    move(
        meeting, rules.STEPS, "cancel",
        cancelled_at=at, cancelled_by_side=side, reason=reason[:300], changed_at=at,
        sequence=meeting.sequence + 1,
    )  # fmt: skip
    request = locked(meeting.request)
    if side == rules.ASKER and request.state in rules.ASKER_STEPS["withdraw"][0]:
        move(request, rules.ASKER_STEPS, "withdraw", answered_at=at, proposal=None)
        put_down(request, side, "withdraw", by=by, at=at, on_behalf=True)
    elif side == rules.COUNTERPART and request.state in rules.COUNTERPART_STEPS["decline"][0]:
        move(request, rules.COUNTERPART_STEPS, "decline", answered_at=at, proposal=None)
        put_down(request, side, "decline", by=by, at=at, on_behalf=True)
    record("meeting.cancelled", meeting, by=by, at=at, after={"side": side})
    if was_told:
        tell_both(request, "meeting.cancelled", meeting=meeting, at=at)
    return meeting
