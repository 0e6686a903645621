"""Single changes that would let a request be met, each tried and then checked.

For every kind of change the first time of the day at which it is enough is reported.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime

from muntada.planning.meetings.blocks import Blocks
from muntada.planning.meetings.board import Board
from muntada.planning.meetings.check import problems
from muntada.planning.meetings.grid import NOBODY, Spot, fits, ticks_in
from muntada.planning.meetings.problem import (
    Interpreter,
    Meeting,
    Plan,
    Principal,
    Problem,
    Request,
    Room,
    Window,
)
from muntada.planning.meetings.reasons import Cure
from muntada.planning.meetings.requests import values

_NEW = "\u0000new"
"""The key of the room or interpreter that is not there yet."""


class Cures:
    """The board holds the plan, in named rooms; request `i` is not on it."""

    def __init__(self, problem: Problem, plan: Plan, board: Board, i: int) -> None:
        self.problem, self.plan, self.board, self.i = problem, plan, board, i
        self.grid, self.ask = board.grid, board.grid.asks[i]
        self.request: Request = next(r for r in problem.requests if r.key == self.ask.key)
        self.value = values(self.grid)

    def found(self, kind: str) -> tuple[Cure, ...]:
        """The first of each kind of change, those that cost least before the others."""
        if kind == "not agreed":
            return ()
        blocks = Blocks(self.board, self.i)
        changes: list[Callable[[Blocks], Iterator[Cure]]] = [
            self._fits,
            self._move,
            self._times,
            self._room,
            self._interpreter,
            self._cap,
            self._door,
            self._longer,
            self._drop,
        ]
        if blocks.free:
            changes = [self._fits]
        cures = [next(change(blocks), None) for change in changes]
        return tuple(cure for cure in cures if cure)

    # Checks

    def _right(self, problem: Problem, *instead: Meeting, without: str | None = None) -> bool:
        """Whether the plan with these meetings is right for that problem."""
        meetings = self.plan.of() | {meeting.request: meeting for meeting in instead}
        if without:
            del meetings[without]
        return not problems(problem, Plan(tuple(meetings.values())))

    def _meeting(self, i: int, spot: Spot) -> Meeting:
        room = self.problem.rooms[self.grid.kinds[spot.kind].rooms[0]].key
        one = spot.interpreter
        who = None if one == NOBODY else self.problem.interpreters[one].key
        return Meeting(self.grid.asks[i].key, self.grid.time_of(spot.start), room, who)

    def _at(self, kind: str, meeting: Meeting) -> Cure:
        return Cure(kind, meeting.start, meeting.room, meeting.interpreter)

    # Nothing, or one meeting moved or dropped

    def _fits(self, blocks: Blocks) -> Iterator[Cure]:
        for start in blocks.free:
            spot = blocks.spot_at(start)
            if spot and self._right(self.problem, meeting := self._meeting(self.i, spot)):
                yield self._at("fits", meeting)

    def _move(self, blocks: Blocks) -> Iterator[Cure]:
        """One meeting in the way has another place while this one takes its time."""
        for start, other in self._in_the_way(blocks):
            with self._lifted(other) as was:
                spot = blocks.spot_at(start)
                there = self._elsewhere(other, was, spot) if spot else None
            if not spot or not there:
                continue
            meeting, moved = self._meeting(self.i, spot), self._meeting(other, there)
            if self._right(self.problem, meeting, moved):
                yield replace(self._at("move", meeting), moved=(moved,))

    def _elsewhere(self, other: int, was: Spot, mine: Spot) -> Spot | None:
        """The place nearest to where it was, once this request has its own."""
        self.board.put(self.i, mine)
        places = [one for one in self.board.spots(other) if one != was]
        self.board.lift(self.i)
        return min(places, key=lambda one: (abs(one.start - was.start), one), default=None)

    def _drop(self, blocks: Blocks) -> Iterator[Cure]:
        for start, other in self._in_the_way(blocks):
            if self.value[other] > self.value[self.i]:
                continue
            with self._lifted(other):
                spot = blocks.spot_at(start)
            if not spot:
                continue
            meeting, key = self._meeting(self.i, spot), self.grid.asks[other].key
            if self._right(self.problem, meeting, without=key):
                yield replace(self._at("drop", meeting), dropped=key)

    @contextmanager
    def _lifted(self, other: int) -> Iterator[Spot]:
        was = self.board.at[other]
        assert was is not None  # noqa: S101 - only meetings that are held are in the way
        self.board.lift(other)
        try:
            yield was
        finally:
            self.board.put(other, was)

    def _in_the_way(self, blocks: Blocks) -> Iterator[tuple[int, int]]:
        """Times, and the meetings that could make room then, those worth least first."""
        for start, those in blocks.by_start.items():
            named = {self.grid.index[one.request] for one in those if one.request}
            if "interpreter" in blocks.families(start):
                named |= set(self._interpreted_near(start))
            for other in sorted(named, key=lambda one: (self.value[one], one)):
                if not self.grid.asks[other].fixed:
                    yield start, other

    def _interpreted_near(self, start: int) -> Iterator[int]:
        """Meetings that day of interpreters who could take this one."""
        for i, spot in enumerate(self.board.at):
            if not spot or spot.interpreter not in self.ask.interpreters:
                continue
            if abs(spot.start - start) <= self.grid.voices[spot.interpreter].within:
                yield i

    # One thing more

    def _room(self, blocks: Blocks) -> Iterator[Cure]:
        like = self._room_like()
        for start in self._only(blocks, "room"):
            voice = self.board.interpreter(self.i, start)
            if voice is None:
                continue
            for zone in self.grid.zones:
                room = replace(like, key=_NEW, zone=zone)
                meeting = replace(self._meeting(self.i, Spot(start, 0, voice)), room=_NEW)
                more = replace(self.problem, rooms=(*self.problem.rooms, room))
                if self._right(more, meeting):
                    yield Cure("room", meeting.start, None, meeting.interpreter)
                    break

    def _room_like(self) -> Room:
        """As the request needs it, and always open."""
        days = Window(self.grid.time_of(0), self.grid.time_of(self.grid.size))
        need = self.request
        return Room(_NEW, "one more room", need.people, (days,), level=need.level)

    def _interpreter(self, blocks: Blocks) -> Iterator[Cure]:
        if not self.request.languages:
            return
        days = Window(self.grid.time_of(0), self.grid.time_of(self.grid.size))
        one = Interpreter(_NEW, "one more interpreter", (self.request.languages,), (days,))
        more = replace(self.problem, interpreters=(*self.problem.interpreters, one))
        for start in self._only(blocks, "interpreter"):
            for kind in self.ask.kinds:
                if self.board.starts(self.i, kind) >> start & 1:
                    spot = self._meeting(self.i, Spot(start, kind))
                    meeting = replace(spot, interpreter=_NEW)
                    if self._right(more, meeting):
                        yield Cure("interpreter", meeting.start, meeting.room)
                    break

    def _only(self, blocks: Blocks, family: str) -> list[int]:
        return [start for start in blocks.by_start if blocks.families(start) == {family}]

    # One rule less

    def _cap(self, blocks: Blocks) -> Iterator[Cure]:
        for start in self._only(blocks, "cap"):
            capped = {one.who for one in blocks.by_start[start]}
            if len(capped) > 1:
                continue
            (party,) = capped
            parties = tuple(
                replace(one, daily=(one.daily or 0) + 1) if one.key == party else one
                for one in self.problem.parties
            )
            cure = self._relaxed(replace(self.problem, parties=parties), start, "cap")
            if cure:
                yield replace(cure, party=party)

    def _door(self, blocks: Blocks) -> Iterator[Cure]:
        for start in self._only(blocks, "door"):
            other = blocks.by_start[start][0].who
            mine = {self.grid.party_keys[party] for party in self.ask.parties}
            apart = tuple(
                pair
                for pair in self.problem.apart
                if not (other in (pair.one, pair.other) and mine & {pair.one, pair.other})
            )
            cure = self._relaxed(replace(self.problem, apart=apart), start, "door")
            if cure:
                yield replace(cure, party=other)

    def _times(self, blocks: Blocks) -> Iterator[Cure]:
        """Outside the times asked for."""
        if not self.request.allowed:
            return
        common = self.grid.common(self.request.principals)
        starts = fits(common, self.ask.length) & self.grid.on_step & ~self.ask.starts
        any_time = self._changed(replace(self.request, allowed=()))
        for start in ticks_in(starts):
            cure = self._relaxed(any_time, start, "times")
            if cure:
                yield cure

    def _longer(self, blocks: Blocks) -> Iterator[Cure]:
        """One principal there when now he is not, for as few minutes as will do."""
        found: list[tuple[int, int, Principal]] = []
        asked = self.grid.mask(self.request.allowed) if self.request.allowed else -1
        for one in self.problem.principals:
            if one.key not in self.request.principals:
                continue
            others = [key for key in self.request.principals if key != one.key]
            could = fits(self.grid.common(others) & asked, self.ask.length) & self.grid.on_step
            free = self.grid.common([one.key])
            for start in ticks_in(could & ~self.ask.starts):
                missing = self.ask.length - (free >> start & self._whole()).bit_count()
                # Only a stretch that is there already is made longer.
                if missing < self.ask.length:
                    found.append((missing, start, one))
        for missing, start, one in sorted(found, key=lambda item: item[:2])[:40]:
            stay = Window(self.grid.time_of(start), self.grid.time_of(start + self.ask.length))
            there = replace(one, free=(*one.free, stay))
            people = tuple(there if p.key == one.key else p for p in self.problem.principals)
            cure = self._relaxed(replace(self.problem, principals=people), start, "longer")
            if cure:
                yield replace(cure, party=one.party, minutes=missing * self.grid.tick)

    def _whole(self) -> int:
        return (1 << self.ask.length) - 1

    def _changed(self, request: Request) -> Problem:
        those = tuple(request if r.key == request.key else r for r in self.problem.requests)
        return replace(self.problem, requests=those)

    def _relaxed(self, problem: Problem, start: int, kind: str) -> Cure | None:
        """Met at this time in some room, with some interpreter, where the rule is relaxed."""
        time = self.grid.time_of(start)
        for room, voice in self._rooms_and_voices(start, time):
            if self._right(problem, Meeting(self.ask.key, time, room, voice)):
                return Cure(kind, time, room, voice)
        return None

    def _rooms_and_voices(self, start: int, time: datetime) -> Iterator[tuple[str, str | None]]:
        voice = self.board.interpreter(self.i, start)
        if voice is None:
            return
        who = None if voice == NOBODY else self.problem.interpreters[voice].key
        for kind in self.ask.kinds:
            turned = self.ask.length + self.grid.kinds[kind].turn
            taken = self.board.full[kind] >> start & ((1 << turned) - 1)
            if not taken and self.grid.opens(kind, self.ask.length) >> start & 1:
                yield self.problem.rooms[self.grid.kinds[kind].rooms[0]].key, who
