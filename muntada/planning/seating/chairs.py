"""Chairs behind: interpreters follow those they interpret for, in every kind of hall."""

from dataclasses import replace

from muntada.planning.seating.errors import CHAIRS, SeatingError
from muntada.planning.seating.problem import Plan, Problem


def with_those_behind(problem: Problem, plan: Plan) -> Plan:
    """Interpreters take the chairs behind those they interpret for."""
    at, seat_of = dict(plan.at), plan.by_guest()
    chairs: dict[int, list[int]] = {}
    for seat in problem.layout.seats:
        if seat.behind:
            chairs.setdefault(seat.behind, []).append(seat.number)
    for guest in problem.guests:
        if not problem.is_behind(guest):
            continue
        before = seat_of.get(guest.interprets_for, 0)
        free = [n for n in chairs.get(before, []) if n not in at]
        if not free and problem.stands:
            continue
        if not free:
            said = "There are more interpreters than chairs behind one guest."
            raise SeatingError(said, CHAIRS, (guest.key,))
        at[free[0]] = guest.key
    return replace(plan, at=at)
