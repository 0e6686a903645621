"""Bilateral meetings: desks of three sizes planned and repaired, then rounds of equal meetings.

    ./run python -m benchmarks.bilaterals [--size seed|Munich|large] [--seeds 1] [--seconds 60]
                                          [--workers 2] [--no-rounds]

Desks are made by `desks.py`, the same for the same seed. Beside each plan stand first come, first
served, as a desk does it by hand, and the bound: no plan meets more. A plan is repaired after four
disturbances. Every plan is verified by code that shares nothing with the planner. Rounds: see
`rounds.py`, which this runs last.
"""

import argparse
import os
from collections import Counter
from dataclasses import replace
from datetime import datetime, timedelta

from benchmarks import rounds
from benchmarks.desks import FIRST, LARGE, MUNICH, SEED, TINY, Size, desk
from benchmarks.house import options as options_of
from muntada.planning.meetings.check import problems
from muntada.planning.meetings.problem import Plan, Problem, Window
from muntada.planning.meetings.repair import repair
from muntada.planning.meetings.solve import Outcome, Progress, solve

SIZES = (TINY, SEED, MUNICH, LARGE)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--size", choices=[size.name for size in SIZES])
    parser.add_argument("--seeds", type=int, default=1, help="so many desks of each size")
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--no-rounds", action="store_true")
    options = options_of(parser, size=TINY.name, seconds=2)
    print(f"{os.cpu_count()} cores, {options.workers} workers, {options.seconds:.0f} s a plan")
    for size in SIZES:
        if size.name == options.size or (not options.size and size is not TINY):
            for seed in range(1, options.seeds + 1):
                _one(size, seed, options)
    if not options.no_rounds:
        words = ["--workers", str(options.workers)]
        rounds.main([*words, "--short"] if options.short else words)


def _one(size: Size, seed: int, options: argparse.Namespace) -> None:
    problem = desk(size, seed)
    proved: list[float] = []
    within: list[float] = []

    def told(now: Progress) -> None:
        if now.score.top == now.top_bound:
            if now.gap <= 0.01:
                within.append(now.seconds)
            if now.score.weight >= now.bound:
                proved.append(now.seconds)

    found = solve(problem, seconds=options.seconds, workers=options.workers, seed=seed, told=told)
    assert found.plan
    assert found.progress
    assert found.baseline
    wrong = problems(problem, found.plan)
    assert not wrong, wrong
    print(f"\n{size.name}, seed {seed}: {len(problem.requests)} requests, {_made_of(problem)}")
    _table(problem, found)
    print(
        f"  {found.status}, gap {found.progress.gap:.2%}; within 1 % of the bound after "
        f"{_after(within)}, proved after {_after(proved)}, {found.seconds:.1f} s in all"
    )
    for name, disturbed, now in _disturbances(problem, found.plan):
        mended = repair(disturbed, found.plan, now=now)
        wrong = problems(disturbed, mended.plan)
        assert not wrong, wrong
        print(
            f"  {name}: {len(mended.moved)} moved, {len(mended.lost)} lost, {mended.kept} kept"
            f"{', proved' if mended.proved else ''}, {mended.seconds:.2f} s",
            flush=True,
        )


def _made_of(problem: Problem) -> str:
    return (
        f"{len(problem.parties)} parties, {len(problem.principals)} principals, "
        f"{len(problem.rooms)} rooms, {len(problem.interpreters)} interpreters"
    )


def _table(problem: Problem, found: Outcome) -> None:
    assert found.plan
    assert found.progress
    assert found.baseline
    now = found.progress
    print(f"  {'':26}{'top priority':>13}{'weight':>8}{'unfair':>8}{'idle min':>9}")
    for name, score in (("first come, first served", found.baseline), ("planned", now.score)):
        print(f"  {name:26}{score.top:>13}{score.weight:>8}{-score.unfair:>8}{-score.waiting:>9}")
    print(f"  {'no plan has more than':26}{now.top_bound:>13}{now.bound:>8}")
    print(f"  {len(found.plan.meetings)} meetings")


def _after(times: list[float]) -> str:
    return f"{times[0]:.1f} s" if times else "–"


def _disturbances(problem: Problem, plan: Plan) -> list[tuple[str, Problem, datetime | None]]:
    """The busiest principal is late, and leaves early; a room is lost; both on the second day."""
    asked = {request.key: request.principals for request in problem.requests}
    busy = Counter(who for meeting in plan.meetings for who in asked[meeting.request])
    (busiest, _), *_ = busy.most_common(1)
    noon, morning = FIRST + timedelta(days=1, hours=12), FIRST + timedelta(days=1, hours=9)
    late = _free(problem, busiest, lambda one: replace(one, start=max(one.start, noon)))
    early = _free(problem, busiest, lambda one: replace(one, end=min(one.end, noon)))
    lost = replace(problem, rooms=problem.rooms[1:])
    return [
        ("a principal is late till noon", late, morning),
        ("leaves at noon", early, morning),
        ("a room is lost from now on", _closed(problem, morning), morning),
        ("a room is lost altogether", lost, None),
    ]


def _free(problem: Problem, key: str, cut) -> Problem:
    day = (FIRST + timedelta(days=1)).date()

    def windows(free: tuple[Window, ...]) -> tuple[Window, ...]:
        cut_ = [cut(one) if one.start.date() == day else one for one in free]
        return tuple(one for one in cut_ if one.end > one.start)

    people = tuple(
        replace(one, free=windows(one.free)) if one.key == key else one
        for one in problem.principals
    )
    return replace(problem, principals=people)


def _closed(problem: Problem, now: datetime) -> Problem:
    first, *others = problem.rooms
    closed = replace(first, free=tuple(one for one in first.free if one.end <= now))
    return replace(problem, rooms=(closed, *others))


if __name__ == "__main__":
    main()
