"""Workers beside one another, each with the desk in its memory; one worker is this process itself.

Work is cut into rounds that all wait for, so that the same seed gives the same plan however fast
the machine is. The first worker keeps the prices.
"""

import os
from collections.abc import Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass
from math import floor
from multiprocessing import get_context
from time import monotonic
from typing import Any, Protocol

from muntada.planning.meetings.board import Board
from muntada.planning.meetings.columns import Columns, Shares
from muntada.planning.meetings.grid import Grid, Spot
from muntada.planning.meetings.model import Answer, Limits
from muntada.planning.meetings.narrow import STEPS, Narrowing, narrow
from muntada.planning.meetings.polish import settle
from muntada.planning.meetings.prices import Prices
from muntada.planning.meetings.problem import Problem
from muntada.planning.meetings.requests import most_met, narrowed

At = list[Spot | None]


class Bench:
    """What a worker keeps between two pieces of work."""

    def __init__(self, problem: Problem) -> None:
        self.grid = Grid(problem)
        self._prices: Prices | None = None
        self.shares: Shares = {}

    def prices(self, least_top: int) -> Prices:
        if self._prices is None:
            self._prices = Prices(self.grid, [ask.weight for ask in self.grid.asks])
        self._prices.require(least_top)
        return self._prices


class Work(Protocol):
    def do(self, bench: Bench) -> Any: ...


@dataclass(frozen=True)
class View:
    """What prices say: a bound on the weight, and how content each request is."""

    bound: float
    cooled: bool
    profit: list[float]
    regret: list[float]


@dataclass(frozen=True)
class Price:
    """Move the prices, for `seconds` at most; or find the exact bound."""

    at: At
    least_top: int
    rounds: int
    enough: float
    seconds: float
    exact: bool = False

    def do(self, bench: Bench) -> View:
        prices = bench.prices(self.least_top)
        if self.exact:
            columns = Columns(prices)
            columns.improve(self.seconds)
            bench.shares = columns.shares
        else:
            prices.improve(self.rounds, self.enough, self.seconds)
        return View(prices.bound, prices.cooled, *prices.appraise(self.at))


@dataclass(frozen=True)
class Fill:
    """A plan made greedily at the prices of the moment, around what stands already."""

    at: At
    least_top: int

    def do(self, bench: Bench) -> At:
        board = Board.of(bench.grid, self.at)
        bench.prices(self.least_top).greedy(board)
        return board.at


@dataclass(frozen=True)
class Meet:
    """As many of the freed requests as can be, worth as much as can be."""

    at: At
    freed: tuple[int, ...]
    limits: Limits
    least: int | None = None

    def do(self, bench: Bench) -> Answer:
        return most_met(Board.of(bench.grid, self.at), self.freed, self.limits, self.least)


@dataclass(frozen=True)
class Narrow:
    """The best plan of the few places that the exact prices point at."""

    at: At
    least_top: int
    how: Narrowing
    limits: Limits

    def do(self, bench: Bench) -> Answer:
        keep = narrow(self.how, bench.prices(self.least_top), bench.shares)
        board, weights = Board.of(bench.grid, self.at), [ask.weight for ask in bench.grid.asks]
        return narrowed(board, weights, self.least_top, keep, self.limits)


@dataclass(frozen=True)
class MeetTops:
    """The most requests of the top priority, as if there were no others, and how many at most."""

    at: At
    effort: float
    seconds: float

    def do(self, bench: Bench) -> Answer:
        until = monotonic() + self.seconds
        value = [int(ask.top and not ask.fixed) for ask in bench.grid.asks]
        prices = Prices(bench.grid, value)
        prices.improve(50, seconds=self.seconds / 4)
        columns = Columns(prices)
        bound = floor(columns.improve(self.seconds / 3) + 1e-4)
        best: dict[int, Spot | None] = {}
        for how in STEPS:
            limits = Limits(self.effort, until - monotonic())
            if _held(best) >= bound or (best and (limits.seconds or 0) <= 0):
                break
            keep = narrow(how, prices, columns.shares)
            found = narrowed(Board.of(bench.grid, self.at), value, 0, keep, limits).spots or {}
            best = max(best, found, key=_held)
        return Answer(best, _held(best) >= bound, bound)


def _held(spots: dict[int, Spot | None]) -> int:
    return sum(spot is not None for spot in spots.values())


@dataclass(frozen=True)
class Settle:
    """The freed requests fairer and closer together, with nothing lost."""

    at: At
    freed: tuple[int, ...]
    limits: Limits
    before: dict[int, Spot]

    def do(self, bench: Bench) -> Answer:
        return settle(Board.of(bench.grid, self.at), self.freed, self.limits, self.before)


class Crew:
    def __init__(self, problem: Problem, workers: int = 1) -> None:
        self._here = Bench(problem) if workers <= 1 else None
        self._there: list[ProcessPoolExecutor] = []
        if workers > 1:
            # Each process is one core's work: a second thread for arrays would only be in the way.
            os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
            self._there = [
                ProcessPoolExecutor(1, get_context("spawn"), _start, (problem,))
                for _ in range(workers)
            ]

    def __len__(self) -> int:
        return max(len(self._there), 1)

    def do(self, works: Sequence[Work]) -> list[Any]:
        """The answers in order; the first work goes to the worker that keeps the prices."""
        if self._here:
            return [work.do(self._here) for work in works]
        going: list[Future[Any]] = [
            self._there[place % len(self._there)].submit(_work, work)
            for place, work in enumerate(works)
        ]
        return [one.result() for one in going]

    def __enter__(self) -> "Crew":
        return self

    def __exit__(self, *error: object) -> None:
        for one in self._there:
            one.shutdown(cancel_futures=True)


_bench: Bench | None = None


def _start(problem: Problem) -> None:
    global _bench
    _bench = Bench(problem)


def _work(work: Work) -> Any:
    assert _bench is not None  # noqa: S101 - set when the process began
    return work.do(_bench)
