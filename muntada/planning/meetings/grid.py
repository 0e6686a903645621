"""The conference cut into ticks: what the planner works on.

A set of ticks is a Python integer, one bit a tick, counted from midnight of the first day; so
"everybody is free" is one `&`. Free times are rounded inward to ticks and lengths outward, so
what fits here fits on the clock. Rooms that cannot be told apart are one kind, with a count.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from math import gcd

from muntada.planning.meetings.problem import BadProblem, Place, Problem, Request, Room, Window

NOBODY = -1
"""The interpreter of a meeting that needs none."""


@dataclass(frozen=True, slots=True)
class Ask:
    """An agreed request. `starts`: ticks at which every principal is free and the time allowed."""

    key: str
    who: tuple[int, ...]
    parties: tuple[int, ...]
    length: int
    top: bool
    weight: int
    asked: int
    starts: int
    kinds: tuple[int, ...]
    interpreters: tuple[int, ...]
    interpreted: bool
    after: tuple[int, ...]
    fixed: bool

    @property
    def possible(self) -> bool:
        """Whether there is a time, a room and an interpreter for it, were it the only one."""
        able = self.interpreters or not self.interpreted
        return bool(self.starts and self.kinds and able)


@dataclass(frozen=True, slots=True)
class Kind:
    """Rooms that cannot be told apart. `turn`: ticks to make one ready."""

    rooms: tuple[int, ...]
    zone: int
    turn: int
    open: int


@dataclass(frozen=True, slots=True)
class Voice:
    """An interpreter, with limits in ticks."""

    free: int
    longest: int
    within: int
    daily: int


@dataclass(frozen=True, slots=True, order=True)
class Spot:
    start: int
    kind: int
    interpreter: int = NOBODY


class Grid:
    """A problem in ticks. `named`: every room is a kind of its own, so that names can be kept."""

    def __init__(self, problem: Problem, *, named: bool = False) -> None:
        self.problem = problem
        self.tick = gcd(5, problem.step)
        self.origin, self.days = _span(problem)
        self.day = 1440 // self.tick
        self.size = self.days * self.day
        self.party_keys = [party.key for party in problem.parties]
        self.caps = [party.daily for party in problem.parties]
        self._party = {key: i for i, key in enumerate(self.party_keys)}
        self._principal = {one.key: i for i, one in enumerate(problem.principals)}
        self.free = [self.mask(one.free) for one in problem.principals]
        self.zones = sorted({room.zone for room in problem.rooms})
        self.walks = [[self._walk(a, b) for b in self.zones] for a in self.zones]
        self.kinds = self._kinds(named)
        self.voices = [
            Voice(
                self.mask(one.free),
                one.longest // self.tick,
                -(-one.within // self.tick),
                one.daily // self.tick,
            )
            for one in problem.interpreters
        ]
        self.apart = self._apart()
        agreed = [request for request in problem.requests if request.agreed]
        self.index = {request.key: i for i, request in enumerate(agreed)}
        self.asks = [self._ask(request) for request in agreed]
        self._fits_open: dict[tuple[int, int], int] = {}

    # Times

    def tick_of(self, time: datetime, *, up: bool = False) -> int:
        minutes = (time - self.origin) / timedelta(minutes=1)
        return int(-(-minutes // self.tick)) if up else int(minutes // self.tick)

    def time_of(self, tick: int) -> datetime:
        return self.origin + timedelta(minutes=tick * self.tick)

    def mask(self, windows: Iterable[Window]) -> int:
        ticks = 0
        for window in _joined(windows):
            first, end = self.tick_of(window.start, up=True), self.tick_of(window.end)
            ticks |= block(max(first, 0), min(end, self.size))
        return ticks

    @cached_property
    def on_step(self) -> int:
        each = self.problem.step // self.tick
        return sum(1 << tick for tick in range(0, self.size, each))

    def opens(self, kind: int, length: int) -> int:
        """Starts at which rooms of this kind stay open for so long."""
        key = kind, length
        if key not in self._fits_open:
            self._fits_open[key] = fits(self.kinds[kind].open, length)
        return self._fits_open[key]

    def common(self, principals: Iterable[str]) -> int:
        """Ticks in which all of these are free."""
        ticks = block(0, self.size)
        for key in principals:
            ticks &= self.free[self._principal[key]]
        return ticks

    def _ticks(self, minutes: int) -> int:
        return -(-minutes // self.tick)

    def _walk(self, one: str, other: str) -> int:
        return self._ticks(self.problem.walking(one, other))

    # What is there

    def _kinds(self, named: bool) -> list[Kind]:
        """The lowest and smallest first: a large room is kept for those who need it."""
        like: dict[tuple[int, ...], list[int]] = {}
        pinned = {request.fixed.room for request in self.problem.requests if request.fixed}
        for i, room in enumerate(self.problem.rooms):
            alone = i if named or room.key in pinned else NOBODY
            like.setdefault((*self._likeness(room), alone), []).append(i)
        return [
            Kind(tuple(rooms), zone, turn, open_)
            for (_, _, zone, turn, open_, _), rooms in sorted(like.items())
        ]

    def _likeness(self, room: Room) -> tuple[int, int, int, int, int]:
        zone = self.zones.index(room.zone)
        return room.level, room.seats, zone, self._ticks(room.turnaround), self.mask(room.free)

    def _apart(self) -> dict[int, list[tuple[int, int]]]:
        """For a party, those it is kept apart from and by how many ticks."""
        found: dict[int, list[tuple[int, int]]] = {}
        for pair in self.problem.apart:
            one, other = self._party[pair.one], self._party[pair.other]
            found.setdefault(one, []).append((other, self._ticks(pair.minutes)))
            found.setdefault(other, []).append((one, self._ticks(pair.minutes)))
        return found

    def _ask(self, request: Request) -> Ask:
        who = tuple(self._principal[key] for key in request.principals)
        length, starts = self._ticks(request.minutes), self.on_step
        if request.fixed:
            length, starts = self._pinned(request, request.fixed)
        starts &= fits(self.common(request.principals), length)
        if request.allowed:
            starts &= fits(self.mask(request.allowed), length)
        principals = self.problem.principals
        return Ask(
            key=request.key,
            who=who,
            parties=tuple(self._party[principals[one].party] for one in who),
            length=length,
            top=request.priority == 1,
            weight=request.weight,
            asked=request.asked,
            starts=starts,
            kinds=self._kinds_for(request),
            interpreters=self._interpreters_for(request),
            interpreted=bool(request.languages or (request.fixed and request.fixed.interpreter)),
            after=tuple(self.index[key] for key in request.after if key in self.index),
            fixed=request.fixed is not None,
        )

    def _pinned(self, request: Request, place: Place) -> tuple[int, int]:
        """A fixed time may lie between ticks: it takes every tick that it touches."""
        start = self.tick_of(place.start)
        end = self.tick_of(place.start + timedelta(minutes=request.minutes), up=True)
        return end - start, 1 << start if 0 <= start < self.size else 0

    def _kinds_for(self, request: Request) -> tuple[int, ...]:
        rooms, place = self.problem.rooms, request.fixed
        return tuple(
            i
            for i, kind in enumerate(self.kinds)
            if rooms[kind.rooms[0]].seats >= request.people
            and rooms[kind.rooms[0]].level >= request.level
            and (not place or place.room in (None, rooms[kind.rooms[0]].key))
        )

    def _interpreters_for(self, request: Request) -> tuple[int, ...]:
        place, languages = request.fixed, request.languages
        return tuple(
            i
            for i, one in enumerate(self.problem.interpreters)
            if (not languages or set(languages) in [set(pair) for pair in one.pairs])
            and (not place or place.interpreter in (None, one.key))
            and (languages or (place and place.interpreter))
        )


def fits(ticks: int, length: int) -> int:
    """The ticks from which `length` ticks follow that are all in the set."""
    have = 1
    while have < length:
        more = min(have, length - have)
        ticks &= ticks >> more
        have += more
    return ticks


def block(start: int, end: int) -> int:
    return ((1 << (end - start)) - 1) << start if end > start else 0


def stretches(ticks: int) -> list[tuple[int, int]]:
    """Runs of ticks: from where, until just before where."""
    found, start = [], 0
    while ticks >> start:
        start += ((ticks >> start) & -(ticks >> start)).bit_length() - 1
        left_out = ~(ticks >> start)
        end = start + (left_out & -left_out).bit_length() - 1
        found.append((start, end))
        start = end
    return found


def ticks_in(ticks: int) -> list[int]:
    found = []
    while ticks:
        low = ticks & -ticks
        found.append(low.bit_length() - 1)
        ticks ^= low
    return found


def _joined(windows: Iterable[Window]) -> list[Window]:
    """Windows that touch are one, before their ends are rounded."""
    found: list[Window] = []
    for window in sorted(windows, key=lambda window: window.start):
        if found and window.start <= found[-1].end:
            found[-1] = Window(found[-1].start, max(found[-1].end, window.end))
        else:
            found.append(window)
    return found


def _span(problem: Problem) -> tuple[datetime, int]:
    """Midnight of the first day on which a room is open, and how many days follow."""
    windows = [window for room in problem.rooms for window in room.free]
    if not windows:
        raise BadProblem("No room is ever open: there is nowhere to meet.")
    first = min(window.start for window in windows)
    midnight = first.replace(hour=0, minute=0, second=0, microsecond=0)
    last = max(window.end for window in windows)
    return midnight, (last - midnight) // timedelta(days=1) + 1
