"""On the day: somebody is late, a room is lost, a request withdrawn; as little moves as can be."""

from dataclasses import replace
from datetime import timedelta
from itertools import product

from muntada.planning.meetings.check import problems
from muntada.planning.meetings.problem import Meeting, Place, Plan, Problem
from muntada.planning.meetings.repair import repair
from tests.planning.meetings.desk import at, between, desk, principal, request, room

DESK = desk(request("Egypt", "France"), request("Egypt", "Japan"), rooms=(room("A"), room("B")))
PLAN = Plan((Meeting("Egypt–France", at("09:00"), "A"), Meeting("Egypt–Japan", at("10:00"), "B")))


def test_nothing_moves_when_nothing_changed() -> None:
    found = repair(DESK, PLAN)
    assert (found.moved, found.lost, found.kept) == ((), (), 2)
    assert set(found.plan.meetings) == set(PLAN.meetings)


def test_a_late_minister_is_met_later_and_the_others_stay() -> None:
    late = tuple(
        replace(one, free=(between("09:30", "12:00"),)) if one.party == "France" else one
        for one in DESK.principals
    )
    problem = replace(DESK, principals=late)
    found = repair(problem, PLAN)
    assert problems(problem, found.plan) == []
    assert [move.request for move in found.moved] == ["Egypt–France"]
    assert found.lost == ()
    assert found.moved[0].after.start >= at("09:30")


def test_a_lost_room_moves_the_meeting_but_not_its_time() -> None:
    problem = replace(DESK, rooms=(room("A"),))
    found = repair(problem, PLAN)
    assert problems(problem, found.plan) == []
    assert found.plan.of()["Egypt–Japan"] == Meeting("Egypt–Japan", at("10:00"), "A")
    assert len(found.moved) == 1


def test_a_withdrawn_request_is_gone_and_not_lost() -> None:
    problem = replace(DESK, requests=DESK.requests[:1])
    found = repair(problem, PLAN)
    assert [one.request for one in found.plan.meetings] == ["Egypt–France"]
    assert (found.moved, found.lost) == ((), ())


def test_nothing_is_moved_into_what_is_about_to_begin() -> None:
    late = tuple(
        principal(one.party, (between("09:00", "09:15"), between("09:30", "12:00")))
        if one.party == "France"
        else one
        for one in DESK.principals
    )
    found = repair(replace(DESK, principals=late), PLAN, now=at("09:00"), hold=60)
    assert found.plan.of()["Egypt–Japan"] == PLAN.of()["Egypt–Japan"]
    assert found.plan.of()["Egypt–France"].start >= at("10:00")


def test_what_is_fixed_moves_only_when_it_must() -> None:
    """A principal who comes late moves the meeting that is fixed; the other, fixed too, stays."""
    fixed = tuple(
        replace(one, fixed=Place(meeting.start, meeting.room))
        for one, meeting in zip(DESK.requests, PLAN.meetings, strict=True)
    )
    late = tuple(
        replace(one, free=(between("09:30", "12:00"),)) if one.party == "France" else one
        for one in DESK.principals
    )
    found = repair(replace(DESK, requests=fixed, principals=late), PLAN)
    assert [move.request for move in found.moved] == ["Egypt–France"]
    assert found.lost == ()
    assert found.proved


def test_when_it_says_proved_no_repair_moves_fewer() -> None:
    """Every order of three meetings in one room is tried by hand, for every loss of its hours."""
    names = ("Egypt", "France", "Japan", "Spain", "Chad", "Peru")
    problem = desk(*(request(names[n], names[n + 1]) for n in (0, 2, 4)))
    keys = [one.key for one in problem.requests]
    plan = Plan(tuple(Meeting(key, at(f"{9 + n}:00"), "A") for n, key in enumerate(keys)))
    for begins in ("09:15", "09:45", "10:00", "10:30"):
        changed = replace(problem, rooms=(room("A", (between(begins, "12:00"),)),))
        found = repair(changed, plan)
        assert found.proved
        assert problems(changed, found.plan) == []
        assert (len(found.lost), len(found.moved)) == _fewest(changed, plan)


def _fewest(problem: Problem, plan: Plan) -> tuple[int, int]:
    """Fewest lost, then fewest moved, of all plans on the quarter hours; `check` judges them."""
    quarters = [at("09:00") + timedelta(minutes=15 * n) for n in range(12)]
    best = (9, 9)
    for times in product([*quarters, None], repeat=len(plan.meetings)):
        kept = [
            replace(meeting, start=time)
            for meeting, time in zip(plan.meetings, times, strict=True)
            if time
        ]
        lost, moved = times.count(None), len(set(kept) - set(plan.meetings))
        if (lost, moved) < best and not problems(problem, Plan(tuple(kept))):
            best = lost, moved
    return best
