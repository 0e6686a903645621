"""What a page's validator tells: that the page changed, and never that something else was done."""

from datetime import timedelta

import pytest
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext

from muntada.audit.models import Entry
from muntada.conferences.models import Edition
from muntada.delegations.actions import members
from muntada.invitations.actions import replies
from muntada.website.freshness import shelf, stamp
from tests import world
from tests.press import desk
from tests.website.published import publish, said_person, said_session
from tests.website.test_public_site import FEEDS, PAGES

pytestmark = pytest.mark.django_db
ALL = [*PAGES, *FEEDS, "/{}/ninth/press/", "/{}/ninth/journal/", "/{}/ninth/editions/compare/"]


@pytest.fixture
def site(edition):
    world.delegation("EGY", is_coming=True)
    publish(said_session(1, people=[said_person()]), said_session(2, minutes_in=90))
    return edition


def validators(client) -> dict[str, tuple[str, str | None]]:
    told = {}
    for path in ALL:
        answer = client.get(path.format("en"))
        assert answer.status_code == 200, path
        told[path] = (answer.headers["ETag"], answer.headers.get("Last-Modified"))
    return told


def entered(edition: Edition | None) -> None:
    """A deed about every kind of thing there is, as the record would keep it."""
    for model in apps.get_models():
        Entry.objects.create(
            at=world.NOW + timedelta(days=5),
            verb="secret.done",
            thing_type=model._meta.label_lower,
            thing_id=str(edition.pk if edition else 1),
            edition_id=edition.pk if edition else None,
            seal=f"{model._meta.label_lower} {edition and edition.pk}",
        )


def test_no_deed_that_changes_no_public_word_moves_a_validator(client, site):
    before = validators(client)
    entered(site)
    entered(None)
    assert validators(client) == before


def test_what_a_desk_prepares_in_secret_moves_none(client, site):
    world.member("Laila Haddad", state="confirmed", is_published=False, place="head")
    before = validators(client)
    desk.statement()
    world.member("Somebody Else", "KAZ")
    world.invitation("BRA")
    Edition.objects.update(nominations_close=world.NOW + timedelta(days=1))
    assert validators(client) == before


def test_validators_are_of_what_is_said_and_not_of_the_process_that_said_it(client, site):
    before = validators(client)
    shelf.clear()
    assert validators(client) == before


def confirmed():
    made = world.member("Laila Haddad", state="waiting")
    members.confirm(made, by=world.salma(), at=world.NOW)


def accepted():
    invitation = world.invitation("BRA")
    replies.reply(invitation, answer="accepted", by=world.salma(), at=world.NOW)


PUBLIC = [
    ("/{}/ninth/participants/", confirmed),
    ("/{}/ninth/", confirmed),
    ("/{}/ninth/participants/", accepted),
    ("/{}/ninth/editions/compare/", accepted),
    ("/{}/ninth/press/", lambda: desk.out(word="Spoken")),
]


@pytest.mark.parametrize(("path", "act"), PUBLIC)
def test_a_page_is_made_anew_when_what_it_shows_changes(client, site, path, act):
    before = client.get(path.format("en")).headers["ETag"]
    act()
    assert client.get(path.format("en")).headers["ETag"] != before


def test_the_record_is_never_read_through_for_a_page(site):
    if connection.vendor != "sqlite":
        pytest.skip("the plan of an empty table says nothing on PostgreSQL")
    with CaptureQueriesContext(connection) as queries:
        stamp(site, ("delegations.member", "parties.party"), of_series=True)
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {queries[0]['sql']}")
        steps = [step[-1] for step in cursor.fetchall() if "audit_entry" in step[-1]]
    assert steps
    assert all("SEARCH" in step and "entries_of_a_kind" in step for step in steps)
