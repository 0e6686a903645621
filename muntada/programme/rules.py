"""Limits of the programme: kinds of session, who may come, and what clashes."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

KINDS = [
    ("plenary", _("plenary meeting")),
    ("parallel", _("parallel session")),
    ("round_table", _("round table")),
    ("press", _("press event")),
    ("ceremony", _("ceremony")),
    ("meal", _("meal")),
    ("other", _("other")),
]
OPEN, CLOSED, BY_INVITATION = "open", "closed", "by_invitation"
ACCESS = [
    (OPEN, _("open")),
    (CLOSED, _("closed")),
    (BY_INVITATION, _("by invitation")),
]
MODERATOR, RAPPORTEUR, SPEAKER = "moderator", "rapporteur", "speaker"
PARTS = [
    (MODERATOR, _("moderator")),
    (RAPPORTEUR, _("rapporteur")),
    (SPEAKER, _("speaker")),
]
LONGEST_HOURS = 24


@dataclass(frozen=True)
class Slot:
    """What clash rules look at: when, where, who in person, how many languages are interpreted."""

    id: int
    title: str
    starts: datetime
    ends: datetime
    room: int | None
    people: frozenset[int]
    booths_needed: int = 0

    def overlaps(self, other: "Slot") -> bool:
        return self.starts < other.ends and other.starts < self.ends


ROOM, PERSON, BOOTHS = "room", "person", "booths"


@dataclass(frozen=True)
class Clash:
    """Two sessions that cannot both be held as planned; `thing` is the room or the person.

    A room used twice is refused. A person in two places and too few booths are shown, and the desk
    may go on: a minister's office moves things until the last hour.
    """

    kind: str
    one: Slot
    other: Slot | None
    thing: int | None = None

    @property
    def is_refused(self) -> bool:
        return self.kind == ROOM


def clashes(slots: Iterable[Slot], *, booths: dict[int, int]) -> list[Clash]:
    """Every clash among `slots`; `booths` says how many each room has (rooms by id).

    Sweeps the day: only sessions still going when the next begins are compared with it.
    """
    found: list[Clash] = []
    going: list[Slot] = []
    for slot in sorted(slots, key=lambda one: (one.starts, one.id)):
        going = [one for one in going if one.ends > slot.starts]
        for earlier in going:
            found += _between(earlier, slot)
        going.append(slot)
        if slot.room is not None and slot.booths_needed > booths.get(slot.room, 0):
            found.append(Clash(BOOTHS, slot, None, slot.room))
    return found


def _between(one: Slot, other: Slot) -> list[Clash]:
    found = []
    if one.room is not None and one.room == other.room:
        found.append(Clash(ROOM, one, other, one.room))
    found += [Clash(PERSON, one, other, person) for person in sorted(one.people & other.people)]
    return found


def why_not_these_times(
    *, starts: datetime, ends: datetime, first: datetime, last: datetime
) -> Promise | None:
    """`first` and `last`: the beginning and the end of the edition's days, in the venue's zone."""
    if ends <= starts:
        return _("The session ends before it begins.")
    if (ends - starts).total_seconds() > LONGEST_HOURS * 3600:
        return _("A session lasts a day at most. Check the dates.")
    if starts < first or ends > last:
        return _("This is outside the days of the conference.")
    return None


def booths_of(languages: Iterable[str]) -> int:
    """Booths a session needs: one for each language, none where only one is spoken."""
    spoken = set(languages)
    return len(spoken) if len(spoken) > 1 else 0
