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
    """Asks of one length that can have the same rooms and interpreters.

    `slots`: those at which one of them could begin; `when`: (A, slots), 0 or for ever.
    """

    asks: NDArray[np.int64]
    length: int
    kinds: tuple[int, ...]
    interpreters: tuple[int, ...]
    interpreted: bool
    who: NDArray[np.int64]
    parties: NDArray[np.int64]
    slots: NDArray[np.int64]
    when: _Array


class Prices:
    """Prices that can be improved for as long as there is time. All are at least 0."""

    def __init__(self, grid: Grid, value: list[int], least_top: int = 0) -> None:
        self.grid, self.each = grid, grid.problem.step // grid.tick
        self.slots = grid.size // self.each
        self.value = np.array(value, dtype=float)
        self.top = np.array([ask.top for ask in grid.asks], dtype=float)
        self.least_top = least_top
        self._shapes = self._shape()
        self._all = np.zeros(sum(rows * columns for rows, columns in self._shapes) + 1)
        self.people, self.rooms, self.voices, self.spans, self.days, self.caps = self._views(
            self._all
        )
        self._there = np.array([len(kind.rooms) for kind in grid.kinds], dtype=float)
        self._capped = np.array([_UNCAPPED if cap is None else cap for cap in grid.caps])
        self._open = self._opened()
        self._duty = self._on_duty()
        self._groups = self._grouped()
        self.bound = float("inf")
        self._pace, self._stale = 1.0, 0
        self._best = self._all.copy()
        self._last = np.zeros_like(self._all)

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
            if ask.starts and not any(tick % self.each for tick in ticks_in(ask.starts)):
                key = ask.length, ask.kinds, ask.interpreters, ask.interpreted, len(ask.who)
                like.setdefault(key, []).append(i)
        return [self._group(asks) for asks in like.values()]

    def _group(self, asks: list[int]) -> _Group:
        those = [self.grid.asks[i] for i in asks]
        one = those[0]
        when = np.array([self._row(ask.starts) for ask in those])
        slots = np.flatnonzero(when.min(axis=0) == 0)
        return _Group(
            np.array(asks),
            one.length,
            one.kinds,
            one.interpreters,
            one.interpreted,
            np.array([ask.who for ask in those]),
            np.array([ask.parties for ask in those]),
            slots,
            when[:, slots],
        )

    # The bound

    def improve(self, best: float, rounds: int) -> float:
        """Move the prices `rounds` times towards the least bound; `best` is a plan's value."""
        for _ in range(rounds):
            bound, steps = self._relaxed()
            if bound < self.bound - 1e-7 * max(1.0, abs(bound)):
                self.bound, self._best, self._stale = bound, self._all.copy(), 0
            else:
                self._stale += 1
                if self._stale >= 20:
                    self._pace, self._stale = max(self._pace * 0.7, 0.002), 0
                    self._all[:], self._last[:] = self._best, 0
            if self.bound <= best:
                break
            self._move(bound - best, steps)
        return self.bound

    def _shape(self) -> list[tuple[int, int]]:
        grid, slots = self.grid, self.slots
        people, kinds, voices = len(grid.free), len(grid.kinds), len(grid.voices)
        hours = [(people, slots), (kinds, slots), (voices, slots), (voices, slots)]
        return [*hours, (voices, grid.days), (len(grid.caps), grid.days)]

    def _views(self, flat: _Array) -> list[_Array]:
        """People, rooms, interpreters, their spans and days, and caps; the last entry is `tops`."""
        views, place = [], 0
        for rows, columns in self._shapes:
            views.append(flat[place : place + rows * columns].reshape(rows, columns))
            place += rows * columns
        return views

    def _move(self, gap: float, step: _Array) -> None:
        """Along the step, turned away from the last where they fight (Camerini et al., 1975)."""
        against = float((step * self._last).sum())
        if against < 0:
            step = step - 1.5 * against / float((self._last**2).sum()) * self._last
        self._last = step.copy()
        step[(self._all <= 0) & (step < 0)] = 0  # already free of charge
        norm = float((step**2).sum())
        if norm > 0:
            np.maximum(self._all + self._pace * gap / norm * step, 0, out=self._all)

    def _relaxed(self) -> tuple[float, _Array]:
        grid = self.grid
        step = np.zeros_like(self._all)
        used = self._views(step)
        price_of_top, met_tops, profit = float(self._all[-1]), 0.0, 0.0
        costs, use = Costs(self), _Use(self)
        for group in self._groups:
            cost, kind, voice = costs.of(group)
            at = cost.argmin(axis=1)
            rows = np.arange(len(at))
            worth = self.value[group.asks] + price_of_top * self.top[group.asks]
            gain = worth - cost[rows, at]
            met = gain > 0
            profit += float(gain[met].sum())
            met_tops += float(self.top[group.asks[met]].sum())
            use.add(group, met, group.slots[at[met]], kind, voice)
        use.total(used)
        limits = [
            np.ones_like(self.people),
            np.broadcast_to(self._there[:, None], self.rooms.shape),
            np.ones_like(self.voices),
            self._each_voice([v.longest / self.each for v in grid.voices], self.spans),
            self._each_voice([v.daily / self.each for v in grid.voices], self.days),
            np.broadcast_to(self._capped[:, None], self.caps.shape),
        ]
        there = np.concatenate([*(limit.ravel() for limit in limits), [-self.least_top]])
        step[-1] = -met_tops
        step -= there
        step[:-1][there[:-1] == _UNCAPPED] = 0
        return profit + float((self._all * there).sum()), step

    def _each_voice(self, limits: list[float], like: _Array) -> _Array:
        return np.broadcast_to(np.array(limits).reshape(-1, 1), like.shape)


