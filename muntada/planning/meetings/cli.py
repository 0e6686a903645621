"""`muntada meetings`: from a terminal, without the web and without Django.

A file is a desk (.json, or a spreadsheet) or a round of equal meetings (.dzn).
"""

import argparse
import os
import sys
from datetime import datetime
from pathlib import Path

from muntada.planning.meetings import terminal
from muntada.planning.meetings.problem import BadProblem
from muntada.planning.meetings.rounds import terminal as rounds
from muntada.planning.meetings.rounds.problem import BadRound


def main(arguments: list[str]) -> None:
    options = _parser().parse_args(arguments)
    try:
        if options.file.suffix == ".dzn":
            rounds.run(options)
        else:
            terminal.run(options)
    except (BadRound, BadProblem) as error:
        raise SystemExit(str(error)) from error
    except BrokenPipeError:
        # Whoever read has read enough; nothing may be written any more, not even at the end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="muntada meetings", description=__doc__)
    verbs = parser.add_subparsers(dest="verb", required=True)
    solving = _verb(verbs, "solve", "find the best plan, with a bound on how good one can be")
    _solving(solving)
    solving.add_argument("--fairness", type=int, default=2, help="of a round; -1: none asked for")
    solving.add_argument("--before", type=Path, help="the plan to begin from and to keep to")
    checking = _verb(verbs, "check", "say what is wrong with a plan, if anything")
    checking.add_argument("plan", type=Path)
    checking.add_argument("--fairness", type=int, default=2)
    explaining = _verb(verbs, "explain", "say why requests are left out, and what would be enough")
    explaining.add_argument("plan", type=Path)
    explaining.add_argument("requests", nargs="*", help="keys; none for all that are left out")
    explaining.add_argument("--seconds", type=float, default=60)
    mending = _verb(verbs, "repair", "put a plan right for the desk as it is now")
    mending.add_argument("plan", type=Path)
    mending.add_argument("--now", type=_time, help="what is about to begin stays: 2027-02-18T10:00")
    mending.add_argument("--hold", type=int, default=30, help="minutes from now that stay")
    mending.add_argument("--seconds", type=float, default=2)
    mending.add_argument("--seed", type=int, default=1)
    mending.add_argument("--out", type=Path, help="write the plan here (JSON)")
    _verb(verbs, "schema", "print the JSON Schema of a desk", file=False)
    return parser


def _verb(
    verbs: "argparse._SubParsersAction[argparse.ArgumentParser]",
    name: str,
    what: str,
    *,
    file: bool = True,
) -> argparse.ArgumentParser:
    parser = verbs.add_parser(name, help=what)
    if file:
        parser.add_argument("file", type=Path, help="a desk (.json, .xlsx, .ods) or a round (.dzn)")
    else:
        parser.set_defaults(file=Path())
    return parser


def _solving(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--rounds", type=int, help="stop after so many, the same for any machine")
    parser.add_argument("--out", type=Path, help="write the plan here (JSON)")


def _time(said: str) -> datetime:
    return datetime.fromisoformat(said).replace(tzinfo=None)
