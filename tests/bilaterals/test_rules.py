"""The limits of the desk, without a database."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muntada.bilaterals import rules
from muntada.bilaterals.rules import Asked, Span

DAY = datetime(2021, 6, 23, tzinfo=UTC)
ALL_STEPS = [rules.ASKER_STEPS, rules.COUNTERPART_STEPS, rules.MEETING_STEPS]


def ask(asked=None, **said):
    usual = {"level": rules.MINISTERS, "own_level": rules.MINISTERS, "open_requests": 0}
    return rules.why_not_ask(asked or Asked(), **{**usual, "most_open": 20, **said})


def test_a_minister_may_ask_a_minister():
    assert ask() is None


def test_who_is_higher_may_meet_at_a_lower_level():
    assert ask(Asked(top_level=rules.HEADS), own_level=rules.HEADS) is None


def test_nobody_at_all_meets_for_a_party_that_sends_no_principal():
    assert "nobody who meets" in str(ask(Asked(top_level=None)))


@given(st.sampled_from([state for state, _name in rules.STATES]))
def test_what_is_over_stays_over(state):
    """Declined and withdrawn are ends; a meeting held can only be corrected back."""
    leads = {to for steps in ALL_STEPS for before, to in steps.values() if state in before}
    if state in (rules.DECLINED, rules.WITHDRAWN):
        assert leads == set()
    else:
        assert leads


@given(st.lists(st.sampled_from(["asker", "counterpart"]), min_size=1, max_size=12), st.randoms())
def test_no_exchange_ends_accepted_without_a_yes_of_both(turns, chance):
    """Whatever the two sides press, in whatever order: who proposed last is not who accepted."""
    state, last_offer = rules.SENT, "asker"
    for side in turns:
        steps = rules.ASKER_STEPS if side == "asker" else rules.COUNTERPART_STEPS
        may = sorted(verb for verb, (before, _to) in steps.items() if state in before)
        if not may:
            continue
        verb = chance.choice(may)
        state = steps[verb][1]
        if state == rules.ACCEPTED:
            assert side != last_offer
        if verb == "propose":
            last_offer = side


@pytest.mark.parametrize(
    ("position", "organisation", "level"),
    [
        (1, False, rules.HEADS),
        (2, False, rules.HEADS),
        (5, False, rules.MINISTERS),
        (7, True, rules.MINISTERS),
        (8, False, rules.DEPUTIES),
        (9, False, rules.DEPUTIES),
        (11, False, rules.OFFICIALS),
        (14, False, rules.OFFICIALS),
    ],
)
def test_the_level_is_proposed_from_the_ladder_of_a_defence_conference(
    position, organisation, level
):
    proposed = rules.level_of(position, [3, 4, 5, 6], leads_organisation=organisation)
    assert proposed == level


@given(st.integers(-48, 96), st.integers(1, 600), st.integers(5, 120))
def test_times_allowed_hold_the_meeting_inside_the_conference(hours, length, minutes):
    span = Span(DAY + timedelta(hours=hours), DAY + timedelta(hours=hours, minutes=length))
    last = DAY + timedelta(days=2)
    if rules.why_not_these_times([span], first=DAY, last=last, minutes=minutes) is None:
        assert span.starts >= DAY
        assert span.starts + timedelta(minutes=minutes) <= span.ends <= last


@pytest.mark.parametrize("state", [rules.PLANNED, rules.PUBLISHED, rules.CANCELLED, None])
def test_a_request_stays_editable_until_both_have_confirmed(state):
    assert rules.why_not_change(meeting_state=state) is None


def test_what_has_not_come_yet_was_not_held():
    later = DAY + timedelta(hours=1)
    assert "not come yet" in str(
        rules.why_not_held(starts=later, ends=later + timedelta(minutes=30), at=DAY)
    )
