"""The one rule of the gates, state by state."""

from dataclasses import replace
from datetime import date

import pytest

from muntada.accreditation import admission, rules
from muntada.accreditation.admission import Facts, judge

DAY = date(2021, 6, 23)
GOOD = Facts(genuine=True, state=rules.ACTIVE, zones=["A", "B"], days=["2021-06-23", "2021-06-24"])


def asked(facts, **said):
    return judge(facts, **{"zone": "A", "day": DAY, **said})


def test_an_active_badge_passes_where_and_when_it_is_valid():
    assert asked(GOOD) == admission.ADMITTED


@pytest.mark.parametrize(
    ("state", "verdict"),
    [
        (rules.READY, admission.NOT_ACTIVE),
        (rules.PRINTED, admission.NOT_ACTIVE),
        (rules.COLLECTED, admission.NOT_ACTIVE),
        (rules.ACTIVE, admission.ADMITTED),
        (rules.LOST, admission.REVOKED),
        (rules.REVOKED, admission.REVOKED),
        (rules.WITHDRAWN, admission.REVOKED),
        (rules.RETURNED, admission.REVOKED),
        (rules.EXPIRED, admission.EXPIRED),
        (None, admission.UNKNOWN),
    ],
)
def test_every_state_of_a_badge_has_its_verdict(state, verdict):
    assert asked(replace(GOOD, state=state)) == verdict


@pytest.mark.parametrize("state", [code for code, _name in rules.STATES if code != rules.APPROVED])
def test_a_badge_whose_application_does_not_stand_is_refused(state):
    assert asked(replace(GOOD, application=state)) == admission.REJECTED


def test_what_was_forged_or_belongs_elsewhere_is_said_before_anything_else():
    lost = replace(GOOD, state=rules.LOST)
    assert asked(replace(lost, genuine=False)) == admission.FORGED
    assert asked(replace(lost, genuine=False, same_edition=False)) == admission.OTHER_EDITION


def test_days_and_zones_are_asked():
    assert asked(GOOD, zone="C") == admission.WRONG_ZONE
    assert asked(GOOD, day=date(2021, 6, 22)) == admission.WRONG_DAY
    assert asked(GOOD, day=date(2021, 6, 25)) == admission.EXPIRED


def test_who_is_inside_enters_again_only_where_passing_back_is_not_watched():
    inside = replace(GOOD, inside=True)
    assert asked(inside) == admission.ADMITTED
    assert asked(inside, once=True) == admission.ALREADY_INSIDE


def test_nobody_is_kept_in():
    assert asked(replace(GOOD, state=rules.REVOKED), leaving=True) == admission.LEFT


def test_every_refusal_has_a_word_and_a_sentence():
    assert set(admission.ORDER) | {admission.ADMITTED, admission.LEFT} == set(admission.VERDICTS)
    assert all(word and sentence for word, sentence in admission.VERDICTS.values())
