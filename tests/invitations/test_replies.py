"""What parties answer, and what their answers mean for their delegations."""

from datetime import timedelta

import pytest
from django.core.files.base import ContentFile

from muntada.invitations import rules
from muntada.invitations.actions import letters, replies
from muntada.kit.errors import RuleBroken
from tests import world
from tests.world import NOW

pytestmark = pytest.mark.django_db


def stands(invitation):
    """The reply that counts, and whether the delegation may nominate and is coming."""
    invitation.refresh_from_db()
    invitation.delegation.refresh_from_db()
    delegation = invitation.delegation
    return invitation.answer, delegation.is_open, delegation.is_coming


def answer(invitation, said, *, by=None, days=1, **more):
    at = NOW + timedelta(days=days)
    return replies.reply(invitation, answer=said, by=by or world.nadia(), at=at, **more)


@pytest.mark.parametrize(
    ("said", "is_open", "is_coming"),
    [
        (rules.ACCEPTED, True, True),
        (rules.TENTATIVE, True, False),
        (rules.DECLINED, False, False),
    ],
)
def test_a_reply_opens_or_closes_the_delegation(said, is_open, is_coming):
    invitation = world.invitation()
    answer(invitation, said)
    assert stands(invitation) == (said, is_open, is_coming)


def test_a_lower_level_is_accepted_and_remembered():
    invitation, deputy = world.invitation(), world.rank("Deputy Minister")
    answer(invitation, rules.LOWER, level=deputy)
    assert stands(invitation) == (rules.LOWER, True, True)
    assert invitation.level_offered == deputy


def test_a_decline_becomes_an_acceptance_and_the_history_keeps_both():
    invitation = world.invitation()
    answer(invitation, rules.DECLINED, reason="Elections at home", days=1)
    answer(invitation, rules.ACCEPTED, days=2)
    assert stands(invitation) == (rules.ACCEPTED, True, True)
    history = list(invitation.replies.values_list("answer", "reason"))
    assert history == [(rules.ACCEPTED, ""), (rules.DECLINED, "Elections at home")]


def test_a_focal_point_cannot_reply_late_and_the_secretariat_can():
    invitation = world.invitation()
    with pytest.raises(RuleBroken, match="Replies have closed"):
        answer(invitation, rules.ACCEPTED, days=61)
    answer(invitation, rules.ACCEPTED, days=61, by=world.salma(), by_secretariat=True)
    assert stands(invitation) == (rules.ACCEPTED, True, True)


def test_an_older_letter_entered_late_does_not_undo_a_newer_reply():
    invitation = world.invitation()
    answer(invitation, rules.ACCEPTED, days=10)
    letter = {"received_at": NOW + timedelta(days=5), "by_secretariat": True}
    answer(invitation, rules.DECLINED, days=12, by=world.salma(), **letter)
    assert stands(invitation) == (rules.ACCEPTED, True, True)
    assert invitation.replies.count() == 2


def test_a_letter_dated_before_the_invitation_is_refused():
    invitation = world.invitation()
    with pytest.raises(RuleBroken, match="before the party was invited"):
        answer(invitation, rules.ACCEPTED, received_at=NOW - timedelta(days=365), by=world.salma())


def test_a_reply_to_an_invitation_since_recalled_no_longer_stands():
    invitation, salma = world.invitation(), world.salma()
    answer(invitation, rules.DECLINED, days=1)
    invitation.refresh_from_db()
    letters.recall(invitation, by=salma, at=NOW + timedelta(days=2))
    with pytest.raises(RuleBroken, match="was recalled"):
        answer(invitation, rules.ACCEPTED, days=3)
    letters.relist(invitation, by=salma, at=NOW + timedelta(days=4))
    letters.invite(invitation, by=salma, at=NOW + timedelta(days=5))
    answer(invitation, rules.TENTATIVE, days=6)
    assert stands(invitation) == (rules.TENTATIVE, True, False)


def test_the_scan_of_a_letter_is_kept(settings, tmp_path):
    settings.STORAGES["default"]["OPTIONS"]["location"] = str(tmp_path)
    scan = ContentFile(b"%PDF-1.7 a letter", name="scan.pdf")
    made = answer(
        world.invitation(), rules.ACCEPTED, by=world.salma(), by_secretariat=True, scan=scan
    )
    assert made.scan.open("rb").read() == b"%PDF-1.7 a letter"
