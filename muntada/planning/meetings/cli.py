"""`muntada meetings`: planned and checked from a terminal, without the web and without Django."""

import argparse
import json
import sys
from pathlib import Path

from muntada.planning.meetings.rounds.check import idle_periods, problems
from muntada.planning.meetings.rounds.dzn import read_dzn
from muntada.planning.meetings.rounds.problem import BadRound, Outcome, Round
from muntada.planning.meetings.rounds.solve import solve


def main(arguments: list[str]) -> None:
    options = _parser().parse_args(arguments)
    try:
        round_ = _read(options.file)
        if options.verb == "solve":
            _solve(round_, options)
        else:
            _check(round_, options)
    except BadRound as error:
        raise SystemExit(str(error)) from error


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="muntada meetings")
    verbs = parser.add_subparsers(dest="verb", required=True)
    solving = verbs.add_parser("solve", help="find the plan with the fewest idle periods")
    solving.add_argument("file", type=Path, help="a round of equal meetings (.dzn)")
    solving.add_argument("--fairness", type=int, default=2, help="-1: none asked for")
    solving.add_argument("--seconds", type=float, default=60)
    solving.add_argument("--workers", type=int, default=1)
    solving.add_argument("--out", type=Path, help="write the plan here (JSON)")
    checking = verbs.add_parser("check", help="say what is wrong with a plan, if anything")
    checking.add_argument("file", type=Path)
    checking.add_argument("plan", type=Path)
    checking.add_argument("--fairness", type=int, default=2)
    return parser


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
