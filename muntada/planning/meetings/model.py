"""The CP-SAT model of some requests, everything else on the board standing still.

One literal for each time and kind of room a request could have, another for each time and
interpreter, tied at the time. Nobody is in two places: at most one literal among those that
cover an instant, written only for the instants at which a meeting could begin, which is exact,
since of two meetings that overlap the later begins inside the earlier.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from ortools.sat.python import cp_model

from muntada.planning.meetings.board import Board
from muntada.planning.meetings.grid import NOBODY, Spot, block, ticks_in

_Literal = cp_model.IntVar
_Chosen = tuple[int, int, _Literal]  # start, end, literal
Keep = Callable[[int, Spot], bool]
"""Whether a request may have a place: a model of fewer places is solved sooner."""


@dataclass(frozen=True)
class Limits:
    """`effort` is CP-SAT's deterministic time; `seconds` a stop by the clock, where wanted."""

    effort: float = 1.0
    seconds: float | None = None
    seed: int = 1
    workers: int = 1


@dataclass(frozen=True)
class Answer:
    """`spots` of the freed requests; `proved`: nothing better in this neighbourhood."""

    spots: dict[int, Spot | None] | None
    proved: bool
    bound: float


class Model:
    """The board is asked for what is open; the freed requests must have been lifted from it."""

    def __init__(
        self,
        board: Board,
        freed: Sequence[int],
        keep: Keep | None = None,
    ) -> None:
        self.board, self.grid, self.freed = board, board.grid, list(freed)
        self.cp = cp_model.CpModel()
        self.rooms: dict[tuple[int, int, int], _Literal] = {}
        self.voices: dict[tuple[int, int, int], _Literal] = {}
        self.starts: dict[tuple[int, int], _Literal] = {}
        self.met = {i: self.cp.new_bool_var("") for i in self.freed}
        self._keep = keep
        for i in self.freed:
            self._places(i)
        self._people()
        self._kinds()
        self._interpreters()
        self._caps()
        self._order()
        self._apart()

    # Literals

    def _places(self, i: int) -> None:
        by_start: dict[int, list[_Literal]] = defaultdict(list)
        ask = self.grid.asks[i]
        voices: dict[int, list[int]] = {}
        for kind in ask.kinds:
            for start in ticks_in(self.board.starts(i, kind)):
                if start not in voices:
                    voices[start] = self._voices(i, start)
                if any(self._kept(i, Spot(start, kind, one)) for one in voices[start]):
                    literal = self.cp.new_bool_var("")
                    self.rooms[i, start, kind] = literal
                    by_start[start].append(literal)
        for start, literals in by_start.items():
            self.starts[i, start] = self._one_for(literals)
            if ask.interpreted:
                self._tie(i, start, voices[start])
        self.cp.add_exactly_one([~self.met[i], *(self.starts[i, s] for s in by_start)])

    def _voices(self, i: int, start: int) -> list[int]:
        ask = self.grid.asks[i]
        if not ask.interpreted:
            return [NOBODY]
        return [
            one
            for one in ask.interpreters
            if any(self._kept(i, Spot(start, kind, one)) for kind in ask.kinds)
            and self.board.interprets(one, start, ask.length)
        ]

    def _kept(self, i: int, spot: Spot) -> bool:
        return self._keep is None or self._keep(i, spot)

    def _one_for(self, literals: list[_Literal]) -> _Literal:
        """A literal that is true when one of these is, and then only one."""
        if len(literals) == 1:
            return literals[0]
        either = self.cp.new_bool_var("")
        self.cp.add_exactly_one([~either, *literals])
        return either

    def _tie(self, i: int, start: int, able: list[int]) -> None:
        literals = []
        for one in able:
            literal = self.voices[i, start, one] = self.cp.new_bool_var("")
            literals.append(literal)
        self.cp.add_exactly_one([~self.starts[i, start], *literals])

    def _ends(self, i: int, start: int) -> int:
        return start + self.grid.asks[i].length

    # Nobody in two places

    def _people(self) -> None:
        of: dict[int, list[int]] = defaultdict(list)
        for i in self.freed:
            for one in self.grid.asks[i].who:
                of[one].append(i)
        starts_of: dict[int, list[_Chosen]] = defaultdict(list)
        for (i, start), literal in self.starts.items():
            starts_of[i].append((start, self._ends(i, start), literal))
        for mine in of.values():
            if len(mine) > 1:
                self._never_two([chosen for i in mine for chosen in starts_of[i]])
                if any(map(any, self.grid.walks)):
                    self._walking(mine)

    def _never_two(self, chosen: list[_Chosen]) -> None:
        for group in _cliques(chosen):
            self.cp.add_at_most_one(literal for _, _, literal in group)

    def _walking(self, mine: list[int]) -> None:
        """Who left one zone is not yet in another; meetings are longer than walks or pairwise."""
        walks, kinds = self.grid.walks, self.grid.kinds
        zones: dict[int, list[_Chosen]] = defaultdict(list)
        for i in mine:
            by: dict[tuple[int, int], list[_Literal]] = defaultdict(list)
            for start in ticks_in(self._any_start(i)):
                for kind in self.grid.asks[i].kinds:
                    literal = self.rooms.get((i, start, kind))
                    if literal is not None:
                        by[start, kinds[kind].zone].append(literal)
            for (start, zone), literals in by.items():
                end = self._ends(i, start)
                zones[zone].extend((start, end, literal) for literal in literals)
        if len(zones) < 2:
            return
        shortest = min(self.grid.asks[i].length for i in mine)
        as_one = shortest >= max(map(max, walks))
        for zone, here in zones.items():
            others = [
                (end, end + walks[other][zone], literal)
                for other, chosen in zones.items()
                if walks[other][zone] and other != zone
                for _, end, literal in chosen
            ]
            self._after_a_walk(here, others, as_one=as_one)

    def _any_start(self, i: int) -> int:
        return sum(1 << start for start in self._starts(i))

    def _starts(self, i: int) -> list[int]:
        found = 0
        for kind in self.grid.asks[i].kinds:
            found |= self.board.starts(i, kind)
        return [start for start in ticks_in(found) if (i, start) in self.starts]

    def _after_a_walk(self, here: list[_Chosen], on: list[_Chosen], *, as_one: bool) -> None:
        begins: dict[int, list[_Literal]] = defaultdict(list)
        for start, _, literal in here:
            begins[start].append(literal)
        for start, arriving in begins.items():
            walking = [literal for end, there, literal in on if end <= start < there]
            if walking and as_one:
                self.cp.add_at_most_one([*arriving, *walking])
            elif walking:
                for literal in walking:
                    self.cp.add_at_most_one([literal, *arriving])

    # Rooms and interpreters

    def _kinds(self) -> None:
        of: dict[int, list[_Chosen]] = defaultdict(list)
        for (i, start, kind), literal in self.rooms.items():
            of[kind].append((start, self._ends(i, start) + self.grid.kinds[kind].turn, literal))
        for kind, chosen in of.items():
            many, used = len(self.grid.kinds[kind].rooms), self.board.used[kind]
            if not any(used):
                for group in _cliques(chosen):
                    self._at_most(many, [literal for _, _, literal in group])
                continue
            for tick in _instants(chosen, used):
                group_ = [lit for start, end, lit in chosen if start <= tick < end]
                self._at_most(many - used[tick], group_)

    def _at_most(self, many: int, literals: list[_Literal]) -> None:
        if many == 1:
            self.cp.add_at_most_one(literals)
        elif len(literals) > many:
            self.cp.add(cp_model.LinearExpr.sum(literals) <= many)

    def _interpreters(self) -> None:
        of: dict[int, list[_Chosen]] = defaultdict(list)
        for (i, start, one), literal in self.voices.items():
            of[one].append((start, self._ends(i, start), literal))
        for one, chosen in of.items():
            self._never_two(chosen)
            self._rests(one, chosen)

    def _rests(self, one: int, chosen: list[_Chosen]) -> None:
        """Work inside any span is greatest for a span that begins or ends with a meeting."""
        voice, work, day = self.grid.voices[one], self.board.work[one], self.grid.day
        spans = {(s // day * day, s // day * day + day, voice.daily) for s, _, _ in chosen}
        near = [t for s, e, _ in chosen for t in (s, e - voice.within)]
        near += ticks_in(work & ~(work << 1))
        near += [t + 1 - voice.within for t in ticks_in(work & ~(work >> 1))]
        spans |= {(max(t, 0), t + voice.within, voice.longest) for t in near}
        for begins, ends, most in sorted(spans):
            inside = [
                (min(e, ends) - max(s, begins), literal)
                for s, e, literal in chosen
                if s < ends and e > begins
            ]
            left = most - (work & block(begins, ends)).bit_count()
            if sum(ticks for ticks, _ in inside) > left:
                terms = [ticks * literal for ticks, literal in inside]
                self.cp.add(cp_model.LinearExpr.sum(terms) <= left)

    # Parties

    def _caps(self) -> None:
        of: dict[tuple[int, int], list[_Literal]] = defaultdict(list)
        for (i, start), literal in self.starts.items():
            for party in self.grid.asks[i].parties:
                if self.grid.caps[party] is not None:
                    of[party, start // self.grid.day].append(literal)
        for (party, day), literals in of.items():
            cap = self.grid.caps[party] or 0
            self._at_most(cap - self.board.held[party][day], literals)

    def _order(self) -> None:
        freed = set(self.freed)
        for later in self.freed:
            for earlier in freed & set(self.grid.asks[later].after):
                ends = [
                    (self._ends(earlier, start), self.starts[earlier, start])
                    for start in self._starts(earlier)
                ]
                for start in self._starts(later):
                    still = [literal for end, literal in ends if end > start]
                    if still:
                        self.cp.add_at_most_one([self.starts[later, start], *still])

    def _apart(self) -> None:
        for one, others in self.grid.apart.items():
            for other, margin in others:
                if one < other:
                    self._two_doors(one, other, margin)

    def _two_doors(self, one: int, other: int, margin: int) -> None:
        theirs = self._doors(other)
        for zone, start, end, literal in self._doors(one):
            near = [
                lit
                for where, s, e, lit in theirs
                if where == zone and start < e + margin and s < end + margin
            ]
            for lit in near:
                self.cp.add_at_most_one([literal, lit])

    def _doors(self, party: int) -> list[tuple[int, int, int, _Literal]]:
        asks, kinds = self.grid.asks, self.grid.kinds
        return [
            (kinds[kind].zone, start, self._ends(i, start), literal)
            for (i, start, kind), literal in self.rooms.items()
            if party in asks[i].parties
        ]

    # Answers

    def hint(self, spots: dict[int, Spot | None]) -> None:
        for (i, start, kind), literal in self.rooms.items():
            spot = spots.get(i)
            self.cp.add_hint(literal, spot is not None and (spot.start, spot.kind) == (start, kind))
        for (i, start, one), literal in self.voices.items():
            spot = spots.get(i)
            mine = spot is not None and (spot.start, spot.interpreter) == (start, one)
            self.cp.add_hint(literal, mine)

    def solve(self, limits: Limits) -> Answer:
        solver = cp_model.CpSolver()
        solver.parameters.num_workers = limits.workers
        solver.parameters.random_seed = limits.seed
        solver.parameters.max_deterministic_time = limits.effort
        # Measured on neighbourhoods of 40: proved in 0.05 s instead of unproved after 0.3 s.
        solver.parameters.linearization_level = 2
        solver.parameters.cp_model_probing_level = 0
        solver.parameters.symmetry_level = 0
        if limits.seconds is not None:
            solver.parameters.max_time_in_seconds = max(limits.seconds, 0.01)
        status = solver.solve(self.cp)
        proved = status in (cp_model.OPTIMAL, cp_model.INFEASIBLE)
        if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            return Answer(None, proved, solver.best_objective_bound)
        spots: dict[int, Spot | None] = dict.fromkeys(self.freed)
        voices = {(i, s): one for (i, s, one), lit in self.voices.items() if solver.value(lit)}
        for (i, start, kind), literal in self.rooms.items():
            if solver.value(literal):
                spots[i] = Spot(start, kind, voices.get((i, start), NOBODY))
        return Answer(spots, proved, solver.best_objective_bound)


def _cliques(chosen: list[_Chosen]) -> Iterable[list[_Chosen]]:
    """Those that cover an instant at which one begins, where the cover is as large as can be."""
    chosen = sorted(chosen, key=lambda one: one[0])
    covering: list[_Chosen] = []
    place = 0
    while place < len(chosen):
        start = chosen[place][0]
        while place < len(chosen) and chosen[place][0] == start:
            covering.append(chosen[place])
            place += 1
        following = chosen[place][0] if place < len(chosen) else None
        covering = [one for one in covering if one[1] > start]
        # Where none of them ends before the next begins, the next instant says all this one does.
        ending = following is None or any(end <= following for _, end, _ in covering)
        if ending and len(covering) > 1:
            yield list(covering)


def _instants(chosen: list[_Chosen], used: list[int]) -> list[int]:
    """Starts, and the ticks at which the number of rooms taken by others grows."""
    starts = {start for start, _, _ in chosen}
    last = max(end for _, end, _ in chosen)
    grows = {t for t in range(min(starts) + 1, min(last, len(used))) if used[t] > used[t - 1]}
    return sorted(starts | grows)
