"""Why a request is left out, and what would be enough."""

from dataclasses import replace

import pytest

from muntada.planning.meetings.check import problems
from muntada.planning.meetings.explain import explain
from muntada.planning.meetings.problem import (
    Apart,
    BadProblem,
    Interpreter,
    Meeting,
    Party,
    Plan,
    Problem,
    Request,
)
from muntada.planning.meetings.reasons import Cure
from muntada.planning.meetings.sentences import why
from muntada.planning.meetings.what_if import Longer, MoreInterpreters, MoreRooms, changed, what_if
from tests.planning.meetings.desk import at, between, desk, principal, request, room

ONE = request("Egypt", "France")
HALF = (between("09:00", "09:30"),)
FULL = desk(ONE, request("Spain", "Japan"), rooms=(room("A", HALF),))
HELD = Plan((Meeting("Spain–Japan", at("09:00"), "A"),))


def kind(problem: Problem) -> str:
    return explain(problem, Plan(()))["Egypt–France"].kind


def test_each_kind_of_reason() -> None:
    def people(*egypt: object) -> tuple[object, ...]:
        return principal("Egypt", tuple(egypt)), principal("France")  # type: ignore[arg-type]

    def with_(**more: object) -> Request:
        return request("Egypt", "France", **more)

    assert kind(desk(with_(agreed=False))) == "not agreed"
    assert kind(desk(ONE, principals=people(between("13:00", "14:00")))) == "no common time"
    assert kind(desk(ONE, principals=people(between("09:00", "09:20")))) == "too short"
    assert kind(desk(with_(allowed=(between("14:00", "15:00"),)))) == "not in the times asked"
    assert kind(desk(with_(people=50))) == "no room"
    assert kind(desk(with_(languages=("ar", "fr")))) == "no interpreter"
    assert kind(desk(ONE)) == "fits"
    assert explain(FULL, HELD)["Egypt–France"].kind == "taken"


def test_a_full_room_is_cured_by_another_or_by_leaving_one_out() -> None:
    reason = explain(FULL, HELD)["Egypt–France"]
    assert {"room", "drop"} <= {cure.kind for cure in reason.cures}
    assert "one more room on Thursday 18 February 09:00" in why(FULL, reason)
    drop = next(cure for cure in reason.cures if cure.kind == "drop")
    assert drop.dropped == "Spain–Japan"
    assert problems(FULL, Plan((Meeting("Egypt–France", drop.start, drop.room or ""),))) == []


def test_a_cap_is_cured_by_one_meeting_more() -> None:
    parties = (Party("Egypt", "Egypt", 1), Party("France", "France"), Party("Japan", "Japan"))
    problem = desk(ONE, request("Egypt", "Japan"), parties=parties)
    reason = explain(problem, Plan((Meeting("Egypt–Japan", at("09:00"), "A"),)))["Egypt–France"]
    assert "cap" in {cure.kind for cure in reason.cures}
    assert next(c for c in reason.cures if c.kind == "cap").party == "Egypt"


def test_a_request_that_is_met_is_not_explained() -> None:
    with pytest.raises(BadProblem, match="is met"):
        explain(FULL, HELD, ["Spain–Japan"])


def test_one_more_room_would_meet_one_more_request() -> None:
    found = what_if(FULL, HELD, MoreRooms("A"), rounds=1)
    assert (found.gained, found.lost) == (("Egypt–France",), ())
    assert problems(changed(FULL, MoreRooms("A")), found.plan) == []
    with pytest.raises(BadProblem, match="no room Z"):
        changed(FULL, MoreRooms("Z"))


def test_what_changes_is_only_what_was_asked() -> None:
    voices = changed(FULL, MoreInterpreters(("ar", "fr"), 2)).interpreters
    assert [one.pairs for one in voices] == [(("ar", "fr"),)] * 2
    assert all(isinstance(one, Interpreter) and one.free == HALF for one in voices)
    longer = changed(replace(FULL, rooms=(room("A"),)), Longer(30))
    assert longer.rooms[0].free[0].end == at("12:30")
    assert {one.free[0].end for one in longer.principals} == {at("12:30")}


def cures(problem: Problem, plan: Plan, key: str = "Egypt–France") -> dict[str, Cure]:
    """Each cure by its kind; the board is as it was, so asking again gives the same."""
    found = explain(problem, plan, [key])[key].cures
    assert found == explain(problem, plan, [key])[key].cures
    return {cure.kind: cure for cure in found}


def test_what_fits_after_all_is_said_to() -> None:
    cure = cures(desk(ONE), Plan(()))["fits"]
    assert (cure.start, cure.room) == (at("09:00"), "A")


def test_a_meeting_that_could_be_later_makes_room() -> None:
    egypt, france = principal("Egypt", HALF), principal("France")
    japan, spain = principal("Japan"), principal("Spain")
    problem = desk(ONE, request("Spain", "Japan"), principals=(egypt, france, japan, spain))
    cure = cures(problem, HELD)["move"]
    (moved,) = cure.moved
    assert (cure.start, moved.request, moved.start) == (at("09:00"), "Spain–Japan", at("09:45"))
    meeting = Meeting("Egypt–France", cure.start, cure.room or "")
    assert problems(problem, Plan((meeting, moved))) == []


def test_one_more_interpreter_is_enough_where_the_one_there_is_works() -> None:
    languages = ("ar", "fr")
    one = Interpreter("Yusuf", "Yusuf", (languages,), HALF)
    problem = desk(
        request("Egypt", "France", languages=languages, allowed=HALF),
        request("Spain", "Japan", languages=languages),
        rooms=(room("A"), room("B")),
        interpreters=(one,),
    )
    plan = Plan((Meeting("Spain–Japan", at("09:00"), "A", "Yusuf"),))
    assert cures(problem, plan)["interpreter"].start == at("09:00")


def test_two_parties_kept_apart_could_use_one_door() -> None:
    problem = desk(
        request("Egypt", "France", allowed=HALF),
        request("Spain", "Japan"),
        rooms=(room("A"), room("B")),
        apart=(Apart("Egypt", "Spain"),),
    )
    cure = cures(problem, HELD)["door"]
    assert (cure.start, cure.party) == (at("09:00"), "Spain")


def test_another_time_than_asked_for_is_named() -> None:
    problem = desk(request("Egypt", "France", allowed=HALF), request("Spain", "Japan"))
    cure = cures(problem, HELD)["times"]
    assert (cure.start, cure.room) == (at("09:45"), "A")


def test_ten_minutes_more_of_a_minister_are_enough() -> None:
    people = principal("Egypt", (between("09:00", "09:20"),)), principal("France")
    cure = cures(desk(ONE, principals=people), Plan(()))["longer"]
    assert (cure.start, cure.party, cure.minutes) == (at("09:00"), "Egypt", 10)
