"""When a version may be cleared and a statement go out, without a database."""

from datetime import timedelta

import pytest

from muntada.press import rules
from tests.world import NOW


def test_a_statement_is_out_in_the_instant_of_its_release():
    assert rules.is_released(NOW, at=NOW)
    assert not rules.is_released(NOW, at=NOW - timedelta(microseconds=1))
    assert not rules.is_released(None, at=NOW)


CLEARING = {
    "body": "x",
    "differences": 0,
    "reason": "",
    "authentic_cleared": True,
    "is_authentic": False,
}


@pytest.mark.parametrize(
    ("change", "refused"),
    [
        ({}, False),
        ({"body": "  "}, True),
        ({"authentic_cleared": False}, True),
        ({"authentic_cleared": False, "is_authentic": True}, False),
        ({"differences": 1}, True),
        ({"differences": 1, "reason": "rounded on purpose"}, False),
    ],
)
def test_what_differs_is_not_cleared_without_a_reason(change, refused):
    assert (rules.why_not_clear(**{**CLEARING, **change}) is not None) == refused


def test_a_release_in_the_past_is_refused():
    why = rules.why_not_schedule(
        states=["cleared"], authentic="cleared", release_at=NOW - timedelta(1), at=NOW
    )
    assert "passed" in str(why)


def test_a_version_not_cleared_holds_back_the_whole_release():
    why = rules.why_not_schedule(
        states=["cleared", "revised"], authentic="cleared", release_at=None, at=NOW
    )
    assert why is not None
