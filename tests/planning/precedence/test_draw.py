"""The lot: drawn before a witness, and drawn again by whoever doubts it."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muntada.planning.precedence import (
    Draw,
    Ladder,
    LadderError,
    Standing,
    draw_lots,
    order,
    rotate,
)
from muntada.planning.precedence.presets import by_lot

AT = datetime(2026, 6, 2, 15, tzinfo=UTC)
names = st.lists(st.text("ABCDEF", min_size=1, max_size=3), min_size=1, max_size=9, unique=True)


def drawn(candidates, seed="7 of hearts") -> Draw:
    return draw_lots(
        candidates, purpose="first seat", seed=seed, by="Secretary-General", at=AT, witness="Legal"
    )


@given(names, st.text(min_size=1).filter(str.strip), st.randoms(use_true_random=False))
def test_the_same_seed_gives_the_same_lots_in_whatever_order_they_are_put_in(found, seed, random):
    draw = drawn(found, seed)
    assert drawn(random.sample(found, len(found)), seed) == draw
    assert sorted(draw.result) == sorted(found)
    assert draw.why_not_as_drawn() is None
    assert Draw.from_data(draw.as_data()) == draw


@given(names)
def test_one_who_withdraws_leaves_the_other_lots_as_they_were(found):
    whole = drawn([*found, "Z"]).result
    assert drawn(found).result == tuple(name for name in whole if name != "Z")


@given(names, st.data())
def test_going_round_from_the_drawn_seat_is_a_cyclic_shift(found, data):
    first = data.draw(st.sampled_from(found))
    shifted = rotate(found, first=first)
    start = found.index(first)
    assert [shifted[i - start] for i in range(len(found))] == found
    assert shifted[0] == first


@given(names, st.data())
def test_the_alphabet_from_the_drawn_seat_is_the_same_cyclic_shift(found, data):
    first = data.draw(st.sampled_from(found))
    ladder = Ladder.from_data(
        {"name": "", "rules": [{"code": "alphabet", "language": "en", "starts_at": first}]}
    )
    people = [Standing(name, alphabet={"en": name}) for name in found]
    assert order(people, ladder).keys == rotate(sorted(found), first=first)


def test_a_tampered_result_is_found():
    draw = drawn(["A", "B", "C"])
    tampered = replace(draw, result=draw.result[::-1])
    assert tampered.why_not_as_drawn() == "Drawing again from this seed gives another result."
    by_hand = replace(draw, seed="")
    assert by_hand.why_not_as_drawn() == (
        "This draw was made by hand. Only its witness can confirm it."
    )


def test_the_order_by_lot_is_the_draw_and_latecomers_follow():
    draw = drawn(["A", "B", "C"])
    people = [Standing(key) for key in "ABCD"]
    found = order(people, by_lot(draw))
    assert found.keys == (*draw.result, "D")
    assert found.why(draw.first, "D").sentence() == (
        f"{draw.first} comes before D: one whose lot was drawn comes before one who had none."
    )
    assert Ladder.from_data(by_lot(draw).as_data()) == by_lot(draw)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"drawn_by": " "}, "needs who drew"),
        ({"witness": ""}, "needs a witness"),
        ({"result": ()}, "no result"),
        ({"result": ("A", "A")}, "drawn twice"),
        ({"drawn_at": datetime(2026, 1, 1)}, "no time zone"),  # noqa: DTZ001
    ],
)
def test_a_record_that_says_too_little_is_refused(change, said):
    with pytest.raises(LadderError, match=said):
        replace(drawn(["A"]), **change)


def test_a_draw_needs_a_seed_and_each_candidate_once():
    with pytest.raises(LadderError, match="needs a seed"):
        drawn(["A"], seed="  ")
    with pytest.raises(LadderError, match="named twice"):
        drawn(["A", "A"])
    with pytest.raises(LadderError, match="not in the list"):
        rotate(["A"], first="B")
