"""What a plan breaks, found without the solver: it trusts nothing that made the plan."""

from collections import Counter
from dataclasses import dataclass

from muntada.planning.seating.problem import Plan, Problem

TWICE, UNSEATED, STRANGER, NO_SEAT = "twice", "unseated", "stranger", "no_seat"
APART, WHEELCHAIR, BEHIND, HONOUR, CHAIR = "apart", "wheelchair", "behind", "honour", "chair"


@dataclass(frozen=True)
class Fault:
    """`keys`: whom it concerns; for `apart` a page shows the code and never the names."""

    code: str
    keys: tuple[str, ...] = ()
    seat: int = 0


def faults(problem: Problem, plan: Plan) -> list[Fault]:
    """Every fault of the plan: seats and guests are one to one, and every hard wish is kept."""
    found = [*_one_to_one(problem, plan)]
    seat_of = plan.by_guest()
    for pair in sorted(problem.apart, key=sorted):
        one, other = sorted(pair)
        here, there = seat_of.get(one), seat_of.get(other)
        if here not in plan.layout.by_number or there not in plan.layout.by_number:
            continue
        if are_together(plan, here, there) and not _serve(problem, one, other):
            found.append(Fault(APART, (one, other), here))
    seats = plan.layout.by_number
    for guest in problem.guests:
        number = seat_of.get(guest.key)
        if number is None or number not in seats:
            continue
        seat = seats[number]
        if problem.is_behind(guest):
            if seat.behind != seat_of.get(guest.interprets_for, -1):
                found.append(Fault(BEHIND, (guest.key, guest.interprets_for), number))
        elif seat.behind:
            found.append(Fault(CHAIR, (guest.key,), number))
        # A chair behind is reached where the seat before it is.
        before = seats.get(seat.behind, seat)
        if guest.wheelchair and not before.accessible:
            found.append(Fault(WHEELCHAIR, (guest.key,), number))
    taken = [seat.number for seat in plan.layout.front if seat.number in plan.at]
    empty = [seat.number for seat in plan.layout.front if seat.number not in plan.at]
    beyond = max(taken, default=0)
    found += [Fault(HONOUR, (), n) for n in empty if n <= problem.honour and n < beyond]
    return found


def _serve(problem: Problem, one: str, other: str) -> bool:
    """Whether one of the two interprets for the other, from a chair behind."""
    pair = [problem.by_key.get(one), problem.by_key.get(other)]
    return any(
        guest is not None and guest.interprets_for in (one, other) and problem.is_behind(guest)
        for guest in pair
    )


def are_together(plan: Plan, one: int, other: int) -> bool:
    """Elbow to elbow; at a dinner, at one table."""
    seats = plan.layout.by_number
    if plan.layout.kind == "dinner":
        return seats[one].table == seats[other].table
    return (one, other) in plan.layout.beside or (other, one) in plan.layout.beside


def _one_to_one(problem: Problem, plan: Plan) -> list[Fault]:
    counted = Counter(plan.at.values())
    known = {guest.key for guest in problem.guests}
    there = {seat.number for seat in plan.layout.seats}
    found = [Fault(TWICE, (key,)) for key, n in sorted(counted.items()) if n > 1]
    found += [Fault(UNSEATED, (key,)) for key in sorted(known - set(counted))]
    found += [Fault(STRANGER, (key,)) for key in sorted(set(counted) - known)]
    found += [
        Fault(NO_SEAT, (who,), number) for number, who in plan.at.items() if number not in there
    ]
    return found


def breaks(problem: Problem, before: Plan, after: Plan) -> list[Fault]:
    """What a swap breaks that was whole before it."""
    had = set(faults(problem, before))
    return [fault for fault in faults(problem, after) if fault not in had]
