"""Limits of the bilaterals desk: states of requests and meetings, and what may be asked for."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from muntada.kit.states import Steps, step

# Levels. A room takes meetings of its own level and below.
OFFICIALS, DEPUTIES, MINISTERS, HEADS = 1, 2, 3, 4
LEVELS = [
    (HEADS, _("heads of state and government")),
    (MINISTERS, _("ministers and heads of organisations")),
    (DEPUTIES, _("deputy ministers and chiefs of staff")),
    (OFFICIALS, _("ambassadors and senior officials")),
]

# Sides of a request.
ASKER, COUNTERPART, DESK = "asker", "counterpart", "desk"
SIDES = [
    (ASKER, _("the party that asks")),
    (COUNTERPART, _("the party that is asked")),
    (DESK, _("the bilaterals desk")),
]

# A request. COUNTERED waits for the party that asked, RETURNED for the party that was asked.
DRAFT, SENT, ON_HOLD, COUNTERED, RETURNED = "draft", "sent", "on_hold", "countered", "returned"
ACCEPTED, DECLINED, WITHDRAWN, MET = "accepted", "declined", "withdrawn", "met"
STATES = [
    (DRAFT, _("draft")),
    (SENT, _("sent")),
    (ON_HOLD, _("on hold")),
    (COUNTERED, _("other terms proposed")),
    (RETURNED, _("new terms sent back")),
    (ACCEPTED, _("accepted")),
    (DECLINED, _("declined")),
    (WITHDRAWN, pgettext_lazy("request", "withdrawn")),
    (MET, _("met")),
]
MARKS = {
    ACCEPTED: "agreed",
    MET: "agreed",
    COUNTERED: "partly",
    RETURNED: "partly",
    DECLINED: "refused",
    WITHDRAWN: "refused",
}
"""How a state is drawn; the others are waiting."""
OPEN = (DRAFT, SENT, ON_HOLD, COUNTERED, RETURNED, ACCEPTED)
FOR_COUNTERPART = (SENT, ON_HOLD, RETURNED)
FOR_ASKER = (COUNTERED,)

# What the party that asks does.
ASKER_STEPS: Steps = {
    "send": step(DRAFT, to=SENT),
    "agree": step(COUNTERED, to=ACCEPTED),
    "propose": step(COUNTERED, ACCEPTED, to=RETURNED),
    "withdraw": step(DRAFT, SENT, ON_HOLD, COUNTERED, RETURNED, ACCEPTED, to=WITHDRAWN),
}
# What the party that is asked does.
COUNTERPART_STEPS: Steps = {
    "accept": step(SENT, ON_HOLD, RETURNED, to=ACCEPTED),
    "decline": step(SENT, ON_HOLD, RETURNED, COUNTERED, ACCEPTED, to=DECLINED),
    "hold": step(SENT, RETURNED, to=ON_HOLD),
    "propose": step(SENT, ON_HOLD, RETURNED, ACCEPTED, to=COUNTERED),
}
# What follows from the meeting.
MEETING_STEPS: Steps = {
    # Terms talked about again until the last minute do not undo that the two have met.
    "meet": step(ON_HOLD, COUNTERED, RETURNED, ACCEPTED, to=MET),
    "unmeet": step(MET, to=ACCEPTED),
}

# A meeting: PLANNED on the desk's board alone, PUBLISHED to both sides, CONFIRMED by both.
PLANNED, PUBLISHED, CONFIRMED, HELD, CANCELLED = (
    "planned",
    "published",
    "confirmed",
    "held",
    "cancelled",
)
MEETING_STATES = [
    (PLANNED, pgettext_lazy("meeting", "planned")),
    (PUBLISHED, pgettext_lazy("meeting", "published")),
    (CONFIRMED, pgettext_lazy("meeting", "confirmed by both sides")),
    (HELD, pgettext_lazy("meeting", "held")),
    (CANCELLED, pgettext_lazy("meeting", "cancelled")),
]
LIVE = (PLANNED, PUBLISHED, CONFIRMED)
STEPS: Steps = {
    "publish": step(PLANNED, to=PUBLISHED),
    "confirm": step(PUBLISHED, to=CONFIRMED),
    "reopen": step(CONFIRMED, to=PUBLISHED),  # moved by the desk: both confirm again
    "hold": step(PUBLISHED, CONFIRMED, to=HELD),
    "cancel": step(PLANNED, PUBLISHED, CONFIRMED, to=CANCELLED),
}

# A run of the planner.
WAITING, WORKING, FINISHED, STOPPED, FAILED = "waiting", "working", "finished", "stopped", "failed"
ROUND_STATES = [
    (WAITING, _("waiting")),
    (WORKING, _("working")),
    (FINISHED, _("finished")),
    (STOPPED, _("stopped")),
    (FAILED, _("failed")),
]
PLAN, REPAIR, WHAT_IF = "plan", "repair", "what_if"
ROUND_KINDS = [(PLAN, _("plan")), (REPAIR, _("repair")), (WHAT_IF, _("what-if"))]

# What goes wrong on the day.
LATE, LEAVES, CANCELS, ROOM_LOST = "late", "leaves", "cancels", "room_lost"
DISTURBANCES = [
    (LATE, _("somebody is late")),
    (LEAVES, _("somebody leaves early")),
    (CANCELS, _("somebody cancels for the day")),
    (ROOM_LOST, _("a room is lost")),
]

# Press.
NO_PRESS, SPRAY, JOINT_PRESS = "none", "spray", "joint"
PRESS = [
    (NO_PRESS, _("no press")),
    (SPRAY, _("photographers at the beginning")),
    (JOINT_PRESS, _("joint press availability")),
]

# How a request reached the desk.
ONLINE, BY_LETTER, BY_PHONE = "online", "letter", "phone"
CHANNELS = [
    (ONLINE, _("entered by the focal point")),
    (BY_LETTER, _("by letter")),
    (BY_PHONE, _("by telephone")),
]

# Hours in which somebody cannot meet; FREE is the opposite: they receive at these hours alone.
PRAYER, MEAL, BUSY, FREE = "prayer", "meal", "busy", "free"
HOURS = [
    (PRAYER, _("prayer")),
    (MEAL, _("meal")),
    (BUSY, _("otherwise engaged")),
    (FREE, _("receives at these hours only")),
]

JOINT = "joint"
READOUT_SIDES = [
    (ASKER, _("of the party that asked")),
    (COUNTERPART, _("of the party that was asked")),
    (JOINT, _("agreed by both")),
]

PRIORITIES = [(1, _("top")), (2, _("usual")), (3, _("if there is time"))]
SHORTEST, LONGEST = 5, 240
"""Minutes a meeting may last at all; an edition's arrangements are narrower."""


