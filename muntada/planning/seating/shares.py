"""Who shares a dinner table with whom: counts of kinds of guest at each table, with CP-SAT.

Guests of one party who speak the same languages are alike, so the model counts kinds of guest at
each table instead of naming them: 600 guests at 60 tables are some thousands of small numbers.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from math import ceil, isfinite

from ortools.sat.python import cp_model

from muntada.planning.seating.errors import IMPOSSIBLE, UNFOUND, SeatingError
from muntada.planning.seating.problem import Guest, Problem

LARGE = 2_000  # kinds of guest times tables
ALONE, TOGETHER = 5, 1  # weights: nobody to talk to, a colleague of one's own at the table
PATIENCE = 8  # times the usual effort, where a plan is sought and not yet the best one


@dataclass(frozen=True)
class Kind:
    """Guests who are alike: one party, the same languages, and a name where they are kept apart."""

    party: str
    languages: frozenset[str]
    wheelchair: bool
    only: str = ""


@dataclass(frozen=True)
class Table:
    """Its seats by honour: `honoured` of them are never empty, `reached` take a wheelchair.

    `both`: seats of honour that take a wheelchair. `even`: its share of guests, when all are alike.
    """

    seats: tuple[int, ...]
    honoured: int
    reached: int
    both: int
    even: int

    def wheelchairs(self, guests: int) -> int:
        """The most it takes when so many sit here and the seats of honour are taken first."""
        return min(self.reached, self.both + guests - self.honoured)


type Tables = Mapping[int, Table]


@dataclass(frozen=True)
class Shared:
    """`counts` of each kind at each table; `cost` and `bound` as in a Plan."""

    counts: dict[Kind, dict[int, int]]
    cost: int
    bound: int


def tables_of(problem: Problem) -> dict[int, Table]:
    """Every table with the guests it must and should have; the shares add up to the guests."""
    seats: dict[int, list[int]] = defaultdict(list)
    for seat in problem.layout.front:
        seats[seat.table].append(seat.number)
    guests, places = len(problem.in_front), len(problem.layout.front)
    first = min(problem.honour, guests)
    reached = {seat.number for seat in problem.layout.front if seat.accessible}
    honoured = {t: sum(number <= first for number in those) for t, those in seats.items()}
    even = {t: max(honoured[t], guests * len(those) // places) for t, those in seats.items()}
    while (over := sum(even.values()) - guests) > 0:
        table = max(even, key=lambda t: (even[t] - honoured[t], t))
        even[table] -= min(over, max(1, (even[table] - honoured[table]) // 2))
    while sum(even.values()) < guests:
        for t, those in seats.items():
            if even[t] < len(those) and sum(even.values()) < guests:
                even[t] += 1
    return {
        t: Table(
            tuple(those), honoured[t], len(reached & set(those)),
            sum(number in reached and number <= first for number in those), even[t],
        )
        for t, those in seats.items()
    }  # fmt: skip


def shared_out(
    problem: Problem, kinds: Mapping[Kind, list[Guest]], tables: Tables, seconds: float
) -> Shared:
    """How many of each kind sit at each table, what that costs, and the bound.

    Guests dealt like cards often leave nothing to wish for: then there is nothing to solve.
    Raises SeatingError where no plan keeps the constraints, or none was found.
    """
    first, listed = _dealt(problem, kinds, tables), list(kinds)
    if first and not _cost(listed, tables, first):
        return Shared(_counts(listed, tables, first), 0, 0)
    # Tables are filled evenly, so that nobody dines beside four empty chairs, where that can be.
    for evenly in (True, False):
        found, bound = _solved(problem, kinds, tables, first, seconds, evenly=evenly)
        if found or first:
            break
    plans = [one for one in (found, first) if one]
    if not plans:
        raise SeatingError(IMPOSSIBLE)
    best = min(plans, key=lambda dealt: _cost(listed, tables, dealt))
    cost = _cost(listed, tables, best)
    return Shared(_counts(listed, tables, best), cost, min(cost, bound))


def _solved(
    problem: Problem, kinds: Mapping[Kind, list[Guest]], tables: Tables,
    first: Counter[tuple[int, int]], seconds: float, *, evenly: bool,
) -> tuple[Counter[tuple[int, int]], int]:  # fmt: skip
    """The best plan the solver finds, empty where there is none, and the bound."""
    listed, model = list(kinds), cp_model.CpModel()
    sits = {
        (k, t): model.new_int_var(0, min(len(kinds[kind]), len(table.seats)), "")
        for k, kind in enumerate(listed)
        for t, table in tables.items()
    }
    for k, kind in enumerate(listed):
        model.add(sum(sits[k, t] for t in tables) == len(kinds[kind]))
    guests, places = sum(map(len, kinds.values())), sum(len(one.seats) for one in tables.values())
    wheeled = [k for k, kind in enumerate(listed) if kind.wheelchair]
    for t, table in tables.items():
        taken = sum(sits[k, t] for k in range(len(listed)))
        wheelchairs = sum(sits[k, t] for k in wheeled)
        share = min(guests * len(table.seats) // places, table.even)
        model.add(taken <= len(table.seats))
        model.add(taken >= max(table.honoured, share if evenly else 0))
        model.add(wheelchairs <= table.reached)
        model.add(wheelchairs <= table.both + taken - table.honoured)
    costs = _together(model, listed, sits, tables) + _alone(model, listed, sits, tables)
    _apart(problem, model, listed, sits, tables)
    model.minimize(sum(costs))
    for key, here in sits.items():
        model.add_hint(here, first[key])
    solver = _solver(seconds, large=len(sits) > LARGE)
    status = solver.solve(model)
    below = solver.best_objective_bound
    if status == cp_model.UNKNOWN and not first:
        model.clear_objective()
        solver = _solver(seconds * PATIENCE, large=False)
        status = solver.solve(model)
        if status == cp_model.UNKNOWN:
            raise SeatingError("No plan was found in the time there is.", UNFOUND)
    # A search cut short in its first second may have no bound yet: no plan costs less than nothing.
    bound = ceil(below - 1e-6) if isfinite(below) and below > 0 else 0
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return Counter(), bound
    return Counter({key: solver.value(here) for key, here in sits.items()}), bound


def _solver(seconds: float, *, large: bool) -> cp_model.CpSolver:
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.random_seed = 1
    solver.parameters.max_deterministic_time = seconds
    if large:  # preparing a large model would take all the time there is
        solver.parameters.cp_model_probing_level = 0
        solver.parameters.symmetry_level = 0
        solver.parameters.linearization_level = 0
    return solver


def _counts(
    listed: list[Kind], tables: Tables, dealt: Counter[tuple[int, int]]
) -> dict[Kind, dict[int, int]]:
    return {kind: {t: n for t in tables if (n := dealt[k, t])} for k, kind in enumerate(listed)}


def _cost(listed: list[Kind], tables: Tables, dealt: Counter[tuple[int, int]]) -> int:
    """What the model minimises, counted on a plan: it trusts nothing that made the plan."""
    total = 0
    for t in tables:
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
    model: cp_model.CpModel, listed: list[Kind], sits: _Counts, tables: Tables
) -> list[cp_model.LinearExprT]:  # fmt: skip
    """Each colleague beyond the first at a table costs."""
    costs: list[cp_model.LinearExprT] = []
    by_party: dict[str, list[int]] = defaultdict(list)
    for k, kind in enumerate(listed):
        if kind.party:
            by_party[kind.party].append(k)
    for those in by_party.values():
        for t, table in tables.items():
            over = model.new_int_var(0, len(table.seats), "")
            model.add(over >= sum(sits[k, t] for k in those) - 1)
            costs.append(TOGETHER * over)
    return costs


def _alone(
    model: cp_model.CpModel, listed: list[Kind], sits: _Counts, tables: Tables
) -> list[cp_model.LinearExprT]:  # fmt: skip
    """Somebody with fewer than two at the table to talk to costs; guests by their languages."""
    costs: list[cp_model.LinearExprT] = []
    spoken: dict[frozenset[str], list[int]] = defaultdict(list)
    for k, kind in enumerate(listed):
        if kind.languages:
            spoken[kind.languages].append(k)
    for languages, mine in spoken.items():
        those = [k for k, kind in enumerate(listed) if kind.languages & languages]
        for t in tables:
            here, lonely = model.new_bool_var(""), model.new_int_var(0, 3, "")
            for k in mine:
                model.add(sits[k, t] == 0).only_enforce_if(~here)
            model.add(sum(sits[k, t] for k in those) + lonely >= 3).only_enforce_if(here)
            costs.append(ALONE * lonely)
    return costs


def _apart(
    problem: Problem, model: cp_model.CpModel, listed: list[Kind], sits: _Counts,
    tables: Tables,
) -> None:  # fmt: skip
    by_name = {kind.only: k for k, kind in enumerate(listed) if kind.only}
    for pair in problem.kept_apart:
        one, other = sorted(pair)
        if one in by_name and other in by_name:
            for t in tables:
                model.add(sits[by_name[one], t] + sits[by_name[other], t] <= 1)


def _dealt(
    problem: Problem, kinds: Mapping[Kind, list[Guest]], tables: Tables
) -> Counter[tuple[int, int]]:
    """A first plan: guests dealt round the tables like cards, none with whom they may not sit."""
    dealt: Counter[tuple[int, int]] = Counter()
    room = {t: table.even for t, table in tables.items()}
    reached = {t: table.wheelchairs(table.even) for t, table in tables.items()}
    names: dict[int, set[str]] = {t: set() for t in tables}
    turn = list(tables)
    listed = list(kinds)
    # Those with the narrowest choice are placed first, while every table is still open to them.
    order = sorted(
        range(len(listed)),
        key=lambda k: (
            not listed[k].wheelchair, not listed[k].only, sorted(listed[k].languages),
            listed[k].party,
        ),
    )  # fmt: skip
    for k in order:
        for guest in kinds[listed[k]]:
            open_to = (
                t for t in turn
                if room[t] and (reached[t] or not listed[k].wheelchair)
                and all(problem.may_sit_together(guest.key, one) for one in names[t])
            )  # fmt: skip
            table = next(open_to, None)
            if table is None:
                return Counter()
            dealt[k, table] += 1
            room[table] -= 1
            reached[table] -= listed[k].wheelchair
            turn.remove(table)
            turn.append(table)
            if listed[k].only:
                names[table].add(guest.key)
    return dealt
