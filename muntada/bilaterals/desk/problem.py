"""The desk as the planner sees it: a `Problem` whose keys are the rows' ids, and plans both ways.

What is locked, confirmed or held stands fixed, as long as it still can; what no longer can is
named in `Reading.loosened` and planned anew. Requests that cannot be planned at all are in `unfit`.
"""

from collections import defaultdict
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from itertools import pairwise

from muntada.bilaterals import rules
from muntada.bilaterals.desk.availability import Availability
from muntada.bilaterals.desk.refusals import standing
from muntada.bilaterals.desk.windows import common, wall
from muntada.bilaterals.models import (
    Apart,
    Cap,
    Interpreter,
    Meeting,
    MeetingRoom,
    Principal,
    Request,
)
from muntada.bilaterals.queries import arrangements_of
from muntada.conferences.models import Edition, Walk
from muntada.delegations.models import Delegation
from muntada.planning.meetings import problem as planner
from muntada.planning.meetings.problem import Place, Plan, Problem, Window

NOBODY, KEPT_APART = "nobody", "apart"


@dataclass
class Reading:
    """The problem, what stands on the board now, and what did not get into it.

    `unpinned`: the same with nothing fixed, for moving by hand.
    """

    problem: Problem
    plan: Plan
    unpinned: Problem
    unfit: dict[int, str] = field(default_factory=dict)
    loosened: list[str] = field(default_factory=list)


def read_problem(
    edition: Edition, *, at: datetime | None = None, on_the_day: bool = False
) -> Reading:
    """`at`: while the conference runs, nothing new is planned before this moment.

    `on_the_day`: what is confirmed may move too, if that saves a meeting; what is locked may not.
    """
    arranged = arrangements_of(edition)
    available = Availability(edition, arranged)
    asked = list(
        Request.objects.filter(edition=edition, state__in=(rules.ACCEPTED, rules.MET))
        .select_related("principal__member", "counterpart_principal__member")
        .prefetch_related("times", "after")
        .order_by("sent_at", "pk")
    )
    apart = list(Apart.objects.filter(edition=edition))
    unfit = _unfit(asked, apart)
    meetings = {
        one.request_id: one
        for one in Meeting.objects.filter(edition=edition).standing()
        if one.room_id
    }
    fit = [one for one in asked if one.pk not in unfit]
    fit = [one for one in fit if one.state == rules.ACCEPTED or one.pk in meetings]
    principals = _principals(fit)
    rooms = list(MeetingRoom.objects.filter(edition=edition).select_related("room"))
    interpreters = list(Interpreter.objects.filter(edition=edition))
    requests = [
        _request(edition, one, number, at, {other.pk for other in fit})
        for number, one in enumerate(fit, start=1)
    ]
    parties = {key for one in fit for key in (one.delegation_id, one.counterpart_id)}
    problem = Problem(
        parties=_parties(parties, arranged.most_a_day),
        principals=tuple(
            planner.Principal(
                str(one.pk), str(one.member_id), str(one.delegation_id), available.free(one),
                one.level,
            )
            for one in principals
        ),
        requests=tuple(requests),
        rooms=tuple(
            planner.Room(
                str(one.pk), str(one.pk), one.seats, available.open(one), zone_of(one), one.level,
                one.turnaround,
            )
            for one in rooms
        ),
        interpreters=tuple(
            planner.Interpreter(
                str(one.pk), str(one.pk), tuple((a, b) for a, b in one.pairs),
                available.on_duty(one), one.longest, one.within, one.daily,
            )
            for one in interpreters
        ),
        apart=tuple(
            planner.Apart(str(one.one_id), str(one.other_id), one.minutes)
            for one in apart
            if {one.one_id, one.other_id} <= parties
        ),
        walks=walks_of(edition, rooms),
        step=arranged.step,
    )  # fmt: skip
    stands = Plan(tuple(_meeting(edition, meetings[one.pk]) for one in fit if one.pk in meetings))
    sure = (rules.HELD,) if on_the_day else (rules.CONFIRMED, rules.HELD)
    pinned = [key for key, one in meetings.items() if one.is_locked or one.state in sure]
    return _pinned(Reading(problem, stands, problem, unfit), pinned)


def _unfit(asked: list[Request], apart: list[Apart]) -> dict[int, str]:
    pairs = {(one.one_id, one.other_id) for one in apart}
    found: dict[int, str] = {}
    for one in asked:
        if one.principal is None or one.counterpart_principal is None:
            found[one.pk] = NOBODY
        elif (
            min(one.delegation_id, one.counterpart_id),
            max(one.delegation_id, one.counterpart_id),
        ) in pairs:
            found[one.pk] = KEPT_APART
    return found


def _principals(fit: list[Request]) -> list[Principal]:
    found = {p.pk: p for one in fit for p in (one.principal, one.counterpart_principal) if p}
    return [found[key] for key in sorted(found)]


