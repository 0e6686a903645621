"""Seating: a hall, who sits in it, what a swap breaks, and how a late cancellation is mended."""

from muntada.planning.seating.check import Fault, breaks, faults
from muntada.planning.seating.errors import SeatingError
from muntada.planning.seating.layouts import Layout, Seat, build
from muntada.planning.seating.places import in_order, repair, told
from muntada.planning.seating.problem import Compromise, Guest, Plan, Problem
from muntada.planning.seating.tables import at_tables

__all__ = [
    "Compromise", "Fault", "Guest", "Layout", "Plan", "Problem", "Seat", "SeatingError",
    "at_tables", "breaks", "build", "faults", "in_order", "repair", "seat", "told",
]  # fmt: skip


def seat(problem: Problem) -> Plan:
    """At dinner by languages and delegations, elsewhere in order."""
    return at_tables(problem) if problem.layout.kind == "dinner" else in_order(problem)
