"""The first aim: most requests of the top priority, then the most weight."""

from collections.abc import Sequence

from muntada.planning.meetings.board import Board
from muntada.planning.meetings.grid import Grid
from muntada.planning.meetings.model import Answer, Keep, Limits, Model


def values(grid: Grid) -> list[int]:
    """One number for both: a request of the top priority outweighs all the others together."""
    above = 1 + sum(ask.weight for ask in grid.asks)
    return [ask.weight + above * ask.top for ask in grid.asks]


def most_met(
    board: Board, freed: Sequence[int], limits: Limits, least: int | None = None
) -> Answer:
    """Lifts the freed requests and plans them anew. `least`: nothing below this value will do."""
    value = values(board.grid)
    stood = {i: board.at[i] for i in freed}
    for i in freed:
        board.lift(i)
    model = Model(board, freed)
    met = sum(value[i] * literal for i, literal in model.met.items())
    model.cp.maximize(met)
    if least is None:
        model.hint(stood)
    else:
        model.cp.add(met >= least)
    return model.solve(limits)


def narrowed(
    board: Board, value: Sequence[int], least_top: int, keep: Keep, limits: Limits
) -> Answer:
    """The most value of a plan of everything that may move, at places that are kept alone."""
    asks = board.grid.asks
    freed = [i for i, ask in enumerate(asks) if value[i] and not ask.fixed]
    for i in freed:
        board.lift(i)
    standing = sum(ask.top for i, ask in enumerate(asks) if board.at[i])
    model = Model(board, freed, keep)
    tops = sum(literal for i, literal in model.met.items() if asks[i].top)
    model.cp.add(tops >= least_top - standing)
    model.cp.maximize(sum(value[i] * literal for i, literal in model.met.items()))
    return model.solve(limits)


def all_met(board: Board, those: Sequence[int], limits: Limits) -> Answer:
    """A place for every one of these; none where that cannot be."""
    model = Model(board, those)
    for literal in model.met.values():
        model.cp.add(literal == 1)
    return model.solve(limits)
