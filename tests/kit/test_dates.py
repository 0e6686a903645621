from datetime import date

import pytest
from django.utils.translation import override

from muntada.kit.templatetags.muntada import until

OPENS, CLOSES = date(2021, 6, 23), date(2021, 6, 24)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "Wednesday, 23 June – Thursday, 24 June 2021"),
        ("ar", "الأربعاء، 23 يونيو – الخميس، 24 يونيو 2021"),
        ("fr", "mercredi 23 juin – jeudi 24 juin 2021"),
        ("ru", "среда, 23 июня – четверг, 24 июня 2021\u202fг."),
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
