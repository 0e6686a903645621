"""Parties listed, invited by numbered letters, reminded, recalled."""

from datetime import timedelta

import pytest
from django.core import mail
from django.db import IntegrityError, transaction

from muntada.audit.models import Entry
from muntada.invitations import rules
from muntada.invitations.actions import letters
from muntada.invitations.models import Invitation, Letter
from muntada.kit.errors import RuleBroken
from muntada.kit.texts import Text
from tests import world
from tests.world import NOW

pytestmark = pytest.mark.django_db


def listed(code: str = "EGY", **fields) -> Invitation:
    return world.invitation(code, state=rules.LISTED, **fields)


def test_parties_are_listed_once_each_with_the_level_asked_for():
    minister, salma = world.rank("Minister"), world.salma()
    parties = [world.party("EGY"), world.party("KAZ")]
    for _press in range(2):
        letters.list_parties(
            world.edition(), parties=parties, level_asked=minister, language="fr", by=salma, at=NOW
        )
    rows = Invitation.objects.order_by("party__code").values_list(
        "party__code", "state", "language", "level_asked"
    )
    assert list(rows) == [
        ("EGY", "listed", "fr", minister.pk),
        ("KAZ", "listed", "fr", minister.pk),
    ]
    assert Entry.objects.filter(verb="invitation.listed").count() == 2


def test_to_invite_issues_a_letter_and_opens_the_delegation():
    invitation = listed()
    letter = letters.invite(invitation, by=world.salma(), at=NOW)
    invitation.refresh_from_db()
    assert (invitation.state, invitation.invited_at) == ("invited", NOW)
    assert invitation.delegation.party == invitation.party
    assert (letter.symbol, letter.kind, letter.addressee) == (
        "NINTH/NV/001",
        "invitation",
        "Republic of Egypt",
    )
    assert Entry.objects.get(verb="invitation.sent").after == {"letter": "NINTH/NV/001"}


def test_a_party_is_not_invited_twice():
    invitation = listed()
    letters.invite(invitation, by=world.salma(), at=NOW)
    with pytest.raises(RuleBroken, match="has been invited already"):
        letters.invite(invitation, by=world.salma(), at=NOW)
    assert Letter.objects.count() == 1


def test_of_two_officers_who_press_at_once_the_second_is_told():
    first = listed()
    second = Invitation.objects.get(pk=first.pk)
    letters.invite(first, by=world.salma(), at=NOW)
    with pytest.raises(RuleBroken, match="has changed since you opened the page"):
        letters.invite(second, by=world.pavel(), at=NOW)
    assert Letter.objects.count() == 1


def test_letters_are_numbered_in_one_row_whatever_their_kind():
    egypt, kazakhstan = listed("EGY"), listed("KAZ")
    salma = world.salma()
    symbols = [
        letters.invite(egypt, by=salma, at=NOW).symbol,
        letters.invite(kazakhstan, by=salma, at=NOW).symbol,
        letters.remind(egypt, by=salma, at=NOW).symbol,
    ]
    assert symbols == ["NINTH/NV/001", "NINTH/NV/002", "NINTH/NV/003"]


def test_the_database_refuses_a_number_used_before():
    letter = letters.invite(listed(), by=world.salma(), at=NOW)
    letter.pk, letter.code = None, "ANOTHER"
    with pytest.raises(IntegrityError), transaction.atomic():
        letter.save()


