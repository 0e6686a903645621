"""Limits of the programme: kinds of session, who may come, and what clashes."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

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
    (OPEN, pgettext_lazy("access to a session", "open")),
    (CLOSED, pgettext_lazy("access to a session", "closed")),
    (BY_INVITATION, _("by invitation")),
]
MODERATOR, RAPPORTEUR, SPEAKER = "moderator", "rapporteur", "speaker"
PARTS = [
    (MODERATOR, _("moderator")),
    (RAPPORTEUR, _("rapporteur")),
    (SPEAKER, pgettext_lazy("part in a session", "speaker")),
]
LONGEST_HOURS = 24
NIGHT = timedelta(hours=6)


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
    # Of these people, those who must come to the room themselves.
    on_site: frozenset[int] = frozenset()

    def overlaps(self, other: "Slot") -> bool:
        return self.starts < other.ends and other.starts < self.ends


@dataclass(frozen=True)
class Stay:
    """When somebody is in the city at all; None: not known."""

    arrives: datetime | None
    departs: datetime | None

    def misses(self, slot: Slot) -> bool:
        late = self.arrives is not None and self.arrives > slot.starts
        return late or (self.departs is not None and self.departs < slot.ends)


# Minutes on foot between two rooms, by their ids, the lower first.
Walks = Mapping[tuple[int, int], int]

ROOM, PERSON, BOOTHS, WALK, AWAY = "room", "person", "booths", "walk", "away"


@dataclass(frozen=True)
class Clash:
    """What cannot be held as planned; `thing` is the room or the person, `minutes` the walk.

    A room used twice is refused. A person in two places, too far away or not in the city, and too
    few booths are shown, and the desk may go on: a minister's office moves things until the last
    hour.
    """

    kind: str
    one: Slot
    other: Slot | None
    thing: int | None = None
    minutes: int = 0

    @property
    def is_refused(self) -> bool:
        return self.kind == ROOM


def clashes(
    slots: Iterable[Slot],
    *,
    booths: Mapping[int, int],
    walks: Walks | None = None,
    stays: Mapping[int, Stay] | None = None,
) -> list[Clash]:
    """Every clash among `slots`; `booths` by room, `stays` by person.

    Sweeps the day: only sessions still going when the next begins are compared with it.
    """
    found: list[Clash] = []
    going: list[Slot] = []
    ordered = sorted(slots, key=lambda one: (one.starts, one.id))
    for slot in ordered:
        going = [one for one in going if one.ends > slot.starts]
        for earlier in going:
            found += _between(earlier, slot)
        going.append(slot)
        if slot.room is not None and slot.booths_needed > booths.get(slot.room, 0):
            found.append(Clash(BOOTHS, slot, None, slot.room))
    return [*found, *_hurries(ordered, walks or {}), *_absences(ordered, stays or {})]


def _hurries(ordered: list[Slot], walks: Walks) -> list[Clash]:
    """Who has less time between two rooms than the walk takes."""
    theirs: dict[int, list[Slot]] = defaultdict(list)
    for slot in ordered:
        for person in slot.on_site:
            theirs[person].append(slot)
    found = []
    for person in sorted(theirs):
        for one, other in pairwise(theirs[person]):
            if one.room is None or other.room is None:
                continue
            minutes = walks.get((min(one.room, other.room), max(one.room, other.room)), 0)
            free = (other.starts - one.ends).total_seconds() / 60
            if 0 <= free < minutes:
                found.append(Clash(WALK, one, other, person, minutes))
    return found


def _absences(ordered: list[Slot], stays: Mapping[int, Stay]) -> list[Clash]:
    return [
        Clash(AWAY, slot, None, person)
        for slot in ordered
        for person in sorted(slot.on_site)
        if person in stays and stays[person].misses(slot)
    ]


def _between(one: Slot, other: Slot) -> list[Clash]:
    found = []
    if one.room is not None and one.room == other.room:
        found.append(Clash(ROOM, one, other, one.room))
    found += [Clash(PERSON, one, other, person) for person in sorted(one.people & other.people)]
    return found


def why_not_these_times(
    *, starts: datetime, ends: datetime, first: datetime, last: datetime
) -> Promise | None:
    """`first` and `last`: the beginning and the end of the edition's days, in the venue's zone.

    What begins on a day of the conference may end in the night after it, on the last day too.
    """
    if ends <= starts:
        return _("The session ends before it begins.")
    if (ends - starts).total_seconds() > LONGEST_HOURS * 3600:
        return _("A session lasts a day at most. Check the dates.")
    if not first <= starts < last or ends > last + NIGHT:
        return _("This is outside the days of the conference.")
    return None


def booths_of(languages: Iterable[str]) -> int:
    """Booths a session needs: one for each language, none where only one is spoken."""
    spoken = set(languages)
    return len(spoken) if len(spoken) > 1 else 0


def why_not_undo(
    *, stands: tuple[datetime, int | None], moved: tuple[datetime | None, int | None]
) -> Promise | None:
    """A move is taken back by who made it; what somebody has moved since is theirs."""
    if stands != moved:
        return _("It was moved again since. Nothing was undone.")
    return None