@dataclass(frozen=True)
class Span:
    """From `starts` until just before `ends`."""

    starts: datetime
    ends: datetime

    def overlaps(self, other: "Span") -> bool:
        return self.starts < other.ends and other.starts < self.ends

    @property
    def minutes(self) -> int:
        return int((self.ends - self.starts).total_seconds()) // 60


def level_of(position: int, ministerial: Sequence[int], *, leads_organisation: bool) -> int:
    """At what level somebody meets, proposed from the place on the edition's ladder of ranks.

    `ministerial`: the places that count as ministers in figures. The desk may say otherwise.
    """
    if not ministerial:
        return OFFICIALS
    if position < min(ministerial):
        return HEADS
    if position <= max(ministerial) or leads_organisation:
        return MINISTERS
    return DEPUTIES if position <= max(ministerial) + 3 else OFFICIALS


def why_not_these_times(
    times: Sequence[Span], *, first: datetime, last: datetime, minutes: int
) -> Promise | None:
    """`first` and `last`: the beginning and the end of the edition's days, in the venue's zone."""
    for span in times:
        if span.ends <= span.starts:
            return _("A time you wish for ends before it begins.")
        if span.starts < first or span.ends > last:
            return _("A time you wish for is outside the days of the conference.")
        if span.ends - span.starts < timedelta(minutes=minutes):
            return _("A time you wish for is shorter than the meeting. Widen it, or ask for less.")
    return None


