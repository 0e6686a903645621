"""Why requests are left out, computed: exact facts first, then single changes that are tried.

A cure is only reported when `check`, which shares nothing with this code, finds the changed plan
right for the changed problem.
"""

from collections.abc import Iterable
from time import monotonic

from muntada.planning.meetings.blocks import Blocks
from muntada.planning.meetings.board import Board
from muntada.planning.meetings.cures import Cures
from muntada.planning.meetings.grid import Grid, fits, stretches
from muntada.planning.meetings.names import placed
from muntada.planning.meetings.problem import BadProblem, Plan, Problem, Request, Window
from muntada.planning.meetings.reasons import Reason


def explain(
    problem: Problem, plan: Plan, keys: Iterable[str] | None = None, seconds: float = 60
) -> dict[str, Reason]:
    """A reason for each of these requests, or of all that are left out; fewer when time runs out.

    The plan must be right for the problem. BadProblem for a request that is not there or is met.
    """
    until = monotonic() + seconds
    explaining = _Explaining(problem, plan)
    met = plan.of()
    if keys is None:
        keys = [request.key for request in problem.requests if request.key not in met]
    found: dict[str, Reason] = {}
    for key in keys:
        if key not in explaining.requests or key in met:
            raise BadProblem(f"Request {key} is not there, or is met.")
        if found and monotonic() > until:
            break
        found[key] = explaining.reason(key)
    return found


class _Explaining:
    def __init__(self, problem: Problem, plan: Plan) -> None:
        self.problem, self.plan = problem, plan
        self.grid = Grid(problem, named=True)
        self.board = Board(self.grid)
        for i, spot in placed(self.grid, plan).items():
            self.board.put(i, spot)
        self.requests = {request.key: request for request in problem.requests}

    def reason(self, key: str) -> Reason:
        request = self.requests[key]
        length = -(-request.minutes // self.grid.tick)
        common = self.grid.common(request.principals)
        asked = common & self.grid.mask(request.allowed) if request.allowed else common
        long = [self._window(*one) for one in stretches(asked) if one[1] - one[0] >= length]
        longest = max(stretches(common), key=lambda one: one[1] - one[0], default=None)
        kind = self._kind(request, common, asked, length)
        i = self.grid.index.get(key)
        blocks = Blocks(self.board, i) if i is not None and kind == "taken" else None
        if blocks and blocks.free:
            kind = "fits"
        trying = Cures(self.problem, self.plan, self.board, i) if i is not None else None
        cures = trying.found() if trying else ()
        return Reason(
            request=key,
            kind=kind,
            common=common.bit_count() * self.grid.tick,
            longest=self._window(*longest) if longest else None,
            open=tuple(long),
            blocked=tuple(blocks.found) if blocks else (),
            cures=cures,
            all_tried=trying is None or trying.all_tried,
        )

    def _kind(self, request: Request, common: int, asked: int, length: int) -> str:
        if not request.agreed:
            return "not agreed"
        if not common:
            return "no common time"
        if not fits(common, length) & self.grid.on_step:
            return "too short"
        ask = self.grid.asks[self.grid.index[request.key]]
        if not fits(asked, length) & self.grid.on_step:
            return "not in the times asked"
        if not any(ask.starts & self.grid.opens(kind, length) for kind in ask.kinds):
            return "no room"
        if ask.interpreted and not ask.interpreters:
            return "no interpreter"
        return "taken"

    def _window(self, start: int, end: int) -> Window:
        return Window(self.grid.time_of(start), self.grid.time_of(end))
