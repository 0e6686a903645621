"""What one more room, one more interpreter or half an hour would bring: planned, not guessed."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from muntada.planning.meetings.problem import BadProblem, Interpreter, Plan, Problem, Room, Window
from muntada.planning.meetings.solve import solve


@dataclass(frozen=True)
class MoreRooms:
    """`many` rooms more, each like the one with this key."""

    like: str
    many: int = 1


@dataclass(frozen=True)
class MoreInterpreters:
    """`many` interpreters more between two languages, on duty whenever a room is open."""

    pair: tuple[str, str]
    many: int = 1


@dataclass(frozen=True)
class Longer:
    """Every day ends so many minutes later, for rooms and for all who are free until the end."""

    minutes: int = 30


Change = MoreRooms | MoreInterpreters | Longer


@dataclass(frozen=True)
class WhatIf:
    """The plan there would be; keys of requests `gained` and `lost`, and of meetings `moved`."""

    plan: Plan
    gained: tuple[str, ...]
    lost: tuple[str, ...]
    moved: tuple[str, ...]


def what_if(
    problem: Problem,
    plan: Plan,
    change: Change,
    *,
    seconds: float = 5,
    rounds: int | None = None,
    workers: int = 1,
    seed: int = 1,
) -> WhatIf:
    """The plan made better with the change, beginning from the plan as it is."""
    found = solve(
        changed(problem, change),
        seconds=seconds,
        rounds=rounds,
        workers=workers,
        seed=seed,
        before=plan,
    )
    # What is fixed stays possible when there is more of everything, so there is a plan.
    after, before = (found.plan or plan).of(), plan.of()
    return WhatIf(
        plan=found.plan or plan,
        gained=tuple(key for key in after if key not in before),
        lost=tuple(key for key in before if key not in after),
        moved=tuple(key for key in before if key in after and before[key] != after[key]),
    )


def changed(problem: Problem, change: Change) -> Problem:
    """The problem with more of something."""
    match change:
        case MoreRooms(like, many):
            rooms = [*problem.rooms, *(_another(problem, like, n) for n in range(many))]
            return replace(problem, rooms=tuple(rooms))
        case MoreInterpreters(pair, many):
            return replace(problem, interpreters=_with_voices(problem, pair, many))
        case Longer(minutes):
            return _longer(problem, timedelta(minutes=minutes))


def _another(problem: Problem, like: str, number: int) -> Room:
    room = next((room for room in problem.rooms if room.key == like), None)
    if room is None:
        raise BadProblem(f"There is no room {like} to have one more of.")
    return replace(room, key=f"{like} +{number + 1}", name=f"{room.name} +{number + 1}")


def _with_voices(problem: Problem, pair: tuple[str, str], many: int) -> tuple[Interpreter, ...]:
    free = tuple({window for room in problem.rooms for window in room.free})
    more = [
        Interpreter(f"{'-'.join(pair)} +{n + 1}", f"Interpreter +{n + 1}", (pair,), free)
        for n in range(many)
    ]
    return (*problem.interpreters, *more)


def _longer(problem: Problem, more: timedelta) -> Problem:
    ends = _ends(problem)

    def free(windows: tuple[Window, ...]) -> tuple[Window, ...]:
        return tuple(
            replace(one, end=one.end + more)
            if one.end >= ends.get(one.end.date(), one.end + more)
            else one
            for one in windows
        )

    return replace(
        problem,
        rooms=tuple(replace(one, free=free(one.free)) for one in problem.rooms),
        principals=tuple(replace(one, free=free(one.free)) for one in problem.principals),
        interpreters=tuple(replace(one, free=free(one.free)) for one in problem.interpreters),
    )


def _ends(problem: Problem) -> dict[date, datetime]:
    """When the last room closes on each day."""
    found: dict[date, datetime] = {}
    for room in problem.rooms:
        for window in room.free:
            day = window.end.date()
            found[day] = max(found.get(day, window.end), window.end)
    return found
