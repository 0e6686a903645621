"""Single changes that would let a request be met, each found by trying and then checked.

A change is a relaxed problem (`relaxed`) in which the request fits (`fit`) while the plan stands;
or one meeting moved or left out. For every kind the first time at which it is enough is reported.
Every change of every kind is tried; only moves are given up after MOST_MOVES, and that is told.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from muntada.planning.meetings.board import Board
from muntada.planning.meetings.check import problems
from muntada.planning.meetings.fit import beside, meeting, places
from muntada.planning.meetings.grid import Spot
from muntada.planning.meetings.problem import Meeting, Plan, Problem, Window
from muntada.planning.meetings.reasons import Cure
from muntada.planning.meetings.relaxed import NEW, Relaxed, changes
from muntada.planning.meetings.requests import values

MOST_MOVES = 20_000  # places tried for meetings in the way, before it is said that not all were
ORDER = ("fits", "move", "times", "room", "interpreter", "cap", "door", "longer", "drop")
"""Those that cost least before the others."""


class Cures:
    """The board holds the plan, in named rooms; request `i` is not on it."""

    def __init__(self, problem: Problem, plan: Plan, board: Board, i: int) -> None:
        self.problem, self.plan, self.board, self.i = problem, plan, board, i
        self.grid, self.ask = board.grid, board.grid.asks[i]
        self.key, self.value = self.ask.key, values(board.grid)
        self.tried = 0

    @property
    def all_tried(self) -> bool:
        return self.tried <= MOST_MOVES

    def found(self) -> tuple[Cure, ...]:
        """The first of each kind of change, in ORDER; where it fits as it is, only that."""
        if fits := next(self._fits(), None):
            return (fits,)
        around = beside(self.problem, self.plan, self.key)
        days = Window(self.grid.time_of(0), self.grid.time_of(self.grid.size))
        cures = {
            kind: min(
                (one for change in relaxed if (one := self._enough(change))),
                key=lambda cure: (cure.minutes, cure.start),
                default=None,
            )
            for kind, relaxed in changes(around, self.key, days).items()
        }
        in_the_way = sorted(self._in_the_way(), key=lambda one: (one[0].start, one[1]))
        cures["drop"] = next(self._drop(in_the_way), None)
        cures["move"] = next(self._move(in_the_way), None)
        return tuple(cure for kind in ORDER if (cure := cures.get(kind)))

    # Checks

    def _right(self, problem: Problem, *instead: Meeting, without: str | None = None) -> bool:
        """Whether the plan with these meetings is right for that problem."""
        meetings = self.plan.of() | {meeting.request: meeting for meeting in instead}
        if without:
            del meetings[without]
        return not problems(problem, Plan(tuple(meetings.values())))

    def _at(self, kind: str, meeting: Meeting) -> Cure:
        return Cure(kind, meeting.start, meeting.room, meeting.interpreter)

    # Nothing changed, or one rule or means

    def _fits(self) -> Iterator[Cure]:
        for spot in sorted(self.board.spots(self.i)):
            found = meeting(self.grid, self.i, spot)
            if self._right(self.problem, found):
                yield self._at("fits", found)

    def _enough(self, change: Relaxed) -> Cure | None:
        """The change with the place it gives: of a longer stay the one with fewest minutes."""
        found = places(change.problem, self.plan, self.key)
        if change.kind == "longer":
            found = iter(sorted(found, key=lambda one: (self._missing(change, one), one.start)))
        for one in found:
            if self._right(change.problem, one):
                minutes = self._missing(change, one) if change.kind == "longer" else 0
                return Cure(
                    change.kind, one.start, party=change.party, minutes=minutes,
                    room=None if one.room == NEW else one.room,
                    interpreter=None if one.interpreter == NEW else one.interpreter,
                )  # fmt: skip
        return None

    def _missing(self, change: Relaxed, at: Meeting) -> int:
        """Minutes of the meeting at which the principal of that party is not there today."""
        request = next(one for one in self.problem.requests if one.key == self.key)
        mine = [key for key in request.principals if self.problem.party_of[key] == change.party]
        free = self.grid.common(mine) >> self.grid.tick_of(at.start)
        there = free & ((1 << self.ask.length) - 1)
        return (self.ask.length - there.bit_count()) * self.grid.tick

    # One meeting moved or left out

    def _in_the_way(self) -> Iterator[tuple[Spot, int, int]]:
        """Places that are open once one meeting is lifted, with what it is worth and which it is.

        A meeting that shares nothing with the request rules out none of its places.
        """
        for other, spot in enumerate(list(self.board.at)):
            if spot is None or self.grid.asks[other].fixed or not self._shares(other, spot):
                continue
            with self._lifted(other):
                opened = list(self.board.spots(self.i))
            for one in opened:
                yield one, self.value[other], other

    def _shares(self, other: int, spot: Spot) -> bool:
        ask, mine = self.grid.asks[other], self.ask
        apart = {one for party in mine.parties for one, _margin in self.grid.apart.get(party, ())}
        return bool(
            spot.kind in mine.kinds
            or spot.interpreter in mine.interpreters
            or set(ask.who) & set(mine.who)
            or set(ask.parties) & (set(mine.parties) | apart)
            or other in mine.after
            or self.i in ask.after
        )

    def _drop(self, in_the_way: list[tuple[Spot, int, int]]) -> Iterator[Cure]:
        for spot, worth, other in in_the_way:
            found, key = meeting(self.grid, self.i, spot), self.grid.asks[other].key
            if worth <= self.value[self.i] and self._right(self.problem, found, without=key):
                yield replace(self._at("drop", found), dropped=key)

    def _move(self, in_the_way: list[tuple[Spot, int, int]]) -> Iterator[Cure]:
        """One meeting in the way has another place while this one takes its time."""
        open_to: dict[int, list[Spot]] = {}
        for spot, _worth, other in in_the_way:
            with self._lifted(other) as was:
                if other not in open_to:
                    near = sorted(
                        self.board.spots(other), key=lambda one: abs(one.start - was.start)
                    )
                    open_to[other] = [one for one in near if one != was]
                there = self._elsewhere(other, spot, open_to[other])
            if not self.all_tried:
                return
            if there is None:
                continue
            found, moved = meeting(self.grid, self.i, spot), meeting(self.grid, other, there)
            if self._right(self.problem, found, moved):
                yield replace(self._at("move", found), moved=(moved,))

    def _elsewhere(self, other: int, mine: Spot, open_to: list[Spot]) -> Spot | None:
        """The place nearest to where it was, once this request has its own."""
        self.board.put(self.i, mine)
        try:
            for one in open_to:
                self.tried += 1
                if not self.all_tried:
                    return None
                if self.board.fits(other, one):
                    return one
            return None
        finally:
            self.board.lift(self.i)

    @contextmanager
    def _lifted(self, other: int) -> Iterator[Spot]:
        was = self.board.at[other]
        assert was is not None  # noqa: S101 - only meetings that are held are in the way
        self.board.lift(other)
        try:
            yield was
        finally:
            self.board.put(other, was)
