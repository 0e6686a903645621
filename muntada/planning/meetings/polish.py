"""The further aims: fairness between parties, then short waits, then few changes."""

from collections import Counter, defaultdict
from collections.abc import Sequence

from ortools.sat.python import cp_model

from muntada.planning.meetings.board import Board
from muntada.planning.meetings.grid import Spot, block, stretches
from muntada.planning.meetings.model import Answer, Limits, Model
from muntada.planning.meetings.requests import values

_Sum = cp_model.LinearExpr


def settle(
    board: Board, freed: Sequence[int], limits: Limits, before: dict[int, Spot] | None = None
) -> Answer:
    """Lifts the freed requests and plans them anew with at least the same value met."""
    value = values(board.grid)
    stood = {i: board.at[i] for i in freed}
    enough = sum(value[i] for i, spot in stood.items() if spot)
    unmet = Counter(
        party for i, spot in enumerate(board.at) if not spot for party in board.grid.asks[i].parties
    )
    for i in freed:
        board.lift(i)
    model = Model(board, freed)
    met = _Sum.sum([value[i] * literal for i, literal in model.met.items()])
    model.cp.add(met >= enough)
    for i, spot in stood.items():
        if spot is None:
            for party in board.grid.asks[i].parties:
                unmet[party] -= 1
    changed = _changed(model, before or {})
    waiting, longest = _waiting(model)
    above_waiting = len(freed) + 1
    above_unfair = above_waiting * (longest + 1)
    unfair = _unfair(model, unmet)
    model.cp.minimize(above_unfair * unfair + above_waiting * waiting + changed)
    model.hint(stood)
    return model.solve(limits)


def _unfair(model: Model, unmet: Counter[int]) -> _Sum:
    """The sum of squares of what parties miss, as a sum of odd steps (1 + 3 + 5 …)."""
    of: dict[int, list[_Sum]] = defaultdict(list)
    for i, literal in model.met.items():
        for party in model.grid.asks[i].parties:
            of[party].append(1 - literal)
    total: list[_Sum] = []
    for party, missed in of.items():
        steps = [model.cp.new_bool_var("") for _ in missed]
        model.cp.add(_Sum.sum(missed) == _Sum.sum(steps))
        total += [(2 * (unmet[party] + n) + 1) * step for n, step in enumerate(steps)]
    return _Sum.sum(total)


def _changed(model: Model, before: dict[int, Spot]) -> _Sum:
    total: list[_Sum] = []
    for i in model.freed:
        spot = before.get(i)
        if spot:
            same = model.rooms.get((i, spot.start, spot.kind))
            total.append(1 - same if same is not None else _Sum.sum([1]))
    return _Sum.sum(total)


def _waiting(model: Model) -> tuple[_Sum, int]:
    """Ticks idle between first and last meeting of each free stretch, and the most they can be."""
    total: list[_Sum] = []
    most = 0
    people = {one for i in model.freed for one in model.grid.asks[i].who}
    for one in sorted(people):
        for stretch in stretches(model.grid.free[one]):
            found, longest = _in_stretch(model, one, stretch)
            total.append(found)
            most += longest
    return _Sum.sum(total), most


def _in_stretch(model: Model, one: int, stretch: tuple[int, int]) -> tuple[_Sum, int]:
    """Only those that can hold two meetings matter; what stands still counts with the rest."""
    asks, board, cp = model.grid.asks, model.board, model.cp
    begin, end = stretch
    mine = [
        (start, start + asks[i].length, literal)
        for (i, start), literal in model.starts.items()
        if one in asks[i].who and begin <= start < end
    ]
    stand = [
        (spot.start, spot.start + asks[i].length)
        for i in sorted(board.meets[one])
        if (spot := board.at[i]) and begin <= spot.start < end
    ]
    if not mine:
        return _Sum.sum([0]), 0
    first, last = cp.new_int_var(begin, end, ""), cp.new_int_var(begin, end, "")
    for start, over, literal in mine:
        cp.add(first <= start).only_enforce_if(literal)
        cp.add(last >= over).only_enforce_if(literal)
    for start, over in stand:
        cp.add(first <= start)
        cp.add(last >= over)
    cp.add(first <= last)
    busy = _Sum.sum([(over - start) * literal for start, over, literal in mine])
    busy += sum(over - start for start, over in stand)
    return last - first - busy, block(begin, end).bit_count()
