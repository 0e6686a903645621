"""Why a request is left out, and what would be enough."""

from dataclasses import replace

import pytest

from muntada.planning.meetings.check import problems
from muntada.planning.meetings.explain import explain
from muntada.planning.meetings.problem import (
    BadProblem,
    Interpreter,
    Meeting,
    Party,
    Plan,
    Problem,
    Request,
)
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
