"""Letters to many parties at once: as few statements as one, numbered without a gap, in order."""

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse

from muntada.audit.models import Entry
from muntada.delegations.models import Delegation
from muntada.invitations import rules
from muntada.invitations.actions import letters
from muntada.invitations.models import Invitation, Letter
from muntada.kit.models import Outgoing
from tests import world
from tests.counting import rolled_back, statements
from tests.world import NOW

pytestmark = pytest.mark.django_db
LANGUAGES = ("en", "ar", "fr", "ru", "es", "zh")


def listed(many: int) -> list[Invitation]:
    """In all languages, half with an address; one in three has a delegation already."""
    made = []
    for n in range(many):
        code = f"X{n:02d}"
        if n % 3 == 0:
            world.delegation(code, is_open=False)
        address = f"mission{n}@example.org" if n % 2 == 0 else ""
        made.append(
            world.invitation(code, state=rules.LISTED, language=LANGUAGES[n % 6], mail_to=address)
        )
    return made


def of(edition=None) -> dict:
    return {"by": world.salma(), "at": NOW}


def test_many_are_invited_and_reminded_in_as_few_statements_as_two():
    """Two: one has a delegation already, the other is given one."""
    counts = []
    edition, who = world.edition(), of()
    for many in (2, 40):
        with rolled_back():
            listed(many)
            count = []
            for verb in (letters.invite_all, letters.remind_all):
                rows = list(Invitation.objects.order_by("pk"))
                count.append(statements(verb, edition, rows, **who))
            counts.append(count)
            assert Letter.objects.count() == 2 * many
    assert counts[0] == counts[1]


def test_letters_are_numbered_without_a_gap_in_the_order_of_the_list():
    rows = listed(6)[::-1]
    letters.remind_all(world.edition(), [], **of())
    sent = letters.invite_all(world.edition(), rows, **of())
    assert [one.invitation for one in sent.letters] == rows
    written = Letter.objects.order_by("number").values_list("number", "symbol", "language")
    assert list(written) == [
        (n, f"NINTH/NV/{n:03d}", one.language) for n, one in enumerate(rows, start=1)
    ]
    assert [one.body == Letter.objects.get(pk=one.pk).body != "" for one in sent.letters] == [
        True
    ] * 6


def test_each_party_invited_has_its_delegation_its_entry_and_its_mail():
    rows = listed(4)
    letters.invite_all(world.edition(), rows, **of())
    for n, one in enumerate(rows, start=1):
        one.refresh_from_db()
        assert (one.state, one.invited_at, one.delegation.party) == ("invited", NOW, one.party)
        assert (one.delegation.is_open, one.delegation.is_coming) == (True, False)
        entry = Entry.objects.get(verb="invitation.sent", thing_id=str(one.pk))
        assert entry.after == {"letter": f"NINTH/NV/{n:03d}"}
    opened = Entry.objects.filter(verb="delegation.opened").order_by("id")
    assert [e.thing_id for e in opened] == [str(rows[n].delegation_id) for n in (1, 2)]
    assert Delegation.objects.count() == 4
    entries = list(Entry.objects.order_by("id"))
    assert [e.previous for e in entries[1:]] == [e.seal for e in entries[:-1]]
    mailed = Outgoing.objects.filter(maker="letter").order_by("pk").values_list("to", "about")
    assert list(mailed) == [(one.mail_to, one.letters.get().pk) for one in rows if one.mail_to]


def test_one_that_cannot_be_invited_takes_no_number_and_is_said(as_user):
    first, gone, invited, last = listed(4)
    Invitation.objects.filter(pk=gone.pk).update(state=rules.RECALLED, invited_at=NOW)
    letters.invite(invited, **of())
    rows = [first, gone, invited, last]  # `gone` was still to be invited when the page was read
    sent = letters.invite_all(world.edition(), rows, **of())
    assert [one.symbol for one in sent.letters] == ["NINTH/NV/002", "NINTH/NV/003"]
    assert [(one, str(why).split(".")[0]) for one, why in sent.refused] == [
        (invited, "This party has been invited already"),
        (gone, "This has changed since you opened the page"),
    ]


def test_the_board_says_how_many_letters_went_and_who_is_left(as_user):
    rows = listed(3)
    browser = as_user(world.salma())
    address = reverse("invitations:invite_many", args=[world.edition().slug])
    chosen = {"invitation": [one.pk for one in rows]}
    answer = browser.post(address, chosen)
    assert [str(one) for one in get_messages(answer.wsgi_request)] == ["3 letters were issued."]
    assert Letter.objects.count() == 3
