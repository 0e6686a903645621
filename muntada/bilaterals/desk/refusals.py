"""Why a meeting may not stand at a time, in a room, with an interpreter: facts, not yet words."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from muntada.bilaterals.desk.windows import covers
from muntada.planning.meetings.problem import Interpreter, Meeting, Problem

STEP, TIMES, SMALL, LEVEL, CLOSED, ROOM = "step", "times", "small", "level", "closed", "room"
AWAY, PERSON, WALK, CAP, DOOR, ORDER = "away", "person", "walk", "cap", "door", "order"
NO_VOICE, LANGUAGES, OFF, VOICE = "no_voice", "languages", "off", "voice"
REST, DAY = "rest", "day"


@dataclass(frozen=True)
class Refusal:
    """`who`: the key of a principal, a party, a room or an interpreter; `other`: of a request."""

    kind: str
    who: str = ""
    other: str = ""
    minutes: int = 0


@dataclass(frozen=True)
class Held:
    start: datetime
    end: datetime
    meeting: Meeting


class Standing:
    """Meetings that stand; asked what one more of them would run into."""

    def __init__(self, problem: Problem, meetings: Iterable[Meeting] = ()) -> None:
        self.problem = problem
        self.request = {one.key: one for one in problem.requests}
        self.principal = {one.key: one for one in problem.principals}
        self.room = {one.key: one for one in problem.rooms}
        self.interpreter = {one.key: one for one in problem.interpreters}
        self.party = {one.key: one for one in problem.parties}
        self.of_principal: dict[str, list[Held]] = defaultdict(list)
        self.of_party: dict[str, list[Held]] = defaultdict(list)
        self.of_room: dict[str, list[Held]] = defaultdict(list)
        self.of_interpreter: dict[str, list[Held]] = defaultdict(list)
        self.at: dict[str, Held] = {}
        self.later: dict[str, list[str]] = defaultdict(list)
        for one in problem.requests:
            for earlier in one.after:
                self.later[earlier].append(one.key)
        for meeting in meetings:
            if meeting.request in self.request:
                self.add(meeting)

    def held(self, meeting: Meeting) -> Held:
        lasts = timedelta(minutes=self.request[meeting.request].minutes)
        return Held(meeting.start, meeting.start + lasts, meeting)

    def add(self, meeting: Meeting) -> None:
        held, request = self.held(meeting), self.request[meeting.request]
        self.at[meeting.request] = held
        for who in request.principals:
            self.of_principal[who].append(held)
            self.of_party[self.principal[who].party].append(held)
        self.of_room[meeting.room].append(held)
        if meeting.interpreter:
            self.of_interpreter[meeting.interpreter].append(held)

    def why_not(self, meeting: Meeting) -> list[Refusal]:
        if meeting.room not in self.room:
            return [Refusal(CLOSED, meeting.room)]
        held = self.held(meeting)
        return [
            *self._alone(held),
            *self._people(held),
            *self._room(held),
            *self._interpreted(held),
            *self._door(held),
            *self._order(held),
        ]

    def _alone(self, held: Held) -> Iterator[Refusal]:
        request, room = self.request[held.meeting.request], self.room[held.meeting.room]
        fixed = request.fixed is not None and request.fixed.start == held.start
        if not fixed and (held.start.hour * 60 + held.start.minute) % self.problem.step:
            yield Refusal(STEP, minutes=self.problem.step)
        if request.allowed and not covers(request.allowed, held.start, held.end):
            yield Refusal(TIMES)
        if room.seats < request.people:
            yield Refusal(SMALL, room.key, minutes=request.people)
        if room.level < request.level:
            yield Refusal(LEVEL, room.key)
        if not covers(room.free, held.start, held.end):
            yield Refusal(CLOSED, room.key)

    def _people(self, held: Held) -> Iterator[Refusal]:
        zone = self.room[held.meeting.room].zone
        for who in self.request[held.meeting.request].principals:
            one = self.principal[who]
            if not covers(one.free, held.start, held.end):
                yield Refusal(AWAY, who)
            for other in self._others(self.of_principal[who], held):
                walk = self.problem.walking(zone, self.room[other.meeting.room].zone)
                if _meet(held, other, 0):
                    yield Refusal(PERSON, who, other.meeting.request)
                elif _meet(held, other, walk):
                    yield Refusal(WALK, who, other.meeting.request, walk)
            cap = self.party[one.party].daily
            same_day = [
                other
                for other in self._others(self.of_party[one.party], held)
                if other.start.date() == held.start.date()
            ]
            if cap is not None and len(same_day) >= cap:
                yield Refusal(CAP, one.party, minutes=cap)

    def _room(self, held: Held) -> Iterator[Refusal]:
        room = self.room[held.meeting.room]
        for other in self._others(self.of_room[room.key], held):
            if _meet(held, other, room.turnaround):
                yield Refusal(ROOM, room.key, other.meeting.request, room.turnaround)

    def _interpreted(self, held: Held) -> Iterator[Refusal]:
        languages, key = self.request[held.meeting.request].languages, held.meeting.interpreter
        if languages and not key:
            yield Refusal(NO_VOICE)
        if not key or key not in self.interpreter:
            return
        one = self.interpreter[key]
        if languages and set(languages) not in [set(pair) for pair in one.pairs]:
            yield Refusal(LANGUAGES, key)
        if not covers(one.free, held.start, held.end):
            yield Refusal(OFF, key)
        others = self._others(self.of_interpreter[key], held)
        taken = [other for other in others if _meet(held, other, 0)]
        if taken:
            yield Refusal(VOICE, key, taken[0].meeting.request)
        else:
            yield from _tired(one, [*others, held])

    def _door(self, held: Held) -> Iterator[Refusal]:
        zone = self.room[held.meeting.room].zone
        ours = {self.principal[p].party for p in self.request[held.meeting.request].principals}
        for pair in self.problem.apart:
            for one, other in ((pair.one, pair.other), (pair.other, pair.one)):
                if one not in ours:
                    continue
                for near in self._others(self.of_party[other], held):
                    if self.room[near.meeting.room].zone == zone and _meet(
                        held, near, pair.minutes
                    ):
                        yield Refusal(DOOR, other, near.meeting.request, pair.minutes)

    def _order(self, held: Held) -> Iterator[Refusal]:
        key = held.meeting.request
        for earlier in self.request[key].after:
            if earlier in self.at and self.at[earlier].end > held.start:
                yield Refusal(ORDER, other=earlier)
        for later in self.later[key]:
            if later in self.at and held.end > self.at[later].start:
                yield Refusal(ORDER, other=later)

    @staticmethod
    def _others(held: list[Held], mine: Held) -> list[Held]:
        return [one for one in held if one.meeting.request != mine.meeting.request]


def _meet(one: Held, other: Held, minutes: int) -> bool:
    between = timedelta(minutes=minutes)
    return one.start < other.end + between and other.start < one.end + between


def _tired(one: Interpreter, held: list[Held]) -> Iterator[Refusal]:
    mine = held[-1]
    today = [h for h in held if h.start.date() == mine.start.date()]
    if sum(_minutes(h.start, h.end) for h in today) > one.daily:
        yield Refusal(DAY, one.key, minutes=one.daily)
    span = timedelta(minutes=one.within)
    # The work inside a sliding span is greatest when the span begins or ends with a meeting.
    for begins in sorted({h.start for h in today} | {h.end - span for h in today}):
        inside = sum(
            _minutes(max(h.start, begins), min(h.end, begins + span))
            for h in today
            if h.start < begins + span and h.end > begins
        )
        if inside > one.longest:
            yield Refusal(REST, one.key, minutes=one.longest)
            return


def _minutes(start: datetime, end: datetime) -> int:
    return int((end - start).total_seconds()) // 60


def standing(problem: Problem, meetings: Iterable[Meeting]) -> tuple[list[Meeting], list[str]]:
    """Those that can stand together, the earlier first, and the requests of those that cannot."""
    stands = Standing(_at_any_time(problem))
    kept: list[Meeting] = []
    loose: list[str] = []
    for meeting in sorted(meetings, key=lambda one: (one.start, one.request)):
        # The step of the grid binds what is planned, not what was agreed by hand.
        if [found for found in stands.why_not(meeting) if found.kind != STEP]:
            loose.append(meeting.request)
        else:
            stands.add(meeting)
            kept.append(meeting)
    return kept, loose


def _at_any_time(problem: Problem) -> Problem:
    return replace(problem, requests=tuple(replace(r, allowed=()) for r in problem.requests))
