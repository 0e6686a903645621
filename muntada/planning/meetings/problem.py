"""The problem of the bilaterals desk, as frozen data; these dataclasses are also its JSON form.

Times are wall-clock times of the conference, without an offset. Lengths are in minutes. Things are
named by short keys that are unique among their kind. `level` says how high a principal, a request
or a room is (1: officials; 2: ministers; 3: heads of state and government, for example); a room
takes requests of its own level and below.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from typing import Protocol

DAY = 1440  # minutes
MOST_WEIGHT = 1_000_000  # far above what a desk gives, far below where sums overflow
LONGEST = timedelta(days=200)  # from the first day a room is open to the last
WALL = "Times are those on the wall of the conference, without an offset."


class BadProblem(ValueError):  # noqa: N818 - named as it is said
    """The data cannot be what was meant; the message says what to look at."""


@dataclass(frozen=True)
class Window:
    """From `start` until just before `end`."""

    start: datetime
    end: datetime


@dataclass(frozen=True)
class Party:
    """A delegation. `daily` is the most meetings it wants on one day."""

    key: str
    name: str
    daily: int | None = None


@dataclass(frozen=True)
class Principal:
    """One who meets. `free` already leaves out sessions, meals and prayers."""

    key: str
    name: str
    party: str
    free: tuple[Window, ...]
    level: int = 1


@dataclass(frozen=True)
class Room:
    """`turnaround`: minutes between two meetings, to change flags and nameplates."""

    key: str
    name: str
    seats: int
    free: tuple[Window, ...]
    zone: str = ""
    level: int = 1
    turnaround: int = 5


@dataclass(frozen=True)
class Interpreter:
    """Works at most `longest` minutes in any `within` minutes, and `daily` minutes on one day.

    The defaults are an hour's work in any hour and a half, and the six-hour day the AIIC's
    Professional Standards (art. 6) give for consecutive interpretation.
    """

    key: str
    name: str
    pairs: tuple[tuple[str, str], ...]
    free: tuple[Window, ...]
    longest: int = 60
    within: int = 90
    daily: int = 360


@dataclass(frozen=True)
class Place:
    """A time, and where known a room and an interpreter, that a request must have."""

    start: datetime
    room: str | None = None
    interpreter: str | None = None


@dataclass(frozen=True)
class Request:
    """A meeting asked for. `priority` 1 is the top; `asked` orders requests as they came.

    `agreed`: every side said yes; the others are not planned. `languages`: the pair to be
    interpreted between, or none. `allowed`: the times asked for; none means any. `after`:
    requests that, where both are met, must be over before this one begins.
    """

    key: str
    principals: tuple[str, ...]
    minutes: int = 30
    priority: int = 2
    weight: int = 1
    level: int = 1
    people: int = 8
    agreed: bool = True
    asked: int = 0
    languages: tuple[str, str] | None = None
    allowed: tuple[Window, ...] = ()
    after: tuple[str, ...] = ()
    fixed: Place | None = None


@dataclass(frozen=True)
class Apart:
    """Two parties never received in one zone less than `minutes` apart (confidential)."""

    one: str
    other: str
    minutes: int = 15


@dataclass(frozen=True)
class Walk:
    """Minutes from one zone to another, the same both ways."""

    one: str
    other: str
    minutes: int


@dataclass(frozen=True)
class Problem:
    """Meetings begin every `step` minutes after midnight."""

    parties: tuple[Party, ...]
    principals: tuple[Principal, ...]
    requests: tuple[Request, ...]
    rooms: tuple[Room, ...]
    interpreters: tuple[Interpreter, ...] = ()
    apart: tuple[Apart, ...] = ()
    walks: tuple[Walk, ...] = ()
    step: int = 15

    def __post_init__(self) -> None:
        if self.step < 1 or 1440 % self.step:
            raise BadProblem("The step must divide a day: 5, 10, 15, 20 or 30 minutes.")
        self._times_are_of_the_wall()
        self._windows_are_right()
        self._is_of_one_conference()
        self._numbers_are_right()
        parties = _keys("party", self.parties)
        principals = _keys("principal", self.principals)
        rooms, interpreters = _keys("room", self.rooms), _keys("interpreter", self.interpreters)
        requests = _keys("request", self.requests)
        for principal in self.principals:
            if principal.party not in parties:
                raise BadProblem(f"{principal.name} belongs to a party that is not there.")
        for request in self.requests:
            self._request_is_right(request, principals, requests)
            place = request.fixed
            if place and not {place.room} <= rooms | {None}:
                raise BadProblem(f"Request {request.key} is fixed to a room that is not there.")
            if place and not {place.interpreter} <= interpreters | {None}:
                raise BadProblem(f"Request {request.key} has an interpreter who is not there.")
        for pair in self.apart:
            if not {pair.one, pair.other} <= parties or pair.one == pair.other:
                raise BadProblem(f"{pair.one} and {pair.other}: two parties are kept apart.")
        for walk in self.walks:
            if walk.minutes < 0:
                raise BadProblem(f"The walk from {walk.one} to {walk.other} is below zero.")

    def _request_is_right(self, request: Request, principals: set[str], requests: set[str]) -> None:
        said = f"Request {request.key}"
        if not set(request.principals) <= principals:
            raise BadProblem(f"{said} names a principal who is not there.")
        if len(request.principals) < 2:
            raise BadProblem(f"{said} needs two who meet.")
        parties = [self.party_of[key] for key in request.principals]
        if len(set(parties)) < len(parties):
            raise BadProblem(f"{said} is of a party with itself.")
        if request.minutes < 1 or request.weight < 1 or request.priority < 1:
            raise BadProblem(f"{said}: length, weight and priority are at least 1.")
        if request.weight > MOST_WEIGHT or request.priority > MOST_WEIGHT:
            raise BadProblem(f"{said}: weight and priority are at most {MOST_WEIGHT:,}.")
        if request.minutes > DAY:
            raise BadProblem(
                f"{said}: a meeting takes a day at most, not {request.minutes} minutes."
            )
        if not set(request.after) <= requests - {request.key}:
            raise BadProblem(f"{said} is to follow a request that is not there.")
        for pair in self.apart:
            if {pair.one, pair.other} <= set(parties):
                raise BadProblem(f"{said} brings together two parties that are kept apart.")

    def _windows_are_right(self) -> None:
        for one in self._who:
            if any(window.end <= window.start for window in one.free):
                raise BadProblem(f"{one.name} is free until a time before it begins.")

    @property
    def _who(self) -> "tuple[_Named, ...]":
        return (*self.principals, *self.rooms, *self.interpreters)

    def _times_are_of_the_wall(self) -> None:
        """First of all: a time with an offset is not even comparable with one without."""
        windows = [window for one in self._who for window in one.free]
        windows += [window for request in self.requests for window in request.allowed]
        times = [time for window in windows for time in (window.start, window.end)]
        times += [request.fixed.start for request in self.requests if request.fixed]
        if any(time.tzinfo for time in times):
            raise BadProblem(WALL)

    def _is_of_one_conference(self) -> None:
        """A year typed wrong makes decades of it: the room furthest from the rest is named."""
        starts = sorted(window.start for one in self._who for window in one.free)
        open_ = [(one.start, one.end, room.name) for room in self.rooms for one in room.free]
        if not open_ or max(one[1] for one in open_) - min(one[0] for one in open_) <= LONGEST:
            return
        mid = starts[len(starts) // 2]
        start, end, name = max(open_, key=lambda one: max(abs(one[0] - mid), abs(one[1] - mid)))
        raise BadProblem(
            f"Rooms are open over more than {LONGEST.days} days. Look at the years of {name}: "
            f"{start:%Y-%m-%d} to {end:%Y-%m-%d}."
        )

    def _numbers_are_right(self) -> None:
        """Nothing that is counted or lasts is below zero."""
        counted: list[tuple[str, str, int]] = [
            *((one.name, "meetings on one day", one.daily or 0) for one in self.parties),
            *((one.name, "turnaround", one.turnaround) for one in self.rooms),
            *((one.name, "seats", one.seats) for one in self.rooms),
            *((one.name, "minutes of work at a stretch", one.longest) for one in self.interpreters),
            *((one.name, "minutes in which they count", one.within) for one in self.interpreters),
            *((one.name, "minutes of work on one day", one.daily) for one in self.interpreters),
            *((f"Request {one.key}", "people", one.people) for one in self.requests),
            *((f"{one.one} and {one.other}", "minutes apart", one.minutes) for one in self.apart),
        ]  # fmt: skip
        for name, what, number in counted:
            if number < 0:
                raise BadProblem(f"{name}: {what} cannot be below zero, {number}.")

    @cached_property
    def party_of(self) -> dict[str, str]:
        return {principal.key: principal.party for principal in self.principals}

    def walking(self, one: str, other: str) -> int:
        """Minutes between two zones; zones without a walk stand side by side."""
        return self._walks.get(frozenset((one, other)), 0)

    @cached_property
    def _walks(self) -> dict[frozenset[str], int]:
        pairs = [(frozenset((walk.one, walk.other)), walk.minutes) for walk in self.walks]
        # Of two walks between the same zones the first counts.
        return {pair: minutes for pair, minutes in reversed(pairs) if len(pair) == 2}


class _Named(Protocol):
    @property
    def key(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def free(self) -> tuple[Window, ...]: ...


class _Keyed(Protocol):
    @property
    def key(self) -> str: ...


def _keys(kind: str, things: Iterable[_Keyed]) -> set[str]:
    keys = [thing.key for thing in things]
    twice = {key for key in keys if keys.count(key) > 1} if len(set(keys)) < len(keys) else set()
    if twice:
        raise BadProblem(f"Two of a kind ({kind}) share the key {min(twice)}.")
    return set(keys)


@dataclass(frozen=True)
class Meeting:
    """A request that is met: when, where, and interpreted by whom."""

    request: str
    start: datetime
    room: str
    interpreter: str | None = None


@dataclass(frozen=True)
class Plan:
    """The meetings that will be held; a request without one is left out."""

    meetings: tuple[Meeting, ...]

    def of(self) -> dict[str, Meeting]:
        return {meeting.request: meeting for meeting in self.meetings}
