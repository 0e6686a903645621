"""Whatever is done to a plan, in whatever order, never fails, and nobody is dropped unsaid."""

from dataclasses import replace
from itertools import permutations
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from muntada.planning.seating import (
    Guest,
    Plan,
    Problem,
    SeatingError,
    breaks,
    build,
    faults,
    repair,
    seat,
    told,
)  # fmt: skip

SHAPES = ("rows", "square", "round", "u", "sides", "head", "photo", "dinner")
SPOKEN = st.frozensets(st.sampled_from(["ar", "en", "fr"]), max_size=2)
MOST = 9


def hall(shape: str, size: int, behind: int, reached: frozenset[int]) -> Any:
    of = {"size": size, "per_row": 4, "per_table": 4, "behind": behind}
    return build(shape, of | {"accessible": sorted(reached)})


class Standing(RuleBasedStateMachine):
    """Guests come late and cancel, needs and wishes change, seats are swapped and planned anew."""

    @initialize(
        shape=st.sampled_from(SHAPES),
        size=st.integers(4, 8),
        behind=st.integers(0, 1),
        honour=st.integers(0, 3),
        reached=st.frozensets(st.integers(1, 4), max_size=3),
    )
    def opened(
        self, shape: str, size: int, behind: int, honour: int, reached: frozenset[int]
    ) -> None:
        self.layout = hall(shape, size, behind, reached)
        self.honour, self.came = honour, 3
        self.guests = tuple(Guest(f"g{n}", f"p{n % 2}") for n in range(3))
        self.apart: frozenset[frozenset[str]] = frozenset()
        self.plan = Plan(self.layout, {})
        self.seat_anew()

    def problem(self, *, stands: bool = True) -> Problem:
        return Problem(self.layout, self.guests, self.apart, self.honour, stands=stands)

    @rule(
        languages=SPOKEN, wheelchair=st.booleans(), serves=st.integers(0, MOST), first=st.booleans()
    )
    def comes_late(
        self, languages: frozenset[str], wheelchair: bool, serves: int, first: bool
    ) -> None:
        one = Guest(
            f"g{self.came}", f"p{self.came % 3}", languages, wheelchair,
            interprets_for=f"g{serves}" if serves < self.came else "",
        )  # fmt: skip
        self.came += 1
        self.guests = (one, *self.guests) if first else (*self.guests, one)

    @rule(n=st.integers(0, 30), move_up=st.booleans())
    def cancels(self, n: int, move_up: bool) -> None:
        if self.guests:
            gone = self.guests[n % len(self.guests)]
            self.guests = tuple(one for one in self.guests if one != gone)
        self.repaired(move_up)

    @rule(move_up=st.booleans())
    def repaired(self, move_up: bool) -> None:
        problem = self.problem()
        self.plan = repair(problem, self.plan, move_up=move_up)
        codes = {fault.code for fault in faults(problem, self.plan)}
        assert not codes & {"twice", "stranger", "no_seat", "chair"}
        unseated = {one.key for one in problem.in_front} - set(self.plan.at.values())
        assert len(unseated) == max(0, len(problem.in_front) - len(self.layout.front))

    @rule(n=st.integers(0, 30), m=st.integers(0, 30))
    def swaps(self, n: int, m: int) -> None:
        seats = self.layout.seats
        one, other = seats[n % len(seats)].number, seats[m % len(seats)].number
        at = {number: key for number, key in self.plan.at.items() if number not in (one, other)}
        at |= {other: self.plan.at[one]} if one in self.plan.at else {}
        at |= {one: self.plan.at[other]} if other in self.plan.at else {}
        after = replace(self.plan, at=at)
        breaks(self.problem(), self.plan, after)
        known = {number: key for number, key in at.items() if key in self.problem().by_key}
        told(self.problem(), replace(after, at=known))
        self.plan = after

    @rule(n=st.integers(0, 30))
    def needs_a_wheelchair(self, n: int) -> None:
        self.guests = tuple(
            replace(one, wheelchair=not one.wheelchair) if place == n % MOST else one
            for place, one in enumerate(self.guests)
        )

    @rule(n=st.integers(0, MOST), m=st.integers(0, MOST))
    def kept_apart_or_no_longer(self, n: int, m: int) -> None:
        if n != m:
            self.apart ^= {frozenset((f"g{n}", f"g{m}"))}

    @rule(n=st.integers(0, 30))
    def pinned_first(self, n: int) -> None:
        if self.guests:
            one = self.guests[n % len(self.guests)]
            self.guests = (one, *(other for other in self.guests if other != one))

    @rule()
    def seat_anew(self) -> None:
        try:
            made = seat(self.problem(stands=False))
        except SeatingError:
            return
        assert faults(self.problem(), made) == []
        self.plan = made

    @invariant()
    def who_has_no_seat_is_named(self) -> None:
        if not hasattr(self, "plan"):
            return
        named = {one.keys[0] for one in faults(self.problem(), self.plan) if one.code == "unseated"}
        assert named == {one.key for one in self.guests} - set(self.plan.at.values())


