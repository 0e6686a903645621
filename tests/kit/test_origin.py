"""Nothing that outlives the page is sent without the address the public knows."""

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.urls import reverse

from muntada import settings as house
from muntada.accounts import actions as accounts
from muntada.accreditation.actions import applications
from muntada.audit.models import Entry
from muntada.invitations import rules
from muntada.invitations.actions import letters
from muntada.invitations.models import Letter
from muntada.kit.errors import RuleBroken
from muntada.kit.origin import absolute
from tests import world
from tests.accreditation import cast

AT = world.NOW
SAID = "public address of this house is not configured"


@pytest.fixture(params=["", "http://localhost:8000", "http://127.0.0.1", "http://[::1]:8000"])
def nowhere(settings, request):
    """No address, or one that only this machine knows."""
    settings.ORIGIN, settings.LOOPBACK = request.param, ""


def test_no_address_is_made_up(nowhere):
    with pytest.raises(RuleBroken, match=SAID):
        absolute("/x/")


@pytest.mark.django_db
def test_no_letter_is_issued_and_the_invitation_stays_listed(nowhere):
    one = world.invitation(state=rules.LISTED)
    with pytest.raises(RuleBroken, match=SAID):
        letters.invite(one, by=world.salma(), at=AT)
    one.refresh_from_db()
    assert one.state == rules.LISTED
    assert not Letter.objects.exists()
    assert not Entry.objects.exists()


@pytest.mark.django_db
def test_a_letter_issued_before_is_not_printed_without_it(settings, as_user):
    one = world.invitation(state=rules.LISTED)
    letter = letters.invite(one, by=world.salma(), at=AT)
    settings.ORIGIN, settings.LOOPBACK = "", ""
    where = reverse("invitations:letter", args=["ninth", letter.pk])
    page = as_user(world.salma()).get(where)
    assert page.status_code == 409
    assert SAID in page.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize(
    "mailed",
    [
        lambda: accounts.invite_person(email="n@a.org", name="N", language="en", by=None, at=AT),
        lambda: accounts.send_new_link(email=world.salma().email, at=AT),
        lambda: accounts.send_new_link(email="nobody@a.org", at=AT),
        lambda: applications.open_alone(cast.category("press"), name="D", email="d@p.org", at=AT),
    ],
)
def test_no_mail_with_a_link_is_queued(settings, mailed, mailoutbox):
    cast.opened()
    settings.ORIGIN, settings.LOOPBACK = "", ""
    with pytest.raises(RuleBroken, match=SAID):
        mailed()
    assert not mailoutbox


@pytest.mark.django_db
def test_the_first_owner_needs_no_address(nowhere):
    assert accounts.make_owner(email="o@a.org", name="O", by=None, at=AT).may("conferences.open")


def test_a_demo_says_its_own_address(settings):
    settings.ORIGIN, settings.LOOPBACK = "", "http://localhost:8123"
    assert absolute("/x/") == "http://localhost:8123/x/"


def test_the_configured_address_wins(settings):
    settings.ORIGIN = "https://conference.example"
    assert absolute("/x/") == "https://conference.example/x/"


@pytest.mark.parametrize(
    "said", ["conference.example", "ftp://a.example", "https://", "https://a.example/path"]
)
def test_an_address_that_is_none_is_said_at_the_start(said):
    with pytest.raises(ImproperlyConfigured, match="MUNTADA_ORIGIN"):
        house._origin(said)
    assert house._origin("https://a.example/") == "https://a.example"
