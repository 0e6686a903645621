"""Single changes, beside trying everything: none is missed, none is offered that is not enough."""

from dataclasses import replace
from itertools import islice

import pytest

from benchmarks.cures import cases
from muntada.planning.meetings import cures
from muntada.planning.meetings.explain import explain
from muntada.planning.meetings.problem import Interpreter, Meeting, Party, Plan
from muntada.planning.meetings.sentences import why
from tests.planning.meetings.desk import at, between, desk, principal, request, room

HALF = (between("09:00", "09:30"),)


@pytest.mark.parametrize("seed", range(6))
def test_every_single_change_is_found_and_every_one_offered_is_enough(seed: int) -> None:
    """Ten left-out requests of each seed; `benchmarks/cures.py` tries two thousand."""
    for case in islice(cases(seed), 10):
        assert case.missed == set()
        assert case.not_enough == []
        assert not case.is_false


def test_a_meeting_that_fills_a_cap_can_be_left_out_for_another() -> None:
    """No meeting stands at that time, so none is named in what blocks it."""
    parties = (Party("Egypt", "Egypt", 1), Party("France", "France"), Party("Japan", "Japan"))
    problem = desk(request("Egypt", "France"), request("Egypt", "Japan"), parties=parties)
    plan = Plan((Meeting("Egypt–Japan", at("11:00"), "A"),))
    found = explain(problem, plan)["Egypt–France"].cures
    assert "drop" in {cure.kind for cure in found}
    assert "No single change" not in why(problem, explain(problem, plan)["Egypt–France"])


def test_a_meeting_in_the_morning_tires_an_interpreter_for_the_afternoon() -> None:
    languages = ("ar", "fr")
    day = (between("09:00", "17:00"),)
    one = Interpreter("Yusuf", "Yusuf", (languages,), day, daily=30)
    people = tuple(principal(name, day) for name in ("Egypt", "France", "Japan", "Spain"))
    afternoon = (between("16:00", "16:30"),)
    problem = desk(
        request("Egypt", "France", languages=languages, allowed=afternoon),
        request("Spain", "Japan", languages=languages),
        rooms=(room("A", day),), interpreters=(one,), principals=people,
    )  # fmt: skip
    plan = Plan((Meeting("Spain–Japan", at("09:00"), "A", "Yusuf"),))
    assert "drop" in {cure.kind for cure in explain(problem, plan)["Egypt–France"].cures}


def test_where_not_every_move_was_tried_none_is_denied() -> None:
    problem = desk(request("Egypt", "France"), request("Spain", "Japan"), rooms=(room("A", HALF),))
    plan = Plan((Meeting("Spain–Japan", at("09:00"), "A"),))
    reason = explain(problem, plan)["Egypt–France"]
    assert reason.all_tried
    none = replace(reason, cures=())
    assert why(problem, none).endswith("No single change would be enough.")
    told = why(problem, replace(none, all_tried=False))
    assert told.endswith("No single change was found to be enough; not every one was tried.")


def test_the_moves_tried_are_bounded_and_it_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    people = tuple(principal(name) for name in ("Egypt", "France", "Japan", "Spain"))
    short = (replace(people[0], free=HALF), *people[1:])
    problem = desk(request("Egypt", "France"), request("Spain", "Japan"), principals=short)
    plan = Plan((Meeting("Spain–Japan", at("09:00"), "A"),))
    assert "move" in {cure.kind for cure in explain(problem, plan)["Egypt–France"].cures}
    monkeypatch.setattr(cures, "MOST_MOVES", 0)
    reason = explain(problem, plan)["Egypt–France"]
    assert "move" not in {cure.kind for cure in reason.cures}
    assert not reason.all_tried
