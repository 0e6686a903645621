"""The overview of an edition's desk: each sees what they may do something about."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests import world
from tests.website.published import publish, said_session

pytestmark = pytest.mark.django_db
DESK = "/en/desk/ninth/"


def page(client):
    answer = client.get(DESK)
    assert answer.status_code == 200
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def test_the_secretariat_is_told_what_waits(as_user, edition):
    world.invitation("EGY")
    world.invitation("KAZ", answer="tentative", answered_at=world.NOW)
    world.invitation("BRA", state="listed")
    world.member("Laila Haddad")
    world.member("Sami Aziz", state="waiting")
    world.session("One")
    world.session("Two")
    said = page(as_user(world.salma()))
    for sentence in (
        "1 party is listed and not yet invited.",
        "1 invitation has no reply yet.",
        "1 reply is tentative.",
        "1 nomination waits for confirmation.",
        "1 person is on a waiting list.",
        "1 thing in the programme does not fit yet.",
        "The programme has not been published.",
        "0 of 2 parties invited are coming.",
    ):
        assert sentence in said, sentence


def test_a_programme_changed_since_it_was_published_is_said(as_user, edition):
    session = world.session("Opening")
    publish(
        said_session(
            session.pk,
            title={"en": "Opening"},
            starts=session.starts.isoformat(),
            ends=session.ends.isoformat(),
            room=session.room_id,
            track=None,
        )
    )
    client = as_user(world.salma())
    assert "The programme has changed" not in page(client)
    session.title = {"en": "Opening, moved"}
    session.save()
    assert "The programme has changed since it was last published." in page(client)


def test_a_focal_point_sees_their_own_delegation_and_nothing_of_the_desk(as_user, edition):
    world.invitation("EGY")
    world.invitation("KAZ")
    world.member("Laila Haddad", "EGY")
    said = page(as_user(world.nadia()))
    assert ("Egypt" in said, "Kazakhstan" in said) == (True, False)
    assert ("Due next" in said, "What waits" in said) == (False, False)


def test_a_focal_point_is_told_what_is_due_next(as_user, edition):
    edition.replies_close = timezone.now() + timedelta(days=3)
    edition.nominations_close = timezone.now() + timedelta(days=9)
    edition.save()
    invitation = world.invitation("EGY")
    client = as_user(world.nadia())
    assert "Due next: Replies close" in page(client)
    invitation.answer, invitation.answered_at = "accepted", world.NOW
    invitation.save()
    assert "Due next: Nominations close" in page(client)


def test_the_gate_sees_the_programme_but_not_the_replies(as_user, edition):
    world.invitation("EGY")
    world.session("Opening")
    said = page(as_user(world.user("Guard", "gate")))
    assert ("has not been published" in said, "no reply yet" in said) == (True, False)


def test_the_auditor_is_led_to_the_record(as_user, edition):
    assert "Read the record" in page(as_user(world.omar()))


def test_who_has_no_tie_to_the_edition_does_not_see_it(as_user, client, edition):
    assert as_user(world.user("Stranger")).get(DESK).status_code == 404
    assert client.get(DESK).status_code == 302


@pytest.mark.parametrize("cast", [world.salma, world.nadia, world.omar])
def test_the_overview_asks_few_questions_however_much_there_is(as_user, edition, cast):
    client = as_user(cast())
    world.invitation("EGY")
    client.get(DESK)
    for n in range(30):
        world.member(f"Person {n}")
        world.session(f"Session {n}", hours_in=n / 10)
    with CaptureQueriesContext(connection) as queries:
        client.get(DESK)
    assert len(queries) <= 17, [query["sql"][:90] for query in queries]
