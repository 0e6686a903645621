"""Single changes beside brute force: on small desks every place of every meeting is tried.

    ./run python -m benchmarks.cures [--requests 2000] [--seed 1] [--short]

Prints how many left-out requests were explained, how often "no single change would be enough" was
said and how often that was false, cures missed, and cures that are not enough. The brute force
knows nothing but `check`.
"""

import argparse
import random
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import product

from benchmarks import house
from muntada.planning.meetings.check import problems
from muntada.planning.meetings.explain import explain
from muntada.planning.meetings.grid import Grid
from muntada.planning.meetings.problem import (
    Apart,
    Interpreter,
    Meeting,
    Party,
    Plan,
    Principal,
    Problem,
    Request,
    Room,
    Walk,
    Window,
)
from muntada.planning.meetings.reasons import Cure, Reason
from muntada.planning.meetings.requests import values

DAY = datetime.fromisoformat("2027-02-18")
PAIRS = (("ar", "en"), ("en", "ru"))
NEW = "new"


def window(begins: int, ends: int, day: int = 0) -> Window:
    """From one half hour after nine to another."""
    opening = DAY + timedelta(days=day, hours=9)
    return Window(opening + timedelta(minutes=30 * begins), opening + timedelta(minutes=30 * ends))


def small_desk(chance: random.Random) -> Problem:
    """Five parties, a few half hours, every kind of rule."""
    parties = tuple(Party(f"p{n}", f"P{n}", chance.choice([None, 1, 1, 2])) for n in range(5))
    days = range(chance.choice([1, 1, 2]))

    def free() -> tuple[Window, ...]:
        return tuple(window(begins := chance.randrange(3), begins + chance.choice([1, 2, 4]), d)
                     for d in days if chance.random() < 0.9)  # fmt: skip

    def principal(n: int) -> Principal:
        return Principal(f"w{n}", f"W{n}", f"p{n}", free(), chance.choice([1, 2]))

    rooms = tuple(
        Room(f"r{n}", f"R{n}", chance.choice([6, 12]), free(), f"z{chance.randrange(2)}",
             chance.choice([1, 2]), chance.choice([0, 15, 30]))
        for n in range(chance.choice([1, 2, 2]))
    )  # fmt: skip
    rooms = (*rooms, Room("open", "Open", 12, (window(0, 4),), "z0", 2, 0))
    interpreters = tuple(
        Interpreter(f"i{n}", f"I{n}", (chance.choice(PAIRS),), free() or (window(0, 4),),
                    longest=chance.choice([30, 60]), within=90, daily=chance.choice([60, 360]))
        for n in range(chance.choice([0, 1, 2]))
    )  # fmt: skip
    apart = chance.sample([(a, b) for a in range(5) for b in range(a)], chance.choice([0, 2, 4]))
    requests = []
    for n in range(chance.choice([4, 6, 8])):
        one, other = chance.sample(range(5), 2)
        if (one, other) in apart or (other, one) in apart:
            continue
        after = tuple(r.key for r in requests[:1] if chance.random() < 0.2)
        requests.append(Request(
            f"q{n}", (f"w{one}", f"w{other}"), chance.choice([30, 30, 60]),
            chance.choice([1, 2]), chance.choice([1, 2]), chance.choice([1, 1, 2]),
            chance.choice([4, 8]), asked=n, after=after,
            languages=chance.choice([None, None, *PAIRS]) if interpreters else None,
            allowed=(window(*chance.choice([(0, 2), (1, 3), (2, 4)])),)
            if chance.random() < 0.3 else (),
        ))  # fmt: skip
    pairs = tuple(Apart(f"p{a}", f"p{b}", chance.choice([0, 15])) for a, b in apart)
    walks = (Walk("z0", "z1", chance.choice([0, 10, 30])),)
    principals = tuple(map(principal, range(5)))
    return Problem(parties, principals, tuple(requests), rooms, interpreters, pairs, walks, step=30)


def every_place(problem: Problem, key: str) -> Iterator[Meeting]:
    """Every time of the conference, in every room and with every interpreter."""
    request = next(one for one in problem.requests if one.key == key)
    ends = [one.end for room in problem.rooms for one in room.free]
    begins = [one.start for room in problem.rooms for one in room.free]
    first = min(begins).replace(hour=0, minute=0)
    steps = (max(ends) - first) // timedelta(minutes=problem.step)
    hours = [first + timedelta(minutes=problem.step * n) for n in range(steps)]
    voices = [one.key for one in problem.interpreters] if request.languages else [None]
    for start, room, voice in product(hours, problem.rooms, voices):
        if any(one.start <= start < one.end for one in room.free):
            yield Meeting(key, start, room.key, voice)


def first_come(problem: Problem, chance: random.Random) -> Plan:
    """A right plan, made carelessly so that much is in the way."""
    plan = Plan(())
    for request in chance.sample(problem.requests, len(problem.requests)):
        places = list(every_place(problem, request.key))
        for meeting in chance.sample(places, min(len(places), 6)):
            if not problems(problem, tried := Plan((*plan.meetings, meeting))):
                plan = tried
                break
    return plan


def fits(problem: Problem, plan: Plan, key: str) -> list[Meeting]:
    """Every place at which the request can be met while the plan stands."""
    return [
        one
        for one in every_place(problem, key)
        if not problems(problem, Plan((*plan.meetings, one)))
    ]


