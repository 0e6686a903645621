"""What is wrong with a plan, found in plain times; shares nothing with what made the plan."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import combinations, pairwise

from muntada.planning.meetings.problem import Interpreter, Meeting, Plan, Problem, Window

_Held = tuple[datetime, datetime, Meeting]


def problems(problem: Problem, plan: Plan) -> list[str]:
    """A sentence for each rule the plan breaks; none when it is right."""
    known = {request.key for request in problem.requests}
    rooms = {room.key for room in problem.rooms}
    interpreters = {one.key for one in problem.interpreters} | {None}
    keys = [meeting.request for meeting in plan.meetings]
    if not set(keys) <= known:
        return [f"{key}: no such request" for key in sorted(set(keys) - known)]
    if len(set(keys)) < len(keys):
        return [f"{key}: met twice" for key in sorted(set(keys)) if keys.count(key) > 1]
    if any(m.room not in rooms or m.interpreter not in interpreters for m in plan.meetings):
        return ["A meeting has a room or an interpreter that is not there."]
    looking = _Looking(problem, plan)
    return [
        *looking.each_alone(),
        *looking.principals(),
        *looking.rooms(),
        *looking.interpreters(),
        *looking.apart(),
        *looking.caps(),
        *looking.order(),
    ]


class _Looking:
    def __init__(self, problem: Problem, plan: Plan) -> None:
        self.problem, self.plan = problem, plan
        self.request = {request.key: request for request in problem.requests}
        self.principal = {principal.key: principal for principal in problem.principals}
        self.room = {room.key: room for room in problem.rooms}
        self.interpreter = {one.key: one for one in problem.interpreters}
        self.held: dict[str, _Held] = {}
        for meeting in plan.meetings:
            lasts = timedelta(minutes=self.request[meeting.request].minutes)
            self.held[meeting.request] = (meeting.start, meeting.start + lasts, meeting)

    def each_alone(self) -> Iterator[str]:
        for key, (start, end, meeting) in self.held.items():
            request, room = self.request[key], self.room[meeting.room]
            minute = start.hour * 60 + start.minute
            if not request.agreed:
                yield f"{key}: not agreed by every side"
            if not request.fixed and minute % self.problem.step:
                yield f"{key}: begins between two steps"
            if request.allowed and not _inside(request.allowed, start, end):
                yield f"{key}: outside the times asked for"
            if room.seats < request.people or room.level < request.level:
                yield f"{key}: {room.name} is too small or not of this level"
            if not _inside(room.free, start, end):
                yield f"{key}: {room.name} is closed"
            for who in request.principals:
                if not _inside(self.principal[who].free, start, end):
                    yield f"{key}: {self.principal[who].name} is not free"
            yield from self._interpreted(key, start, end, meeting)
        for request in self.problem.requests:
            yield from self._fixed(request.key)

    def _interpreted(
        self, key: str, start: datetime, end: datetime, meeting: Meeting
    ) -> Iterator[str]:
        languages = self.request[key].languages
        if languages and not meeting.interpreter:
            yield f"{key}: nobody interprets"
        if not meeting.interpreter:
            return
        one = self.interpreter[meeting.interpreter]
        if languages and set(languages) not in [set(pair) for pair in one.pairs]:
            yield f"{key}: {one.name} does not work between these languages"
        if not _inside(one.free, start, end):
            yield f"{key}: {one.name} is not on duty"

    def _fixed(self, key: str) -> Iterator[str]:
        place, held = self.request[key].fixed, self.held.get(key)
        if not place or not self.request[key].agreed:
            return
        if not held:
            yield f"{key}: fixed, but left out"
            return
        meeting = held[2]
        kept = (
            meeting.start == place.start
            and place.room in (None, meeting.room)
            and place.interpreter in (None, meeting.interpreter)
        )
        if not kept:
            yield f"{key}: not where it was fixed"

    def principals(self) -> Iterator[str]:
        for principal in self.problem.principals:
            held = [h for k, h in self.held.items() if principal.key in self.request[k].principals]
            for one, then in combinations(sorted(held, key=lambda h: h[0]), 2):
                walk = self._walk(one[2].room, then[2].room)
                if then[0] < one[1] + timedelta(minutes=walk):
                    yield (f"{principal.name} cannot be in {one[2].request} and {then[2].request}")

    def _walk(self, one: str, other: str) -> int:
        return self.problem.walking(self.room[one].zone, self.room[other].zone)

    def rooms(self) -> Iterator[str]:
        for room in self.problem.rooms:
            held = sorted(h[:2] for h in self.held.values() if h[2].room == room.key)
            turn = timedelta(minutes=room.turnaround)
            for one, then in pairwise(held):
                if then[0] < one[1] + turn:
                    yield f"{room.name}: two meetings too close at {then[0]:%d %H:%M}"

    def interpreters(self) -> Iterator[str]:
        for one in self.problem.interpreters:
            held = sorted(h[:2] for h in self.held.values() if h[2].interpreter == one.key)
            for earlier, then in pairwise(held):
                if then[0] < earlier[1]:
                    yield f"{one.name} is in two meetings at {then[0]:%d %H:%M}"
            yield from _too_long(one, held)

    def apart(self) -> Iterator[str]:
        for pair in self.problem.apart:
            margin = timedelta(minutes=pair.minutes)
            for one in self._of(pair.one):
                for other in self._of(pair.other):
                    near = one[0] < other[1] + margin and other[0] < one[1] + margin
                    if near and self.room[one[2].room].zone == self.room[other[2].room].zone:
                        yield f"{one[2].request} and {other[2].request} are at one door"

    def _of(self, party: str) -> list[_Held]:
        party_of = self.problem.party_of
        return [
            held
            for key, held in self.held.items()
            if party in [party_of[who] for who in self.request[key].principals]
        ]

    def caps(self) -> Iterator[str]:
        for party in self.problem.parties:
            if party.daily is None:
                continue
            days = [held[0].date() for held in self._of(party.key)]
            for day in sorted(set(days)):
                if days.count(day) > party.daily:
                    yield f"{party.name} has more than {party.daily} meetings on {day}"

    def order(self) -> Iterator[str]:
        for key, (start, _, _) in self.held.items():
            for earlier in self.request[key].after:
                if earlier in self.held and self.held[earlier][1] > start:
                    yield f"{key}: begins before {earlier} is over"


def _inside(windows: tuple[Window, ...], start: datetime, end: datetime) -> bool:
    """Inside windows that may touch one another."""
    reached = start
    for window in sorted(windows, key=lambda window: window.start):
        if window.start <= reached < window.end:
            reached = window.end
    return reached >= end


def _too_long(one: Interpreter, held: list[tuple[datetime, datetime]]) -> Iterator[str]:
    days = {time.date() for start, end in held for time in (start, end)}
    for day in sorted(days):
        midnight = datetime.combine(day, datetime.min.time())
        worked = _inside_of(held, midnight, midnight + timedelta(days=1)) / timedelta(minutes=1)
        if worked > one.daily:
            yield f"{one.name} works {worked:.0f} minutes on {day}, more than {one.daily}"
    span = timedelta(minutes=one.within)
    # The work inside a sliding span is greatest when the span begins or ends with a meeting.
    for begins in sorted({s for s, _ in held} | {e - span for _, e in held}):
        inside = _inside_of(held, begins, begins + span)
        if inside > timedelta(minutes=one.longest):
            yield f"{one.name} works too long without a rest from {begins:%d %H:%M}"


def _inside_of(
    held: list[tuple[datetime, datetime]], begins: datetime, ends: datetime
) -> timedelta:
    """What of these lies between two times."""
    return sum((max(timedelta(), min(e, ends) - max(s, begins)) for s, e in held), timedelta())
