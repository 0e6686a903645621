"""From kinds of rooms to rooms: which of the like ones, keeping those already announced."""

from muntada.planning.meetings.board import Board
from muntada.planning.meetings.grid import NOBODY, Grid, Spot
from muntada.planning.meetings.problem import Meeting, Plan


def named(board: Board, before: Plan | None = None) -> Plan:
    """In order of time every meeting takes the room it had, or else a free one of its kind.

    One is always free: at no instant are more taken than there are (interval colouring).
    """
    grid, was = board.grid, before.of() if before else {}
    ready = {room: 0 for kind in grid.kinds for room in kind.rooms}
    held = sorted((spot.start, i, spot) for i, spot in enumerate(board.at) if spot)
    meetings = []
    for start, i, spot in held:
        ask, kind = grid.asks[i], grid.kinds[spot.kind]
        free = [room for room in kind.rooms if ready[room] <= start]
        old = was.get(ask.key)
        keys = {grid.problem.rooms[room].key: room for room in free}
        room = keys[old.room] if old and old.room in keys else free[0]
        ready[room] = start + ask.length + kind.turn
        meetings.append(_meeting(grid, i, spot, room))
    return Plan(tuple(meetings))


def _meeting(grid: Grid, i: int, spot: Spot, room: int) -> Meeting:
    problem, ask = grid.problem, grid.asks[i]
    one = spot.interpreter
    who = None if one == NOBODY else problem.interpreters[one].key
    fixed = next((r.fixed for r in problem.requests if ask.fixed and r.key == ask.key), None)
    # A fixed meeting may begin between two ticks.
    start = fixed.start if fixed else grid.time_of(spot.start)
    return Meeting(ask.key, start, problem.rooms[room].key, who)


def placed(grid: Grid, plan: Plan) -> dict[int, Spot]:
    """A plan in ticks; meetings this desk does not know are left away."""
    kind_of = {
        grid.problem.rooms[room].key: k for k, kind in enumerate(grid.kinds) for room in kind.rooms
    }
    voice = {one.key: i for i, one in enumerate(grid.problem.interpreters)}
    return {
        grid.index[m.request]: Spot(
            grid.tick_of(m.start), kind_of[m.room], voice.get(m.interpreter or "", NOBODY)
        )
        for m in plan.meetings
        if m.request in grid.index and m.room in kind_of
    }
