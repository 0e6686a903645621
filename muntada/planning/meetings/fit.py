"""Whether a request fits beside a plan as it stands: every place there is, exactly."""

from collections.abc import Iterator
from dataclasses import replace

from muntada.planning.meetings.board import Board
from muntada.planning.meetings.grid import NOBODY, Grid, Spot
from muntada.planning.meetings.names import placed
from muntada.planning.meetings.problem import Meeting, Plan, Problem


def beside(problem: Problem, plan: Plan, key: str) -> Problem:
    """The problem with this request and those that are met; the others rule nothing out."""
    there = {*plan.of(), key}
    requests = tuple(
        replace(one, after=tuple(key for key in one.after if key in there))
        for one in problem.requests
        if one.key in there
    )
    return replace(problem, requests=requests)


def standing(grid: Grid, plan: Plan) -> Board:
    """The board with the meetings of the plan on it; the grid is one of named rooms."""
    board = Board(grid)
    for i, spot in placed(grid, plan).items():
        board.put(i, spot)
    return board


def places(problem: Problem, plan: Plan, key: str) -> Iterator[Meeting]:
    """Each place the request could take while all of the plan stays, the earliest first."""
    grid = Grid(problem, named=True)
    board, i = standing(grid, plan), grid.index[key]
    for spot in sorted(board.spots(i)):
        yield meeting(grid, i, spot)


def meeting(grid: Grid, i: int, spot: Spot) -> Meeting:
    room = grid.problem.rooms[grid.kinds[spot.kind].rooms[0]].key
    one = spot.interpreter
    who = None if one == NOBODY else grid.problem.interpreters[one].key
    return Meeting(grid.asks[i].key, grid.time_of(spot.start), room, who)
