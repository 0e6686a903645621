"""A desk's requests on a terminal: progress and bound while it plans, and sentences."""

import argparse
import json
import sys
from pathlib import Path

from muntada.planning.meetings.check import problems
from muntada.planning.meetings.explain import explain
from muntada.planning.meetings.form import read, schema, write
from muntada.planning.meetings.problem import BadProblem, Plan, Problem
from muntada.planning.meetings.repair import repair
from muntada.planning.meetings.score import Score
from muntada.planning.meetings.sentences import why
from muntada.planning.meetings.sheet import read_sheet
from muntada.planning.meetings.solve import Outcome, Progress, solve


def run(options: argparse.Namespace) -> None:
    verbs = {"solve": _solve, "check": _check, "explain": _explain, "repair": _repair}
    if options.verb == "schema":
        print(json.dumps(schema(), indent=1))
    else:
        verbs[options.verb](_read(options.file), options)


def _read(path: Path) -> Problem:
    if path.suffix.lower() in (".xlsx", ".xls", ".ods", ".xlsb"):
        return read_sheet(path)
    return read(_bytes(path), Problem)


def _plan(path: Path) -> Plan:
    return read(_bytes(path), Plan)


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise BadProblem(f"{path}: this file cannot be opened.") from error


def _write(path: Path | None, plan: Plan | None) -> None:
    if path and plan:
        path.write_text(write(plan), encoding="utf-8")


def _solve(problem: Problem, options: argparse.Namespace) -> None:
    shown: list[str] = []

    def told(progress: Progress) -> None:
        line = _progress(problem, progress)
        if not shown or shown[-1] != line:
            shown.append(line)
            print(f"{progress.seconds:7.1f} s  {line}", flush=True)

    found = solve(
        problem,
        seconds=options.seconds,
        rounds=options.rounds,
        workers=options.workers,
        seed=options.seed,
        before=_plan(options.before) if options.before else None,
        told=told,
    )
    _write(options.out, found.plan)
    if found.baseline and found.progress:
        print(f"first come, first served: {_score(found.baseline)}")
        print(f"planned:                  {_score(found.progress.score)}")
    print(_last_line(problem, found))


def _progress(problem: Problem, now: Progress) -> str:
    return (
        f"top priority {now.score.top} of at most {now.top_bound}, "
        f"weight {now.score.weight} of at most {now.bound} ({now.gap:.1%} to go), "
        f"waiting {-now.score.waiting} minutes"
    )


def _score(score: Score) -> str:
    return f"top priority {score.top}, weight {score.weight}, waiting {-score.waiting} minutes"


def _last_line(problem: Problem, found: Outcome) -> str:
    """One number for both aims: a request of the top priority outweighs all weights together."""
    if not found.progress:
        return f"status={found.status} objective=none bound=none seconds={found.seconds:.2f}"
    above = 1 + sum(request.weight for request in problem.requests if request.agreed)
    now = found.progress
    objective, bound = (
        now.score.top * above + now.score.weight,
        now.top_bound * above + now.bound,
    )
    return f"status={found.status} objective={objective} bound={bound} seconds={found.seconds:.2f}"


def _check(problem: Problem, options: argparse.Namespace) -> None:
    plan = _plan(options.plan)
    _refuse_wrong(problem, plan)
    print(f"The plan is right: {len(plan.meetings)} of {len(problem.requests)} requests are met.")


def _refuse_wrong(problem: Problem, plan: Plan) -> None:
    wrong = problems(problem, plan)
    if wrong:
        print("\n".join(wrong), file=sys.stderr)
        raise SystemExit(1)


def _explain(problem: Problem, options: argparse.Namespace) -> None:
    plan = _plan(options.plan)
    _refuse_wrong(problem, plan)
    for key, reason in explain(problem, plan, options.requests or None, options.seconds).items():
        print(f"{key}: {why(problem, reason)}")


def _repair(problem: Problem, options: argparse.Namespace) -> None:
    found = repair(
        problem,
        _plan(options.plan),
        now=options.now,
        hold=options.hold,
        seconds=options.seconds,
        seed=options.seed,
    )
    _write(options.out, found.plan)
    for move in found.moved:
        print(
            f"{move.request}: {move.before.start:%a %d %H:%M} {move.before.room} → "
            f"{move.after.start:%a %d %H:%M} {move.after.room}"
        )
    for key in found.lost:
        print(f"{key}: no place is left for it")
    print(
        f"kept={found.kept} moved={len(found.moved)} lost={len(found.lost)} "
        f"proved={'yes' if found.proved else 'no'} seconds={found.seconds:.2f}"
    )
