"""A request goes back and forth between two parties until both say yes, or one says no."""

from datetime import timedelta

import pytest
from django.core import mail

from muntada.bilaterals import rules
from muntada.bilaterals.actions import answers
from muntada.bilaterals.actions import requests as asking
from muntada.bilaterals.models import Arrangements, Exchange, Notice, Request
from muntada.kit.errors import RuleBroken
from tests import world
from tests.bilaterals import desk

pytestmark = pytest.mark.django_db


def told(user) -> list[str]:
    return list(Notice.objects.filter(user=user).order_by("id").values_list("verb", flat=True))


def igor_does(act, asked, **more):
    return act(asked, by=world.igor(), at=desk.NOW, **more)


def nadia_does(act, asked, **more):
    return act(asked, by=world.nadia(), at=desk.NOW, **more)


def terms(level=rules.MINISTERS, minutes=45):
    return {"level": level, "minutes": minutes, "press": rules.NO_PRESS}


def test_a_draft_is_told_to_nobody(edition):
    asked = desk.draft()
    assert (asked.state, told(world.igor())) == (rules.DRAFT, [])
    readers = (world.nadia(), world.igor(), desk.boris())
    assert [Request.objects.visible_to(one).count() for one in readers] == [1, 0, 0]


def test_the_other_side_is_told_and_accepts(edition):
    asked = desk.accepted()
    assert asked.state == rules.ACCEPTED
    assert (told(world.igor()), told(world.nadia())) == (["request.sent"], ["request.accepted"])
    names = [str(asked.principal.member), str(asked.counterpart_principal.member)]
    assert names == ["Minister of EGY", "Minister of KAZ"]


def test_the_other_side_declines_without_a_reason(edition):
    asked = igor_does(answers.decline_request, desk.request())
    line = Exchange.objects.get(request=asked, verb="decline")
    assert (asked.state, line.note, told(world.nadia())) == ("declined", "", ["request.declined"])


def test_another_time_is_proposed_agreed_and_taken(edition):
    asked = igor_does(
        answers.propose_terms, desk.request(), side=rules.COUNTERPART, terms=terms(minutes=45),
        times=[desk.span(5)], note="After the plenary",
    )  # fmt: skip
    assert (asked.state, asked.minutes) == (rules.COUNTERED, 30)
    agreed = nadia_does(answers.agree_terms, asked)
    assert (agreed.state, agreed.minutes, agreed.proposal) == (rules.ACCEPTED, 45, None)
    assert asking.times_of(agreed) == [desk.span(5)]
    assert str(agreed.counterpart_principal.member) == "Minister of KAZ"
    assert told(world.igor()) == ["request.sent", "request.agreed"]


def test_the_first_side_sends_new_terms_back_and_the_other_accepts_those(edition):
    asked = igor_does(
        answers.propose_terms, desk.request(), side=rules.COUNTERPART, terms=terms(minutes=15),
        times=[],
    )  # fmt: skip
    back = nadia_does(
        answers.propose_terms, asked, side=rules.ASKER, terms=terms(minutes=20), times=[]
    )
    assert back.state == rules.RETURNED
    done = igor_does(answers.accept_terms, back, principal=None, fields={})
    assert (done.state, done.minutes) == (rules.ACCEPTED, 20)


def test_terms_put_on_hold_are_still_those_accepted_later(edition):
    asked = igor_does(
        answers.propose_terms, desk.request(), side=rules.COUNTERPART, terms=terms(minutes=15),
        times=[],
    )  # fmt: skip
    back = nadia_does(
        answers.propose_terms, asked, side=rules.ASKER, terms=terms(minutes=20), times=[]
    )
    held = igor_does(answers.hold_request, back)
    done = igor_does(answers.accept_terms, held, principal=None, fields={})
    assert (done.state, done.minutes, done.proposal) == (rules.ACCEPTED, 20, None)


def test_an_accepted_request_may_still_be_reopened_until_both_have_confirmed(edition):
    asked = desk.accepted()
    again = igor_does(answers.propose_terms, asked, side=rules.COUNTERPART, terms=terms(), times=[])
    assert again.state == rules.COUNTERED


def test_after_both_have_confirmed_the_desk_alone_changes_it(edition):
    asked = desk.meeting(rules.CONFIRMED).request
    for act in (answers.decline_request, asking.withdraw_request):
        with pytest.raises(RuleBroken, match="Both sides have confirmed this meeting"):
            nadia_does(act, asked)


def test_a_request_withdrawn_takes_its_planned_meeting_with_it(edition):
    meeting = desk.meeting()
    nadia_does(asking.withdraw_request, meeting.request)
    meeting.refresh_from_db()
    assert (meeting.state, meeting.cancelled_by_side) == (rules.CANCELLED, rules.ASKER)


def test_of_two_who_answer_at_once_the_second_is_told(edition):
    asked = desk.request()
    igor_does(answers.decline_request, asked)
    with pytest.raises(RuleBroken, match="changed since you opened"):
        igor_does(answers.accept_request, asked, principal=None, fields={})


def test_a_minister_does_not_accept_for_an_ambassador(edition):
    asked = desk.request()
    lower = world.member("Attaché", "KAZ")
    lower = asked.edition.principals.create(
        delegation=asked.counterpart, member=lower, level=rules.OFFICIALS
    )
    with pytest.raises(RuleBroken, match="lower level than was asked for"):
        igor_does(answers.accept_request, asked, principal=lower, fields={})


