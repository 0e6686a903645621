"""The square code: read back whole, refused when anything in it was changed."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muntada.accreditation import token

PRIVATE, PUBLIC = token.new_keys()
numbers = st.text(token.LETTERS, min_size=12, max_size=12)
tokens = st.builds(
    token.Token,
    edition=st.just(token.edition_mark(PUBLIC)),
    number=numbers,
    first_day=st.dates(date(2020, 1, 1), date(2150, 1, 1)),
    days=st.integers(0, 2**32 - 1),
    zones=st.integers(0, 2**32 - 1),
)


@given(tokens)
def test_what_was_signed_is_read_back(one):
    written = token.sign(one, PRIVATE)
    assert token.verify(written, PUBLIC) == one


@given(tokens)
def test_it_fits_a_code_of_41_squares_in_letters_a_qr_keeps_small(one):
    written = token.sign(one, PRIVATE)
    assert len(written) == 134
    assert set(written) <= set("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:")


@given(tokens, st.integers(0, token.LENGTH * 8 - 1))
def test_one_bit_changed_is_forged_or_no_token_at_all(one, place):
    raw = bytearray(token.from_base45(token.sign(one, PRIVATE)[3:]))
    raw[place // 8] ^= 1 << place % 8
    changed = token.PREFIX + token.base45(bytes(raw))
    try:
        assert token.verify(changed, PUBLIC) is None
    except token.NotAToken:
        assert place < 8 or 40 <= place < 104  # the version, or a number no badge can have


@given(tokens)
def test_another_key_did_not_sign_it(one):
    _other, public = token.new_keys()
    assert token.verify(token.sign(one, PRIVATE), public) is None


@given(st.text(max_size=200))
def test_any_other_code_is_no_token(text):
    with pytest.raises(token.NotAToken):
        token.read("MB:" + text if not text.startswith("MB:") else text)


@given(st.binary(max_size=120))
def test_base45_gives_back_what_it_was_given(raw):
    assert token.from_base45(token.base45(raw)) == raw


def test_base45_is_the_one_of_the_rfc():
    assert token.base45(b"Hello!!") == "%69 VD92EX0"
    assert token.base45(b"ietf!") == "QED8WEX0"


def test_days_and_zones_are_read_from_their_bits():
    one = token.Token(b"abcd", "0" * 12, date(2021, 6, 22), days=0b110, zones=0b101)
    assert not one.is_valid_on(date(2021, 6, 22))
    assert one.is_valid_on(date(2021, 6, 23))
    assert one.last_day == date(2021, 6, 24)
    assert (one.opens(0), one.opens(1), one.opens(2)) == (True, False, True)


def test_a_number_is_understood_as_people_type_it():
    assert token.tidy_number("k7qf-3m2x 9tpo") == "K7QF3M2X9TP0"
    assert token.grouped("K7QF3M2X9TPW") == "K7QF 3M2X 9TPW"
