from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from muntada.planning.precedence import order, rotate
from muntada.planning.precedence.presets import general_assembly
from muntada.planning.precedence.standing import Standing
from muntada.planning.seating import (
    Guest,
    Plan,
    Problem,
    SeatingError,
    at_tables,
    breaks,
    build,
    faults,
    in_order,
    repair,
)  # fmt: skip
from muntada.planning.seating.layouts import even_tables, rows

KINDS = ("rows", "square", "round", "u", "sides", "head", "photo")


def guests(many, **of):
    return tuple(Guest(f"g{n}", **of.get(f"g{n}", {})) for n in range(1, many + 1))


def apart(*pairs):
    return frozenset(frozenset(pair) for pair in pairs)


def problem(kind="head", many=5, pairs=(), size=None, honour=0, of=None, **settings_):
    layout = build(kind, {"size": size or many, **settings_})
    return Problem(layout, guests(many, **(of or {})), apart(*pairs), honour)


def by_x(plan):
    return [plan.at[s.number] for s in sorted(plan.layout.seats, key=lambda s: s.x)]


def test_at_a_head_table_the_second_sits_at_the_right_hand_of_the_first():
    """Who sits there faces down the picture, so the right hand is on its left."""
    assert by_x(in_order(problem("head", 5))) == ["g4", "g2", "g1", "g3", "g5"]


def test_the_family_photo_is_taken_from_the_centre_row_by_row():
    plan = in_order(problem("photo", 5, per_row=3))
    front = [s for s in plan.layout.seats if s.row == 1]
    assert [plan.at[s.number] for s in sorted(front, key=lambda s: s.x)] == ["g2", "g1", "g3"]


def test_two_delegations_face_each_other_with_the_heads_in_the_middle():
    plan = in_order(problem("sides", 6))
    one, other = plan.layout.by_number[1], plan.layout.by_number[2]
    assert (one.x, -one.y) == (other.x, other.y)
    assert plan.layout.by_number[3].x < one.x  # the right hand of who faces down
    assert plan.layout.by_number[4].x > other.x  # the right hand of who faces up


@pytest.mark.parametrize("kind", ["round", "square"])
def test_round_a_table_right_and_left_alternate_from_the_chair(kind):
    layout = build(kind, {"size": 12})
    chair, right, left = (layout.by_number[n] for n in (1, 2, 3))
    assert right.x < chair.x < left.x
    assert chair.y == min(seat.y for seat in layout.seats)
    assert layout.neighbours[1] == {2, 3}
    assert layout.neighbours[12] == {10, 11}  # the last sits opposite the chair


@given(st.sampled_from(KINDS), st.integers(4, 60))
def test_every_shape_seats_everybody_once_and_nobody_on_anothers_knees(kind, many):
    layout = build(kind, {"size": many, "per_row": 7})
    assert [seat.number for seat in layout.seats] == list(range(1, len(layout.seats) + 1))
    assert len({(round(s.x, 2), round(s.y, 2)) for s in layout.seats}) == len(layout.seats)
    assert all(len(those) <= 2 for those in layout.neighbours.values())


@settings(max_examples=40, deadline=None)
@given(st.sampled_from(KINDS), st.integers(6, 30), st.data())
def test_a_plan_is_a_bijection_that_keeps_apart_whom_it_must(kind, many, data):
    keys = [f"g{n}" for n in range(1, many + 1)]
    pairs = data.draw(
        st.lists(st.lists(st.sampled_from(keys), min_size=2, max_size=2, unique=True), max_size=3)
    )
    asked = problem(kind, many, pairs, size=many + many % 2, per_row=6)
    plan = in_order(asked)
    assert sorted(plan.at.values()) == sorted(keys)
    assert faults(asked, plan) == []


