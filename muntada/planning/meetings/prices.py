"""What an hour is worth: prices on people, rooms and interpreters, and the bound they give.

Lagrangian relaxation. Every rule that makes requests compete (a principal is in one place, so
many rooms of a kind, an interpreter's hours) gets a price a slot; every request then takes its
cheapest place and is met where its value is above the cost. For any prices at all, those profits
and the prices of what there is together are at least the value of the best plan (weak duality;
M. L. Fisher, "The Lagrangian relaxation method", Management Science 27, 1981), so each round
gives a valid bound.

A request that only ever takes its one cheapest place jumps to and fro and prices stall some
percent above the least bound. So while prices move, requests spread over their places by how
cheap they are (a soft minimum whose heat falls; Y. Nesterov, "Smooth minimization of non-smooth
functions", Mathematical Programming 103, 2005), and the steps are Adam's (D. P. Kingma and J. Ba,
2015). The bound itself is always reckoned with the hard minimum.

Walking, confidential doors and orders are left out, which keeps the bound valid.
Arrays: A asks, P principals, K kinds of rooms, I interpreters, S slots of `step` minutes.
"""

from collections.abc import Iterator
from math import inf
from time import monotonic

import numpy as np

from muntada.planning.meetings.board import Board
from muntada.planning.meetings.costs import Array, By, Costs, Group, Use, shares
from muntada.planning.meetings.grid import NOBODY, Ask, Grid, Spot, fits, ticks_in

_NEVER = 1e12
_UNCAPPED = 1e9
_HOT, _COLD = 0.15, 0.005
_LONG, _SHORT = 0.15, 0.003


