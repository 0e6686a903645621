from datetime import UTC, date, datetime

import pytest
from django.utils.translation import override

from muntada.kit.dates import (
    day,
    days_in_a_letter,
    in_a_letter,
    long_until,
    moment,
    place_and_date,
    short_day,
    short_moment,
    until,
)

OPENS, CLOSES = date(2021, 6, 23), date(2021, 6, 24)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "Wednesday, 23 June – Thursday, 24 June 2021"),
        ("ar", "الأربعاء، 23 يونيو – الخميس، 24 يونيو 2021"),
        ("fr", "mercredi 23 juin – jeudi 24 juin 2021"),
        ("ru", "среда, 23 июня – четверг, 24 июня 2021\u202fг."),
        ("es", "miércoles, 23 de junio – jueves, 24 de junio de 2021"),
        ("zh", "2021年6月23日星期三至6月24日星期四"),
    ],
)
def test_the_days_of_a_conference_say_their_year_once(language, said):
    with override(language):
        assert until(OPENS, CLOSES) == said


def test_a_conference_of_one_day_says_one_day():
    with override("en"):
        assert until(OPENS, OPENS) == "Wednesday, 23 June 2021"


def test_a_conference_over_new_year_says_both_years():
    with override("en"):
        assert until(date(2021, 12, 31), date(2022, 1, 1)) == (
            "Friday, 31 December 2021 – Saturday, 1 January 2022"
        )


@pytest.mark.parametrize(
    ("language", "short", "long"),
    [
        ("en", "Wed 23 June, 14:30", "Wed 23 June 2021, 14:30"),
        ("ar", "الأربعاء 23 يونيو، 14:30", "الأربعاء 23 يونيو 2021، 14:30"),
        ("es", "mié 23 de junio, 14:30", "mié 23 de junio de 2021, 14:30"),
        ("zh", "6月23日 周三 14:30", "2021年6月23日 周三 14:30"),
    ],
)
def test_a_moment_is_said_in_the_order_of_its_language(language, short, long):
    half_past_two = datetime(2021, 6, 23, 14, 30, tzinfo=UTC)
    with override(language):
        assert (short_moment(half_past_two), moment(half_past_two)) == (short, long)


def test_french_says_the_first_of_a_month_as_an_ordinal():
    first = date(2021, 6, 1)
    with override("fr"):
        assert day(first) == "mardi 1er juin 2021"
        assert short_day(first) == "mar. 1er juin"
        assert moment(datetime(2021, 6, 1, 14, 30, tzinfo=UTC)) == "mar. 1er juin 2021, 14:30"
        assert until(first, CLOSES) == "mardi 1er juin – jeudi 24 juin 2021"
        assert long_until(first, date(2021, 6, 3)) == "1er–3 juin 2021"
        assert days_in_a_letter(first, date(2021, 6, 2)) == "du mardi 1er au mercredi 2 juin 2021"
        # Only the first: neither the eleventh nor the twenty-first.
        assert day(date(2021, 6, 11)) == "vendredi 11 juin 2021"
        assert day(date(2021, 6, 21)) == "lundi 21 juin 2021"


@pytest.mark.parametrize(
    ("language", "dateline"),
    [
        ("en", "Moscow, 23 June 2021"),
        ("ar", "Moscow، 23 يونيو 2021"),
        ("fr", "Moscow, le 23 juin 2021"),
        ("ru", "Moscow, 23 июня 2021\u202fг."),
        ("es", "Moscow, 23 de junio de 2021"),
        ("zh", "2021年6月23日于Moscow"),
    ],
)
def test_a_letter_is_dated_without_the_day_of_the_week(language, dateline):
    with override(language):
        assert place_and_date("Moscow", OPENS) == dateline


@pytest.mark.parametrize(
    ("language", "days", "due"),
    [
        ("fr", "du mercredi 23 au jeudi 24 juin 2021", "mercredi 23 juin 2021"),
        ("ru", "23–24 июня 2021\u202fг.", "23 июня 2021\u202fг."),
        ("zh", "2021年6月23日至24日", "2021年6月23日"),
    ],
)
def test_days_in_the_sentences_of_a_letter(language, days, due):
    with override(language):
        assert (days_in_a_letter(OPENS, CLOSES), in_a_letter(OPENS)) == (days, due)


def test_days_of_two_months_in_a_letter():
    with override("fr"):
        assert days_in_a_letter(date(2021, 6, 30), date(2021, 7, 1)) == (
            "du mercredi 30 juin au jeudi 1er juillet 2021"
        )
    with override("ru"):
        assert days_in_a_letter(date(2021, 6, 30), date(2021, 7, 1)) == (
            "30 июня 2021\u202fг. – 1 июля 2021\u202fг."
        )
