"""What a desk mistypes is refused at once and in a sentence, before anything is planned."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from muntada.planning.meetings.form import read, write
from muntada.planning.meetings.problem import BadProblem, Meeting, Plan, Problem
from muntada.planning.meetings.solve import solve
from tests.planning.meetings.desk import at, between, desk, interpreter, principal, request, room

type Said = dict[str, Any]
OFFSET = "2027-02-18T12:00:00+03:00"


def typed() -> Said:
    made = desk(
        request("Egypt", "France", languages=("ar", "fr"), allowed=(between("09:00", "12:00"),)),
        interpreters=(interpreter("Huda", ("ar", "fr")),),
    )
    found: Said = json.loads(write(made))
    return found


def opens(room_: Said, year: int) -> None:
    day = f"{year}-02-19"
    room_["free"].append({"start": f"{day}T09:00:00", "end": f"{day}T12:00:00"})


def apart(said: Said) -> None:
    said["parties"].append({"key": "Peru", "name": "Peru"})
    said["apart"] = [{"one": "Egypt", "other": "Peru", "minutes": -5}]


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        (lambda said: opens(said["rooms"][0], 2039), "Look at the years of Room A: 2039-02-19"),
        (lambda said: opens(said["rooms"][0], 2057), "more than 200 days"),
        (lambda said: opens(said["rooms"][0], 1927), "Look at the years of Room A: 1927-02-19"),
        (
            lambda said: said["rooms"][0]["free"][0].update(end="2039-02-18T12:00:00"),
            "2027-02-18 to 2039-02-18",
        ),
        (lambda said: said["requests"][0].update(weight=10**19), "at most 1,000,000"),
        (lambda said: said["requests"][0].update(weight=10**7), "at most 1,000,000"),
        (lambda said: said["requests"][0].update(priority=10**19), "at most 1,000,000"),
        (lambda said: said["requests"][0].update(minutes=1441), "takes a day at most"),
        (lambda said: said["requests"][0].update(people=-1), "people cannot be below zero"),
        (lambda said: said["principals"][0]["free"][0].update(end=OFFSET), "without an offset"),
        (lambda said: said["rooms"][0]["free"][0].update(start=OFFSET), "without an offset"),
        (lambda said: said["requests"][0]["allowed"][0].update(end=OFFSET), "without an offset"),
        (lambda said: said["requests"][0].update(fixed={"start": OFFSET}), "without an offset"),
        (lambda said: said["rooms"][0].update(turnaround=-5), "Room A: turnaround cannot be below"),
        (lambda said: said["rooms"][0].update(seats=-5), "Room A: seats cannot be below zero"),
        (lambda said: said["parties"][0].update(daily=-1), "Egypt: meetings on one day cannot"),
        (lambda said: said["interpreters"][0].update(daily=-1), "work on one day cannot be below"),
        (lambda said: said["interpreters"][0].update(longest=-1), "at a stretch cannot be below"),
        (
            lambda said: said["interpreters"][0].update(within=-1),
            "which they count cannot be below",
        ),
        (apart, "minutes apart cannot be below zero"),
    ],
)
def test_what_is_mistyped_is_refused_in_a_sentence(
    wrong: Callable[[Said], None], sentence: str
) -> None:
    said = typed()
    wrong(said)
    with pytest.raises(BadProblem, match=sentence):
        read(json.dumps(said), Problem)


def test_a_plan_with_an_offset_is_refused() -> None:
    said = json.loads(write(Plan((Meeting("Egypt–France", at("09:00"), "A"),))))
    said["meetings"][0]["start"] = OFFSET
    with pytest.raises(BadProblem, match="without an offset"):
        read(json.dumps(said), Plan)


def test_rooms_without_anybody_to_meet_are_refused() -> None:
    with pytest.raises(BadProblem, match="no principals"):
        solve(Problem((), (), (), (room("A"),)), rounds=1)


def test_what_a_desk_may_well_type_is_not_refused() -> None:
    weighed = request("Egypt", "France", weight=32_767, minutes=240)
    always = (between("09:00", "12:00"), between("09:00", "12:00", day=400))
    people = (principal("Egypt", always), principal("France"))
    assert desk(weighed, principals=people, rooms=(room("A", turnaround=0),)).requests == (weighed,)
