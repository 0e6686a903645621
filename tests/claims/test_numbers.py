"""Numbers are found however they are written, in four languages."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muntada.claims.find import ABOUT, EQUAL, LESS, MORE, NUMBER, find


def numbers(text, language):
    return [(c.number, c.comparator, c.noun) for c in find(text, language) if c.kind == NUMBER]


@pytest.mark.parametrize(
    ("language", "text", "said"),
    [
        ("ar", "أكثر من 600 ضيف", (600, MORE, "guests")),
        ("ar", "بحضور أكثر من1000 مشارك", (1000, MORE, "participants")),
        ("ar", "من100دولة", (100, EQUAL, "countries")),
        ("ar", "ستمائة مشارك", (600, EQUAL, "participants")),
        ("ar", "مائة وإحدى عشرة دولة", (111, EQUAL, "countries")),
        ("ar", "خمسة وثلاثون وزيرا", (35, EQUAL, "ministers")),
        ("ar", "وزراء دفاع أكثر من 35 بلدا", (35, MORE, "ministers")),
        ("ar", "دولتان", (2, EQUAL, "countries")),
        ("ar", "نحو ٣٠٠ خبير", (300, ABOUT, "experts")),
        ("en", "more than 600 guests", (600, MORE, "guests")),
        ("en", "six hundred and eighteen participants", (618, EQUAL, "participants")),
        ("en", "defence ministers of more than 35 countries", (35, MORE, "ministers")),
        ("en", "fewer than twenty delegations", (20, LESS, "delegations")),
        ("en", "1,000+ participants", (1000, MORE, "participants")),
        ("fr", "plus de 600 invités", (600, MORE, "guests")),
        ("fr", "quatre-vingt-dix-sept pays", (97, EQUAL, "countries")),
        ("fr", "environ 1\u202f500 participants", (1500, ABOUT, "participants")),
        ("ru", "более 600 гостей", (600, MORE, "guests")),
        ("ru", "около шестисот участников", (600, ABOUT, "participants")),
        ("ru", "министры обороны более 35 стран", (35, MORE, "ministers")),
        ("ru", "1,5 тыс. участников", (1500, EQUAL, "participants")),
    ],
)
def test_a_number_is_read_with_its_comparator_and_what_it_counts(language, text, said):
    assert numbers(text, language) == [said]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "the G20 and COVID-19"),
        ("ru", "форум «Армия-2022» и С-400"),
        ("ar", "فيروس كوفيد-19"),
        ("en", "one of the parties"),
        ("ar", "قالت الوزارة اليوم الأربعاء"),
        ("ar", "يوم الأحد والاثنين"),
    ],
)
def test_designations_and_weekdays_count_nothing(language, text):
    assert numbers(text, language) == []


EASTERN = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")


@given(value=st.integers(2, 999_999), eastern=st.booleans())
def test_any_number_in_digits_is_read_in_either_script(value, eastern):
    written = f"{value:,}" if value >= 10_000 else str(value)
    text = f"حضر {written.translate(EASTERN) if eastern else written} مشارك"
    assert numbers(text, "ar") == [(value, EQUAL, "participants")]


@given(text=st.text(), language=st.sampled_from(["ar", "en", "fr", "ru"]))
def test_a_claim_stands_where_it_says(text, language):
    for claim in find(text, language):
        assert text[claim.start : claim.end] == claim.said
        assert claim.said


def test_a_statement_is_not_a_state():
    texts = {"en": "24 statements were heard.", "fr": "24 interventions ont été entendues."}
    for language, text in texts.items():
        (claim,) = find(text, language)
        assert (claim.number, claim.noun) == (24, "statements")
    assert find("24 states took part.", "en")[0].noun == "countries"


@pytest.mark.parametrize("language", ["ar", "en", "fr", "ru"])
@pytest.mark.parametrize("figure", ["1", "٣", "1,000", "1 000", "1\u202f000", "9.9", "1,"])
def test_a_row_of_digits_without_end_is_no_number_and_no_fault(language, figure):
    text = f"12 pays, 12 countries, 12 دولة, 12 стран: {figure * 6000} participants"
    assert all(number < 10**25 for number, _sign, _noun in numbers(text, language))
