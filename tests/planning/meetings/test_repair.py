"""On the day: somebody is late, a room is lost, a request withdrawn; as little moves as can be."""

from dataclasses import replace

from muntada.planning.meetings.check import problems
from muntada.planning.meetings.problem import Meeting, Plan
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
