"""What an hour is worth: prices on people, rooms and interpreters, and the bound they give.

Lagrangian relaxation. Every rule that makes requests compete (a principal is in one place, so
many rooms of a kind, an interpreter's hours) gets a price a slot; every request then takes its
cheapest place and is met where its value is above the cost. For any prices at all, those profits
and the prices of what there is together are at least the value of the best plan (weak duality),
so each round of prices gives a valid bound. Prices move by subgradient steps of Polyak's length
(B. T. Polyak, 1969; M. L. Fisher, "The Lagrangian relaxation method", Management Science 27, 1981).

Walking, confidential doors and orders are left out, which keeps the bound valid.
Arrays: A asks, P principals, K kinds of rooms, I interpreters, S slots of `step` minutes.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from muntada.planning.meetings.grid import NOBODY, Grid, fits, ticks_in

_Array = NDArray[np.float64]
_NEVER = 1e12
_UNCAPPED = 1e9


@dataclass
class _Group:
    """Asks of one length that can have the same rooms and interpreters. `when`: (A, S), 0 or ∞."""

    asks: NDArray[np.int64]
    length: int
    kinds: tuple[int, ...]
    interpreters: tuple[int, ...]
    interpreted: bool
    who: NDArray[np.int64]
    parties: NDArray[np.int64]
    when: _Array


class Prices:
    """Prices that can be improved for as long as there is time. All are at least 0."""

    def __init__(self, grid: Grid, value: list[int], least_top: int = 0) -> None:
        self.grid, self.each = grid, grid.problem.step // grid.tick
        self.slots = grid.size // self.each
        self.value = np.array(value, dtype=float)
        self.top = np.array([ask.top for ask in grid.asks], dtype=float)
        self.least_top = least_top
        slots = self.slots
        self.people = np.zeros((len(grid.free), slots))
        self.rooms = np.zeros((len(grid.kinds), slots))
        self.voices = np.zeros((len(grid.voices), slots))
        self.spans = np.zeros((len(grid.voices), slots))
        self.days = np.zeros((len(grid.voices), grid.days))
        self.caps = np.zeros((len(grid.caps), grid.days))
        self.tops = 0.0
        self._there = np.array([len(kind.rooms) for kind in grid.kinds], dtype=float)
        self._capped = np.array([_UNCAPPED if cap is None else cap for cap in grid.caps])
        self._open = self._opened()
        self._duty = self._on_duty()
        self._groups = self._grouped()
        self.bound = float("inf")
        self._pace, self._stale = 1.0, 0
        self._best = self._snapshot()

    # What does not change

    def _row(self, ticks: int) -> _Array:
        row = np.full(self.slots, _NEVER)
        row[[tick // self.each for tick in ticks_in(ticks) if tick % self.each == 0]] = 0
        return row

    def _opened(self) -> dict[tuple[int, int], _Array]:
        lengths = {ask.length for ask in self.grid.asks}
        kinds = range(len(self.grid.kinds))
        return {(k, d): self._row(self.grid.opens(k, d)) for k in kinds for d in lengths}

    def _on_duty(self) -> dict[tuple[int, int], _Array]:
        lengths = {ask.length for ask in self.grid.asks}
        return {
            (i, d): self._row(fits(voice.free, d))
            for i, voice in enumerate(self.grid.voices)
            for d in lengths
        }

    def _grouped(self) -> list[_Group]:
        like: dict[tuple[object, ...], list[int]] = {}
        for i, ask in enumerate(self.grid.asks):
            if not any(tick % self.each for tick in ticks_in(ask.starts)):
                key = ask.length, ask.kinds, ask.interpreters, ask.interpreted, len(ask.who)
                like.setdefault(key, []).append(i)
        return [self._group(asks) for asks in like.values()]

    def _group(self, asks: list[int]) -> _Group:
        those = [self.grid.asks[i] for i in asks]
        one = those[0]
        return _Group(
            np.array(asks),
            one.length,
            one.kinds,
            one.interpreters,
            one.interpreted,
            np.array([ask.who for ask in those]),
            np.array([ask.parties for ask in those]),
            np.array([self._row(ask.starts) for ask in those]),
        )

    # The bound

    def improve(self, best: float, rounds: int) -> float:
        """Move the prices `rounds` times towards the least bound; `best` is a plan's value."""
        for _ in range(rounds):
            bound, steps = self._relaxed()
            if bound < self.bound - 1e-7 * max(1.0, abs(bound)):
                self.bound, self._best, self._stale = bound, self._snapshot(), 0
            else:
                self._stale += 1
                if self._stale >= 20:
                    self._pace, self._stale = max(self._pace * 0.7, 0.002), 0
                    self._restore(self._best)
            if self.bound <= best:
                break
            self._move(bound - best, steps)
        return self.bound

    def _prices(self) -> list[_Array]:
        return [self.people, self.rooms, self.voices, self.spans, self.days, self.caps]

    def _snapshot(self) -> tuple[list[_Array], float]:
        return [price.copy() for price in self._prices()], self.tops

    def _restore(self, kept: tuple[list[_Array], float]) -> None:
        for price, was in zip(self._prices(), kept[0], strict=True):
            price[:] = was
        self.tops = kept[1]

    def _move(self, gap: float, steps: tuple[list[_Array], float]) -> None:
        moves, top = steps
        prices = self._prices()
        for price, move in zip(prices, moves, strict=True):
            move[(price <= 0) & (move < 0)] = 0  # already free of charge
        norm = sum(float((move * move).sum()) for move in moves) + top * top
        if norm == 0:
            return
        step = self._pace * gap / norm
        for price, move in zip(prices, moves, strict=True):
            np.maximum(price + step * move, 0, out=price)
        self.tops = max(0.0, self.tops - step * top)

    def _relaxed(self) -> tuple[float, tuple[list[_Array], float]]:
        grid = self.grid
        used = [np.zeros_like(price) for price in self._prices()]
        profit, tops = 0.0, 0.0
        costs = _Costs(self)
        for group in self._groups:
            cost, kind, voice = costs.of(group)
            at = cost.argmin(axis=1)
            rows = np.arange(len(at))
            worth = self.value[group.asks] + self.tops * self.top[group.asks]
            gain = worth - cost[rows, at]
            met = gain > 0
            profit += float(gain[met].sum())
            tops += float(self.top[group.asks[met]].sum())
            self._use(used, group, met, at, kind, voice)
        limits = [
            np.ones_like(self.people),
            np.broadcast_to(self._there[:, None], self.rooms.shape),
            np.ones_like(self.voices),
            self._each_voice([v.longest / self.each for v in grid.voices], self.spans),
            self._each_voice([v.daily / self.each for v in grid.voices], self.days),
            np.broadcast_to(self._capped[:, None], self.caps.shape),
        ]
        fee = sum(
            float((price * limit)[price > 0].sum())
            for price, limit in zip(self._prices(), limits, strict=True)
        )
        moves = [use - limit for use, limit in zip(used, limits, strict=True)]
        moves[-1][self._capped == _UNCAPPED] = 0
        return profit + fee - self.tops * self.least_top, (moves, tops - self.least_top)

    def _each_voice(self, limits: list[float], like: _Array) -> _Array:
        return np.broadcast_to(np.array(limits).reshape(-1, 1), like.shape)

    def _use(
        self,
        used: list[_Array],
        group: _Group,
        met: NDArray[np.bool_],
        at: NDArray[np.int64],
        kind: NDArray[np.int64],
        voice: NDArray[np.int64] | None,
    ) -> None:
        people, rooms, voices, spans, days, caps = used
        starts, day = at[met], at[met] * self.each // self.grid.day
        covers, works = -(-group.length // self.each), group.length // self.each
        for who in group.who[met].T:
            for offset in range(covers):
                np.add.at(people, (who, np.minimum(starts + offset, self.slots - 1)), 1)
        for party in group.parties[met].T:
            np.add.at(caps, (party, day), 1)
        for k in group.kinds:
            mine = starts[kind[starts] == k]
            for offset in range(-(-(group.length + self.grid.kinds[k].turn) // self.each)):
                np.add.at(rooms[k], np.minimum(mine + offset, self.slots - 1), 1)
        if voice is None:
            return
        who = voice[starts]
        for offset in range(covers):
            np.add.at(voices, (who, np.minimum(starts + offset, self.slots - 1)), 1)
        np.add.at(days, (who, day), works)
        for i in group.interpreters:
            within = self.grid.voices[i].within // self.each
            for offset in range(works):
                for back in range(within):
                    begins = starts[who == i] + offset - back
                    np.add.at(spans[i], begins[begins >= 0], 1)

    # What a place costs, for those who look for one

    def place_costs(self) -> "_Costs":
        return _Costs(self)


class _Costs:
    """Costs of places at the prices of this moment."""

    def __init__(self, prices: Prices) -> None:
        self.prices, self.grid = prices, prices.grid
        self._people: dict[int, _Array] = {}
        self._rooms: dict[tuple[int, int], _Array] = {}
        self._voices: dict[tuple[int, int], _Array] = {}
        self._caps = np.repeat(prices.caps, self.grid.day // prices.each, axis=1)
        self._choices: dict[object, tuple[_Array, NDArray[np.int64]]] = {}

    def people(self, length: int) -> _Array:
        """(P, S): the cost of a principal's time from a slot on."""
        if length not in self._people:
            self._people[length] = _ahead(self.prices.people, -(-length // self.prices.each))
        return self._people[length]

    def room(self, kind: int, length: int) -> _Array:
        key = kind, length
        if key not in self._rooms:
            slots = -(-(length + self.grid.kinds[kind].turn) // self.prices.each)
            cost = _ahead(self.prices.rooms[kind : kind + 1], slots)[0]
            self._rooms[key] = cost + self.prices._open[key]
        return self._rooms[key]

    def voice(self, one: int, length: int) -> _Array:
        key = one, length
        if key not in self._voices:
            prices, each = self.prices, self.prices.each
            cost = _ahead(prices.voices[one : one + 1], -(-length // each))[0]
            within, works = self.grid.voices[one].within // each, length // each
            spent = _behind(prices.spans[one], within)
            cost = cost + _ahead(spent[None], works)[0]
            cost += works * np.repeat(prices.days[one], self.grid.day // each)
            self._voices[key] = cost + prices._duty[key]
        return self._voices[key]

    def of(self, group: _Group) -> tuple[_Array, NDArray[np.int64], NDArray[np.int64] | None]:
        """(A, S) costs, and for a slot the cheapest kind of room and interpreter."""
        rooms, kind = self._cheapest("room", group.kinds, group.length)
        people = self.people(group.length)
        cost = group.when + rooms
        for who, party in zip(group.who.T, group.parties.T, strict=True):
            cost += people[who]
            cost += self._caps[party]
        if not group.interpreted:
            return cost, kind, None
        voices, voice = self._cheapest("voice", group.interpreters, group.length)
        return cost + voices, kind, voice

    def _cheapest(
        self, what: str, ones: tuple[int, ...], length: int
    ) -> tuple[_Array, NDArray[np.int64]]:
        key = what, ones, length
        if key not in self._choices:
            if ones:
                cost = self.room if what == "room" else self.voice
                rows = np.array([cost(one, length) for one in ones])
                cheapest = rows.argmin(axis=0)
                self._choices[key] = (rows.min(axis=0), np.array(ones)[cheapest])
            else:
                nobody = np.full(self.prices.slots, NOBODY)
                self._choices[key] = np.full(self.prices.slots, _NEVER), nobody
        return self._choices[key]


def _ahead(rows: _Array, slots: int) -> _Array:
    """Sums over `slots` columns from each column on."""
    total = np.zeros((rows.shape[0], rows.shape[1] + slots))
    np.cumsum(rows, axis=1, out=total[:, 1 : rows.shape[1] + 1])
    total[:, rows.shape[1] + 1 :] = total[:, rows.shape[1] : rows.shape[1] + 1]
    return total[:, slots:] - total[:, : rows.shape[1]]


def _behind(row: _Array, slots: int) -> _Array:
    """Sums over `slots` entries up to each entry."""
    total = np.concatenate([np.zeros(slots), np.cumsum(row)])
    return np.asarray(total[slots:] - total[: len(row)], dtype=float)
