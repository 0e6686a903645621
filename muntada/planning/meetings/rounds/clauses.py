"""Clauses over numbered literals, and the counters they are built with."""

from collections.abc import Sequence
from itertools import combinations

Literal = int  # a variable from 1, or its negation


class Clauses:
    def __init__(self) -> None:
        self.variables = 0
        self.rows: list[list[Literal]] = []

    def new(self) -> Literal:
        self.variables += 1
        return self.variables

    def add(self, *literals: Literal) -> None:
        self.rows.append(list(literals))

    def any_of(self, literals: Sequence[Literal]) -> Literal:
        """A literal that is true exactly when one of these is."""
        if len(literals) == 1:
            return literals[0]
        made = self.new()
        self.add(-made, *literals)
        for literal in literals:
            self.add(-literal, made)
        return made

    def at_most_one(self, literals: Sequence[Literal]) -> None:
        """Pairs of few; of more, four at a time and a link to the rest."""
        if len(literals) <= 5:
            for one, other in combinations(literals, 2):
                self.add(-one, -other)
            return
        link = self.new()
        self.at_most_one([*literals[:4], link])
        self.at_most_one([-link, *literals[4:]])

    def counter(self, literals: Sequence[Literal], most: int | None = None) -> list[Literal]:
        """Unary count: the i-th result (from 0) is true exactly when more than i are true.

        Counted up to `most`. A totalizer (Bailleux and Boufkhad, 2003), both directions.
        """
        cap = len(literals) if most is None else most
        if len(literals) <= 1:
            return list(literals)[:cap]
        half = len(literals) // 2
        left, right = self.counter(literals[:half], cap), self.counter(literals[half:], cap)
        total = [self.new() for _ in range(min(cap, len(left) + len(right)))]
        for i in range(len(left) + 1):
            for j in range(len(right) + 1):
                self._merge(left, right, total, i, j, cap)
        return total

    def _merge(
        self, left: list[int], right: list[int], total: list[int], i: int, j: int, cap: int
    ) -> None:
        reasons = [-one for one in (*left[max(i - 1, 0) : i], *right[max(j - 1, 0) : j])]
        if i + j > 0:  # at least i and at least j: at least i + j
            self.add(total[min(i + j, len(total)) - 1], *reasons)
        if i + j < len(total) and i < cap and j < cap:  # at most i and at most j: at most i + j
            self.add(-total[i + j], *left[i : i + 1], *right[j : j + 1])
