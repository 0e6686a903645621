"""Replies of parties from a file, under the same rules as a letter entered by hand."""

import pytest
from django.utils.translation import override

from muntada.imports import actions, applying, rules
from muntada.imports.models import Import
from muntada.imports.plan import from_stored
from muntada.invitations import rules as invitation_rules
from muntada.kit.sheets import write_csv
from tests import world

AT = world.NOW
HEADINGS = ["الطرف", "Reply", "Level", "Received", "Number of the letter", "Reason"]


@pytest.fixture
def salma(edition):
    for code in ("EGY", "KAZ"):
        world.invitation(code)
    return world.salma()


def _bring_in(edition, by, rows):
    content = write_csv(HEADINGS, rows)
    one = actions.take_in(
        edition, kind=Import.REPLIES, content=content, file_name="replies.csv", by=by, at=AT
    )
    actions.read_file(one, at=AT)
    one.refresh_from_db()
    return one


def _in_russian(answer):
    with override("ru"):
        return str(dict(invitation_rules.REPLIES)[answer])


def test_replies_are_entered_as_letters_received(edition, salma):
    received = f"{AT:%Y-%m-%d}"
    rows = [
        ["مصر", "accepted", "", received, "NV 12", ""],
        ["KAZ", _in_russian(invitation_rules.DECLINED), "", received, "", "Elections at home"],
    ]
    one = _bring_in(edition, salma, rows)
    assert one.counts == {"new": 2, "changed": 0, "same": 0, "refused": 0}
    actions.start(one, leave_out_refused=False, by=salma, at=AT)
    applying.apply(one, at=AT)
    one.refresh_from_db()
    assert one.state == rules.APPLIED
    answers = {i.party.code: i.answer for i in edition.invitations.select_related("party")}
    assert answers == {"EGY": invitation_rules.ACCEPTED, "KAZ": invitation_rules.DECLINED}
    reply = edition.invitations.get(party__code="KAZ").replies.get()
    assert (reply.reason, reply.by_secretariat) == ("Elections at home", True)


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        (["EGY", "perhaps", "", "", "", ""], "“perhaps” is not a reply."),
        (["EGY", "accepted", "Emperor", "", "", ""], "“Emperor” is not on the ladder of ranks."),
        (["EGY", "accepted", "", "2031-01-01", "", ""], "This date is in the future."),
        (["EGY", "accepted", "", "31.31.2021", "", ""], "“31.31.2021” is not a date."),
        (["BRA", "accepted", "", "", "", ""], "Brazil is not on the list of parties to invite."),
    ],
)
def test_a_reply_that_cannot_be_is_refused_with_its_reason(edition, salma, row, sentence):
    world.party("BRA")
    one = _bring_in(edition, salma, [row])
    [refused] = from_stored(one.preview)
    assert str(refused.why[0]).startswith(sentence)


def test_a_party_answers_once_in_a_file(edition, salma):
    rows = [["EGY", "accepted"], ["Egypt", "declined"]]
    one = _bring_in(edition, salma, rows)
    assert one.counts["refused"] == 1
