"""The sentences of a forbidden move agree with the checker that verifies every plan."""

from datetime import datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as some

from muntada.bilaterals.desk.refusals import Standing
from muntada.planning.meetings import check
from muntada.planning.meetings.problem import (
    Apart,
    Interpreter,
    Meeting,
    Party,
    Plan,
    Principal,
    Problem,
    Request,
    Room,
    Walk,
    Window,
)

EIGHT = datetime(2021, 6, 23, 8)  # noqa: DTZ001 - the wall knows no zone
DAY = (Window(EIGHT, EIGHT + timedelta(hours=6)),)
PARTIES = ("a", "b", "c", "d")


@some.composite
def desks(draw):
    minutes = some.sampled_from([30, 45, 60])
    pairs = [("a", "b"), ("a", "c"), ("b", "c"), ("c", "d"), ("b", "d")]
    requests = tuple(
        Request(
            f"r{n}", (f"p{one}", f"p{other}"), draw(minutes), level=draw(some.integers(1, 2)),
            people=draw(some.integers(4, 9)),
            languages=draw(some.sampled_from([None, ("ar", "ru"), ("fr", "ru")])),
            after=("r0",) if n == 1 and draw(some.booleans()) else (),
        )
        for n, (one, other) in enumerate(pairs)
    )  # fmt: skip
    problem = Problem(
        parties=tuple(Party(p, p, draw(some.sampled_from([None, 2]))) for p in PARTIES),
        principals=tuple(
            Principal(f"p{p}", p, p, DAY if p != "d" else (Window(EIGHT, EIGHT.replace(hour=11)),))
            for p in PARTIES
        ),
        requests=requests,
        rooms=(
            Room("one", "one", 10, DAY, "N", 2, 10),
            Room("two", "two", 6, DAY, "N", 1, 5),
            Room("three", "three", 10, DAY, "S", 2, 5),
        ),
        interpreters=(Interpreter("i", "i", (("ar", "ru"),), DAY, 60, 90, 90),),
        apart=(Apart("a", "d", 15),),
        walks=(Walk("N", "S", 10),),
        step=15,
    )
    meetings = [
        Meeting(
            one.key, EIGHT + timedelta(minutes=draw(some.integers(0, 80)) * 5),
            draw(some.sampled_from(["one", "two", "three"])), draw(some.sampled_from([None, "i"])),
        )
        for one in requests
        if draw(some.booleans())
    ]  # fmt: skip
    return problem, meetings


@settings(max_examples=200, deadline=None)
@given(desks())
def test_a_plan_without_refusals_is_a_plan_the_checker_finds_nothing_in(case):
    problem, meetings = case
    stands = Standing(problem, meetings)
    refused = [found for meeting in meetings for found in stands.why_not(meeting)]
    assert bool(refused) == bool(check.problems(problem, Plan(tuple(meetings))))
