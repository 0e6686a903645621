"""Delegations and people from a file: planned against what is there, then written at once."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from muntada.accounts.models import User
from muntada.conferences.models import Edition
from muntada.delegations.actions.together import change_together, nominate_together
from muntada.imports.members.fields import COLUMNS
from muntada.imports.members.planner import Pending, Planner

__all__ = ["COLUMNS", "SLICE", "plan", "write"]
SLICE = 80  # rows written while others wait: a third of a second on a busy machine


def plan(
    edition: Edition,
    rows: list[tuple[int, dict[str, Any]]],
    *,
    language: str,
    at: datetime,
    told: Callable[[int], None],
) -> list[Pending]:
    planner = Planner(edition, language=language, at=at)
    planned = []
    for number, (line, cells) in enumerate(rows, start=1):
        planned.append(planner.plan(line, cells))
        if number % 200 == 0:
            told(number)
    return planned


def write(planned: list[Pending], *, by: User, at: datetime, source: dict[str, Any]) -> None:
    new = [one.new for one in planned if one.new is not None]
    changes = [one.change for one in planned if one.change is not None]
    nominate_together(new, by=by, at=at, source=source)
    change_together(changes, by=by, at=at, source=source)