def relaxed(problem: Problem, key: str) -> Iterator[tuple[str, Problem]]:
    """Every change of rules or means, written down anew from what a cure says it is."""
    request = next(one for one in problem.requests if one.key == key)
    windows = [one for room in problem.rooms for one in room.free]
    first = min(one.start for one in windows).replace(hour=0, minute=0)
    always = (Window(first, max(one.end for one in windows).replace(hour=0) + timedelta(days=1)),)
    others = tuple(one for one in problem.requests if one.key != key)
    yield "times", replace(problem, requests=(*others, replace(request, allowed=())))
    for zone in {room.zone for room in problem.rooms}:
        room = Room(NEW, NEW, request.people, always, zone, request.level)
        yield "room", replace(problem, rooms=(*problem.rooms, room))
    if request.languages:
        one = Interpreter(NEW, NEW, (request.languages,), always)
        yield "interpreter", replace(problem, interpreters=(*problem.interpreters, one))
    mine = {problem.party_of[who] for who in request.principals}
    for party in problem.parties:
        if party.key in mine and party.daily is not None:
            more = replace(party, daily=party.daily + 1)
            yield (
                "cap",
                replace(problem, parties=tuple(more if p == party else p for p in problem.parties)),
            )
        if party.key not in mine:
            those = [{pair.one, pair.other} for pair in problem.apart]
            apart = tuple(
                pair
                for pair, both in zip(problem.apart, those, strict=True)
                if party.key not in both or not mine & both
            )
            yield "door", replace(problem, apart=apart)
    for who in problem.principals:
        if who.key in request.principals:
            there = tuple(replace(p, free=always) if p == who else p for p in problem.principals)
            yield "longer", replace(problem, principals=there)


def enough(problem: Problem, plan: Plan, key: str) -> dict[str, datetime]:
    """Each kind of single change that is enough, with the first time at which it is."""
    if places := fits(problem, plan, key):
        return {"fits": places[0].start}
    found: dict[str, datetime] = {}

    def keep(kind: str, places: list[Meeting]) -> None:
        for one in places[:1]:
            found[kind] = min(found.get(kind, one.start), one.start)

    for kind, changed in relaxed(problem, key):
        keep(kind, fits(changed, plan, key))
    grid = Grid(problem, named=True)
    worth = {ask.key: value for ask, value in zip(grid.asks, values(grid), strict=True)}
    for meeting in plan.meetings:
        without = Plan(tuple(one for one in plan.meetings if one != meeting))
        places = fits(problem, without, key)
        if worth[meeting.request] <= worth[key]:
            keep("drop", places)
        for place in places:
            if fits(problem, Plan((*without.meetings, place)), meeting.request):
                keep("move", [place])
                break
    return found


def is_enough(problem: Problem, plan: Plan, cure: Cure, key: str) -> bool:
    """Whether what the cure says, done to the letter, leaves a right plan with the request met."""
    gone = {cure.dropped, *(one.request for one in cure.moved)}
    kept = (*(one for one in plan.meetings if one.request not in gone), *cure.moved)
    meeting = Meeting(key, cure.start, cure.room or NEW, cure.interpreter)
    request = next(one for one in problem.requests if one.key == key)
    if cure.kind == "interpreter":
        meeting = replace(meeting, interpreter=NEW)
    if cure.kind == "longer":
        end = cure.start + timedelta(minutes=request.minutes)
        options = [_stays(problem, cure.party, Window(cure.start, end))]
    else:
        options = [problem, *(one for kind, one in relaxed(problem, key) if kind == cure.kind)]
    return any(
        not _strangers(one, meeting) and not problems(one, Plan((*kept, meeting)))
        for one in options
    )


def _stays(problem: Problem, party: str | None, more: Window) -> Problem:
    people = tuple(
        replace(one, free=(*one.free, more)) if one.party == party else one
        for one in problem.principals
    )
    return replace(problem, principals=people)


def _strangers(problem: Problem, meeting: Meeting) -> bool:
    rooms = {one.key for one in problem.rooms}
    voices = {None, *(one.key for one in problem.interpreters)}
    return meeting.room not in rooms or meeting.interpreter not in voices


@dataclass(frozen=True)
class Case:
    """A left-out request: what was said, and what brute force finds enough."""

    problem: Problem
    plan: Plan
    reason: Reason
    enough: dict[str, datetime]

    @property
    def is_false(self) -> bool:
        return not self.reason.cures and bool(self.enough)

    @property
    def missed(self) -> set[str]:
        """Kinds of change not named, or named for a later time than the first that is enough."""
        told = {one.kind: one.start for one in self.reason.cures}
        timed = {kind for kind in self.enough if kind != "longer"}  # fewest minutes come first
        late = {kind for kind in timed & set(told) if told[kind] != self.enough[kind]}
        return (set(self.enough) - set(told)) | late

    @property
    def not_enough(self) -> list[Cure]:
        key = self.reason.request
        return [
            one for one in self.reason.cures if not is_enough(self.problem, self.plan, one, key)
        ]


def cases(seed: int) -> Iterator[Case]:
    """Left-out requests of small desks, without end."""
    chance = random.Random(seed)
    while True:
        problem = small_desk(chance)
        if not problem.requests:
            continue
        plan = first_come(problem, chance)
        for key, reason in explain(problem, plan).items():
            yield Case(problem, plan, reason, enough(problem, plan, key))


def main(words: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--requests", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    options = house.options(parser, words, requests=20)
    none_said = false = missed = wrong = 0
    seconds = -time.process_time()
    for n, case in enumerate(cases(options.seed), start=1):
        none_said += not case.reason.cures
        false += case.is_false
        missed += len(case.missed)
        wrong += len(case.not_enough)
        if n >= options.requests:
            break
    seconds += time.process_time()
    print(f"{options.requests} left-out requests, seed {options.seed}, {seconds:.0f} s of CPU")
    print(f"“No single change”: said {none_said} times, false {false} times")
    print(f"Kinds of change missed: {missed}; cures that are not enough: {wrong}")


if __name__ == "__main__":
    main()
