from datetime import UTC, date, datetime

import pytest
from django.utils.translation import override

from muntada.kit.templatetags.muntada import moment, short_moment, until

OPENS, CLOSES = date(2021, 6, 23), date(2021, 6, 24)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "Wednesday, 23 June – Thursday, 24 June 2021"),
        ("ar", "الأربعاء، 23 يونيو – الخميس، 24 يونيو 2021"),
        ("fr", "mercredi 23 juin – jeudi 24 juin 2021"),
        ("ru", "среда, 23 июня – четверг, 24 июня 2021\u202fг."),
        ("es", "miércoles, 23 de junio – jueves, 24 de junio de 2021"),
        ("zh", "2021年6月23日星期三 – 6月24日星期四"),
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
