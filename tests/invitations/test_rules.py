from datetime import date, timedelta

import pytest

from muntada.invitations import rules
from tests.world import NOW


@pytest.mark.parametrize("state", ["planned", "held"])
def test_a_listed_party_can_be_invited(state):
    assert rules.why_not_invite(state=rules.LISTED, edition_state=state) is None


@pytest.mark.parametrize(
    ("state", "edition_state", "sentence"),
    [
        (rules.INVITED, "planned", "This party has been invited already."),
        (
            rules.RECALLED,
            "planned",
            "This invitation was recalled. Put the party back on the list first.",
        ),
        (
            rules.LISTED,
            "postponed",
            "This edition is postponed. Set its new dates first, then invite.",
        ),
        (rules.LISTED, "cancelled", "This edition is cancelled. Nobody can be invited to it."),
    ],
)
def test_why_a_party_cannot_be_invited_is_said(state, edition_state, sentence):
    assert rules.why_not_invite(state=state, edition_state=edition_state) == sentence


@pytest.mark.parametrize("answer", [rules.NO_REPLY, rules.TENTATIVE])
def test_who_has_not_decided_can_be_reminded(answer):
    assert rules.why_not_remind(state=rules.INVITED, answer=answer) is None


@pytest.mark.parametrize("answer", [rules.ACCEPTED, rules.LOWER, rules.DECLINED])
def test_who_has_replied_is_not_reminded(answer):
    sentence = "This party has replied. A reminder would be discourteous."
    assert rules.why_not_remind(state=rules.INVITED, answer=answer) == sentence


def why_not_reply(*, late: bool, by_secretariat: bool, state: str = rules.INVITED):
    closes = NOW - timedelta(days=1) if late else NOW + timedelta(days=1)
    return rules.why_not_reply(
        state=state, replies_close=closes, at=NOW, by_secretariat=by_secretariat
    )


def test_replies_close_for_focal_points_and_not_for_the_secretariat():
    assert why_not_reply(late=False, by_secretariat=False) is None
    assert why_not_reply(late=True, by_secretariat=True) is None
    assert why_not_reply(late=True, by_secretariat=False) == (
        "Replies have closed. Write to the secretariat, which can still enter a reply."
    )


def test_a_recalled_invitation_takes_no_reply_from_anybody():
    why_not = why_not_reply(late=False, by_secretariat=True, state=rules.RECALLED)
    assert why_not == "This invitation was recalled."


@pytest.mark.parametrize(
    ("answer", "asked", "offered", "sentence"),
    [
        (rules.ACCEPTED, 3, None, None),
        (rules.ACCEPTED, 3, 2, None),
        (
            rules.ACCEPTED,
            3,
            4,
            "This level is lower than the one asked for. Choose “accepted at a lower level”.",
        ),
        (rules.LOWER, 3, 4, None),
        (rules.LOWER, None, 4, None),
        (rules.LOWER, 3, None, "Say at which level the delegation will be led."),
        (
            rules.LOWER,
            3,
            3,
            "This level is not lower than the one asked for. Choose “accepted”.",
        ),
    ],
)
def test_the_level_offered_agrees_with_the_answer(answer, asked, offered, sentence):
    assert rules.why_not_this_level(answer=answer, asked=asked, offered=offered) == sentence


@pytest.mark.parametrize(
    ("day", "sentence"),
    [
        (20, None),
        (10, None),
        (21, "This date is in the future."),
        (9, "This date is before the party was invited. Check the year."),
    ],
)
def test_a_letter_is_received_between_the_invitation_and_today(day, sentence):
    why_not = rules.why_not_received_on(
        received=date(2021, 3, day), invited=date(2021, 3, 10), today=date(2021, 3, 20)
    )
    assert why_not == sentence