@settings(max_examples=40, deadline=None)
@given(st.integers(8, 40), st.data())
def test_when_one_cancels_nobody_moves_who_need_not(many, data):
    gone = data.draw(st.sampled_from(range(1, many + 1)))
    before = in_order(problem("rows", many, [("g2", "g3")], per_row=6))
    left = tuple(guest for guest in guests(many) if guest.key != f"g{gone}")
    asked = Problem(before.layout, left, apart(("g2", "g3")), honour=6)
    after = repair(asked, before)
    assert faults(asked, after) == []
    assert len(after.moved) <= 1
    assert bool(after.moved) == (before.seat_of(f"g{gone}") <= 6)


def test_those_of_honour_may_also_move_up_and_keep_their_order():
    before = in_order(problem("head", 6))
    left = Problem(before.layout, guests(6)[1:], honour=5)
    after = repair(left, before, move_up=True)
    assert [after.at[n] for n in range(1, 6)] == ["g2", "g3", "g4", "g5", "g6"]
    assert len(after.moved) == 5


@given(
    st.lists(st.text("abc", min_size=1, max_size=3), min_size=1, max_size=9, unique=True), st.data()
)
def test_the_alphabet_begun_at_a_drawn_seat_is_a_cyclic_shift(names, data):
    drawn = data.draw(st.sampled_from(names))
    people = [Standing(name, group="state", alphabet={"en": name}) for name in names]
    shifted = order(people, general_assembly(starts_at=drawn, starts_name=drawn)).keys
    assert shifted == rotate(tuple(sorted(names)), first=drawn)


def test_a_wheelchair_has_the_end_of_a_row_and_the_others_shift_by_one_place():
    asked = problem("rows", 12, per_row=6, of={"g3": {"wheelchair": True}})
    plan = in_order(asked)
    assert plan.at[1] == "g3"
    assert [plan.at[n] for n in (2, 3, 4)] == ["g1", "g2", "g4"]
    assert {c.key for c in plan.compromises} == {"g1", "g2", "g3"}


def test_an_interpreter_sits_behind_and_goes_along_when_the_seat_changes():
    of = {"g9": {"interprets_for": "g2"}, "g2": {"wheelchair": True}}
    asked = problem("rows", 9, size=8, per_row=4, behind=1, of=of)
    plan = in_order(asked)
    seat = plan.layout.by_number[plan.seat_of("g9")]
    assert plan.at[seat.behind] == "g2"
    assert faults(asked, plan) == []


def test_a_left_hand_writes_at_a_left_end_where_one_is_near():
    plan = in_order(problem("head", 5, of={"g3": {"left_handed": True}}))
    assert plan.seat_of("g3") in plan.layout.left_ends


def test_a_swap_says_what_it_breaks_that_was_whole():
    asked = problem("head", 5, [("g1", "g5")])
    plan = in_order(asked)
    swapped = replace(plan, at={**plan.at, 2: plan.at[5], 5: plan.at[2]})
    assert [fault.code for fault in breaks(asked, plan, swapped)] == ["apart"]


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        (lambda: problem(many=5, size=4), "5 people for 4 seats"),
        (lambda: rows(0, per_row=3), "from 1 to 5000 seats, not 0"),
        (lambda: build("star", {"size": 3}), "not a shape"),
        (lambda: in_order(problem("head", 2, [("g1", "g2")])), "No plan keeps every constraint"),
        (lambda: problem(pairs=[("g1", "g1")]), "two different people"),
    ],
)
def test_what_cannot_be_seated_is_refused_with_a_sentence(wrong, sentence):
    with pytest.raises(SeatingError, match=sentence):
        wrong()


def test_who_is_kept_apart_is_never_named_in_a_refusal():
    with pytest.raises(SeatingError) as refused:
        in_order(problem("head", 2, [("g1", "g2")]))
    assert "g1" not in str(refused.value)


@pytest.fixture(scope="module")
def evening():
    """40 guests of eight delegations, speaking Arabic, Russian or both English."""
    spoken = [
        frozenset({"ar"}),
        frozenset({"ru"}),
        frozenset({"ar", "en"}),
        frozenset({"ru", "en"}),
    ]
    people = tuple(Guest(f"g{n}", f"p{n % 8}", spoken[n % 4], wheelchair=n == 3) for n in range(40))
    asked = Problem(build("dinner", {"size": 40, "per_table": 8}), people, apart(("g0", "g2")))
    return asked, at_tables(asked)


