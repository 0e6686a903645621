"""The plan of a desk: a search that always has a plan, a bound and a gap, and stops when told.

Prices bound the weight from above (`prices`, exactly in `columns`); small CP-SAT models find
better plans around what prices point at (`neighbourhoods`, `model`). A plan as good as its bound
is proved to be the best.
"""

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import count
from math import floor
from time import monotonic

from muntada.planning.meetings.board import Board
from muntada.planning.meetings.crew import (
    Crew,
    Fill,
    Meet,
    MeetTops,
    Narrow,
    Price,
    Settle,
    View,
    Work,
)
from muntada.planning.meetings.grid import Grid, Spot
from muntada.planning.meetings.model import Answer, Limits
from muntada.planning.meetings.names import named, placed
from muntada.planning.meetings.narrow import STEPS
from muntada.planning.meetings.neighbourhoods import Guide
from muntada.planning.meetings.problem import BadProblem, Plan, Problem
from muntada.planning.meetings.requests import all_met
from muntada.planning.meetings.score import Score, score, waiting

_FEW = 40
"""Up to so many requests are one small model, solved and proved at once."""
_EXACT = 700
"""Up to so many requests the exact bound is found in seconds."""
_LARGE = 2500
_MANY = 60
"""Requests freed together, to begin with."""
_MOST = 200
_FILLS = (0, 2, 6, 12, 24, 48)
"""After so many rounds a plan is made anew, greedily at the prices of the moment."""


@dataclass(frozen=True)
class Progress:
    """`bound`: no plan with as many of the top priority met has more weight."""

    seconds: float
    score: Score
    top_bound: int
    bound: int
    polishing: bool = False

    @property
    def gap(self) -> float:
        return (self.bound - self.score.weight) / max(self.bound, 1)


@dataclass(frozen=True)
class Outcome:
    """`status` OPTIMAL: the most of the top priority and the most weight, proved."""

    status: str
    plan: Plan | None
    progress: Progress | None
    baseline: Score | None
    seconds: float


Told = Callable[[Progress], bool | None]


def baseline(problem: Problem) -> tuple[Plan, Score]:
    """First come, first served, as a desk does it by hand; what is fixed stands first."""
    board = Board(Grid(problem))
    _stand(board)
    _first_come(board)
    return named(board), score(board)


def solve(
    problem: Problem,
    *,
    seconds: float = 60,
    rounds: int | None = None,
    workers: int = 1,
    seed: int = 1,
    before: Plan | None = None,
    told: Told | None = None,
) -> Outcome:
    """The best plan found in `seconds`, or in so many `rounds` (then the same every time).

    BadProblem where nobody is there to meet.
    `told` hears how it goes; where it gives back False the search stops with what it has.
    """
    if not problem.principals:
        raise BadProblem("There are no principals: nobody meets.")
    began = monotonic()
    board = Board(Grid(problem))
    if not _stand(board):
        return Outcome("INFEASIBLE", None, None, None, monotonic() - began)
    by_hand = Board.of(board.grid, list(board.at))
    _first_come(by_hand)
    with Crew(problem, workers) as crew:
        search = _Search(crew, board, by_hand, random.Random(seed), told)
        search.begin_from(placed(board.grid, before) if before else {})
        search.run(began, seconds, rounds)
    now = search.progress()
    status = "OPTIMAL" if search.proved else "FEASIBLE"
    plan = named(search.board, before)
    return Outcome(status, plan, now, score(by_hand), monotonic() - began)


def _stand(board: Board) -> bool:
    """Put what is fixed; not where fixed meetings stand in one another's way."""
    fixed = [i for i, ask in enumerate(board.grid.asks) if ask.fixed]
    answer = all_met(board, fixed, Limits(effort=10))
    for i, spot in (answer.spots or {}).items():
        if spot:
            board.put(i, spot)
    return answer.spots is not None


def _first_come(board: Board) -> None:
    asks = board.grid.asks
    for i in sorted(range(len(asks)), key=lambda i: (asks[i].asked, i)):
        if board.at[i] is None and (spot := board.first(i)):
            board.put(i, spot)


