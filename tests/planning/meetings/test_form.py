"""Problems travel as JSON and come back the same; what is wrong in them is said."""

import pytest

from muntada.planning.meetings.form import read, schema, write
from muntada.planning.meetings.problem import BadProblem, Meeting, Plan, Problem
from tests.planning.meetings.desk import at, desk, interpreter, request

DESK = desk(
    request("Egypt", "France", languages=("ar", "fr"), weight=3),
    interpreters=(interpreter("Huda", ("ar", "fr")),),
)


def test_a_problem_and_a_plan_come_back_the_same() -> None:
    assert read(write(DESK), Problem) == DESK
    plan = Plan((Meeting("Egypt–France", at("09:00"), "A", "Huda"),))
    assert read(write(plan), Plan) == plan


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda text: text[:-5], "not JSON"),
        (lambda text: text.replace('"step": 15', '"step": 7'), "The step must divide a day"),
        (lambda text: text.replace('"weight": 3', '"weight": "three"'), "requests"),
        (lambda text: text.replace('"weight": 3', '"weight": 0'), "at least 1"),
        (lambda text: text.replace('"France-minister"\n', '"Egypt-minister"\n'), "with itself"),
    ],
)
def test_what_is_wrong_is_said(change, said: str) -> None:  # type: ignore[no-untyped-def]
    text = change(write(DESK))
    with pytest.raises(BadProblem, match=said):
        read(text, Problem)


def test_the_schema_names_every_part() -> None:
    parts = schema()["$defs"]["Problem"]["properties"]
    assert {"parties", "principals", "requests", "rooms", "interpreters", "walks"} <= set(parts)
