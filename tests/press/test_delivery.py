"""A text under embargo until its delivery goes out when its speaker is given the floor."""

import pytest
from django.utils import timezone

from muntada.audit.models import Entry
from muntada.floor import actions as floor
from muntada.press.actions import statements as actions
from muntada.press.models import Statement
from tests import world
from tests.floor.house import MINUTE, inscribe
from tests.press import desk
from tests.press.desk import NOW, paul

pytestmark = pytest.mark.django_db


@pytest.fixture
def hall():
    for code in ("EGY", "KAZ"):
        world.delegation(code, is_coming=True)
        world.member(f"Head of {code}", code, place="head", rank=world.rank())
    made = floor.furnish(world.session("Opening"), by=world.pavel(), at=NOW)
    floor.open_list(made, is_open=True, by=world.pavel(), at=NOW)
    floor.sit(made, verb="open", by=world.pavel(), at=NOW)
    return made


def waiting(hall, code="EGY"):
    one = desk.statement(session=hall.session, speaker=world.delegation(code))
    return actions.schedule(one, release_at=None, by=paul(), at=NOW)


def test_the_list_of_speakers_lets_it_out_in_every_language(client, hall):
    one, other = waiting(hall), waiting(hall, "KAZ")
    speech = inscribe(hall, "EGY")
    assert client.get(f"/ar/ninth/press/{one.key}/").status_code == 404
    moment = timezone.now()
    floor.begin(speech, by=world.pavel(), at=moment)
    for language in ("ar", "en", "fr", "ru"):
        assert client.get(f"/{language}/ninth/press/{one.key}/").status_code == 200
    assert client.get(f"/en/ninth/press/{other.key}/").status_code == 404
    assert Statement.objects.get(pk=one.pk).release_at == moment
    delivered = Entry.objects.get(verb="statement.delivered")
    assert (delivered.thing_name, delivered.by_name) == (one.symbol, "Pavel")


def test_a_point_of_order_delivers_nothing(hall):
    one = waiting(hall)
    floor.begin(inscribe(hall, "EGY", kind="point"), by=world.pavel(), at=NOW + MINUTE)
    assert Statement.objects.get(pk=one.pk).release_at is None


def test_what_went_out_by_the_button_does_not_keep_the_floor(hall):
    one = waiting(hall)
    actions.deliver(one, by=paul(), at=NOW)
    floor.begin(inscribe(hall, "EGY"), by=world.pavel(), at=NOW + MINUTE)
    assert Statement.objects.get(pk=one.pk).release_at == NOW


def test_what_is_still_being_written_stays_where_it_is(hall):
    one = desk.statement(session=hall.session, speaker=world.delegation("EGY"))
    floor.begin(inscribe(hall, "EGY"), by=world.pavel(), at=NOW + MINUTE)
    assert Statement.objects.get(pk=one.pk).state == "open"