class _Search:
    def __init__(
        self, crew: Crew, fixed: Board, by_hand: Board, chance: random.Random, told: Told | None
    ) -> None:
        self.crew, self.chance, self.told = crew, chance, told
        self.grid, self.fixed = fixed.grid, list(fixed.at)
        self.board, self.guide = by_hand, Guide(by_hand)
        self.before: dict[int, Spot] = {}
        self.best = score(by_hand)
        asks = self.grid.asks
        can = [ask for ask in asks if ask.possible]
        self.top_bound = sum(ask.top for ask in can)
        self.bound = sum(ask.weight for ask in can)
        # Prices of a large desk move slowly: fewer at a time, so that nobody waits for them.
        self.moves = 25 if len(asks) <= _LARGE else 10
        self.many, self.steps, self.cooled = _MANY, list(STEPS), False
        self.polishing = self.stopped = False
        self.began = self.until = 0.0

    def begin_from(self, before: dict[int, Spot]) -> None:
        """The plan before, as far as it still can be; where by hand it would be better, that."""
        self.before, self.best = before, score(self.board, before)
        by_hand, self.board = self.board, Board.of(self.grid, list(self.fixed))
        for i, spot in before.items():
            if self.board.at[i] is None:
                self._put(i, spot)
        _first_come(self.board)
        as_before = score(self.board, before)
        if as_before > self.best:
            self.best = as_before
        else:
            self.board = by_hand

    # Progress

    def progress(self) -> Progress:
        now = monotonic() - self.began
        return Progress(now, self.best, self.top_bound, self.bound, self.polishing)

    @property
    def proved(self) -> bool:
        return self.best.top == self.top_bound and self.best.weight >= self.bound

    def _tell(self) -> None:
        if self.told and self.told(self.progress()) is False:
            self.stopped = True

    def _over(self) -> bool:
        return self.stopped or monotonic() >= self.until

    # Stages

    def run(self, began: float, seconds: float, rounds: int | None) -> None:
        self.began, self.until = began, began + seconds
        self._tell()
        left: Iterator[int] = iter(range(rounds)) if rounds is not None else count()
        if len(self.guide.movable) <= _FEW:
            self._whole(effort=20)
        else:
            self._tops()
            self._search(left, seconds)
        self.polishing = True
        self._polish(left)

    def _whole(self, effort: float) -> None:
        """Everything at once: exact, where there is not too much of it."""
        freed = tuple(self.guide.movable)
        limits = Limits(effort, self.until - monotonic(), workers=len(self.crew))
        (answer,) = self.crew.do([Meet(self.board.at, freed, limits)])
        self._accept(freed, answer)
        if answer.proved:
            self.top_bound, self.bound = self.best.top, self.best.weight
        self._tell()

    def _tops(self) -> None:
        """The most requests of the top priority, before any other has a place."""
        asks = self.grid.asks
        tops = tuple(i for i in self.guide.movable if asks[i].top)
        if not tops:
            self.top_bound = self.best.top
            return
        if self.best.top == self.top_bound:
            return
        seconds = (self.until - monotonic()) / 4
        # Meanwhile the first worker begins with the prices of all the others.
        pricing = Price(self.fixed, self.top_bound, self.moves * 8, 0, seconds / 2)
        beside: list[Work] = [pricing] if len(self.crew) > 1 else []
        found = self.crew.do([*beside, MeetTops(self.fixed, 4, seconds)])[-1]
        standing = sum(asks[i].top for i, spot in enumerate(self.fixed) if spot)
        self.top_bound = min(self.top_bound, standing + int(found.bound))
        board = self._with(found.spots)
        _first_come(board)
        self._take(board)
        if self.best.top < self.top_bound:
            (further,) = self.crew.do([Meet(self.board.at, tops, Limits(4, seconds / 2))])
            self._accept(tops, further)

    def _search(self, left: Iterator[int], seconds: float) -> None:
        """Prices and neighbourhoods side by side, until proved, or four fifths of the time."""
        until = self.began + seconds * 0.8
        for number in left:
            if self.proved or self._over() or monotonic() >= until:
                break
            first = self._of_the_bound(number, until)
            chosen = self._neighbourhoods(max(len(self.crew) - bool(first), 1))
            meets = [Meet(self.board.at, freed, self._limits(until)) for freed in chosen]
            answers = self.crew.do([*first, *meets])
            if first:
                self._heed(answers.pop(0))
            better = [self._accept(f, a) for f, a in zip(chosen, answers, strict=True)]
            # Where nothing better is near any more, look further around.
            self.many = _MANY if any(better) else min(self.many + 4, _MOST)
            if number in _FILLS:
                (filled,) = self.crew.do([Fill(self.fixed, self.best.top)])
                self._take(Board.of(self.grid, filled))
            self._tell()

    def _of_the_bound(self, number: int, until: float) -> list[Price | Narrow]:
        """What the first worker does for the bound this round, while there is something to do."""
        exact = len(self.guide.movable) <= _EXACT
        if exact and number == 2:
            return [Price(self.board.at, self.best.top, 0, 0, until - monotonic(), exact=True)]
        if exact and number > 2 and self.steps:
            limits = Limits(16, until - monotonic(), seed=number)
            return [Narrow(self.fixed, self.best.top, self.steps.pop(0), limits)]
        if not self.cooled:
            left = until - monotonic()
            return [Price(self.board.at, self.best.top, self.moves, self.best.weight, left)]
        return []

    def _heed(self, said: View | Answer) -> None:
        if isinstance(said, View):
            self.bound = min(self.bound, floor(said.bound + 1e-4))
            self.cooled = said.cooled
            self.guide.profit, self.guide.regret = said.profit, said.regret
        elif said.spots is not None:
            self._take(self._with(said.spots))

    def _with(self, spots: dict[int, Spot | None]) -> Board:
        """What is fixed, and these."""
        board = Board.of(self.grid, list(self.fixed))
        for i, spot in spots.items():
            if spot:
                board.put(i, spot)
        return board

    def _limits(self, until: float) -> Limits:
        seed = self.chance.randrange(1 << 30)
        return Limits(effort=1.0, seconds=max(until - monotonic(), 0.1), seed=seed)

    def _neighbourhoods(self, many: int) -> list[tuple[int, ...]]:
        """Apart from one another, so that answers found side by side can stand together."""
        found: list[tuple[int, ...]] = []
        taken: set[int] = set()
        for _ in range(many):
            freed = self.guide.free(self.board, self.chance, self.many)
            found.append(tuple(i for i in freed if i not in taken))
            taken.update(freed)
        return found

    def _polish(self, left: Iterator[int]) -> None:
        """Fairer and closer together; whose waits are longest comes first."""
        quiet = 0
        for _ in left:
            if self._over() or quiet >= 60:
                break
            works = [
                Settle(
                    self.board.at,
                    tuple(self._to_settle()),
                    Limits(0.5, max(self.until - monotonic(), 0.1), self.chance.randrange(1 << 30)),
                    self.before,
                )
                for _ in range(len(self.crew))
            ]
            answers = self.crew.do(works)
            better = [self._accept(w.freed, a) for w, a in zip(works, answers, strict=True)]
            quiet = 0 if any(better) else quiet + len(works)
            self._tell()

    def _to_settle(self) -> list[int]:
        if self.chance.random() < 0.3:
            return self.guide.free(self.board, self.chance, _FEW // 2)
        people = range(len(self.board.meets))
        idle = [waiting(self.board, one) + 0.1 for one in people]
        one = self.chance.choices(people, idle)[0]
        return self.guide.near(one, self.board, self.chance, _FEW // 2)

    # Plans

    def _accept(self, freed: tuple[int, ...], answer: Answer) -> bool:
        """Move the freed requests as answered; all stays where that would not be better."""
        if answer.spots is None:
            return False
        stood = {i: self.board.at[i] for i in freed}
        for i in freed:
            self.board.lift(i)
        fits = all(spot is None or self._put(i, spot) for i, spot in answer.spots.items())
        now = score(self.board, self.before) if fits else self.best
        if fits and now >= self.best:
            better, self.best = now > self.best, now
            return better
        for i in freed:
            self.board.lift(i)
        for i, spot in stood.items():
            if spot:
                self.board.put(i, spot)
        return False

    def _put(self, i: int, spot: Spot) -> bool:
        """Another answer of the same round may have taken the place."""
        fits = self.board.fits(i, spot)
        if fits:
            self.board.put(i, spot)
        return fits

    def _take(self, board: Board) -> bool:
        found = score(board, self.before)
        if found <= self.best:
            return False
        self.board, self.best = board, found
        return True
