"""Numbers that somebody typed into a box or an address."""

import pytest

from muntada.kit.numbers import number, numbers


@pytest.mark.parametrize(
    ("typed", "read"),
    [("12", 12), (" 7 ", 7), ("٤٢", 42), ("0", 0), ("", -1), (None, -1), ("²", -1), ("-3", -1),
     ("1.5", -1), ("9" * 5000, -1), ("9" * 19, -1), ("x", -1)],
)  # fmt: skip
def test_a_number_typed_is_read_or_is_none(typed, read):
    assert number(typed, -1) == read


def test_of_a_list_only_the_numbers_are_taken():
    assert numbers(["3", "²", "x", "9" * 40, "0"]) == [3, 0]
