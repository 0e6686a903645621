"""Dates and ordinals, in the months of both Arabic traditions and in the Hijri calendar beside."""

from datetime import date

import pytest
from babel.dates import format_date
from hypothesis import given
from hypothesis import strategies as st

from muntada.claims.calendars import Day, from_hijri
from muntada.claims.find import DATE, ORDINAL, TIME, find
from muntada.kit import ordinals

LANGUAGES = st.sampled_from(["ar", "en", "fr", "ru"])


def days(text, language):
    return [claim.days for claim in find(text, language) if claim.kind == DATE]


@pytest.mark.parametrize(
    ("language", "text", "said"),
    [
        ("ar", "في الفترة من 23 إلى 24 يونيو", (Day(0, 6, 23), Day(0, 6, 24))),
        ("ar", "في 23 أبريل 2020م", (Day(2020, 4, 23),)),
        ("ar", "٢٣ نيسان/أبريل ٢٠١٩", (Day(2019, 4, 23),)),
        ("ar", "3 كانون الأول 2021", (Day(2021, 12, 3),)),
        ("ar", "السادس عشر من أغسطس 2022", (Day(2022, 8, 16),)),
        ("ar", "يومي الثالث والعشرين من جوان 2021", (Day(2021, 6, 23),)),
        ("en", "April 23–25, 2019", (Day(2019, 4, 23), Day(2019, 4, 25))),
        ("en", "from 23 to 25 April 2019", (Day(2019, 4, 23), Day(2019, 4, 25))),
        ("en", "on the 23rd of June", (Day(0, 6, 23),)),
        ("en", "in April 2019", (Day(2019, 4, 0),)),
        ("en", "in 2020", (Day(2020, 0, 0),)),
        ("fr", "du 23 au 25 avril 2019", (Day(2019, 4, 23), Day(2019, 4, 25))),
        ("fr", "le 1er mai 2012", (Day(2012, 5, 1),)),
        ("ru", "с 23 по 25 апреля 2019 года", (Day(2019, 4, 23), Day(2019, 4, 25))),
        ("ru", "23.04.2019", (Day(2019, 4, 23),)),
        ("ru", "в 2019 году", (Day(2019, 0, 0),)),
    ],
)
def test_a_date_is_read_as_it_was_said(language, text, said):
    assert days(text, language) == [said]


def test_the_same_month_is_that_of_the_date_before():
    assert days("في 23 أبريل 2020، واستمر حتى يوم 25 من الشهر ذاته", "ar")[1] == (Day(0, 4, 25),)


@given(day=st.dates(date(1950, 1, 1), date(2099, 12, 31)), language=LANGUAGES)
def test_every_day_of_a_century_is_read_in_every_language(day, language):
    said = format_date(day, "long", locale=language)
    assert (Day(day.year, day.month, day.day),) in days(f"— {said} —", language)


@given(number=st.integers(2, 59), language=LANGUAGES, feminine=st.booleans())
def test_every_edition_in_words_is_read_back(number, language, feminine):
    word = ordinals.in_words(number, language, feminine=feminine)
    noun = {"ar": "المؤتمر", "en": "conference", "fr": "conférence", "ru": "конференция"}[language]
    text = f"{noun} {word}" if language == "ar" else f"{word} {noun}"
    found = [c for c in find(text, language) if c.kind == ORDINAL]
    assert [(c.number, c.of_edition) for c in found] == [(number, True)]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ru", "IX Московская конференция"),
        ("ru", "9-я конференция"),
        ("fr", "la IXe conférence"),
        ("fr", "9e édition"),
        ("en", "the 9th conference"),
        ("en", "IX Moscow Conference"),
        ("ar", "مؤتمر موسكو التاسع"),
        ("ar", "الدورة التاسعة"),
    ],
)
def test_the_ninth_is_the_ninth_in_every_writing(language, text):
    found = [c for c in find(text, language) if c.kind == ORDINAL]
    assert [(c.number, c.of_edition) for c in found] == [(9, True)]


def test_a_hijri_day_is_within_a_day_of_the_sighted_one():
    assert from_hijri(1442, 11, 13) == date(2021, 6, 23)
    assert abs((from_hijri(1440, 8, 18) - date(2019, 4, 23)).days) <= 1


def test_a_hijri_date_is_marked():
    (claim,) = [c for c in find("13 ذو القعدة 1442هـ", "ar") if c.kind == DATE]
    assert claim.hijri
    assert claim.days == (Day(2021, 6, 23),)


def test_a_time_is_not_a_number():
    assert [(c.kind, c.number) for c in find("at 14:30", "en")] == [(TIME, 870)]
