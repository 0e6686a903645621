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
from dataclasses import dataclass
from math import inf
from time import monotonic

import numpy as np
from numpy.typing import NDArray

from muntada.planning.meetings.board import Board
from muntada.planning.meetings.grid import NOBODY, Ask, Grid, Spot, fits, ticks_in

_Array = NDArray[np.float64]
_NEVER = 1e12
_UNCAPPED = 1e9
_HOT, _COLD = 0.15, 0.005
_LONG, _SHORT = 0.15, 0.003


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
    by_principal: "_By"
    by_party: "_By"


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
            if self.value[i] > 0 and self._counts(ask):
                key = ask.length, ask.kinds, ask.interpreters, ask.interpreted, len(ask.who)
                like.setdefault(key, []).append(i)
        return [self._group(asks) for asks in like.values()]

    def _counts(self, ask: Ask) -> bool:
        """Whether it can be met at all; one fixed between two steps is counted apart."""
        return ask.possible and not self._between_steps(ask)

    def _between_steps(self, ask: Ask) -> bool:
        return any(tick % self.each for tick in ticks_in(ask.starts))

    def _group(self, asks: list[int]) -> _Group:
        those = [self.grid.asks[i] for i in asks]
        one = those[0]
        when = np.array([self._row(ask.starts) for ask in those])
        slots = np.flatnonzero(when.min(axis=0) == 0)
        who = np.array([ask.who for ask in those])
        parties = np.array([ask.parties for ask in those])
        return _Group(
            np.array(asks),
            one.length,
            one.kinds,
            one.interpreters,
            one.interpreted,
            who,
            parties,
            slots,
            when[:, slots],
            _By(who),
            _By(parties),
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

    def see(self, bound: float, use: _Array) -> None:
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

    def _put_cheaply(self, board: Board, i: int, costs: "Costs") -> None:
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

    def _views(self, flat: _Array) -> list[_Array]:
        """People, rooms, interpreters, their spans and days, and caps; the last entry is `tops`."""
        views, place = [], 0
        for rows, columns in self._shapes:
            views.append(flat[place : place + rows * columns].reshape(rows, columns))
            place += rows * columns
        return views

    def _limits(self) -> _Array:
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

    def _relaxed(self, heat: float) -> tuple[float, _Array]:
        """The bound at these prices, and what would be used less what there is."""
        use = np.zeros_like(self.all)
        price_of_top, tops, profit = float(self.all[-1]), 0.0, 0.0
        costs, taken = Costs(self), _Use(self)
        for group in self.groups:
            worth = self.value[group.asks] + price_of_top * self.top[group.asks]
            cost, kinds, voices = costs.soft(group, heat)
            profit += float(np.maximum(worth - costs.least(group), 0).sum())
            share = _shares((worth[:, None] - cost) / heat)
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
            yield from self._entries(4, voice, day, 1, works)
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

    def _each_voice(self, limits: list[float], like: _Array) -> _Array:
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


class _Use:
    """What the requests would take at their cheap places, counted first by where they begin."""

    def __init__(self, prices: Prices) -> None:
        self.prices, self.grid = prices, prices.grid
        self._begins: dict[int, tuple[_Array, ...]] = {}
        self._caps = np.zeros_like(prices.caps)

    def add(self, group: _Group, share: _Array, kinds: _Array, voices: _Array | None) -> None:
        """`share`: (A, slots), how much of each ask begins in each slot."""
        like = self.prices.people, self.prices.rooms, self.prices.voices
        if group.length not in self._begins:
            self._begins[group.length] = tuple(np.zeros_like(one) for one in like)
        of_people, of_rooms, of_voices = self._begins[group.length]
        people = group.by_principal
        of_people[people.ones[:, None], group.slots] += people.sums(share)
        together = share.sum(axis=0)
        for kind, part in zip(group.kinds, kinds, strict=True):
            of_rooms[kind, group.slots] += together * part
        for voice, part in zip(
            group.interpreters, voices if voices is not None else (), strict=False
        ):
            of_voices[voice, group.slots] += together * part
        if self.prices.any_caps:
            parties = group.by_party
            of_parties = parties.sums(share)
            day = group.slots * self.prices.each // self.grid.day
            for number in range(self.grid.days):
                self._caps[parties.ones, number] += of_parties[:, day == number].sum(axis=1)

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
        self._choices: dict[object, _Array] = {}
        self._last_group: _Group | None = None
        self._last_people = np.zeros((0, 0))

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

    def place(self, ask: Ask, slot: int, kind: int, voice: int) -> float:
        """The cost of one place of one ask."""
        cost = self.room(kind, ask.length)[slot]
        if voice != NOBODY:
            cost += self.voice(voice, ask.length)[slot]
        people = self.people(ask.length)
        cost += sum(people[one, slot] for one in ask.who)
        if self.prices.any_caps:
            cost += sum(self._caps[party, slot] for party in ask.parties)
        return float(cost)

    def of(self, group: _Group) -> tuple[_Array, NDArray[np.int64], NDArray[np.int64] | None]:
        """(A, slots) costs, and for any slot the cheapest kind of room and interpreter."""
        rooms = self._rows("room", group)
        kind, voice = np.array(group.kinds)[rooms.argmin(axis=0)], None
        if group.interpreted:
            voices = self._rows("voice", group)
            voice = np.array(group.interpreters)[voices.argmin(axis=0)]
        return self._people_of(group) + self._place(group), kind, voice

    def least(self, group: _Group) -> _Array:
        """(A,): the cost of each ask's cheapest place."""
        return np.asarray((self._people_of(group) + self._place(group)).min(axis=1))

    def soft(self, group: _Group, heat: float) -> tuple[_Array, _Array, _Array | None]:
        """Costs (A, slots) as soft minima, and how rooms and interpreters share each slot."""
        place, kinds = _soft_minimum(self._rows("room", group), heat)
        voices = None
        if group.interpreted:
            spoken, voices = _soft_minimum(self._rows("voice", group), heat)
            place = place + spoken
        return self._people_of(group) + place, kinds, voices

    def _place(self, group: _Group) -> _Array:
        cost = self._rows("room", group).min(axis=0)
        if group.interpreted:
            cost = cost + self._rows("voice", group).min(axis=0)
        return np.asarray(cost)

    def _people_of(self, group: _Group) -> _Array:
        """(A, slots): the time of those who meet and their parties' caps. Kept for the group."""
        if self._last_group is group:
            return self._last_people
        slots = group.slots
        people = self.people(group.length)[:, slots]
        cost = group.when.copy()
        for who in group.who.T:
            cost += people[who]
        if self.prices.any_caps:
            caps = self._caps[:, slots]
            for party in group.parties.T:
                cost += caps[party]
        self._last_group, self._last_people = group, cost
        return cost

    def _rows(self, what: str, group: _Group) -> _Array:
        """(kinds or interpreters, slots): the cost of each in the group's slots."""
        ones = group.kinds if what == "room" else group.interpreters
        key = what, ones, group.length
        if key not in self._choices:
            cost = self.room if what == "room" else self.voice
            self._choices[key] = np.array([cost(one, group.length) for one in ones])
        return self._choices[key][:, group.slots]


class _By:
    """Sums of asks by their members. `ones`: the members there are, in order."""

    def __init__(self, members: NDArray[np.int64]) -> None:
        """`members`: (A, k), those of each ask."""
        order = np.argsort(members, axis=None, kind="stable")
        self._asks = order // members.shape[1]
        self.ones, self._begins = np.unique(members.ravel()[order], return_index=True)

    def sums(self, rows: _Array) -> _Array:
        """(ones, slots): the sum of the rows of each member's asks. `rows`: (A, slots)."""
        return np.add.reduceat(rows[self._asks], self._begins, axis=0)


def _soft_minimum(rows: _Array, heat: float) -> tuple[_Array, _Array]:
    """The soft minimum of each column, and each row's share of it."""
    least = rows.min(axis=0)
    near = np.exp((least - rows) / heat)
    together = near.sum(axis=0)
    return least - heat * np.log(together), near / together


def _shares(gains: _Array) -> _Array:
    """(A, slots): how an ask spreads over its slots, not being met (a gain of 0) among them."""
    most = np.maximum(gains.max(axis=1, keepdims=True), 0)
    each = np.exp(gains - most)
    return np.asarray(each / (each.sum(axis=1, keepdims=True) + np.exp(-most)))


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
