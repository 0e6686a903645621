"""How good a plan is, in the order in which it counts."""

from collections import Counter
from dataclasses import dataclass
from itertools import pairwise

from muntada.planning.meetings.board import Board
from muntada.planning.meetings.grid import Spot, block


@dataclass(frozen=True, order=True, slots=True)
class Score:
    """Greater is better; what is to be few is counted below zero.

    `top` and `weight` of requests met; `unfair`: for each party the square of its requests left
    out; `waiting`: minutes principals stand idle or walk between two meetings of one free
    stretch; `changed`: meetings of the plan before that are now elsewhere or gone.
    """

    top: int
    weight: int
    unfair: int
    waiting: int
    changed: int


def score(board: Board, before: dict[int, Spot] | None = None) -> Score:
    asks, at = board.grid.asks, board.at
    met = [i for i, spot in enumerate(at) if spot]
    left_out = Counter(p for i, ask in enumerate(asks) if not at[i] for p in ask.parties)
    return Score(
        top=sum(asks[i].top for i in met),
        weight=sum(asks[i].weight for i in met),
        unfair=-sum(many * many for many in left_out.values()),
        waiting=-sum(waiting(board, one) for one in range(len(board.meets))) * board.grid.tick,
        changed=-sum(at[i] != spot for i, spot in (before or {}).items()),
    )


def waiting(board: Board, one: int) -> int:
    """Ticks between the end of a meeting and the next, where nothing else lies between."""
    asks, free = board.grid.asks, board.grid.free[one]
    held = sorted(
        (spot.start, spot.start + asks[i].length) for i in board.meets[one] if (spot := board.at[i])
    )
    idle = 0
    for (_, end), (start, _) in pairwise(held):
        between = block(end, start)
        if between & free == between:
            idle += start - end
    return idle
