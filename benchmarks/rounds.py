"""Rounds of equal meetings: the 20 published instances, each proved optimal and verified.

    ./run python -m benchmarks.rounds [--only WORD] [--dir DIR] [--workers 2] [--no-rc2] [--short]

Prints for each instance the published optimum (JAIR 74, 2022), ours, its status, our seconds, and
the seconds of PySAT's RC2 on the same clauses in the same run on the same machine. Every plan is
verified by code that shares nothing with the solver.
"""

import argparse
import csv
import random
import time
from itertools import combinations
from pathlib import Path

from pysat.examples.rc2 import RC2
from pysat.formula import WCNF

from benchmarks.house import options as options_of
from muntada.planning.meetings.rounds.check import idle_periods, problems
from muntada.planning.meetings.rounds.dzn import read_dzn
from muntada.planning.meetings.rounds.encoding import encode
from muntada.planning.meetings.rounds.problem import OPTIMAL, Meeting, Round
from muntada.planning.meetings.rounds.solve import solve
from tools.processes import ROOT

MADE = "made here"


def main(words: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--dir", type=Path, default=ROOT.parent / "shared" / "bench" / "b2bsp")
    parser.add_argument("--only", default="")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--seconds", type=float, default=120)
    parser.add_argument("--fairness", type=int, default=2, help="published optima are for 2")
    parser.add_argument("--no-rc2", action="store_true")
    options = options_of(parser, words, seconds=20)
    published = {MADE: {"optimum_idle_periods": "–"}} if options.short else _published(options.dir)
    ours = theirs = 0.0
    print(f"{'instance':16}{'published':>10}{'ours':>6}  {'status':10}{'seconds':>8}{'RC2 s':>8}")
    for name, row in published.items():
        if options.only not in name:
            continue
        round_ = _made() if name == MADE else _read(options.dir, name)
        found = solve(
            round_, fairness=options.fairness, seconds=options.seconds, workers=options.workers
        )
        wrong = problems(round_, found.slots, fairness=options.fairness) if found.slots else []
        assert not wrong, wrong
        ours += found.seconds
        rc2 = 0.0 if options.no_rc2 else _rc2(round_, options.fairness)
        theirs += rc2
        if name == MADE and found.status != OPTIMAL:
            raise SystemExit(f"{name}: {found.status}")
        print(
            f"{name:16}{row['optimum_idle_periods']:>10}{found.objective!s:>6}  {found.status:10}"
            f"{found.seconds:8.2f}{rc2:8.2f}",
            flush=True,
        )
    print(f"{'together':16}{'':16}  {'':10}{ours:8.2f}{theirs:8.2f}")


def _published(folder: Path) -> dict[str, dict[str, str]]:
    with (folder / "published.csv").open() as file:
        return {row["instance"]: row for row in csv.DictReader(file)}


def _read(folder: Path, name: str) -> Round:
    return read_dzn((folder / f"{name}.original.dzn").read_text())


def _made() -> Round:
    """A small round that needs no file: twelve participants, each pair once in a while."""
    chance = random.Random(1)
    pairs = chance.sample(list(combinations(range(12), 2)), 30)
    return Round(12, tuple(Meeting(one, other) for one, other in pairs), 5, 9, 4)


def _rc2(round_: Round, fairness: int) -> float:
    """The same clauses, each idle period a soft clause of weight one; model building included."""
    began = time.monotonic()
    made = encode(round_, fairness=fairness)
    formula = WCNF()
    formula.extend(made.clauses.rows)
    for literal in made.cost:
        formula.append([-literal], weight=1)
    with RC2(formula, solver="cadical195", adapt=True, exhaust=True, minz=True) as solver:
        true = {literal for literal in solver.compute() if literal > 0}
    slots = [next(t for t, one in here.items() if one in true) for here in made.at]
    assert not problems(round_, slots, fairness=fairness)
    assert sum(idle_periods(round_, slots)) == solver.cost + made.least
    return time.monotonic() - began


if __name__ == "__main__":
    main()
