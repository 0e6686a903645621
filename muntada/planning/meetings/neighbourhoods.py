"""Which requests to set free together, so that a small model may find them better places.

Prices point the way: a request left out though its worth is above its cost at the prices should
find a place, and a meeting that stands where time is dear should find a cheaper one.
"""

import random
from collections.abc import Sequence

from muntada.planning.meetings.board import Board
from muntada.planning.meetings.grid import Spot


class Guide:
    """`profit` of each request at its cheapest place; `regret` of each meeting where it stands."""

    def __init__(self, board: Board) -> None:
        asks = board.grid.asks
        self.profit: Sequence[float] = [float(ask.weight) for ask in asks]
        self.regret: Sequence[float] = [0.0 for _ in asks]
        self.movable = [i for i, ask in enumerate(asks) if not ask.fixed and ask.starts]
        self.of: dict[int, list[int]] = {}
        for i in self.movable:
            for one in asks[i].who:
                self.of.setdefault(one, []).append(i)

    def free(self, board: Board, chance: random.Random, many: int) -> list[int]:
        """About `many` requests that compete with one another."""
        if len(self.movable) <= many:
            return list(self.movable)
        left_out = [i for i in self.movable if board.at[i] is None]
        worth = [max(self.profit[i], 0.05) for i in left_out]
        if left_out and chance.random() < 0.7:
            return self._around(chance.choices(left_out, worth)[0], board, chance, many)
        return self._at_one_time(left_out, board, chance, many)

    def near(self, principal: int, board: Board, chance: random.Random, many: int) -> list[int]:
        """The meetings of one principal, and of those he meets: to be set out better."""
        found = dict.fromkeys(i for i in self.of.get(principal, ()) if board.at[i])
        ring = [
            i
            for met in list(found)
            for one in board.grid.asks[met].who
            for i in self.of[one]
            if board.at[i]
        ]
        chance.shuffle(ring)
        for i in ring:
            if len(found) >= many:
                break
            found[i] = None
        return list(found)

    def _around(self, seed: int, board: Board, chance: random.Random, many: int) -> list[int]:
        """Ring after ring of those that share a principal, the least content first."""
        found, ring = {seed: None}, [seed]
        while ring and len(found) < many:
            following = {
                i
                for one_of in ring
                for one in board.grid.asks[one_of].who
                for i in self.of[one]
                if i not in found
            }
            held = [i for i in following if board.at[i] is not None]
            waiting = [i for i in following if board.at[i] is None]
            ring = self._pick(held, self.regret, chance, many * 2 // 3)
            ring += self._pick(waiting, self.profit, chance, many // 3)
            found.update(dict.fromkeys(ring[: many - len(found)]))
        return list(found)

    def _pick(
        self, those: list[int], by: Sequence[float], chance: random.Random, many: int
    ) -> list[int]:
        """Those with the most to say, with a share of luck."""
        luck = {i: chance.random() for i in sorted(those)}
        return sorted(luck, key=lambda i: (-by[i] - luck[i], i))[:many]

    def _at_one_time(
        self, left_out: list[int], board: Board, chance: random.Random, many: int
    ) -> list[int]:
        """Meetings held at about one time, and left out ones that could be held then."""
        held = [i for i in self.movable if board.at[i] is not None]
        if not held:
            return chance.sample(left_out, min(many, len(left_out)))
        centre = _start(board.at[chance.choice(held)])
        near = sorted(held, key=lambda i: (abs(_start(board.at[i]) - centre), i))[: many * 2]
        then = 1 << centre
        around = then << 6 | then | then >> 6
        could = [i for i in left_out if board.grid.asks[i].starts & around]
        return [
            *self._pick(near, self.regret, chance, many * 2 // 3),
            *self._pick(could, self.profit, chance, many // 3),
        ]


def _start(spot: Spot | None) -> int:
    assert spot is not None  # noqa: S101 - asked only of meetings that are held
    return spot.start
