"""What a place costs at given prices, and what requests would take at their cheap places.

Requests of one length that can have the same rooms and interpreters are reckoned together, as rows
of one array. Arrays: A asks, P principals, K kinds of rooms, I interpreters, S slots. The prices
and their bound are in `prices.py`.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from muntada.planning.meetings.grid import NOBODY, Ask

if TYPE_CHECKING:
    from muntada.planning.meetings.prices import Prices

Array = NDArray[np.float64]


@dataclass
class Group:
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
    when: Array
    by_principal: "By"
    by_party: "By"


class Use:
    """What the requests would take at their cheap places, counted first by where they begin."""

    def __init__(self, prices: "Prices") -> None:
        self.prices, self.grid = prices, prices.grid
        self._begins: dict[int, tuple[Array, ...]] = {}
        self._caps = np.zeros_like(prices.caps)

    def add(self, group: Group, share: Array, kinds: Array, voices: Array | None) -> None:
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

    def total(self, used: list[Array]) -> None:
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

    def __init__(self, prices: "Prices") -> None:
        self.prices, self.grid = prices, prices.grid
        self._people: dict[int, Array] = {}
        self._rooms: dict[tuple[int, int], Array] = {}
        self._voices: dict[tuple[int, int], Array] = {}
        self._caps = np.repeat(prices.caps, self.grid.day // prices.each, axis=1)
        self._choices: dict[object, Array] = {}
        self._last_group: Group | None = None
        self._last_people = np.zeros((0, 0))

    def people(self, length: int) -> Array:
        """(P, S): the cost of a principal's time from a slot on."""
        if length not in self._people:
            self._people[length] = _ahead(self.prices.people, -(-length // self.prices.each))
        return self._people[length]

    def room(self, kind: int, length: int) -> Array:
        key = kind, length
        if key not in self._rooms:
            slots = -(-(length + self.grid.kinds[kind].turn) // self.prices.each)
            cost = _ahead(self.prices.rooms[kind : kind + 1], slots)[0]
            self._rooms[key] = cost + self.prices._open[key]
        return self._rooms[key]

    def voice(self, one: int, length: int) -> Array:
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

    def of(self, group: Group) -> tuple[Array, NDArray[np.int64], NDArray[np.int64] | None]:
        """(A, slots) costs, and for any slot the cheapest kind of room and interpreter."""
        rooms = self._rows("room", group)
        kind, voice = np.array(group.kinds)[rooms.argmin(axis=0)], None
        if group.interpreted:
            voices = self._rows("voice", group)
            voice = np.array(group.interpreters)[voices.argmin(axis=0)]
        return self._people_of(group) + self._place(group), kind, voice

    def least(self, group: Group) -> Array:
        """(A,): the cost of each ask's cheapest place."""
        return np.asarray((self._people_of(group) + self._place(group)).min(axis=1))

    def soft(self, group: Group, heat: float) -> tuple[Array, Array, Array | None]:
        """Costs (A, slots) as soft minima, and how rooms and interpreters share each slot."""
        place, kinds = _soft_minimum(self._rows("room", group), heat)
        voices = None
        if group.interpreted:
            spoken, voices = _soft_minimum(self._rows("voice", group), heat)
            place = place + spoken
        return self._people_of(group) + place, kinds, voices

    def _place(self, group: Group) -> Array:
        cost = self._rows("room", group).min(axis=0)
        if group.interpreted:
            cost = cost + self._rows("voice", group).min(axis=0)
        return np.asarray(cost)

    def _people_of(self, group: Group) -> Array:
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

    def _rows(self, what: str, group: Group) -> Array:
        """(kinds or interpreters, slots): the cost of each in the group's slots."""
        ones = group.kinds if what == "room" else group.interpreters
        key = what, ones, group.length
        if key not in self._choices:
            cost = self.room if what == "room" else self.voice
            self._choices[key] = np.array([cost(one, group.length) for one in ones])
        return self._choices[key][:, group.slots]


class By:
    """Sums of asks by their members. `ones`: the members there are, in order."""

    def __init__(self, members: NDArray[np.int64]) -> None:
        """`members`: (A, k), those of each ask."""
        order = np.argsort(members, axis=None, kind="stable")
        self._asks = order // members.shape[1]
        self.ones, self._begins = np.unique(members.ravel()[order], return_index=True)

    def sums(self, rows: Array) -> Array:
        """(ones, slots): the sum of the rows of each member's asks. `rows`: (A, slots)."""
        return np.add.reduceat(rows[self._asks], self._begins, axis=0)


def _soft_minimum(rows: Array, heat: float) -> tuple[Array, Array]:
    """The soft minimum of each column, and each row's share of it."""
    least = rows.min(axis=0)
    near = np.exp((least - rows) / heat)
    together = near.sum(axis=0)
    return least - heat * np.log(together), near / together


def shares(gains: Array) -> Array:
    """(A, slots): how an ask spreads over its slots, not being met (a gain of 0) among them."""
    most = np.maximum(gains.max(axis=1, keepdims=True), 0)
    each = np.exp(gains - most)
    return np.asarray(each / (each.sum(axis=1, keepdims=True) + np.exp(-most)))


def _ahead(rows: Array, slots: int) -> Array:
    """Sums over `slots` columns from each column on."""
    total = np.zeros((rows.shape[0], rows.shape[1] + slots))
    np.cumsum(rows, axis=1, out=total[:, 1 : rows.shape[1] + 1])
    total[:, rows.shape[1] + 1 :] = total[:, rows.shape[1] : rows.shape[1] + 1]
    return total[:, slots:] - total[:, : rows.shape[1]]


def _behind(rows: Array, slots: int) -> Array:
    """Sums over `slots` columns up to each column."""
    total = np.zeros((rows.shape[0], rows.shape[1] + slots))
    np.cumsum(rows, axis=1, out=total[:, slots:])
    return np.asarray(total[:, slots:] - total[:, : rows.shape[1]], dtype=float)