class Prices:
    """Prices that can be improved for as long as there is time. All are at least 0."""

    def __init__(
        self, grid: Grid, value: list[int], least_top: int = 0, cools_in: int | None = None
    ) -> None:
        self.grid, self.each = grid, grid.problem.step // grid.tick
        self.slots = grid.size // self.each
        self.value = np.array(value, dtype=float)
        self.top = np.array([ask.top for ask in grid.asks], dtype=float)
        self.least_top = least_top
        self._shapes = self._shape()
        self.all = np.zeros(sum(rows * columns for rows, columns in self._shapes) + 1)
        self.people, self.rooms, self.voices, self.spans, self.days, self.caps = self._views(
            self.all
        )
        self._there = np.array([len(kind.rooms) for kind in grid.kinds], dtype=float)
        self._capped = np.array([_UNCAPPED if cap is None else cap for cap in grid.caps])
        self.any_caps = any(cap is not None for cap in grid.caps)
        self._open = self._opened()
        self._duty = self._on_duty()
        self.groups = self._grouped()
        self.limits = self._limits()
        apart = [i for i, ask in enumerate(grid.asks) if ask.possible and self._between_steps(ask)]
        self._sure = float(self.value[apart].sum())
        self._sure_tops = float(self.top[apart].sum())
        self.bound, self.best = float("inf"), self.all.copy()
        # The prices of a large desk take longer to move, so they cool in fewer moves.
        self.cools_in = cools_in or max(300, min(900, 1_800_000 // max(len(grid.asks), 1)))
        self.moved = 0
        self._beyond = np.zeros_like(self.all)
        self._drift, self._spread = np.zeros_like(self.all), np.zeros_like(self.all)

    # What does not change

    def _row(self, ticks: int) -> Array:
        row = np.full(self.slots, _NEVER)
        row[[tick // self.each for tick in ticks_in(ticks) if tick % self.each == 0]] = 0
        return row

    def _opened(self) -> dict[tuple[int, int], Array]:
        lengths = {ask.length for ask in self.grid.asks}
        kinds = range(len(self.grid.kinds))
        return {(k, d): self._row(self.grid.opens(k, d)) for k in kinds for d in lengths}

    def _on_duty(self) -> dict[tuple[int, int], Array]:
        lengths = {ask.length for ask in self.grid.asks}
        return {
            (i, d): self._row(fits(voice.free, d))
            for i, voice in enumerate(self.grid.voices)
            for d in lengths
        }

    def _grouped(self) -> list[Group]:
        like: dict[tuple[object, ...], list[int]] = {}
        for i, ask in enumerate(self.grid.asks):
            if self.value[i] > 0 and self._counts(ask):
                key = ask.length, ask.kinds, ask.interpreters, ask.interpreted, len(ask.who)
                like.setdefault(key, []).append(i)
        return [self._group(asks) for asks in like.values()]

    def _counts(self, ask: Ask) -> bool:
        """Whether it can be met at all; one fixed between two steps is counted apart."""
        return ask.possible and not self._between_steps(ask)

    def _between_steps(self, ask: Ask) -> bool:
        return any(tick % self.each for tick in ticks_in(ask.starts))

    def _group(self, asks: list[int]) -> Group:
        those = [self.grid.asks[i] for i in asks]
        one = those[0]
        when = np.array([self._row(ask.starts) for ask in those])
        slots = np.flatnonzero(when.min(axis=0) == 0)
        who = np.array([ask.who for ask in those])
        parties = np.array([ask.parties for ask in those])
        return Group(
            np.array(asks),
            one.length,
            one.kinds,
            one.interpreters,
            one.interpreted,
            who,
            parties,
            slots,
            when[:, slots],
            By(who),
            By(parties),
        )

    # The bound

    def improve(self, rounds: int, enough: float = 0.0, seconds: float = inf) -> float:
        """Move the prices `rounds` times towards the least bound, which is given back."""
        until = monotonic() + seconds
        for _ in range(rounds):
            if self.bound <= enough or monotonic() > until:
                break
            cooling = min(self.moved / self.cools_in, 1.0)
            heat = _HOT * (_COLD / _HOT) ** cooling
            self.see(*self._relaxed(heat))
            self._move(_LONG * (_SHORT / _LONG) ** cooling)
        return self.bound

    def see(self, bound: float, use: Array) -> None:
        """Take note of the bound at these prices and of what requests would use beyond it."""
        self._beyond = use
        if bound < self.bound:
            self.bound = bound
            self.best[:] = self.all

    def least(self) -> float:
        """The bound at these prices."""
        self.see(*self._relaxed(_COLD))
        return self.bound

    def appraise(self, at: list[Spot | None]) -> tuple[list[float], list[float]]:
        """At the best prices: each request's profit at its cheapest place, and its loss here."""
        profit, loss = np.zeros(len(at)), np.zeros(len(at))
        now = self.all.copy()
        self.all[:] = self.best
        costs = Costs(self)
        for group in self.groups:
            worth = self.value[group.asks] + self.all[-1] * self.top[group.asks]
            profit[group.asks] = worth - costs.least(group)
            for i, value in zip(group.asks, worth, strict=True):
                spot = at[i]
                if spot:
                    slot = spot.start // self.each
                    cost = costs.place(self.grid.asks[i], slot, spot.kind, spot.interpreter)
                    loss[i] = max(profit[i], 0) - (value - cost)
        self.all[:] = now
        return profit.tolist(), loss.tolist()

    def within(self, gap: float) -> "Within":
        """The places that a plan at most `gap` below the bound can use."""
        self.all[:], now = self.best, self.all.copy()
        found = Within(self, gap)
        self.all[:] = now
        return found

    def greedy(self, board: Board) -> None:
        """Fill a board: the most profitable request first, where it costs least."""
        self.all[:], now = self.best, self.all.copy()
        costs, order = Costs(self), []
        for group in self.groups:
            worth = self.value[group.asks] + self.all[-1] * self.top[group.asks]
            least = costs.least(group)
            order += [
                (not self.top[i], -gain, int(i))
                for i, gain in zip(group.asks, worth - least, strict=True)
            ]
        for _, _, i in sorted(order):
            if board.at[i] is None:
                self._put_cheaply(board, i, costs)
        self.all[:] = now

    def _put_cheaply(self, board: Board, i: int, costs: Costs) -> None:
        ask = self.grid.asks[i]
        people = sum(costs.people(ask.length)[one] for one in ask.who)
        best: tuple[float, Spot] | None = None
        for kind in ask.kinds:
            room = costs.room(kind, ask.length)
            for start in ticks_in(board.starts(i, kind)):
                slot = start // self.each
                cost = float(people[slot] + room[slot])
                if best is None or (cost, start) < (best[0], best[1].start):
                    one = board.interpreter(i, start)
                    if one is not None:
                        best = cost, Spot(start, kind, one)
        if best:
            board.put(i, best[1])

    @property
    def cooled(self) -> bool:
        return self.moved >= self.cools_in

    def require(self, least_top: int) -> None:
        """From now on bound plans that meet at least so many requests of the top priority."""
        if least_top != self.least_top:
            self.least_top = least_top
            self.limits[-1] = -least_top
            self.bound = float("inf")

    def _move(self, length: float) -> None:
        self.moved += 1
        step = self._beyond
        self._drift += 0.1 * (step - self._drift)
        self._spread += 0.01 * (step * step - self._spread)
        drift = self._drift / (1 - 0.9**self.moved)
        spread = np.sqrt(self._spread / (1 - 0.99**self.moved)) + 1e-3
        np.maximum(self.all + length * drift / spread, 0, out=self.all)

    def _shape(self) -> list[tuple[int, int]]:
        grid, slots = self.grid, self.slots
        people, kinds, voices = len(grid.free), len(grid.kinds), len(grid.voices)
        hours = [(people, slots), (kinds, slots), (voices, slots), (voices, slots)]
        return [*hours, (voices, grid.days), (len(grid.caps), grid.days)]

    def _views(self, flat: Array) -> list[Array]:
        """People, rooms, interpreters, their spans and days, and caps; the last entry is `tops`."""
        views, place = [], 0
        for rows, columns in self._shapes:
            views.append(flat[place : place + rows * columns].reshape(rows, columns))
            place += rows * columns
        return views

    def _limits(self) -> Array:
        """What there is of everything priced, in the order of the prices."""
        voices = self.grid.voices
        parts = [
            np.ones_like(self.people),
            np.broadcast_to(self._there[:, None], self.rooms.shape),
            np.ones_like(self.voices),
            self._each_voice([voice.longest / self.each for voice in voices], self.spans),
            self._each_voice([voice.daily / self.each for voice in voices], self.days),
            np.broadcast_to(self._capped[:, None], self.caps.shape),
        ]
        return np.concatenate([*(part.ravel() for part in parts), [-self.least_top]])

    def _relaxed(self, heat: float) -> tuple[float, Array]:
        """The bound at these prices, and what would be used less what there is."""
        use = np.zeros_like(self.all)
        price_of_top, tops, profit = float(self.all[-1]), 0.0, 0.0
        costs, taken = Costs(self), Use(self)
        for group in self.groups:
            worth = self.value[group.asks] + price_of_top * self.top[group.asks]
            cost, kinds, voices = costs.soft(group, heat)
            profit += float(np.maximum(worth - costs.least(group), 0).sum())
            share = shares((worth[:, None] - cost) / heat)
            tops += float(self.top[group.asks] @ share.sum(axis=1))
            taken.add(group, share, kinds, voices)
        taken.total(self._views(use))
        use[-1] = -tops - self._sure_tops
        use -= self.limits
        use[:-1][self.limits[:-1] == _UNCAPPED] = 0
        sure = self._sure + price_of_top * self._sure_tops
        return profit + sure + float(self.all @ self.limits), use

    def takes(self, i: int, slot: int, kind: int, voice: int) -> Iterator[tuple[int, float]]:
        """Entries of the prices that a request pays for at a place, and how much of each."""
        ask, grid, each = self.grid.asks[i], self.grid, self.each
        covers, works = -(-ask.length // each), ask.length // each
        day = slot * each // grid.day
        turned = -(-(ask.length + grid.kinds[kind].turn) // each)
        for one in ask.who:
            yield from self._entries(0, one, slot, covers)
        yield from self._entries(1, kind, slot, turned)
        if voice != NOBODY:
            yield from self._entries(2, voice, slot, covers)
            within = grid.voices[voice].within // each
            for worked in range(works):
                first = slot + worked - within + 1
                yield from self._entries(3, voice, max(first, 0), within - max(-first, 0))
            today = min(works, (day + 1) * grid.day // each - slot)
            yield from self._entries(4, voice, day, 1, today)
            yield from self._entries(4, voice, day + 1, 1, works - today)
        for party in ask.parties:
            if grid.caps[party] is not None:
                yield from self._entries(5, party, day, 1)

    def _entries(
        self, part: int, row: int, first: int, many: int, much: int = 1
    ) -> Iterator[tuple[int, float]]:
        before = sum(rows * columns for rows, columns in self._shapes[:part])
        columns = self._shapes[part][1]
        for column in range(first, min(first + many, columns)):
            yield before + row * columns + column, float(much)

    def _each_voice(self, limits: list[float], like: Array) -> Array:
        return np.broadcast_to(np.array(limits).reshape(-1, 1), like.shape)


class Within:
    """Places that lose at most `gap` at these prices.

    A plan falls short of the bound by what its places lose, by the profits of what it leaves out
    and by what it leaves unused of what has a price; so a place that alone loses more than the
    gap is in no plan within the gap (reduced cost fixing).
    """

    def __init__(self, prices: Prices, gap: float) -> None:
        self._each, self._asks = prices.each, prices.grid.asks
        self._costs = costs = Costs(prices)
        # What a place may cost and still be within the gap.
        self._spare: dict[int, float] = {}
        for group in prices.groups:
            worth = prices.value[group.asks] + prices.all[-1] * prices.top[group.asks]
            profit = np.maximum(worth - costs.least(group), 0)
            spare = worth - profit + gap + 1e-6
            self._spare.update(zip(group.asks.tolist(), spare.tolist(), strict=True))
            for kind in group.kinds:
                costs.room(kind, group.length)
            for one in group.interpreters:
                costs.voice(one, group.length)

    def __call__(self, i: int, spot: Spot) -> bool:
        ask, slot = self._asks[i], spot.start // self._each
        cost = self._costs.place(ask, slot, spot.kind, spot.interpreter)
        return cost <= self._spare[i]