def test_at_dinner_everybody_talks_to_a_neighbour_and_delegations_mix(evening):
    asked, plan = evening
    assert faults(asked, plan) == []
    assert plan.compromises == ()


def test_at_dinner_they_who_are_apart_are_at_two_tables(evening):
    _asked, plan = evening
    tables = {plan.layout.by_number[plan.seat_of(key)].table for key in ("g0", "g2")}
    assert len(tables) == 2


def test_each_compromise_of_a_dinner_has_its_reason():
    people = (
        *(Guest(f"a{n}", "p", frozenset({"en"})) for n in range(7)),
        Guest("z", "q", frozenset({"zh"})),
    )
    plan = at_tables(Problem(build("dinner", {"size": 8, "per_table": 4}), people))
    said = {one.key: one.sentence() for one in plan.compromises}
    assert "it has 7 guests for 2 tables" in said["a0"]
    assert "nobody else who is coming speaks" in said["z"]


@given(st.integers(2, 300), st.integers(3, 12))
def test_tables_are_as_equal_as_can_be(size, per_table):
    sizes = even_tables(size, per_table)
    assert sum(sizes) == size
    assert max(sizes) <= per_table
    assert all(abs(one - other) <= 1 for one, other in pairwise(sizes))


def test_the_checker_does_not_trust_what_made_the_plan():
    asked = problem("head", 3)
    at = {1: "g1", 2: "g1", 9: "stranger"}
    found = {fault.code for fault in faults(asked, Plan(asked.layout, at))}
    assert found == {"twice", "unseated", "stranger", "no_seat"}


def test_a_dinner_that_costs_nothing_is_proven_and_a_crowded_one_has_its_bound():
    free = at_tables(problem("dinner", 8, per_table=4))
    assert (free.cost, free.bound) == (0, 0)
    crowd = {f"g{n}": {"party": "one", "languages": frozenset({"ar"})} for n in range(1, 9)}
    full = at_tables(problem("dinner", 8, of=crowd, per_table=4))
    assert full.cost == full.bound == 6  # three colleagues beyond the first at each of two tables


@settings(max_examples=25, deadline=None)
@given(st.integers(6, 24), st.data())
def test_a_repair_names_exactly_who_must_be_passed_for_the_order_to_hold(many, data):
    before = in_order(problem("rows", many, per_row=6))
    gone = data.draw(st.sets(st.integers(1, many), max_size=many // 3))
    left = tuple(one for one in guests(many) if int(one.key[1:]) not in gone)
    after = repair(Problem(before.layout, left), before)
    assert after.compromises == ()  # who stays keeps the order; empty seats harm nobody
    honoured = repair(Problem(before.layout, left, honour=2), before)
    named = {one.key for one in honoured.compromises}
    assert named <= set(honoured.moved)


def test_only_named_seats_are_reached_and_unknown_ones_are_refused():
    layout = build("rows", {"size": 6, "per_row": 3, "accessible": [2]})
    assert [seat.number for seat in layout.seats if seat.accessible] == [2]
    with pytest.raises(SeatingError, match="no seat 9"):
        build("rows", {"size": 6, "per_row": 3, "accessible": [9]})


@settings(max_examples=10, deadline=None)
@given(st.integers(4, 16), st.integers(3, 5), st.data())
def test_no_dinner_costs_less_than_its_bound(many, per_table, data):
    parties, tongues = st.sampled_from("ab"), st.sampled_from(["ar", "ru", "en"])
    of = {
        f"g{n}": {"party": data.draw(parties), "languages": frozenset(data.draw(st.sets(tongues)))}
        for n in range(1, many + 1)
    }
    made = at_tables(problem("dinner", many, of=of, per_table=per_table), seconds=0.05)
    assert 0 <= made.bound <= made.cost
    assert sorted(made.at.values()) == sorted(of)
