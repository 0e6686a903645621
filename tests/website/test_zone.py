"""What was published stays as it was read, whatever becomes of the edition's zone."""

import re

import pytest

from muntada.conferences.models import Edition
from tests import world
from tests.website.published import publish, said_person, said_session
from tests.website.test_public_site import FEEDS

pytestmark = pytest.mark.django_db
PAGES = ["programme/", "programme/1/", "speakers/7/"]


@pytest.fixture
def site(edition):
    publish(said_session(1, people=[said_person()]))
    return edition


def hours(text: str) -> list[str]:
    return re.findall(r"\b\d\d:\d\d\b|\b\d{8}T\d{6}|[+-]\d\d:\d\d\b|TZID=[\w/]+", text)


@pytest.mark.parametrize("path", ["/{}/ninth/" + page for page in PAGES] + FEEDS)
def test_the_published_programme_does_not_move_with_the_zone(client, site, path):
    before = client.get(path.format("en")).content.decode()
    Edition.objects.update(time_zone="Asia/Tokyo")
    after = client.get(path.format("en")).content.decode()
    assert hours(after) == hours(before) != []


def test_the_next_version_is_in_the_new_zone_with_the_next_sequence(client, site):
    Edition.objects.update(time_zone="Asia/Tokyo")
    version = publish(said_session(1), number=2)
    version.content["time_zone"] = "Asia/Tokyo"
    version.save()
    calendar = client.get("/en/ninth/calendar.ics").content.decode()
    assert "SEQUENCE:2" in calendar
    assert "TZID=Asia/Tokyo:20210623T160000" in calendar


def test_hours_on_paper_and_at_the_desk_are_those_published(as_user, site):
    Edition.objects.update(time_zone="Asia/Tokyo")
    page = as_user(world.amelie()).get("/en/desk/ninth/programme/versions/1/").content.decode()
    assert "10:00" in page
    assert "16:00" not in page
