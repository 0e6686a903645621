"""A round of equal meetings on a terminal."""

import argparse
import json
import sys
from pathlib import Path

from muntada.planning.meetings.rounds.check import idle_periods, problems
from muntada.planning.meetings.rounds.dzn import read_dzn
from muntada.planning.meetings.rounds.problem import BadRound, Outcome, Round
from muntada.planning.meetings.rounds.solve import solve


def run(options: argparse.Namespace) -> None:
    round_ = _read(options.file)
    if options.verb == "solve":
        _solve(round_, options)
    elif options.verb == "check":
        _check(round_, options)
    else:
        raise BadRound(
            f"{options.verb} is for a desk's requests, not for a round of equal meetings."
        )


def _read(path: Path) -> Round:
    try:
        return read_dzn(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise BadRound(f"{path}: this file cannot be opened.") from error
    except UnicodeDecodeError as error:
        raise BadRound(f"{path}: this is not a text file.") from error


def _fairness(options: argparse.Namespace) -> int | None:
    return options.fairness if options.fairness >= 0 else None


def _solve(round_: Round, options: argparse.Namespace) -> None:
    def told(bound: int, best: int | None) -> None:
        print(f"at least {bound}, best so far {'–' if best is None else best}", flush=True)

    found = solve(
        round_,
        fairness=_fairness(options),
        seconds=options.seconds,
        workers=options.workers,
        told=told,
    )
    if options.out and found.slots is not None:
        options.out.write_text(json.dumps(_written(found), indent=1), encoding="utf-8")
    print(_last_line(found))


def _written(found: Outcome) -> dict[str, object]:
    """Slots counted from 1, as in the data files."""
    assert found.slots is not None  # noqa: S101 - asked by the caller
    return {
        "status": found.status,
        "objective": found.objective,
        "bound": found.bound,
        "slots": [slot + 1 for slot in found.slots],
    }


def _last_line(found: Outcome) -> str:
    objective = "none" if found.objective is None else found.objective
    return (
        f"status={found.status} objective={objective} bound={found.bound} "
        f"seconds={found.seconds:.2f}"
    )


def _check(round_: Round, options: argparse.Namespace) -> None:
    try:
        said = json.loads(options.plan.read_text(encoding="utf-8"))
        slots = tuple(int(slot) - 1 for slot in said["slots"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise BadRound(f"{options.plan}: this is not a plan written by “solve”.") from error
    wrong = problems(round_, slots, fairness=_fairness(options))
    if wrong:
        print("\n".join(wrong), file=sys.stderr)
        raise SystemExit(1)
    print(f"The plan is right: {sum(idle_periods(round_, slots))} idle periods.")
