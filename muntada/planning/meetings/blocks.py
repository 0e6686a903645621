"""What stands in the way of a request at each time its principals could give it."""

from collections.abc import Iterator

from muntada.planning.meetings.board import Board
from muntada.planning.meetings.grid import Spot, block, ticks_in
from muntada.planning.meetings.reasons import Block


class Blocks:
    """`found`: of every start; `free`: starts at which nothing stands in the way.

    The board is one of named rooms, and the request is not on it.
    """

    def __init__(self, board: Board, i: int) -> None:
        self.board, self.grid, self.i, self.ask = board, board.grid, i, board.grid.asks[i]
        self.by_start: dict[int, list[Block]] = {}
        for start in ticks_in(self.ask.starts):
            self.by_start[start] = [] if self._open(start) else self._all(start)
        self.found = [one for those in self.by_start.values() for one in those]
        self.free = [start for start, those in self.by_start.items() if not those]

    def families(self, start: int) -> set[str]:
        return {one.by for one in self.by_start[start]}

    def _open(self, start: int) -> bool:
        rooms = any(self.board.starts(self.i, kind) >> start & 1 for kind in self.ask.kinds)
        return rooms and self.board.interpreter(self.i, start) is not None

    def _all(self, start: int) -> list[Block]:
        found = [
            *self._principals(start),
            *self._caps(start),
            *self._order(start),
            *self._interpreters(start),
        ]
        # Rooms are judged apart from whether the principals could walk to them.
        found += self._rooms(start)
        return found or [*self._doors(start)] or [self._too_far(start)]

    def _block(self, start: int, by: str, who: str, i: int | None = None) -> Block:
        key = None if i is None else self.grid.asks[i].key
        return Block(self.grid.time_of(start), by, who, key)

    def _overlapping(self, those: Iterator[int], start: int, margin: int = 0) -> Iterator[int]:
        end = start + self.ask.length
        for other in those:
            spot, lasts = self.board.at[other], self.grid.asks[other].length
            if spot and spot.start < end + margin and spot.start + lasts + margin > start:
                yield other

    def _principals(self, start: int) -> Iterator[Block]:
        for one in self.ask.who:
            for other in self._overlapping(iter(sorted(self.board.meets[one])), start):
                key = self.grid.problem.principals[one].key
                yield self._block(start, "principal", key, other)

    def _caps(self, start: int) -> Iterator[Block]:
        day = start // self.grid.day
        for party in self.ask.parties:
            cap = self.grid.caps[party]
            if cap is not None and self.board.held[party][day] >= cap:
                yield self._block(start, "cap", self.grid.party_keys[party])

    def _order(self, start: int) -> Iterator[Block]:
        for earlier in self.ask.after:
            spot = self.board.at[earlier]
            if spot and spot.start + self.grid.asks[earlier].length > start:
                yield self._block(start, "order", "", earlier)
        for later in self.board.before.get(self.i, ()):
            spot = self.board.at[later]
            if spot and spot.start < start + self.ask.length:
                yield self._block(start, "order", "", later)

    def _interpreters(self, start: int) -> Iterator[Block]:
        if self.board.interpreter(self.i, start) is None:
            yield self._block(start, "interpreter", "")

    def _rooms(self, start: int) -> Iterator[Block]:
        """None where a room is free, however far; else whoever is in the first that would do."""
        length, taken = self.ask.length, []
        for kind in self.ask.kinds:
            if not self.grid.opens(kind, length) >> start & 1:
                continue
            turn = self.grid.kinds[kind].turn
            if not self.board.full[kind] & block(start, start + length + turn):
                return
            taken.append(kind)
        if not taken:
            yield self._block(start, "room", "")
        for kind in taken:
            room = self.grid.problem.rooms[self.grid.kinds[kind].rooms[0]]
            for other in self._overlapping(self.in_room(kind), start, self.grid.kinds[kind].turn):
                yield self._block(start, "room", room.key, other)

    def in_room(self, kind: int) -> Iterator[int]:
        return (i for i, spot in enumerate(self.board.at) if spot and spot.kind == kind)

    def _doors(self, start: int) -> Iterator[Block]:
        for party in self.ask.parties:
            for other, margin in self.grid.apart.get(party, ()):
                near = self._overlapping(iter(sorted(self.board.of_party[other])), start, margin)
                for i in near:
                    yield self._block(start, "door", self.grid.party_keys[other], i)

    def _too_far(self, start: int) -> Block:
        """Only walking is left: the meeting nearest in time of those who would have to walk."""
        near = sorted(
            (abs(spot.start - start), i, one)
            for one in self.ask.who
            for i in self.board.meets[one]
            if (spot := self.board.at[i])
        )
        if not near:
            return self._block(start, "room", "")
        _, i, one = near[0]
        return self._block(start, "principal", self.grid.problem.principals[one].key, i)

    def spot_at(self, start: int) -> Spot | None:
        """The first room and interpreter at this time, as the board is now."""
        one = self.board.interpreter(self.i, start)
        if one is None:
            return None
        for kind in self.ask.kinds:
            if self.board.starts(self.i, kind) >> start & 1:
                return Spot(start, kind, one)
        return None