class _Use:
    """What the requests would take at their cheapest places, counted first by where they begin."""

    def __init__(self, prices: Prices) -> None:
        self.prices, self.grid = prices, prices.grid
        self._begins: dict[int, tuple[_Array, _Array, _Array]] = {}
        self._caps = np.zeros_like(prices.caps)

    def add(
        self,
        group: _Group,
        met: NDArray[np.bool_],
        starts: NDArray[np.int64],
        kind: NDArray[np.int64],
        voice: NDArray[np.int64] | None,
    ) -> None:
        if group.length not in self._begins:
            like = self.prices.people, self.prices.rooms, self.prices.voices
            self._begins[group.length] = (
                np.zeros_like(like[0]),
                np.zeros_like(like[1]),
                np.zeros_like(like[2]),
            )
        people, rooms, voices = self._begins[group.length]
        day = starts * self.prices.each // self.grid.day
        for who in group.who[met].T:
            np.add.at(people, (who, starts), 1)
        for party in group.parties[met].T:
            np.add.at(self._caps, (party, day), 1)
        np.add.at(rooms, (kind[starts], starts), 1)
        if voice is not None:
            np.add.at(voices, (voice[starts], starts), 1)

    def total(self, used: list[_Array]) -> None:
        people, rooms, voices, spans, days, caps = used
        each, grid = self.prices.each, self.grid
        caps += self._caps
        for length, (of_people, of_rooms, of_voices) in self._begins.items():
            covers, works = -(-length // each), length // each
            people += _behind(of_people, covers)
            for k, kind in enumerate(grid.kinds):
                rooms[k] += _behind(of_rooms[k : k + 1], -(-(length + kind.turn) // each))[0]
            voices += _behind(of_voices, covers)
            work = _behind(of_voices, works)
            for i, voice in enumerate(grid.voices):
                spans[i] += _ahead(work[i : i + 1], voice.within // each)[0]
            days += work.reshape(len(work), grid.days, grid.day // each).sum(axis=2)


class Costs:
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
            spent = _behind(prices.spans[one : one + 1], within)
            cost = cost + _ahead(spent, works)[0]
            cost += works * np.repeat(prices.days[one], self.grid.day // each)
            self._voices[key] = cost + prices._duty[key]
        return self._voices[key]

    def of(self, group: _Group) -> tuple[_Array, NDArray[np.int64], NDArray[np.int64] | None]:
        """(A, slots) costs, and for any slot the cheapest kind of room and interpreter."""
        rooms, kind = self._cheapest("room", group.kinds, group.length)
        voice = None
        if group.interpreted:
            voices, voice = self._cheapest("voice", group.interpreters, group.length)
            rooms = rooms + voices
        slots = group.slots
        people = self.people(group.length)[:, slots]
        cost = group.when + rooms[slots]
        for who in group.who.T:
            cost += people[who]
        if self._caps.any():
            caps = self._caps[:, slots]
            for party in group.parties.T:
                cost += caps[party]
        return cost, kind, voice

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


def _behind(rows: _Array, slots: int) -> _Array:
    """Sums over `slots` columns up to each column."""
    total = np.zeros((rows.shape[0], rows.shape[1] + slots))
    np.cumsum(rows, axis=1, out=total[:, slots:])
    return np.asarray(total[:, slots:] - total[:, : rows.shape[1]], dtype=float)