def why_not_this_length(minutes: int, *, longest: int) -> Promise | str | None:
    if minutes < SHORTEST:
        return _("A meeting lasts five minutes at least.")
    if minutes > longest:
        said = _("Meetings at this conference last %(n)d minutes at most.")
        return str(said) % {"n": longest}
    return None


@dataclass(frozen=True)
class Asked:
    """The other party, as a request meets it."""

    is_same: bool = False
    is_coming: bool = True
    top_level: int | None = HEADS  # of who meets there; None: nobody
    has_open_request: bool = False  # at this level, in either direction


def why_not_ask(
    asked: Asked,
    *,
    level: int,
    own_level: int | None,
    open_requests: int,
    most_open: int,
) -> Promise | str | None:
    """`own_level`: of who meets for the party that asks. `open_requests`: those it has made."""
    if asked.is_same:
        return _("A delegation cannot ask for a meeting with itself.")
    if not asked.is_coming:
        return _("This party does not attend the conference. Choose another.")
    if own_level is None or own_level < level:
        return _("Your delegation has nobody who meets at this level. Name somebody first.")
    if asked.top_level is None or asked.top_level < level:
        return _("This delegation has nobody who meets at this level. Ask for a lower one.")
    if asked.has_open_request:
        return _("A request at this level is already open between the two. Change that one.")
    if open_requests >= most_open:
        said = _("Your delegation has %(n)d open requests, the most there may be. Withdraw one.")
        return str(said) % {"n": open_requests}
    return None


def why_not_now(
    *, is_open: bool, closes: datetime | None, at: datetime, by_desk: bool
) -> Promise | None:
    """The desk itself may enter a request at any time."""
    if by_desk or (is_open and (closes is None or at <= closes)):
        return None
    if not is_open:
        return _("Requests for meetings are not open. Ask the bilaterals desk.")
    return _("Requests for meetings have closed. Ask the bilaterals desk.")


def why_not_change(*, meeting_state: str | None) -> Promise | None:
    """Everything stays editable until both sides have confirmed the meeting."""
    if meeting_state == CONFIRMED:
        return _("Both sides have confirmed this meeting. Ask the bilaterals desk to change it.")
    if meeting_state == HELD:
        return _("This meeting has been held. It can no longer be changed.")
    return None


def fits_terms(meeting: Span, *, minutes: int, times: Sequence[Span]) -> bool:
    """Whether a meeting planned is what was agreed: as long, and within a time agreed, if any."""
    inside = any(one.starts <= meeting.starts and meeting.ends <= one.ends for one in times)
    return meeting.minutes == minutes and (inside or not times)


def why_not_held(*, starts: datetime, ends: datetime, at: datetime) -> Promise | None:
    """What was really held: in the past, for minutes and not for days."""
    if ends <= starts:
        return _("The meeting ended before it began. Check both times.")
    if (ends - starts) > timedelta(minutes=2 * LONGEST):
        return _("A meeting of more than eight hours is probably a wrong date. Check both times.")
    if starts > at:
        return _("This time has not come yet.")
    return None


def why_not_move(*, state: str, is_locked: bool) -> Promise | None:
    """By hand, on the board."""
    if state not in LIVE:
        return _("This meeting is over. It can no longer be moved.")
    if is_locked:
        return _("This meeting is locked. Unlock it, then move it.")
    return None


def why_not_adopt(*, state: str, has_plan: bool, faults: int, is_taken: bool) -> Promise | None:
    """A plan of the planner, to be put on the board."""
    if state in (WAITING, WORKING):
        return _("The planner is still working on this round. Wait, or stop it.")
    if state == FAILED or not has_plan:
        return _("This round has no plan.")
    if faults:
        return _("The plan of this round breaks a rule, as said below. It cannot be taken.")
    if is_taken:
        return _("This plan stands on the board already.")
    return None
