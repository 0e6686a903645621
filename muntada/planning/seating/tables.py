"""Dinner tables: languages in common and mixed delegations, with CP-SAT, and why not where not.

Guests of one party who speak the same languages are alike, so the model counts kinds of guest at
each table instead of naming them: 600 guests at 60 tables are some thousands of small numbers.
Each table's ring is then put in order by exchanges until none serves better.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from math import ceil, isfinite

from ortools.sat.python import cp_model

from muntada.planning.seating.errors import IMPOSSIBLE, SeatingError
from muntada.planning.seating.problem import Compromise, Guest, Plan, Problem

LARGE = 2_000  # kinds of guest times tables
ALONE, TOGETHER = 5, 1  # weights: nobody to talk to, a colleague of one's own at the table


@dataclass(frozen=True)
class Kind:
    """Guests who are alike: one party, the same languages, and a name where they are kept apart."""

    party: str
    languages: frozenset[str]
    wheelchair: bool
    only: str = ""


@dataclass(frozen=True)
class Shared:
    """`counts` of each kind at each table; `cost` and `bound` as in a Plan."""

    counts: dict[Kind, dict[int, int]]
    cost: int
    bound: int


def at_tables(problem: Problem, *, seconds: float = 1.5) -> Plan:
    """Seat the guests at tables. `seconds` are the solver's own, about half of real ones.

    Raises SeatingError if no plan keeps apart who must be.
    """
    kinds: dict[Kind, list[Guest]] = defaultdict(list)
    named = {key for pair in problem.apart for key in pair}
    for guest in problem.in_front:
        only = guest.key if guest.key in named else ""
        kinds[Kind(guest.party, guest.languages, guest.wheelchair, only)].append(guest)
    shared = _shared_out(problem, kinds, seconds)
    counts = shared.counts
    waiting = {kind: list(guests) for kind, guests in kinds.items()}
    at: dict[int, str] = {}
    rank = {guest.key: n for n, guest in enumerate(problem.guests)}
    for table, seats in _seats(problem).items():
        here = [
            waiting[kind].pop(0) for kind, n in counts.items() for _one in range(n.get(table, 0))
        ]
        here.sort(key=lambda guest: rank[guest.key])
        at |= _around(problem, seats, here)
    plan = Plan(problem.layout, at)
    told = compromises(problem, plan)
    return Plan(problem.layout, at, told, cost=shared.cost, bound=shared.bound)


def _seats(problem: Problem) -> dict[int, list[int]]:
    found: dict[int, list[int]] = defaultdict(list)
    for seat in problem.layout.front:
        found[seat.table].append(seat.number)
    return dict(found)


def _shared_out(
    problem: Problem, kinds: Mapping[Kind, list[Guest]], seconds: float
) -> Shared:  # fmt: skip
    """How many of each kind sit at each table, what that costs, and the bound.

    Guests dealt like cards often leave nothing to wish for: then there is nothing to solve.
    """
    seats = _seats(problem)
    first, listed = _dealt(problem, kinds, seats), list(kinds)
    if first and not _cost(listed, seats, first):
        return Shared(_counts(listed, seats, first), 0, 0)
    model = cp_model.CpModel()
    sits = {
        (k, t): model.new_int_var(0, min(len(kinds[kind]), len(seats[t])), "")
        for k, kind in enumerate(listed)
        for t in seats
    }
    for k, kind in enumerate(listed):
        model.add(sum(sits[k, t] for t in seats) == len(kinds[kind]))
    # Tables are filled evenly, so that nobody dines beside four empty chairs.
    guests, places = sum(map(len, kinds.values())), sum(map(len, seats.values()))
    for t, numbers in seats.items():
        taken = sum(sits[k, t] for k in range(len(listed)))
        model.add(taken <= len(numbers))
        model.add(taken >= guests * len(numbers) // places)
    costs = _together(model, listed, sits, seats) + _alone(model, listed, sits, seats)
    _apart(problem, model, listed, sits, seats)
    model.minimize(sum(costs))
    for key, here in sits.items():
        model.add_hint(here, first[key])
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.random_seed = 1
    solver.parameters.max_deterministic_time = seconds
    if len(sits) > LARGE:  # preparing a large model would take all the time there is
        solver.parameters.cp_model_probing_level = 0
        solver.parameters.symmetry_level = 0
        solver.parameters.linearization_level = 0
    status = solver.solve(model)
    found = [first] if first else []
    if status in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        found.append(Counter({key: solver.value(here) for key, here in sits.items()}))
    if not found:
        raise SeatingError(IMPOSSIBLE)
    best = min(found, key=lambda dealt: _cost(listed, seats, dealt))
    cost, below = _cost(listed, seats, best), solver.best_objective_bound
    # A search cut short in its first second may have no bound yet: no plan costs less than nothing.
    bound = min(cost, ceil(below - 1e-6)) if isfinite(below) and below > 0 else 0
    return Shared(_counts(listed, seats, best), cost, bound)


def _counts(
    listed: list[Kind], seats: Mapping[int, list[int]], dealt: Counter[tuple[int, int]]
) -> dict[Kind, dict[int, int]]:
    return {kind: {t: n for t in seats if (n := dealt[k, t])} for k, kind in enumerate(listed)}


def _cost(
    listed: list[Kind], seats: Mapping[int, list[int]], dealt: Counter[tuple[int, int]]
) -> int:
    """What the model minimises, counted on a plan: it trusts nothing that made the plan."""
    total = 0
    for t in seats:
        here = [(kind, n) for k, kind in enumerate(listed) if (n := dealt[k, t])]
        parties, spoken = Counter[str](), set()
        for kind, n in here:
            parties[kind.party] += n if kind.party else 0
            spoken |= {kind.languages} if kind.languages else set()
        total += TOGETHER * sum(max(0, n - 1) for n in parties.values())
        for languages in spoken:
            many = sum(n for kind, n in here if kind.languages & languages)
            total += ALONE * max(0, 3 - many)
    return total


type _Counts = Mapping[tuple[int, int], cp_model.IntVar]


def _together(
    model: cp_model.CpModel, listed: list[Kind], sits: _Counts, seats: Mapping[int, list[int]]
) -> list[cp_model.LinearExprT]:  # fmt: skip
    """Each colleague beyond the first at a table costs."""
    costs: list[cp_model.LinearExprT] = []
    by_party: dict[str, list[int]] = defaultdict(list)
    for k, kind in enumerate(listed):
        if kind.party:
            by_party[kind.party].append(k)
    for those in by_party.values():
        for t, numbers in seats.items():
            over = model.new_int_var(0, len(numbers), "")
            model.add(over >= sum(sits[k, t] for k in those) - 1)
            costs.append(TOGETHER * over)
    return costs


def _alone(
    model: cp_model.CpModel, listed: list[Kind], sits: _Counts, seats: Mapping[int, list[int]]
) -> list[cp_model.LinearExprT]:  # fmt: skip
    """Somebody with fewer than two at the table to talk to costs; guests by their languages."""
    costs: list[cp_model.LinearExprT] = []
    spoken: dict[frozenset[str], list[int]] = defaultdict(list)
    for k, kind in enumerate(listed):
        if kind.languages:
            spoken[kind.languages].append(k)
    for languages, mine in spoken.items():
        those = [k for k, kind in enumerate(listed) if kind.languages & languages]
        for t in seats:
            here, lonely = model.new_bool_var(""), model.new_int_var(0, 3, "")
            for k in mine:
                model.add(sits[k, t] == 0).only_enforce_if(~here)
            model.add(sum(sits[k, t] for k in those) + lonely >= 3).only_enforce_if(here)
            costs.append(ALONE * lonely)
    return costs


def _apart(
    problem: Problem, model: cp_model.CpModel, listed: list[Kind], sits: _Counts,
    seats: Mapping[int, list[int]],
) -> None:  # fmt: skip
    by_name = {kind.only: k for k, kind in enumerate(listed) if kind.only}
    for pair in problem.apart:
        one, other = sorted(pair)
        if one in by_name and other in by_name:
            for t in seats:
                model.add(sits[by_name[one], t] + sits[by_name[other], t] <= 1)


def _dealt(
    problem: Problem, kinds: Mapping[Kind, list[Guest]], seats: Mapping[int, list[int]]
) -> Counter[tuple[int, int]]:  # fmt: skip
    """A first plan: guests dealt round the tables like cards, none with whom they may not sit."""
    dealt: Counter[tuple[int, int]] = Counter()
    room = _even_room(kinds, seats)
    names: dict[int, set[str]] = {t: set() for t in seats}
    turn = list(seats)
    listed = list(kinds)
    # Those with a name are placed first, while every table is still open to them.
    order = sorted(
        range(len(listed)),
        key=lambda k: (not listed[k].only, sorted(listed[k].languages), listed[k].party),
    )
    for k in order:
        for guest in kinds[listed[k]]:
            open_to = (
                t for t in turn
                if room[t] and all(problem.may_sit_together(guest.key, one) for one in names[t])
            )  # fmt: skip
            table = next(open_to, None)
            if table is None:
                return Counter()
            dealt[k, table] += 1
            room[table] -= 1
            turn.remove(table)
            turn.append(table)
            if listed[k].only:
                names[table].add(guest.key)
    return dealt


def _even_room(kinds: Mapping[Kind, list[Guest]], seats: Mapping[int, list[int]]) -> dict[int, int]:
    """How many sit at each table, in proportion to its seats."""
    guests, places = sum(map(len, kinds.values())), sum(map(len, seats.values()))
    room = {t: guests * len(numbers) // places for t, numbers in seats.items()}
    left = guests - sum(room.values())
    for t, numbers in seats.items():
        if left and room[t] < len(numbers):
            room[t] += 1
            left -= 1
    return room


def _around(problem: Problem, seats: list[int], guests: list[Guest]) -> dict[int, str]:
    """The ring of one table: the first in rank at its head, exchanges while one serves better."""
    ring = list(guests)
    numbers = seats[: len(ring)]
    neighbours = problem.layout.neighbours

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
                ring[one], ring[other] = ring[other], ring[one]
                if (now := cost(ring)) < best:
                    best, better = now, True
                else:
                    ring[one], ring[other] = ring[other], ring[one]
    return {number: guest.key for number, guest in zip(numbers, ring, strict=True)}


def compromises(problem: Problem, plan: Plan) -> tuple[Compromise, ...]:
    """Each guest whose wish is not met, with a reason that is counted or tried, never guessed."""
    told = []
    tables = len(_seats(problem))
    of_party = Counter(guest.party for guest in problem.in_front if guest.party)
    seat_of, by_table = plan.by_guest(), defaultdict(list)
    for number, key in plan.at.items():
        by_table[plan.layout.by_number[number].table].append(problem.by_key[key])
    for guest in problem.in_front:
        seat = plan.layout.by_number[seat_of[guest.key]]
        others = [one for one in by_table[seat.table] if one.key != guest.key]
        own = sum(one.party == guest.party for one in others) if guest.party else 0
        if own and of_party[guest.party] > tables:
            fields = {"others": own, "guests": of_party[guest.party], "tables": tables}
            told.append(Compromise("delegation_outnumbers", guest.key, fields))
        elif own:
            told.append(Compromise("delegation_together", guest.key, {"others": own}))
        beside = [
            problem.by_key[plan.at[n]] for n in plan.layout.neighbours[seat.number] if n in plan.at
        ]
        if guest.languages and not any(one.languages & guest.languages for one in beside):
            speak = any(
                one.languages & guest.languages for one in problem.in_front if one.key != guest.key
            )
            told.append(Compromise("language_elsewhere" if speak else "no_language", guest.key))
    return tuple(told)
