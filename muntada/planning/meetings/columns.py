"""The least bound that prices can give, found exactly: a linear program grown column by column.

For desks of some hundred requests. The master program holds a few places of every request; its
duals are prices, the prices show which places are missing, and so on until none is (Dantzig and
Wolfe, 1960). Any duals give a valid bound through `Prices.see`, also when it is stopped early.
"""

from time import monotonic

import numpy as np
from ortools.linear_solver import pywraplp

from muntada.planning.meetings.costs import Costs
from muntada.planning.meetings.grid import NOBODY
from muntada.planning.meetings.prices import Prices

_DEAR = 1000.0
_Place = tuple[int, int, int, int]  # ask, slot, kind of room, interpreter
Shares = dict[_Place, float]


class Columns:
    """Begins from prices that are already good, so that few places need be looked at.

    `shares`: how much of a request the last program gave to each place; whole ones are 1.
    """

    def __init__(self, prices: Prices) -> None:
        self.prices, self.grid = prices, prices.grid
        self.lp = pywraplp.Solver.CreateSolver("GLOP")
        self.aim = self.lp.Objective()
        self.aim.SetMaximization()
        never = self.lp.infinity()
        self._rows: dict[int, pywraplp.Constraint] = {}
        self._once = [self.lp.Constraint(-never, 1.0) for _ in self.grid.asks]
        self._tops = self.lp.Constraint(float(prices.least_top), never)
        short = self.lp.NumVar(0, never, "")
        self._tops.SetCoefficient(short, 1)
        self.aim.SetCoefficient(short, -_DEAR)
        self._have: dict[_Place, pywraplp.Variable] = {}
        self.shares: Shares = {}

    def improve(self, seconds: float, rounds: int = 60) -> float:
        """The bound after so long; exact when nothing is missing any more."""
        until = monotonic() + seconds
        self.prices.all[:] = self.prices.best
        self._add(None, 12, -0.5)
        for _ in range(rounds):
            self.lp.SetTimeLimit(max(int(1000 * (until - monotonic())), 1))
            if self.lp.Solve() != pywraplp.Solver.OPTIMAL:
                break
            self.shares = {
                p: much for p, one in self._have.items() if (much := one.solution_value()) > 1e-6
            }
            self._take_duals()
            self.prices.least()
            worth = np.array([row.dual_value() for row in self._once])
            if not self._add(worth, 8, 1e-6) or monotonic() > until:
                break
        return self.prices.bound

    def _take_duals(self) -> None:
        self.prices.all[:] = 0
        for place, row in self._rows.items():
            self.prices.all[place] = max(0.0, row.dual_value())
        self.prices.all[-1] = max(0.0, -self._tops.dual_value())

    def _add(self, worth: np.ndarray | None, most: int, above: float) -> int:
        """Places whose gain at the prices beats what their request is already worth."""
        prices, costs, added = self.prices, Costs(self.prices), 0
        for group in prices.groups:
            cost, kinds, voices = costs.of(group)
            value = prices.value[group.asks] + prices.all[-1] * prices.top[group.asks]
            now = np.maximum(value - cost.min(axis=1), 0) if worth is None else worth[group.asks]
            gain = value[:, None] - cost - now[:, None]
            for row, columns in enumerate(np.argsort(-gain, axis=1)[:, :most]):
                for column in columns[gain[row, columns] > above]:
                    slot = int(group.slots[column])
                    voice = NOBODY if voices is None else int(voices[column])
                    added += self._put((int(group.asks[row]), slot, int(kinds[column]), voice))
        return added

    def _put(self, place: _Place) -> bool:
        if place in self._have:
            return False
        i, ask = place[0], self.grid.asks[place[0]]
        share = self._have[place] = self.lp.NumVar(0, self.lp.infinity(), "")
        self.aim.SetCoefficient(share, float(self.prices.value[i]))
        self._once[i].SetCoefficient(share, 1)
        if ask.top:
            self._tops.SetCoefficient(share, 1)
        taken: dict[int, float] = {}
        for entry, much in self.prices.takes(*place):
            taken[entry] = taken.get(entry, 0.0) + much
        for entry, much in taken.items():
            self._row(entry).SetCoefficient(share, much)
        return True

    def _row(self, entry: int) -> pywraplp.Constraint:
        if entry not in self._rows:
            most = float(self.prices.limits[entry])
            self._rows[entry] = self.lp.Constraint(-self.lp.infinity(), most)
        return self._rows[entry]
