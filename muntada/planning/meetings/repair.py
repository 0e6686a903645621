"""A plan put right on the day: somebody is late or leaves, a room is lost, a request withdrawn.

The disturbance is a changed problem. Meetings that can no longer be held where they stood are
planned anew; the others are moved only where that saves a meeting, ring after ring around the
disturbance, with everything beyond standing still. Least is lost first, then fewest meetings
begin at another time, then fewest change room or interpreter.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from time import monotonic

from ortools.sat.python import cp_model

from muntada.planning.meetings.board import Board
from muntada.planning.meetings.grid import NOBODY, Grid, Spot
from muntada.planning.meetings.model import Answer, Limits, Model
from muntada.planning.meetings.names import named
from muntada.planning.meetings.problem import Meeting, Plan, Problem
from muntada.planning.meetings.requests import values

_TIME, _ROOM, _VOICE = 1000, 100, 50
"""What it costs to move a meeting to another time, room or interpreter."""
_FAR = 90
_RINGS = (0, 20, 50, 120)
"""How many others may move with those that must."""


@dataclass(frozen=True)
class Moved:
    """A meeting that has another time, room or interpreter than before."""

    request: str
    before: Meeting
    after: Meeting


@dataclass(frozen=True)
class Repair:
    """`lost`: requests still asked for that no longer have a meeting; `kept`: meetings untouched.

    `proved`: no plan loses less or moves fewer meetings.
    """

    plan: Plan
    moved: tuple[Moved, ...]
    lost: tuple[str, ...]
    kept: int
    proved: bool
    seconds: float


def repair(
    problem: Problem,
    plan: Plan,
    *,
    now: datetime | None = None,
    hold: int = 30,
    seconds: float = 2.0,
    seed: int = 1,
) -> Repair:
    """The plan made right for the problem as it is now.

    Meetings begun, or to begin within `hold` minutes of `now`, stay where they are unless that is
    no longer possible; nothing is moved to a time before that. Fixed meetings likewise.
    """
    began = monotonic()
    mending = _Mending(Grid(_possible(problem), named=True), plan, now, hold)
    mending.run(began + seconds * 0.75, seed)
    after = named(mending.board).of()
    before = {key: meeting for key, meeting in plan.of().items() if key in mending.grid.index}
    moved = [
        Moved(key, meeting, after[key])
        for key, meeting in before.items()
        if key in after and after[key] != meeting
    ]
    return Repair(
        plan=Plan(tuple(after.values())),
        moved=tuple(moved),
        lost=tuple(key for key in before if key not in after),
        kept=len(after) - len(moved),
        proved=mending.proved,
        seconds=monotonic() - began,
    )


def _possible(problem: Problem) -> Problem:
    """Fixed places that can no longer be are let go; their meetings may then be moved."""
    grid = Grid(problem)
    gone = {ask.key for ask in grid.asks if ask.fixed and not ask.possible}
    loosened = [replace(r, fixed=None) if r.key in gone else r for r in problem.requests]
    return replace(problem, requests=tuple(loosened)) if gone else problem


class _Mending:
    def __init__(self, grid: Grid, plan: Plan, now: datetime | None, hold: int) -> None:
        self.grid = grid
        self.board = Board(grid)
        self.was = _spots(grid, plan)
        self.soonest = 0
        if now is not None:
            self.soonest = grid.tick_of(now, up=True) + -(-hold // grid.tick)
        self.fast = {
            i for i, spot in self.was.items() if grid.asks[i].fixed or spot.start < self.soonest
        }
        self.displaced: list[int] = []
        self.proved = False
        self._stand()

    def _stand(self) -> None:
        """Everything stays that can: first what is about to begin, then by worth."""
        value = values(self.grid)
        order = sorted(self.was, key=lambda i: (i not in self.fast, -value[i], i))
        for i in order:
            if self.board.fits(i, self.was[i]):
                self.board.put(i, self.was[i])
            else:
                self.displaced.append(i)

    # Who may move

    def run(self, until: float, seed: int) -> None:
        """Ring after ring, until nothing is lost that could be held, or the time is up."""
        standing, movable = list(self.board.at), self._movable()
        self.proved, spent = not self.displaced, 0.0
        for many in _RINGS:
            began = monotonic()
            left = until - began
            # A wider ring takes longer than the one before.
            if not self.displaced or (many and left < 2 * spent):
                return
            freed = [*self.displaced, *movable[:many]]
            board = Board.of(self.grid, standing)
            limits = Limits(effort=2, seconds=max(left, 0.05), seed=seed)
            answer = self._planned(board, freed, limits)
            spent = monotonic() - began
            if answer.spots is None:
                continue
            for i, spot in answer.spots.items():
                if spot:
                    board.put(i, spot)
            if self._worth(board) >= self._worth(self.board):
                self.board = board
            everything = many >= len(movable)
            if everything or all(self.board.at[i] for i in self.was):
                self.proved = answer.proved and (everything or self._could_not_stay())
                return

    def _worth(self, board: Board) -> tuple[int, int]:
        """The value of what is held, and below zero the price of what is elsewhere."""
        value = values(self.grid)
        held = [(i, spot) for i in self.was if (spot := board.at[i])]
        price = sum(self._price(i, spot) for i, spot in held)
        return sum(value[i] for i, _ in held), -price

    def _could_not_stay(self) -> bool:
        """Whether each of those moved had to be, whatever the others do."""
        empty = Board(self.grid)
        changed = [i for i, spot in self.was.items() if self.board.at[i] != spot]
        return set(changed) <= {i for i in self.displaced if not empty.fits(i, self.was[i])}

    def _movable(self) -> list[int]:
        """The others, nearest to the displaced first: the same people, then the same hours."""
        asks = self.grid.asks
        people = {one for i in self.displaced for one in asks[i].who}
        hours = [self.was[i].start for i in self.displaced]

        def distance(i: int) -> tuple[bool, int, int]:
            near = min((abs(self.was[i].start - hour) for hour in hours), default=0)
            return not people & set(asks[i].who), near, i

        those = set(self.was) - self.fast - set(self.displaced)
        return sorted(those, key=distance)

    # The small model

    def _planned(self, board: Board, freed: Sequence[int], limits: Limits) -> Answer:
        for i in freed:
            board.lift(i)
        model = Model(board, freed, self._may_go)
        value = values(self.grid)
        much = (_TIME + _FAR + _ROOM + _VOICE) * (len(freed) + 1)
        costs: list[cp_model.LinearExprT] = [
            much * value[i] * ~literal for i, literal in model.met.items()
        ]
        for (i, start, kind), literal in model.rooms.items():
            spot = Spot(start, kind, self.was[i].interpreter)
            costs.append(self._price(i, spot) * literal)
        for (i, _, one), literal in model.voices.items():
            if one != self.was[i].interpreter:
                costs.append(_VOICE * literal)
        model.cp.minimize(cp_model.LinearExpr.sum(costs))
        return model.solve(limits)

    def _may_go(self, i: int, spot: Spot) -> bool:
        return spot.start >= self.soonest or spot.start == self.was[i].start

    def _price(self, i: int, spot: Spot) -> int:
        was = self.was[i]
        price = _ROOM * (spot.kind != was.kind) + _VOICE * (spot.interpreter != was.interpreter)
        if spot.start != was.start:
            each = self.grid.problem.step // self.grid.tick
            price += _TIME + min(abs(spot.start - was.start) // each, _FAR)
        return price


def _spots(grid: Grid, plan: Plan) -> dict[int, Spot]:
    """Where each meeting stood; a room or interpreter that is gone is NOBODY."""
    kind = {grid.problem.rooms[one.rooms[0]].key: k for k, one in enumerate(grid.kinds)}
    voice = {one.key: i for i, one in enumerate(grid.problem.interpreters)}
    return {
        grid.index[m.request]: Spot(
            grid.tick_of(m.start),
            kind.get(m.room, NOBODY),
            voice.get(m.interpreter or "", NOBODY),
        )
        for m in plan.meetings
        if m.request in grid.index
    }
