"""The fewest idle periods: asked for exactly the bound, then one more, until there is a plan.

Most rounds have a plan at the bound their participants' own days force, and the bounds below the
optimum are refuted quickly; so each question is a decision for CaDiCaL, which keeps what it has
learnt from one to the next. Two workers ask with different searches, and the first plan wins.
"""

import multiprocessing
import time
from collections.abc import Callable
from multiprocessing.connection import Connection, wait
from typing import cast

from pysat.solvers import Solver

from muntada.planning.meetings.rounds.check import idle_periods
from muntada.planning.meetings.rounds.encoding import Encoding, Impossible, encode
from muntada.planning.meetings.rounds.problem import (
    FEASIBLE,
    INFEASIBLE,
    OPTIMAL,
    UNKNOWN,
    Outcome,
    Round,
)

SEARCHES = ("cadical195", "cadical153", "glucose4")
Told = Callable[[int, int | None], None]  # bound, best objective so far


def solve(
    round_: Round,
    *,
    fairness: int | None = 2,
    seconds: float = 600,
    workers: int = 1,
    told: Told | None = None,
) -> Outcome:
    """A proved optimum, or the best plan and bound when the seconds are over."""
    began = time.monotonic()
    context = multiprocessing.get_context("fork")
    pipes: list[Connection] = []
    processes = []
    for search in SEARCHES[: max(1, workers)]:
        here, there = context.Pipe(duplex=False)
        process = context.Process(target=_ask, args=(round_, fairness, search, there), daemon=True)
        process.start()
        there.close()
        pipes.append(here)
        processes.append(process)
    try:
        return _listen(round_, pipes, began, seconds, told)
    finally:
        for process in processes:
            process.terminate()
            process.join()


def _listen(
    round_: Round, pipes: list[Connection], began: float, seconds: float, told: Told | None
) -> Outcome:
    bound, best, plan = 0, None, None
    while (left := began + seconds - time.monotonic()) > 0:
        for pipe in cast(list[Connection], wait(pipes, timeout=left)):
            try:
                kind, value = pipe.recv()
            except EOFError:
                raise RuntimeError("A search ended without an answer.") from None
            if kind == "impossible":
                return Outcome(INFEASIBLE, None, None, 0, time.monotonic() - began)
            if kind == "bound":
                bound = max(bound, value)
            else:
                cost = sum(idle_periods(round_, value))
                if best is None or cost < best:
                    best, plan = cost, tuple(value)
            if told:
                told(bound, best)
            if best is not None and best <= bound:
                return Outcome(OPTIMAL, plan, best, bound, time.monotonic() - began)
    status = UNKNOWN if plan is None else FEASIBLE
    return Outcome(status, plan, best, bound, time.monotonic() - began)


def _ask(round_: Round, fairness: int | None, search: str, pipe: Connection) -> None:
    """One worker: any plan at all, then a plan at each bound in turn."""
    try:
        made = encode(round_, fairness=fairness)
    except Impossible:
        pipe.send(("impossible", None))
        return
    totals = made.clauses.counter(made.cost, len(made.cost))
    with Solver(name=search, bootstrap_with=made.clauses.rows) as solver:
        pipe.send(("bound", made.least))
        for more, beyond in enumerate([*totals, None]):
            if solver.solve(assumptions=[] if beyond is None else [-beyond]):
                pipe.send(("plan", _read(made, solver.get_model())))
                return
            if not solver.get_core():  # refuted whatever it costs
                break
            pipe.send(("bound", made.least + more + 1))
    pipe.send(("impossible", None))


def _read(made: Encoding, model: list[int]) -> list[int]:
    true = {literal for literal in model if literal > 0}
    return [next(t for t, literal in here.items() if literal in true) for here in made.at]
