"""Which requests to set free together, so that a small model may find them better places."""

import random

from muntada.planning.meetings.board import Board
from muntada.planning.meetings.grid import Spot


def free(board: Board, chance: random.Random, many: int) -> list[int]:
    """About `many` requests that compete with one another; never those that are fixed."""
    left_out = [i for i in movable(board) if board.at[i] is None and board.grid.asks[i].starts]
    if left_out and chance.random() < 0.6:
        weights = [board.grid.asks[i].weight for i in left_out]
        return _around([chance.choices(left_out, weights)[0]], board, chance, many)
    return _one_time(left_out, board, chance, many)


def movable(board: Board) -> list[int]:
    return [i for i, ask in enumerate(board.grid.asks) if not ask.fixed]


def around_one(principal: int, board: Board, chance: random.Random, many: int) -> list[int]:
    """The meetings of one principal, then those of the people he meets."""
    asks = board.grid.asks
    held = sorted(i for i in board.meets[principal] if not asks[i].fixed)
    return _around(held, board, chance, many)


def _around(seeds: list[int], board: Board, chance: random.Random, many: int) -> list[int]:
    """The requests, then ring after ring of those that share a principal with them."""
    of = requests_of(board)
    found = dict.fromkeys(seeds)
    ring = list(seeds)
    while ring and len(found) < many:
        following: list[int] = []
        for i in ring:
            for one in board.grid.asks[i].who:
                following.extend(other for other in of[one] if other not in found)
        following = sorted(set(following))
        chance.shuffle(following)
        # Meetings make way for one another; the left out only wait for a place.
        following.sort(key=lambda i: board.at[i] is None)
        held = [i for i in following if board.at[i] is not None][: many * 2 // 3]
        waiting = [i for i in following if board.at[i] is None][: many // 3]
        ring = held + waiting
        found.update(dict.fromkeys(ring[: many - len(found)]))
    return list(found)


def requests_of(board: Board) -> dict[int, list[int]]:
    of: dict[int, list[int]] = {}
    for i in movable(board):
        for one in board.grid.asks[i].who:
            of.setdefault(one, []).append(i)
    return of


def _one_time(left_out: list[int], board: Board, chance: random.Random, many: int) -> list[int]:
    """Meetings held at about one time, and left out ones that could be held then."""
    held = [i for i in movable(board) if board.at[i] is not None]
    if not held:
        return chance.sample(left_out, min(many, len(left_out)))
    centre = _start(board.at[chance.choice(held)])
    held.sort(key=lambda i: (abs(_start(board.at[i]) - centre), i))
    near = held[: many * 2]
    chance.shuffle(near)
    then = 1 << centre
    could = [i for i in left_out if board.grid.asks[i].starts & (then << 6 | then | then >> 6)]
    chance.shuffle(could)
    return [*near[: many * 2 // 3], *could[: many // 3]]


def _start(spot: Spot | None) -> int:
    assert spot is not None  # noqa: S101 - asked only of meetings that are held
    return spot.start
