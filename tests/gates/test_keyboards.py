"""What a hand scanner types with Caps Lock, or on the keys of another language."""

import pytest

from muntada.accreditation import keyboards
from tests.gates import cast
from tests.gates.keyboards import LAYOUTS, TOKEN, typed_on


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_token_through_another_keyboard_is_told_as_that(layout):
    assert keyboards.is_of_another_keyboard(typed_on(layout, TOKEN))
    assert keyboards.is_of_another_keyboard(typed_on(layout, TOKEN).swapcase())


@pytest.mark.parametrize(
    "said",
    [TOKEN, TOKEN.lower(), "K7QF3M2X9TPW", "k7qf 3m2x-9tpw", "https://metro.example/7?x=1",
     "MB:ÉTÉ", "MB:", "", "m", "BEGIN:VCARD\n" + "x" * 122, "https://a.example/" + "x" * 116],
)  # fmt: skip
def test_what_is_ours_or_a_strangers_is_not(said):
    assert not keyboards.is_of_another_keyboard(said)


def test_the_gate_reads_small_letters_and_tells_another_keyboard(clock, db):
    tablet, made = cast.Tablet(), cast.badge()
    assert tablet.verdict(made.token.lower()) == "admitted"
    assert tablet.verdict(cast.forged(made.token).lower()) == "forged"
    assert tablet.verdict(typed_on("French", made.token)) == "other_keyboard"
    assert tablet.verdict("&éçèà6M2X9TP") == "other_keyboard"
    assert tablet.verdict("https://metro.example/7") == "unknown"
