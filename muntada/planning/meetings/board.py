"""A plan in the making: who, which rooms and which interpreters are taken when."""

from collections.abc import Iterator

from muntada.planning.meetings.grid import NOBODY, Ask, Grid, Spot, block, ticks_in


class Board:
    """Every change keeps the plan right; `put` believes that the spot was offered."""

    def __init__(self, grid: Grid) -> None:
        self.grid = grid
        self.at: list[Spot | None] = [None] * len(grid.asks)
        zones = range(len(grid.zones))
        self.busy = [[0 for _ in zones] for _ in grid.problem.principals]
        self.meets: list[set[int]] = [set() for _ in grid.problem.principals]
        self.used = [[0] * grid.size for _ in grid.kinds]
        self.full = [0 for _ in grid.kinds]
        self.work = [0 for _ in grid.voices]
        self.held = [[0] * grid.days for _ in grid.caps]
        self.of_party: dict[int, set[int]] = {party: set() for party in grid.apart}
        self.before: dict[int, list[int]] = {}
        for i, ask in enumerate(grid.asks):
            for earlier in ask.after:
                self.before.setdefault(earlier, []).append(i)

    @classmethod
    def of(cls, grid: Grid, at: list[Spot | None]) -> "Board":
        board = cls(grid)
        for i, spot in enumerate(at):
            if spot:
                board.put(i, spot)
        return board

    # Changes

    def put(self, i: int, spot: Spot) -> None:
        ask = self.grid.asks[i]
        self.at[i] = spot
        for one in ask.who:
            self.meets[one].add(i)
            self._walks_from(one, ask, spot)
        self._take(spot, ask.length, 1)
        for party in ask.parties:
            self.held[party][spot.start // self.grid.day] += 1
            if party in self.of_party:
                self.of_party[party].add(i)

    def lift(self, i: int) -> None:
        ask, spot = self.grid.asks[i], self.at[i]
        if spot is None:
            return
        self.at[i] = None
        for one in ask.who:
            self.meets[one].discard(i)
            self.busy[one] = [0 for _ in self.grid.zones]
            for other in self.meets[one]:
                self._walks_from(one, self.grid.asks[other], self._spot(other))
        self._take(spot, ask.length, -1)
        for party in ask.parties:
            self.held[party][spot.start // self.grid.day] -= 1
            if party in self.of_party:
                self.of_party[party].discard(i)

    def _spot(self, i: int) -> Spot:
        spot = self.at[i]
        assert spot is not None  # noqa: S101 - asked only of meetings that are on the board
        return spot

    def _walks_from(self, one: int, ask: Ask, spot: Spot) -> None:
        here = self.grid.kinds[spot.kind].zone
        busy = self.busy[one]
        for zone, walk in enumerate(self.grid.walks[here]):
            busy[zone] |= block(max(spot.start - walk, 0), spot.start + ask.length + walk)

    def _take(self, spot: Spot, length: int, sign: int) -> None:
        kind, used = self.grid.kinds[spot.kind], self.used[spot.kind]
        many = len(kind.rooms)
        for tick in range(spot.start, min(spot.start + length + kind.turn, self.grid.size)):
            used[tick] += sign
            if used[tick] == many and sign > 0:
                self.full[spot.kind] |= 1 << tick
            elif used[tick] == many - 1 and sign < 0:
                self.full[spot.kind] &= ~(1 << tick)
        if spot.interpreter != NOBODY:
            self.work[spot.interpreter] ^= block(spot.start, spot.start + length)

    # Questions

    def starts(self, i: int, kind: int) -> int:
        """Ticks at which this request could begin in a room of this kind; interpreters aside."""
        grid, ask = self.grid, self.grid.asks[i]
        room, length = grid.kinds[kind], ask.length
        found = ask.starts & grid.opens(kind, length)
        if not found:
            return 0
        found &= ~_reaches(self.full[kind], length + room.turn)
        taken = 0
        for one in ask.who:
            taken |= self.busy[one][room.zone]
        for party in ask.parties:
            for other, margin in grid.apart.get(party, ()):
                taken |= self._doors(other, room.zone, margin)
        found &= ~_reaches(taken, length)
        return found & ~self._too_many(ask) & self._in_order(i)

    def _doors(self, party: int, zone: int, margin: int) -> int:
        ticks = 0
        for i in self.of_party[party]:
            spot = self._spot(i)
            if self.grid.kinds[spot.kind].zone == zone:
                end = spot.start + self.grid.asks[i].length
                ticks |= block(max(spot.start - margin, 0), end + margin)
        return ticks

    def _too_many(self, ask: Ask) -> int:
        ticks, day = 0, self.grid.day
        for party in ask.parties:
            cap = self.grid.caps[party]
            if cap is not None:
                for number, held in enumerate(self.held[party]):
                    if held >= cap:
                        ticks |= block(number * day, (number + 1) * day)
        return ticks

    def _in_order(self, i: int) -> int:
        first, last = 0, self.grid.size
        for earlier in self.grid.asks[i].after:
            spot = self.at[earlier]
            if spot:
                first = max(first, spot.start + self.grid.asks[earlier].length)
        for later in self.before.get(i, ()):
            spot = self.at[later]
            if spot:
                last = min(last, spot.start - self.grid.asks[i].length + 1)
        return block(first, last)

    def interprets(self, one: int, start: int, length: int) -> bool:
        """Whether this interpreter is on duty, free and rested for a meeting then."""
        voice, work = self.grid.voices[one], self.work[one]
        mine = block(start, start + length)
        if mine & work or mine & ~voice.free:
            return False
        day = self.grid.day
        midnight = start // day * day
        if (work & block(midnight, midnight + day)).bit_count() + length > voice.daily:
            return False
        near = work & block(max(start - voice.within, 0), start + length + voice.within)
        if near.bit_count() + length <= voice.longest:
            return True
        worked, span = work | mine, (1 << voice.within) - 1
        first = max(start - voice.within + 1, 0)
        return all(
            (worked >> begins & span).bit_count() <= voice.longest
            for begins in range(first, start + length)
        )

    def fits(self, i: int, spot: Spot) -> bool:
        """Whether a request that is not on the board could be put there now."""
        ask = self.grid.asks[i]
        if spot.kind not in ask.kinds or not self.starts(i, spot.kind) >> spot.start & 1:
            return False
        if not ask.interpreted:
            return spot.interpreter == NOBODY
        able = spot.interpreter in ask.interpreters
        return able and self.interprets(spot.interpreter, spot.start, ask.length)

    def interpreter(self, i: int, start: int) -> int | None:
        """The interpreter with the least work who can take it; None when there is nobody."""
        ask = self.grid.asks[i]
        if not ask.interpreted:
            return NOBODY
        able = [one for one in ask.interpreters if self.interprets(one, start, ask.length)]
        return min(able, key=lambda one: (self.work[one].bit_count(), one), default=None)

    def spots(self, i: int) -> Iterator[Spot]:
        """Every spot open to this request now, by kind of room and then time."""
        ask = self.grid.asks[i]
        for kind in ask.kinds:
            for start in ticks_in(self.starts(i, kind)):
                if not ask.interpreted:
                    yield Spot(start, kind)
                    continue
                for one in ask.interpreters:
                    if self.interprets(one, start, ask.length):
                        yield Spot(start, kind, one)

    def first(self, i: int) -> Spot | None:
        """The earliest spot, as a desk would find it by looking down the day."""
        ask = self.grid.asks[i]
        by_kind = {kind: self.starts(i, kind) for kind in ask.kinds}
        any_kind = 0
        for starts in by_kind.values():
            any_kind |= starts
        for start in ticks_in(any_kind):
            interpreter = self.interpreter(i, start)
            if interpreter is not None:
                kind = next(kind for kind in ask.kinds if by_kind[kind] >> start & 1)
                return Spot(start, kind, interpreter)
        return None


def _reaches(ticks: int, length: int) -> int:
    """The starts from which `length` ticks would touch the set."""
    have = 1
    while have < length:
        more = min(have, length - have)
        ticks |= ticks >> more
        have += more
    return ticks