def _parties(keys: set[int], most_a_day: int | None) -> tuple[planner.Party, ...]:
    caps = dict(Cap.objects.filter(delegation__in=keys).values_list("delegation", "most_a_day"))
    found = Delegation.objects.filter(pk__in=keys).select_related("party").order_by("pk")
    return tuple(
        planner.Party(str(one.pk), one.party.code, caps.get(one.pk, most_a_day)) for one in found
    )


def _request(
    edition: Edition, one: Request, number: int, at: datetime | None, known: set[int]
) -> planner.Request:
    wished = tuple(Window(wall(edition, w.starts), wall(edition, w.ends)) for w in one.times.all())
    ours = one.language or (one.principal.language if one.principal else "")
    theirs = one.counterpart_language
    if not theirs and one.counterpart_principal:
        theirs = one.counterpart_principal.language
    interpreted = one.needs_interpreter and ours and theirs and ours != theirs
    return planner.Request(
        key=str(one.pk),
        principals=(str(one.principal_id), str(one.counterpart_principal_id)),
        minutes=one.minutes,
        priority=one.priority,
        weight=one.weight,
        level=one.level,
        people=one.seats,
        asked=number,
        languages=(ours, theirs) if interpreted else None,
        allowed=_still_to_come(edition, wished, at),
        after=tuple(str(o.pk) for o in one.after.all() if o.pk in known and o.pk != one.pk),
    )


def _still_to_come(
    edition: Edition, wished: tuple[Window, ...], at: datetime | None
) -> tuple[Window, ...]:
    if at is None:
        return wished
    days, now = edition.days(), wall(edition, at)
    first = datetime.combine(days[0], datetime.min.time())
    last = datetime.combine(days[-1], datetime.min.time()) + timedelta(days=1)
    if not first < now < last:
        return wished
    left = common(wished or [Window(first, last)], [Window(now, last)])
    # A window that no meeting fits into: all that was wished for has passed.
    return left or (Window(now, now + timedelta(minutes=1)),)


def zone_of(room: MeetingRoom) -> str:
    """Rooms of one wing share a door; a room without one stands by itself."""
    return f"wing:{room.wing}" if room.wing else f"room:{room.pk}"


def walks_of(edition: Edition, rooms: list[MeetingRoom]) -> tuple[planner.Walk, ...]:
    """Between two wings the longest walk of any of their rooms counts."""
    zones: dict[int, str] = {one.room_id: zone_of(one) for one in rooms}
    longest: dict[tuple[str, str], int] = defaultdict(int)
    found = Walk.objects.filter(room_a__in=zones, room_b__in=zones)
    for a, b, minutes in found.values_list("room_a", "room_b", "minutes"):
        if zones[a] != zones[b]:
            one, other = sorted((zones[a], zones[b]))
            longest[one, other] = max(longest[one, other], minutes)
    return tuple(planner.Walk(a, b, n) for (a, b), n in sorted(longest.items()))


def _meeting(edition: Edition, one: Meeting) -> planner.Meeting:
    who = str(one.interpreter_id) if one.interpreter_id else None
    return planner.Meeting(str(one.request_id), wall(edition, one.starts), str(one.room_id), who)


def _pinned(read: Reading, wanted: list[int]) -> Reading:
    """Fix what is not to be moved, as far as all of it can stand together."""
    at = read.plan.of()
    kept, loosened = standing(read.problem, [at[str(key)] for key in wanted if str(key) in at])
    fixed = {m.request: Place(m.start, m.room, m.interpreter) for m in kept}
    requests = tuple(
        # What was agreed between both sides stands even outside the times first wished for.
        replace(one, fixed=fixed[one.key], allowed=()) if one.key in fixed else one
        for one in read.problem.requests
    )
    pinned = replace(read.problem, requests=requests)
    return Reading(pinned, read.plan, read.unpinned, read.unfit, loosened)


def as_plan(edition: Edition) -> Plan:
    """What stands on the board now."""
    found = Meeting.objects.filter(edition=edition).standing().exclude(room=None)
    return Plan(tuple(_meeting(edition, one) for one in found))


def waits(plan: Plan, problem: Problem) -> dict[str, int]:
    """By principal: minutes between one meeting and the next of the same day."""
    request = {one.key: one for one in problem.requests}
    held: dict[str, list[tuple[datetime, datetime]]] = defaultdict(list)
    for meeting in plan.meetings:
        if one := request.get(meeting.request):
            for who in one.principals:
                end = meeting.start + timedelta(minutes=one.minutes)
                held[who].append((meeting.start, end))
    return {
        who: sum(
            int((then[0] - one[1]).total_seconds()) // 60
            for one, then in pairwise(sorted(times))
            if one[0].date() == then[0].date()
        )
        for who, times in held.items()
    }
