"""Dinner tables: languages in common and mixed delegations, and why not where not.

Who shares a table is planned first (`shares`); then each table's ring is put in order by exchanges
until none serves better. Interpreters take the chairs behind, where there are some.
"""

from collections import Counter, defaultdict

from muntada.planning.seating.chairs import with_those_behind
from muntada.planning.seating.problem import Compromise, Guest, Plan, Problem
from muntada.planning.seating.shares import ALONE, TOGETHER, Kind, Table, shared_out, tables_of


def at_tables(problem: Problem, *, seconds: float = 1.5) -> Plan:
    """Seat the guests at tables. `seconds` are the solver's own, about half of real ones.

    Raises SeatingError if no plan keeps apart who must be, takes wheelchairs where they can go and
    fills the seats of honour.
    """
    problem.ensure_room()
    kinds: dict[Kind, list[Guest]] = defaultdict(list)
    named = {key for pair in problem.kept_apart for key in pair}
    for guest in problem.in_front:
        only = guest.key if guest.key in named else ""
        reaching = guest.key in problem.reaching
        kinds[Kind(guest.party, guest.languages, reaching, only)].append(guest)
    tables = tables_of(problem)
    shared = shared_out(problem, kinds, tables, seconds)
    waiting = {kind: list(guests) for kind, guests in kinds.items()}
    at: dict[int, str] = {}
    rank = {guest.key: n for n, guest in enumerate(problem.guests)}
    for t, table in tables.items():
        here = [
            waiting[kind].pop(0) for kind, n in shared.counts.items() for _one in range(n.get(t, 0))
        ]
        here.sort(key=lambda guest: rank[guest.key])
        at |= _around(problem, table, here)
    plan = with_those_behind(problem, Plan(problem.layout, at))
    told = compromises(problem, plan)
    return Plan(problem.layout, plan.at, told, cost=shared.cost, bound=shared.bound)


def _taken(problem: Problem, table: Table, guests: list[Guest]) -> list[int]:
    """The seats these guests take: the first ones, and further ones a wheelchair needs to reach."""
    by_number = problem.layout.by_number
    taken = list(table.seats[: len(guests)])
    wheelchairs = sum(guest.key in problem.reaching for guest in guests)
    missing = wheelchairs - sum(by_number[n].accessible for n in taken)
    reached = [n for n in table.seats[len(guests) :] if by_number[n].accessible]
    spare = [n for n in taken[table.honoured :] if not by_number[n].accessible]
    for given, had in zip(reached[: max(missing, 0)], reversed(spare), strict=False):
        taken[taken.index(had)] = given
    return sorted(taken)


def _around(problem: Problem, table: Table, guests: list[Guest]) -> dict[int, str]:
    """The ring of one table: the first in rank at its head, exchanges while one serves better.

    Wheelchairs stand where they can be reached from the first, and are exchanged only for such.
    """
    numbers, by_number = _taken(problem, table, guests), problem.layout.by_number
    neighbours = problem.layout.neighbours
    free = sorted(numbers, key=lambda n: (not by_number[n].accessible, n))
    wheeled = [guest for guest in guests if guest.key in problem.reaching]
    first = dict(zip(free, wheeled, strict=False))
    others = iter([guest for guest in guests if guest.key not in problem.reaching])
    ring = [first[n] if n in first else next(others) for n in numbers]

    def may(guest: Guest, number: int) -> bool:
        return by_number[number].accessible or guest.key not in problem.reaching

    def cost(order: list[Guest]) -> int:
        at = dict(zip(numbers, order, strict=True))
        total = 0
        for number, guest in at.items():
            beside = [at[n] for n in neighbours[number] if n in at]
            total += ALONE * (not any(one.languages & guest.languages for one in beside))
            total += TOGETHER * sum(bool(one.party) and one.party == guest.party for one in beside)
        return total

    best, better = cost(ring), True
    while better and best:
        better = False
        for one in range(1, len(ring)):
            for other in range(one + 1, len(ring)):
                if not (may(ring[one], numbers[other]) and may(ring[other], numbers[one])):
                    continue
                ring[one], ring[other] = ring[other], ring[one]
                if (now := cost(ring)) < best:
                    best, better = now, True
                else:
                    ring[one], ring[other] = ring[other], ring[one]
    return {number: guest.key for number, guest in zip(numbers, ring, strict=True)}


def compromises(problem: Problem, plan: Plan) -> tuple[Compromise, ...]:
    """Each guest whose wish is not met, with a reason that is counted or tried, never guessed."""
    told = []
    tables = len({seat.table for seat in problem.layout.front})
    of_party = Counter(guest.party for guest in problem.in_front if guest.party)
    seat_of, by_table = plan.by_guest(), defaultdict(list)
    seats = {seat.number: seat for seat in plan.layout.front}
    for number, key in plan.at.items():
        if number in seats and key in problem.by_key:
            by_table[seats[number].table].append(problem.by_key[key])
    for guest in problem.in_front:
        seat = seats.get(seat_of.get(guest.key, 0))
        if seat is None:  # `faults` names who has no seat
            continue
        others = [one for one in by_table[seat.table] if one.key != guest.key]
        own = sum(one.party == guest.party for one in others) if guest.party else 0
        if own and of_party[guest.party] > tables:
            fields = {"others": own, "guests": of_party[guest.party], "tables": tables}
            told.append(Compromise("delegation_outnumbers", guest.key, fields))
        elif own:
            told.append(Compromise("delegation_together", guest.key, {"others": own}))
        elbows = [plan.at.get(number, "") for number in plan.layout.neighbours[seat.number]]
        beside = [problem.by_key[key] for key in elbows if key in problem.by_key]
        if guest.languages and not any(one.languages & guest.languages for one in beside):
            speak = any(
                one.languages & guest.languages for one in problem.in_front if one.key != guest.key
            )
            told.append(Compromise("language_elsewhere" if speak else "no_language", guest.key))
    return tuple(told)