def test_a_letter_with_an_address_is_mailed_as_pdf(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        letter = letters.invite(listed(mail_to="mission@example.org"), by=world.salma(), at=NOW)
    (sent,) = mail.outbox
    assert sent.to == ["mission@example.org"]
    ((name, content, kind),) = sent.attachments
    assert (name, content[:5], kind) == ("NINTH-NV-001.pdf", b"%PDF-", "application/pdf")
    assert "Egypt" not in sent.body
    letter.refresh_from_db()
    assert letter.mailed_at is not None


def test_a_letter_without_an_address_waits_for_a_hand(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        letter = letters.invite(listed(), by=world.salma(), at=NOW)
    assert mail.outbox == []
    letters.mark_sent(letter, by=world.salma(), at=NOW)
    letter.refresh_from_db()
    assert letter.mailed_at == NOW
    with pytest.raises(RuleBroken, match="gone out already"):
        letters.mark_sent(letter, by=world.salma(), at=NOW)


def test_a_letter_that_could_not_be_mailed_says_so_and_is_tried_again(
    django_capture_on_commit_callbacks, monkeypatch
):
    def no_route(*_args, **_more):
        raise ConnectionRefusedError

    with monkeypatch.context() as broken:
        broken.setattr("muntada.kit.mail.Mail.send", no_route)
        with django_capture_on_commit_callbacks(execute=True):
            letter = letters.invite(listed(mail_to="old@example.org"), by=world.salma(), at=NOW)
    letter.refresh_from_db()
    assert (letter.mail_problem, letter.mailed_at) == ("server", None)
    Invitation.objects.update(mail_to="new@example.org")
    letter = Letter.objects.get()
    with django_capture_on_commit_callbacks(execute=True):
        letters.mail_again(letter, by=world.salma(), at=NOW)
    assert [sent.to for sent in mail.outbox] == [["new@example.org"]]


def test_the_words_of_a_letter_stay_when_the_template_changes():
    salma, edition = world.salma(), world.edition()
    first = letters.invite(listed("EGY"), by=salma, at=NOW)
    said = first.body
    letters.change_template(
        edition,
        kind="invitation",
        subject=Text(en="Come"),
        body=Text(en="Dear {party}"),
        by=salma,
        at=NOW,
    )
    second = letters.invite(listed("KAZ"), by=salma, at=NOW)
    first.refresh_from_db()
    assert (first.body, second.subject, second.body) == (said, "Come", "Dear Kazakhstan")


def test_a_name_that_holds_braces_is_left_as_it_is():
    invitation = listed()
    invitation.party.short_name = Text(en="{city} {0} {}")
    letters.change_template(
        invitation.edition,
        kind="invitation",
        subject=Text(en="Come"),
        body=Text(en="{party} {unknown}"),
        by=world.salma(),
        at=NOW,
    )
    letter = letters.invite(invitation, by=world.salma(), at=NOW)
    assert letter.body == "{city} {0} {} {unknown}"


def test_a_letter_does_not_ask_for_what_was_never_set():
    invitation = listed()
    invitation.level_asked = None
    invitation.edition.replies_close = None
    letter = letters.invite(invitation, by=world.salma(), at=NOW)
    assert letter.body == (
        "The Ministry presents its compliments to the competent authorities of: Republic of "
        "Egypt, and has the honour to invite them to take part in the Ninth Conference on "
        "Security, to be held in — on the following dates: Wednesday, 23 June 2021 – Thursday, 24 "
        "June 2021.\n\nThe Ministry avails itself of this opportunity to renew the assurances of "
        "its highest consideration."
    )


def test_who_has_replied_is_not_reminded():
    invitation = world.invitation(answer=rules.ACCEPTED, answered_at=NOW)
    with pytest.raises(RuleBroken, match="discourteous"):
        letters.remind(invitation, by=world.salma(), at=NOW)


def test_a_recalled_invitation_closes_its_delegation_and_its_letters():
    invitation = listed()
    letter = letters.invite(invitation, by=world.salma(), at=NOW)
    letters.recall(invitation, by=world.salma(), at=NOW)
    letter.refresh_from_db()
    invitation.delegation.refresh_from_db()
    assert (invitation.state, letter.revoked_at) == ("recalled", NOW)
    assert invitation.delegation.is_open is False


def test_a_recalled_party_can_be_listed_and_invited_again():
    invitation, salma = listed(), world.salma()
    letters.invite(invitation, by=salma, at=NOW)
    Invitation.objects.update(answer=rules.DECLINED, answered_at=NOW)
    invitation.refresh_from_db()
    letters.recall(invitation, by=salma, at=NOW)
    letters.relist(invitation, by=salma, at=NOW)
    later = NOW + timedelta(days=3)
    letter = letters.invite(invitation, by=salma, at=later)
    invitation.refresh_from_db()
    assert (invitation.state, invitation.answer, invitation.invited_at) == (
        "invited",
        "no_reply",
        later,
    )
    assert (letter.symbol, invitation.delegation.is_open) == ("NINTH/NV/002", True)
