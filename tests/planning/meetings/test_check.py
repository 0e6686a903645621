"""What is wrong with a plan is found in plain times, whoever made the plan."""

import pytest

from muntada.planning.meetings.check import problems
from muntada.planning.meetings.problem import Apart, Meeting, Party, Place, Plan, Problem, Walk
from tests.planning.meetings.desk import at, between, desk, interpreter, principal, request, room


def wrong(problem: Problem, *meetings: Meeting) -> str:
    return " / ".join(problems(problem, Plan(meetings)))


TWO = (request("Egypt", "France"), request("Egypt", "Japan"))


def test_a_right_plan_has_nothing_wrong() -> None:
    desk_ = desk(*TWO)
    right = Meeting("Egypt–France", at("09:00"), "A"), Meeting("Egypt–Japan", at("09:45"), "A")
    assert wrong(desk_, *right) == ""


@pytest.mark.parametrize(
    ("meeting", "said"),
    [
        (Meeting("Egypt–Mars", at("09:00"), "A"), "no such request"),
        (Meeting("Egypt–France", at("09:00"), "Z"), "not there"),
        (Meeting("Egypt–France", at("09:05"), "A"), "between two steps"),
        (Meeting("Egypt–France", at("11:45"), "A"), "closed"),
        (Meeting("Egypt–France", at("08:30"), "A"), "The Minister of Egypt is not free"),
    ],
)
def test_a_meeting_wrong_alone(meeting: Meeting, said: str) -> None:
    assert said in wrong(desk(*TWO), meeting)


def test_a_meeting_twice() -> None:
    one = Meeting("Egypt–France", at("09:00"), "A"), Meeting("Egypt–France", at("10:00"), "A")
    assert "met twice" in wrong(desk(*TWO), *one)


def test_nobody_is_in_two_meetings_and_walking_takes_its_time() -> None:
    far = desk(
        *TWO,
        rooms=(room("A", zone="Palace"), room("B", zone="Hotel")),
        walks=(Walk("Palace", "Hotel", 15),),
    )
    one = Meeting("Egypt–France", at("09:00"), "A")
    assert "cannot be in" in wrong(far, one, Meeting("Egypt–Japan", at("09:15"), "B"))
    assert "cannot be in" in wrong(far, one, Meeting("Egypt–Japan", at("09:30"), "B"))
    assert wrong(far, one, Meeting("Egypt–Japan", at("09:45"), "B")) == ""


def test_a_room_is_made_ready_between_two_meetings() -> None:
    desk_ = desk(request("Egypt", "France"), request("Spain", "Japan"))
    one = Meeting("Egypt–France", at("09:00"), "A")
    assert "too close" in wrong(desk_, one, Meeting("Spain–Japan", at("09:30"), "A"))


def test_a_room_too_small_or_too_low_is_not_used() -> None:
    desk_ = desk(request("Egypt", "France", people=40), rooms=(room("A"),))
    assert "too small" in wrong(desk_, Meeting("Egypt–France", at("09:00"), "A"))


def test_an_interpreter_rests() -> None:
    arabic = ("ar", "fr")
    asked = [request("Egypt", other, languages=arabic) for other in ("Chad", "Mali", "Togo")]
    desk_ = desk(
        *asked,
        rooms=(room("A"), room("B")),
        interpreters=(interpreter("Huda", arabic), interpreter("Ivan", ("ru", "en"))),
    )
    hours = ("09:00", "09:30", "10:00")
    held = [Meeting(asked[i].key, at(hours[i]), "AB"[i % 2], "Huda") for i in range(len(asked))]
    assert "without a rest" in wrong(desk_, *held)
    assert "nobody interprets" in wrong(desk_, Meeting("Egypt–Chad", at("09:00"), "A"))
    assert "does not work between" in wrong(desk_, Meeting("Egypt–Chad", at("09:00"), "A", "Ivan"))


def test_parties_kept_apart_never_meet_at_a_door() -> None:
    desk_ = desk(
        request("Egypt", "France"),
        request("Spain", "Japan"),
        rooms=(room("A", zone="East"), room("B", zone="East"), room("C", zone="West")),
        apart=(Apart("France", "Japan", 15),),
    )
    one = Meeting("Egypt–France", at("09:00"), "A")
    assert "at one door" in wrong(desk_, one, Meeting("Spain–Japan", at("09:30"), "B"))
    assert wrong(desk_, one, Meeting("Spain–Japan", at("09:30"), "C")) == ""


def test_a_party_has_no_more_meetings_than_it_wants() -> None:
    desk_ = desk(
        *TWO, parties=(Party("Egypt", "Egypt", 1), Party("France", "F"), Party("Japan", "J"))
    )
    held = Meeting("Egypt–France", at("09:00"), "A"), Meeting("Egypt–Japan", at("10:00"), "A")
    assert "more than 1" in wrong(desk_, *held)


def test_order_fixed_places_and_agreement() -> None:
    desk_ = desk(
        request("Egypt", "France", fixed=Place(at("10:00"), "A")),
        request("Egypt", "Japan", after=("Egypt–France",)),
        request("Egypt", "Spain", agreed=False),
    )
    assert "fixed, but left out" in wrong(desk_)
    assert "not where it was fixed" in wrong(desk_, Meeting("Egypt–France", at("09:00"), "A"))
    right = Meeting("Egypt–France", at("10:00"), "A")
    assert "begins before" in wrong(desk_, right, Meeting("Egypt–Japan", at("09:00"), "A"))
    assert "not agreed" in wrong(desk_, right, Meeting("Egypt–Spain", at("11:00"), "A"))


def test_free_times_that_touch_are_one() -> None:
    halves = (between("09:00", "10:00"), between("10:00", "11:00"))
    desk_ = desk(
        request("Egypt", "France"), principals=(principal("Egypt", halves), principal("France"))
    )
    assert wrong(desk_, Meeting("Egypt–France", at("09:45"), "A")) == ""