@pytest.mark.parametrize(
    ("other", "fields", "times", "sentence"),
    [
        ("EGY", {}, [], "cannot ask for a meeting with itself"),
        ("BRA", {}, [], "This delegation has nobody who meets at this level"),
        ("FRA", {}, [], "does not attend the conference"),
        ("KAZ", {"level": rules.HEADS}, [], "Your delegation has nobody who meets at this level"),
        ("KAZ", {"minutes": 61}, [], "last 60 minutes at most"),
        ("KAZ", {"minutes": 3}, [], "five minutes at least"),
        ("KAZ", {}, [desk.span(-72)], "outside the days of the conference"),
        ("KAZ", {}, [desk.span(2, 20)], "shorter than the meeting"),
        ("KAZ", {}, [desk.span(2, -20)], "ends before it begins"),
    ],
)
def test_what_cannot_be_asked_for_gets_a_sentence(edition, other, fields, times, sentence):
    desk.three()
    counterpart = world.delegation(other)
    with pytest.raises(RuleBroken, match=sentence):
        asking.write_request(
            desk.party("EGY"), counterpart=counterpart, fields=desk.FIELDS | fields, times=times,
            by=world.nadia(), at=desk.NOW,
        )  # fmt: skip
    assert Request.objects.count() == 0


def test_the_same_meeting_is_not_asked_for_twice_by_either_side(edition):
    desk.request()
    with pytest.raises(RuleBroken, match="already open between the two"):
        desk.draft()
    with pytest.raises(RuleBroken, match="already open between the two"):
        desk.draft("KAZ", "EGY")


def test_a_draft_of_the_other_side_is_not_betrayed(edition):
    desk.draft("KAZ", "EGY")
    assert desk.request().state == rules.SENT


def test_a_delegation_does_not_ask_everybody(edition):
    Arrangements.objects.create(edition=edition, most_open=1)
    desk.request()
    with pytest.raises(RuleBroken, match="1 open requests, the most there may be"):
        desk.draft("EGY", "BRA", level=rules.OFFICIALS)


def test_after_the_deadline_the_desk_alone_enters_requests(edition):
    Arrangements.objects.create(edition=edition, requests_close=desk.NOW - timedelta(days=1))
    with pytest.raises(RuleBroken, match="have closed"):
        desk.draft()
    made = asking.write_request(
        desk.party("EGY"), counterpart=desk.party("KAZ"),
        fields=desk.FIELDS | {"channel": rules.BY_LETTER, "reference": "NV 14/2021"}, times=[],
        by=desk.boris(), at=desk.NOW, by_desk=True,
    )  # fmt: skip
    assert (made.channel, made.state) == (rules.BY_LETTER, rules.DRAFT)


def test_a_mail_says_neither_who_nor_what(edition, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        asked = desk.accepted(is_confidential=True)
    assert {message.to[0] for message in mail.outbox} == {world.nadia().email, world.igor().email}
    for message in mail.outbox:
        words = f"{message.subject} {message.body}"
        assert "/bilaterals/notices/" in words
        for secret in ("Egypt", "مصر", "Казахстан", "Kazakhstan", "Grain", "Minister", asked.code):
            assert secret not in words


@pytest.mark.parametrize(("minutes", "left"), [(30, rules.PUBLISHED), (45, rules.CANCELLED)])
def test_a_meeting_planned_for_other_terms_is_given_up_when_new_ones_are_agreed(
    edition, minutes, left
):
    meeting = desk.meeting()
    asked = igor_does(
        answers.propose_terms, meeting.request, side=rules.COUNTERPART,
        terms=terms(minutes=minutes), times=[desk.span(1, 120)],
    )  # fmt: skip
    nadia_does(answers.agree_terms, asked)
    meeting.refresh_from_db()
    assert meeting.state == left
    assert ("meeting.cancelled" in told(world.igor())) is (left == rules.CANCELLED)


def test_what_changes_in_a_draft_is_told_to_nobody(edition, django_capture_on_commit_callbacks):
    asked = desk.draft()
    with django_capture_on_commit_callbacks(execute=True):
        answers.change_own(asked, side=rules.ASKER, fields={"people": 6}, by=world.nadia(),
                           at=desk.NOW)  # fmt: skip
    assert (told(world.igor()), mail.outbox) == ([], [])


def test_a_request_that_is_over_is_not_changed(edition):
    asked = igor_does(answers.decline_request, desk.request())
    with pytest.raises(RuleBroken, match="This request is closed"):
        answers.change_own(asked, side=rules.ASKER, fields={"people": 6}, by=world.nadia(),
                           at=desk.NOW)  # fmt: skip


def test_who_is_named_later_is_no_lower_than_was_agreed(edition):
    asked = desk.accepted()
    lower = world.member("Attaché", "KAZ")
    lower = asked.edition.principals.create(
        delegation=asked.counterpart, member=lower, level=rules.OFFICIALS
    )
    with pytest.raises(RuleBroken, match="lower level than was asked for"):
        answers.change_own(asked, side=rules.COUNTERPART, by=world.igor(), at=desk.NOW,
                           fields={"counterpart_principal": lower})  # fmt: skip
    nobody = {"counterpart_principal": None}
    same = answers.change_own(
        asked, side=rules.COUNTERPART, fields=nobody, by=world.igor(), at=desk.NOW
    )
    assert str(same.counterpart_principal.member) == "Minister of KAZ"


def test_nobody_accepts_a_party_that_no_longer_comes(edition):
    asked = desk.request()
    asked.delegation.is_coming = False
    asked.delegation.save()
    with pytest.raises(RuleBroken, match="no longer attends"):
        igor_does(answers.accept_request, asked, principal=None, fields={})