TestStanding = Standing.TestCase
TestStanding.settings = settings(
    max_examples=40, stateful_step_count=12, deadline=None, derandomize=True
)


def exists(problem: Problem) -> bool:
    """Whether any plan at all has no fault, by trying every one."""
    front = [one.number for one in problem.layout.front]
    chairs = {one.behind: one.number for one in problem.layout.seats if one.behind}
    keys = [one.key for one in problem.in_front]
    for numbers in permutations(front, len(keys)):
        at = dict(zip(numbers, keys, strict=True))
        seat_of = {key: number for number, key in at.items()}
        for guest in problem.guests:
            if problem.is_behind(guest):
                at[chairs.get(seat_of[guest.interprets_for], 0)] = guest.key
        if not faults(problem, Plan(problem.layout, at)):
            return True
    return False


@settings(max_examples=60, deadline=None, derandomize=True)
@given(st.data())
def test_a_plan_without_a_fault_is_found_exactly_where_there_is_one(data: st.DataObject) -> None:
    shape = data.draw(st.sampled_from([*SHAPES, "dinner", "dinner"]))
    size = data.draw(st.integers(4, 6))
    layout = build(shape, {
        "size": size, "per_row": 3, "per_table": 3, "behind": data.draw(st.integers(0, 1)),
        "accessible": sorted(data.draw(st.frozensets(st.integers(1, size), max_size=3))),
    })  # fmt: skip
    many = data.draw(st.integers(2, size))
    guests = tuple(
        Guest(
            f"g{n}", f"p{n % 2}", data.draw(SPOKEN), wheelchair=data.draw(st.booleans()),
            interprets_for=data.draw(st.sampled_from(["", "", "g0", "g1"])) if n > 1 else "",
        )
        for n in range(many)
    )  # fmt: skip
    keys = st.sampled_from([one.key for one in guests])
    apart = data.draw(st.frozensets(st.frozensets(keys, min_size=2, max_size=2), max_size=2))
    honour = data.draw(st.integers(0, 3))
    try:
        problem = Problem(layout, guests, apart, honour)
        plan = seat(problem)
    except SeatingError:
        assert not exists(Problem(layout, guests, apart, honour, stands=True))
        return
    assert faults(problem, plan) == []


DINNER = build("dinner", {"size": 8, "per_table": 4, "behind": 1, "accessible": [6]})


def test_at_dinner_the_one_reachable_seat_is_the_wheelchairs() -> None:
    guests = tuple(Guest(f"g{n}", wheelchair=n == 0) for n in range(7))
    assert seat(Problem(DINNER, guests)).seat_of("g0") == 6


def test_at_dinner_an_interpreter_sits_behind_and_is_no_colleague_at_the_table() -> None:
    guests = (*(Guest(f"g{n}", f"p{n}") for n in range(6)), Guest("i", "p2", interprets_for="g2"))
    plan = seat(Problem(DINNER, guests))
    assert plan.layout.by_number[plan.seat_of("i")].behind == plan.seat_of("g2")
    assert plan.compromises == ()


def test_whose_interpreter_uses_a_wheelchair_sits_where_one_can_be_reached() -> None:
    guests = (Guest("a"), Guest("b"), Guest("i", wheelchair=True, interprets_for="b"))
    for layout in (
        DINNER,
        build("rows", {"size": 8, "per_row": 8, "behind": 1, "accessible": [6]}),
    ):
        assert seat(Problem(layout, guests)).seat_of("b") == 6


@pytest.mark.parametrize("shape", SHAPES)
def test_two_who_interpret_for_one_another_are_guests_like_the_others(shape: str) -> None:
    guests = (Guest("a", interprets_for="b"), Guest("b", interprets_for="a"), Guest("c"))
    problem = Problem(hall(shape, 6, 1, frozenset()), guests)
    assert faults(problem, seat(problem)) == []


def test_a_refusal_says_who_is_left_without() -> None:
    with pytest.raises(SeatingError) as refused:
        Problem(build("head", {"size": 2}), (Guest("a"), Guest("b"), Guest("c")))
    assert refused.value.keys == ("c",)
    with pytest.raises(SeatingError) as refused:
        Problem(DINNER, (Guest("a", wheelchair=True), Guest("b", wheelchair=True)))
    assert refused.value.keys == ("b",)
