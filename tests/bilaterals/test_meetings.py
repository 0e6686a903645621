"""A meeting is held, or cancelled; each side says its own, and both may say one thing."""

from datetime import timedelta

import pytest

from muntada.bilaterals import rules
from muntada.bilaterals.actions.answers import propose_terms
from muntada.bilaterals.actions.meetings import cancel_meeting, hold_meeting
from muntada.bilaterals.actions.plans import confirm_meeting
from muntada.bilaterals.actions.readouts import consent_to_readout, write_readout
from muntada.bilaterals.models import Meeting, Notice, Readout
from muntada.kit.errors import RuleBroken
from muntada.kit.texts import Text
from tests import world
from tests.bilaterals import desk

pytestmark = pytest.mark.django_db

AFTER = world.OPENING + timedelta(days=1)


def held() -> Meeting:
    meeting = desk.meeting()
    return hold_meeting(
        meeting, starts=meeting.starts + timedelta(minutes=5),
        ends=meeting.ends + timedelta(minutes=10), level=rules.MINISTERS,
        by=desk.boris(), at=AFTER,
    )  # fmt: skip


def write(meeting, who, side, words, acting=""):
    return write_readout(
        meeting, side=side, text=Text(en=words), embargo_until=None, by=who, at=AFTER,
        acting=acting,
    )  # fmt: skip


def consent(meeting, who, side, readout):
    return consent_to_readout(meeting, side=side, digest=readout.digest, by=who, at=AFTER)


def test_it_is_held_with_its_real_times_and_the_request_is_met(edition):
    meeting = held()
    meeting.request.refresh_from_db()
    assert (meeting.state, meeting.request.state) == (rules.HELD, rules.MET)
    assert meeting.actual_ends - meeting.actual_starts == timedelta(minutes=35)


def test_the_real_times_are_corrected_without_telling_anybody_twice(edition):
    meeting = held()
    told = Notice.objects.count()
    hold_meeting(meeting, starts=meeting.starts, ends=meeting.ends, level=rules.DEPUTIES,
                 by=desk.boris(), at=AFTER)  # fmt: skip
    assert (meeting.actual_level, Notice.objects.count()) == (rules.DEPUTIES, told)


def test_what_lies_ahead_is_not_entered_as_held(edition):
    meeting = desk.meeting()
    with pytest.raises(RuleBroken, match="has not come yet"):
        hold_meeting(meeting, starts=meeting.starts, ends=meeting.ends, level=rules.MINISTERS,
                     by=desk.boris(), at=desk.NOW)  # fmt: skip


@pytest.mark.parametrize(
    ("side", "left"),
    [(rules.DESK, "accepted"), (rules.ASKER, "withdrawn"), (rules.COUNTERPART, "declined")],
)
def test_cancelled_by_the_desk_it_may_be_planned_anew_by_a_side_it_is_over(edition, side, left):
    meeting = desk.meeting()
    cancel_meeting(meeting, side=side, reason="Recalled home", by=desk.boris(), at=AFTER)
    meeting.request.refresh_from_db()
    assert (meeting.state, meeting.request.state) == (rules.CANCELLED, left)


def test_both_sides_are_told_that_it_is_cancelled_and_not_why(edition):
    cancel_meeting(desk.meeting(), side=rules.ASKER, reason="Recalled home", by=desk.boris(),
                   at=AFTER)  # fmt: skip
    told = Notice.objects.filter(verb="meeting.cancelled")
    assert [one.user.name for one in told.order_by("user__name")] == ["Igor", "Nadia"]
    assert "Recalled" not in str([one.details for one in told])


def test_what_was_never_published_is_cancelled_in_silence(edition):
    meeting = desk.meeting(rules.PLANNED)
    cancel_meeting(meeting, side=rules.DESK, by=desk.boris(), at=AFTER)
    assert not Notice.objects.filter(meeting=meeting).exists()


def test_a_text_is_joint_only_when_both_consent_to_the_very_same_words(edition):
    meeting = held()
    text = write(meeting, world.nadia(), rules.JOINT, "A useful exchange of views.", rules.ASKER)
    assert text.is_joint is False
    text = consent(meeting, world.igor(), rules.COUNTERPART, text)
    assert text.is_joint is True


def test_a_word_changed_ends_the_consent_of_the_other(edition):
    meeting = held()
    text = write(meeting, world.nadia(), rules.JOINT, "A useful exchange.", rules.ASKER)
    consent(meeting, world.igor(), rules.COUNTERPART, text)
    changed = write(meeting, world.nadia(), rules.JOINT, "A frank exchange.", rules.ASKER)
    assert changed.is_joint is False
    with pytest.raises(RuleBroken, match="text has changed"):
        consent(meeting, world.igor(), rules.COUNTERPART, text)


def test_the_desk_consents_for_nobody(as_user, edition):
    meeting = held()
    text = write(meeting, desk.boris(), rules.JOINT, "A useful exchange of views.")
    page = f"/en/desk/ninth/bilaterals/meetings/{meeting.code}/"
    boris = as_user(desk.boris())
    assert boris.post(f"{page}consent/asker/", {"digest": text.digest}).status_code == 403
    assert Readout.objects.get().asker_consent == ""
    nadia = as_user(world.nadia())
    assert nadia.post(f"{page}consent/counterpart/", {"digest": text.digest}).status_code == 403


def test_nothing_is_said_of_a_meeting_not_yet_held(edition):
    with pytest.raises(RuleBroken, match="once the meeting has been held"):
        write(desk.meeting(), world.nadia(), rules.ASKER, "It went well.")


def test_terms_talked_about_until_the_last_minute_do_not_undo_the_meeting(edition):
    meeting = desk.meeting()
    terms = {"level": rules.MINISTERS, "minutes": 20, "press": rules.NO_PRESS}
    propose_terms(meeting.request, side=rules.COUNTERPART, terms=terms, times=[],
                  by=world.igor(), at=desk.NOW)  # fmt: skip
    done = hold_meeting(meeting, starts=meeting.starts, ends=meeting.ends, level=rules.MINISTERS,
                        by=desk.boris(), at=AFTER)  # fmt: skip
    done.request.refresh_from_db()
    assert (done.state, done.request.state) == (rules.HELD, rules.MET)


def test_nobody_confirms_a_meeting_whose_terms_are_talked_about_again(edition):
    meeting = desk.meeting()
    terms = {"level": rules.MINISTERS, "minutes": 20, "press": rules.NO_PRESS}
    propose_terms(
        meeting.request, side=rules.COUNTERPART, terms=terms, times=[], by=world.igor(), at=desk.NOW
    )
    with pytest.raises(RuleBroken, match="Answer the proposal first"):
        confirm_meeting(meeting, side=rules.ASKER, by=world.nadia(), at=desk.NOW)
