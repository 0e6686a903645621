import pytest
from hypothesis import given
from hypothesis import strategies as st

from muntada.kit.ordinals import in_figures, in_words, roman


@pytest.mark.parametrize(
    ("number", "english", "french", "russian", "arabic"),
    [
        (1, "first", "première", "первая", "الأول"),
        (5, "fifth", "cinquième", "пятая", "الخامس"),
        (9, "ninth", "neuvième", "девятая", "التاسع"),
        (11, "eleventh", "onzième", "одиннадцатая", "الحادي عشر"),
        (12, "twelfth", "douzième", "двенадцатая", "الثاني عشر"),
        (20, "twentieth", "vingtième", "двадцатая", "العشرون"),
        (21, "twenty-first", "vingt-et-unième", "двадцать первая", "الحادي والعشرون"),
        (40, "fortieth", "quarantième", "сороковая", "الأربعون"),
        (59, "fifty-ninth", "cinquante-neuvième", "пятьдесят девятая", "التاسع والخمسون"),
        (71, "seventy-first", "soixante-et-onzième", "семьдесят первая", "الحادي والسبعون"),
        (80, "eightieth", "quatre-vingtième", "восьмидесятая", "الثمانون"),
        (91, "ninety-first", "quatre-vingt-onzième", "девяносто первая", "الحادي والتسعون"),
    ],
)
def test_an_edition_is_counted_in_words(number, english, french, russian, arabic):
    said = [in_words(number, language) for language in ("en", "fr", "ru", "ar")]
    assert said == [english, french, russian, arabic]


def test_an_arabic_session_is_feminine_where_a_conference_is_masculine():
    assert in_words(9, "ar", feminine=True) == "التاسعة"
    assert in_words(11, "ar", feminine=True) == "الحادية عشرة"


def test_titles_use_the_figures_of_their_language():
    assert [in_figures(9, code) for code in ("en", "fr", "ru")] == ["9th", "IXe", "IX"]
    assert [in_figures(n, "en") for n in (1, 2, 3, 11, 21, 112)] == [
        "1st", "2nd", "3rd", "11th", "21st", "112th",
    ]  # fmt: skip


def test_spanish_and_chinese_are_ready():
    assert in_words(9, "es") == "novena"
    assert in_words(21, "es") == "vigésima primera"
    assert [in_words(n, "zh") for n in (9, 10, 11, 21)] == [
        "第九届",
        "第十届",
        "第十一届",
        "第二十一届",
    ]


@pytest.mark.parametrize("language", ["ar", "en", "fr", "ru", "es", "zh"])
def test_no_two_editions_share_a_word(language):
    assert len({in_words(n, language) for n in range(1, 100)}) == 99


@given(st.integers(1, 399))
def test_a_roman_numeral_reads_back_as_its_number(number):
    values = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
    letters = [values[letter] for letter in roman(number)]
    pairs = zip(letters, [*letters[1:], 0], strict=True)
    assert sum(-here if here < after else here for here, after in pairs) == number
