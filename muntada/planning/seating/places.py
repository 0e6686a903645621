"""People on seats in a given order, moved as little as the constraints allow (CP-SAT).

The order alone gives almost every seat. Only where it breaks a constraint are the people around
set free, in a neighbourhood that grows until a plan exists: a model has some dozens of people
however large the hall is. In a repair the fewest moved come first; then the least squared
distance, so that many shift by one rather than one far.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from ortools.sat.python import cp_model

from muntada.planning.seating import tables
from muntada.planning.seating.chairs import with_those_behind
from muntada.planning.seating.check import APART, WHEELCHAIR, Fault, faults
from muntada.planning.seating.errors import IMPOSSIBLE, SeatingError
from muntada.planning.seating.problem import Compromise, Guest, Plan, Problem

MOVED = 1_000_000  # in a repair, one moved weighs more than any distance
REACH, FURTHEST_LEFT_END = 4, 6
SECONDS = 4.0
WIDEST = 60  # seats a repair sets free at once: 600 took minutes only to find that nothing helps
MOST_LEFT = 3  # wishes that are tried in vain on the whole hall before a repair leaves the rest


def in_order(problem: Problem) -> Plan:
    """The first guest on the first seat and so on, then mended; with the reason of each move.

    Raises SeatingError if no plan keeps the constraints.
    """
    if problem.layout.kind == "dinner":
        raise SeatingError("Dinner tables are not filled in order. Use tables.at_tables().")
    problem.ensure_room()
    at = {
        seat.number: guest.key
        for seat, guest in zip(problem.layout.front, problem.in_front, strict=False)
    }
    order = {key: number for number, key in at.items()}
    mended = mend(problem, Plan(problem.layout, at), ideal=order, per_move=1)
    mended = _left_hands(problem, mended, order)
    whys = _compromises(problem, mended, order)
    return replace(with_those_behind(problem, mended), compromises=whys, moved=())


def repair(problem: Problem, before: Plan, *, move_up: bool = False) -> Plan:
    """The plan for the guests of `problem`: those of `before`, but for some who left or came.

    Fewest people moved: who stays keeps the seat unless a constraint or the seats of honour need
    it. An empty seat of honour is taken by one guest from beyond them, or, with `move_up`, by all
    who follow moving up one, which keeps their order. `moved` names those who changed seats.
    Raises SeatingError if no plan keeps the constraints; where the problem `stands`, what cannot
    be met is left for `faults` to name.
    """
    here = {guest.key for guest in problem.in_front}
    at = {n: key for n, key in before.at.items() if key in here and n in problem.layout.by_number}
    at = {n: key for n, key in at.items() if not problem.layout.by_number[n].behind}
    stayed = {key: number for number, key in at.items()}
    free = iter([seat.number for seat in problem.layout.front if seat.number not in at])
    for guest in problem.in_front:
        if guest.key not in stayed and (number := next(free, None)) is not None:
            at[number] = guest.key
    at = _honour_filled(problem, at, move_up=move_up)
    ideal = {key: number for number, key in at.items()}
    mended = mend(problem, Plan(problem.layout, at), ideal=ideal)
    now = mended.by_guest()
    moved = tuple(key for key, number in stayed.items() if now[key] != number)
    plan = replace(with_those_behind(problem, mended), moved=moved)
    return replace(plan, compromises=told(problem, plan))


def told(problem: Problem, plan: Plan) -> tuple[Compromise, ...]:
    """The compromises of a plan that was swapped or repaired, as it stands now.

    An empty seat puts nobody out of order: only the fewest guests are named without whom all the
    others follow one another, each with how many of them they would have to pass.
    """
    if problem.layout.kind == "dinner":
        return tables.compromises(problem, plan)
    seat_of = plan.by_guest()
    here = [one.key for one in problem.in_front if one.key in seat_of]
    seated = sorted(here, key=lambda key: seat_of[key])
    place = {key: n for n, key in enumerate(seated)}
    # Of two who stand the wrong way round, the one who changed seats is named.
    weights = [1 if key in plan.moved else len(here) + 1 for key in here]
    in_line = _heaviest_rising([place[key] for key in here], weights)
    found = [
        Compromise("out_of_order", key, {"places": max(1, abs(place[key] - n))})
        for n, key in enumerate(here)
        if n not in in_line
    ]
    return (*found, *_left_handed(problem, seat_of))


def _heaviest_rising(numbers: list[int], weights: list[int]) -> set[int]:
    """Indexes of the heaviest subsequence that rises; `numbers` is a permutation of 0, 1, 2 …

    A Fenwick tree keeps the heaviest chain that ends below each number.
    """
    size = len(numbers)
    tree: list[tuple[int, int]] = [(0, -1)] * (size + 1)
    before = [-1] * size
    for index, number in enumerate(numbers):
        best, at = (0, -1), number
        while at > 0:
            best, at = max(best, tree[at]), at - (at & -at)
        before[index] = best[1]
        mine, at = (best[0] + weights[index], index), number + 1
        while at <= size:
            tree[at], at = max(tree[at], mine), at + (at & -at)
    found, last = set(), max(tree)[1]
    while last >= 0:
        found.add(last)
        last = before[last]
    return found


def _honour_filled(problem: Problem, at: dict[int, str], *, move_up: bool) -> dict[int, str]:
    """No seat of honour is empty while anybody sits beyond them."""
    filled = dict(at)
    numbers = [seat.number for seat in problem.layout.front]
    for number in numbers[: problem.honour]:
        if number in filled:
            continue
        least = number if move_up else problem.honour
        later = next((n for n in numbers if n > least and n in filled), None)
        if later is None:
            later = next((n for n in reversed(numbers) if n > number and n in filled), None)
        if later is None:
            break
        filled[number] = filled.pop(later)
    return filled


def mend(
    problem: Problem, plan: Plan, *, ideal: Mapping[str, int], per_move: int = MOVED
) -> Plan:  # fmt: skip
    """The nearest plan without a hard fault; the plan itself where it has none.

    Where the problem `stands`, what cannot be mended is left for `faults` to name.
    """
    reach = REACH
    left: list[Fault] = []
    while True:
        wrong = [one for one in _hard_faults(problem, plan) if one not in left]
        if not wrong or len(left) >= MOST_LEFT:
            return plan
        # One fault after another: a mended plan has one fault less and no new one.
        free = _around(problem, plan, _wrong_seats(problem, plan, wrong[0]), reach)
        wide = problem.stands and len(free) > WIDEST
        if not wide and (found := _solve(problem, plan, free, ideal, per_move)):
            plan, reach = found, REACH
        elif wide or len(free) >= len(problem.layout.front):
            if not problem.stands:
                raise SeatingError(IMPOSSIBLE)
            left.append(wrong[0])
            reach = REACH
        else:
            reach *= 3


def _hard_faults(problem: Problem, plan: Plan) -> list[Fault]:
    found = faults(problem.front_only, plan)
    return [one for one in found if one.code in (APART, WHEELCHAIR)]


def _wrong_seats(problem: Problem, plan: Plan, fault: Fault) -> set[int]:
    seat_of = plan.by_guest()
    wrong = {seat_of[key] for key in fault.keys}
    if fault.code == WHEELCHAIR:
        # Everybody between the seat and the nearest one a wheelchair reaches may shift by one.
        reached = [seat.number for seat in problem.layout.front if seat.accessible]
        nearest = min(reached, key=lambda number: abs(number - fault.seat))
        wrong |= set(range(min(nearest, fault.seat), max(nearest, fault.seat) + 1))
    return wrong


def _around(problem: Problem, plan: Plan, seats: Iterable[int], reach: int) -> list[int]:
    """Seats within `reach` places of these, by honour and by elbow."""
    free: set[int] = set()
    together = problem.layout.together
    front = {seat.number for seat in problem.layout.front}
    for number in seats:
        near, edge = {number}, {number}
        for _step in range(reach):
            edge = {other for one in edge for other in together[one]} - near
            near |= edge
        free |= near | set(range(number - reach, number + reach + 1))
    return sorted(free & front)


def _solve(
    problem: Problem, plan: Plan, free: list[int], ideal: Mapping[str, int], per_move: int
) -> Plan | None:  # fmt: skip
    """People on the free seats anew, the others where they are; None where that cannot be."""
    people = [problem.by_key[plan.at[number]] for number in free if number in plan.at]
    fixed = {number: key for number, key in plan.at.items() if number not in set(free)}
    model = cp_model.CpModel()
    sits: dict[tuple[str, int], cp_model.IntVar] = {}
    costs = []
    for guest in people:
        for number in free:
            if not _suits(problem, guest, number, fixed):
                continue
            chosen = sits[guest.key, number] = model.new_bool_var("")
            away = abs(number - ideal[guest.key])
            costs.append((per_move * (away > 0) + away**2) * chosen)
        mine = [sits[guest.key, n] for n in free if (guest.key, n) in sits]
        if not mine:
            return None
        model.add_exactly_one(mine)
    for number in free:
        takers = [sits[one.key, number] for one in people if (one.key, number) in sits]
        if number in plan.at and number <= problem.honour:
            model.add_exactly_one(takers)
        else:
            model.add_at_most_one(takers)
    _keep_apart(problem, model, sits, free)
    model.minimize(sum(costs))
    for (key, number), chosen in sits.items():
        model.add_hint(chosen, plan.at.get(number) == key)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1  # the same plan every time
    solver.parameters.random_seed = 1
    solver.parameters.max_deterministic_time = SECONDS
    if solver.solve(model) not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return None
    placed = {number: key for (key, number), chosen in sits.items() if solver.value(chosen)}
    return replace(plan, at={**fixed, **placed})


def _suits(problem: Problem, guest: Guest, number: int, fixed: Mapping[int, str]) -> bool:
    """Whether the seat serves a wheelchair where needed and is beside nobody to be kept apart."""
    if guest.key in problem.reaching and not problem.layout.by_number[number].accessible:
        return False
    beside = (fixed.get(other) for other in problem.layout.together[number])
    return all(other is None or problem.may_sit_together(guest.key, other) for other in beside)


def _keep_apart(
    problem: Problem, model: cp_model.CpModel,
    sits: Mapping[tuple[str, int], cp_model.IntVar], free: list[int],
) -> None:  # fmt: skip
    for pair in problem.kept_apart:
        one, other = sorted(pair)
        for number in free:
            for beside in problem.layout.together[number]:
                mine, theirs = sits.get((one, number)), sits.get((other, beside))
                if mine is not None and theirs is not None:
                    model.add_at_most_one(mine, theirs)


def _left_hands(problem: Problem, plan: Plan, order: Mapping[str, int]) -> Plan:
    """A left-handed guest changes with who sits at a left end close by, if that breaks nothing."""
    at = dict(plan.at)
    for guest in problem.in_front:
        here = next(number for number, key in at.items() if key == guest.key)
        if not guest.left_handed or here in problem.layout.left_ends:
            continue
        near = sorted(problem.layout.left_ends & set(at), key=lambda n: (abs(n - here), n))
        for there in near:
            if abs(there - here) > FURTHEST_LEFT_END or problem.by_key[at[there]].left_handed:
                continue
            tried = {**at, here: at[there], there: guest.key}
            if not _hard_faults(problem, replace(plan, at=tried)):
                at = tried
                break
    return replace(plan, at=at)


def _compromises(
    problem: Problem, plan: Plan, order: Mapping[str, int]
) -> tuple[Compromise, ...]:  # fmt: skip
    now = plan.by_guest()
    moved = [
        Compromise("out_of_order", key, {"places": abs(now[key] - place)})
        for key, place in order.items()
        if now[key] != place
    ]
    return (*moved, *_left_handed(problem, now))


def _left_handed(problem: Problem, seat_of: Mapping[str, int]) -> list[Compromise]:
    return [
        Compromise("left_hand", guest.key, {"places": FURTHEST_LEFT_END})
        for guest in problem.in_front
        if guest.left_handed and seat_of.get(guest.key, -1) not in {-1, *problem.layout.left_ends}
    ]
