"""Directions, what a scan does to who is inside, conflicts. No database, no clock."""

from datetime import datetime, timedelta

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from muntada.accreditation import admission

ENTRY, EXIT, BOTH = "entry", "exit", "both"
DIRECTIONS = [(ENTRY, _("entry")), (EXIT, _("exit")), (BOTH, _("entry and exit"))]
# Verdicts that move somebody; every other leaves things as they were.
EFFECTIVE = frozenset({admission.ADMITTED, admission.LEFT})

TWICE, BLOCKED, LAPSED = "twice", "blocked", "lapsed"
CONFLICTS = [
    (TWICE, _("admitted twice without an exit between")),
    (BLOCKED, _("admitted by a gate that did not know the badge was blocked")),
    (LAPSED, _("admitted after the last day of the badge by a gate that had the day wrong")),
]
# What a gate without a network may have let pass, and the desk must hear of at the merge.
WRONG_AT_THE_MERGE = frozenset(
    {
        admission.REVOKED,
        admission.REJECTED,
        admission.EXPIRED,
        admission.NOT_ACTIVE,
        admission.UNKNOWN,
        admission.FORGED,
        admission.OTHER_EDITION,
    }
)

CODE_LENGTH = 8
CODE_LIVES = timedelta(minutes=30)
# A device that was not heard of for this long is shown as silent.
SILENT = timedelta(minutes=2)
# Telephones keep their clocks within a second; a request may wait this long for a server.
SLOW_NETWORK = timedelta(seconds=60)
# A clock further off than this is told, on the device and at the desk.
CLOCK_TOLERANCE = timedelta(minutes=2)
CLOCK_FURTHEST = timedelta(days=3650)  # a clock without a battery begins in another decade
# A scan told as older than this is taken as this old: no device waits a month to be heard.
OLDEST = timedelta(days=31)
MOST_AT_ONCE = 500  # scans in one merge; a device sends the rest in the next


def why_not_enrol(
    *, at: datetime, until: datetime | None, enrolled: bool, shut_out: bool
) -> Promise | None:
    if enrolled or shut_out or until is None:
        return _("This code is not known. Ask the desk for a new one.")
    if at > until:
        return _("This code has lapsed. Ask the desk for a new one.")
    return None


def why_not_at_this_gate(*, is_closed: bool) -> Promise | None:
    if is_closed:
        return _("This gate is closed. Choose another.")
    return None


def why_not_this_way(*, gate: str, asked: str) -> Promise | None:
    if gate not in (BOTH, asked):
        return _("This gate is only for the other direction.")
    return None


def clamped(said: datetime, *, sent: datetime, received: datetime) -> datetime:
    """When a scan happened by the server's clock: the device's clock may be wrong by hours.

    A little late is the network's slowness, not the clock's; more than that is the clock's error.
    """
    late = received - sent
    if timedelta() <= late <= SLOW_NETWORK:
        late = timedelta()
    return max(min(_moved(said, late), received), received - OLDEST)


def happened(
    said: datetime, *, known: datetime | None, until: datetime | None, sent: datetime,
    received: datetime,
) -> datetime:  # fmt: skip
    """When a scan happened, where the device also says what it can have been by the house's clock.

    Between the two the device's own clock decides, its error taken out; outside them it was moved.
    """
    by_clock = clamped(said, sent=sent, received=received)
    if known is None:
        return by_clock
    latest = max(known, min(until or received, received))
    return max(min(max(known, min(by_clock, latest)), received), received - OLDEST)


def clock_off(said: datetime, *, at: datetime) -> int:
    """Seconds that a device's clock is ahead of the house's; a request under way is no error."""
    ahead = said - at
    if abs(ahead) <= CLOCK_TOLERANCE:
        return 0
    return int(max(-CLOCK_FURTHEST, min(ahead, CLOCK_FURTHEST)).total_seconds())


def clock_kept(said: datetime, *, at: datetime) -> datetime:
    """What a device's clock said, as a database can keep it: no further off than a decade."""
    return max(at - CLOCK_FURTHEST, min(said, at + CLOCK_FURTHEST))


def _moved(moment: datetime, by: timedelta) -> datetime:
    try:
        return moment + by
    except OverflowError:
        return moment
