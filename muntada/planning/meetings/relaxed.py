"""One thing more, or one rule less: each kind of change as a function from problem to problems.

Whether the request then fits is for `cures` to find: what is here decides nothing.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from muntada.planning.meetings.problem import Interpreter, Problem, Request, Room, Window

NEW = "\u0000new"
"""The key of the room or interpreter that is not there yet."""


@dataclass(frozen=True)
class Relaxed:
    """The problem after one change of this kind; `party`: whose cap, door or principal."""

    kind: str
    problem: Problem
    party: str | None = None


def changes(problem: Problem, key: str, days: Window) -> dict[str, Iterator[Relaxed]]:
    """The problems after one change, by kind of change; `days`: all the time there is."""
    request = next(one for one in problem.requests if one.key == key)
    kinds: dict[str, Callable[[Problem, Request, Window], Iterator[Relaxed]]] = {
        "times": _times,
        "room": _room,
        "interpreter": _interpreter,
        "cap": _cap,
        "door": _door,
        "longer": _longer,
    }
    return {kind: relaxed(problem, request, days) for kind, relaxed in kinds.items()}


def _times(problem: Problem, request: Request, days: Window) -> Iterator[Relaxed]:
    """At any time, not only at those asked for."""
    if request.allowed:
        any_time = replace(request, allowed=())
        requests = tuple(any_time if one == request else one for one in problem.requests)
        yield Relaxed("times", replace(problem, requests=requests))


def _room(problem: Problem, request: Request, days: Window) -> Iterator[Relaxed]:
    """One room more as the request needs it, always open, in any zone there is."""
    for zone in sorted({room.zone for room in problem.rooms}):
        room = Room(NEW, "one more room", request.people, (days,), zone, request.level)
        yield Relaxed("room", replace(problem, rooms=(*problem.rooms, room)))


def _interpreter(problem: Problem, request: Request, days: Window) -> Iterator[Relaxed]:
    if request.languages:
        one = Interpreter(NEW, "one more interpreter", (request.languages,), (days,))
        yield Relaxed("interpreter", replace(problem, interpreters=(*problem.interpreters, one)))


def _cap(problem: Problem, request: Request, days: Window) -> Iterator[Relaxed]:
    """One meeting more a day for one of the parties."""
    for party in _parties(problem, request):
        parties = tuple(
            replace(one, daily=one.daily + 1) if one.key == party and one.daily is not None else one
            for one in problem.parties
        )
        if parties != problem.parties:
            yield Relaxed("cap", replace(problem, parties=parties), party)


def _door(problem: Problem, request: Request, days: Window) -> Iterator[Relaxed]:
    """One other party is no longer kept apart from those who meet."""
    mine = set(_parties(problem, request))
    ends = [(pair.one, pair.other) for pair in problem.apart]
    others = {b if a in mine else a for a, b in ends if mine & {a, b}}
    for other in sorted(others):
        apart = tuple(
            pair
            for pair in problem.apart
            if not (other in (pair.one, pair.other) and mine & {pair.one, pair.other})
        )
        yield Relaxed("door", replace(problem, apart=apart), other)


def _longer(problem: Problem, request: Request, days: Window) -> Iterator[Relaxed]:
    """One of the principals is there whenever it is needed."""
    for one in problem.principals:
        if one.key in request.principals:
            there = replace(one, free=(days,))
            people = tuple(there if who == one else who for who in problem.principals)
            yield Relaxed("longer", replace(problem, principals=people), one.party)


def _parties(problem: Problem, request: Request) -> list[str]:
    return [problem.party_of[key] for key in request.principals]
