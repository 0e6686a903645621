"""Calendars and schedules that other software reads."""

import json
import re
from datetime import UTC, datetime
from xml.etree import ElementTree

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.translation import override
from icalendar import Calendar

from muntada.programme.actions.publish import publish as publish_draft
from tests import world
from tests.website.published import publish, said_person, said_session

pytestmark = pytest.mark.django_db


def read(client, path):
    answer = client.get(f"/en/ninth/{path}")
    assert answer.headers["Content-Type"].startswith("text/calendar")
    return Calendar.from_ical(answer.content)


def events(calendar):
    return {str(event["uid"]): event for event in calendar.walk("VEVENT")}


def test_the_calendar_says_times_in_the_zone_of_the_venue(client, edition):
    publish(said_session(1, people=[said_person()]))
    calendar = read(client, "calendar.ics")
    assert [str(zone["tzid"]) for zone in calendar.walk("VTIMEZONE")] == ["Asia/Bahrain"]
    event = events(calendar)["session-1@ninth.muntada"]
    assert event["dtstart"].params["TZID"] == "Asia/Bahrain"
    assert event["dtstart"].dt.astimezone(UTC) == world.OPENING
    assert (str(event["summary"]), str(event["status"])) == ("P1 Session 1", "CONFIRMED")
    assert str(event["location"]) == "Hall A"


def test_a_calendar_is_told_of_a_session_withdrawn_since(client, edition):
    publish(said_session(1), said_session(2, minutes_in=90), number=1)
    publish(said_session(1), said_session(3, minutes_in=180), number=2)
    publish(said_session(1), number=3)
    said = {
        uid: (str(event["status"]), int(event["sequence"]))
        for uid, event in events(read(client, "calendar.ics")).items()
    }
    assert said == {
        "session-1@ninth.muntada": ("CONFIRMED", 3),
        "session-2@ninth.muntada": ("CANCELLED", 2),
        "session-3@ninth.muntada": ("CANCELLED", 3),
    }
    alone = events(read(client, "programme/2.ics"))
    assert [str(event["status"]) for event in alone.values()] == ["CANCELLED"]


def test_a_calendar_of_a_track_or_of_a_session_holds_only_that(client, edition):
    publish(said_session(1), said_session(2, minutes_in=90, track="region"))
    assert list(events(read(client, "tracks/region.ics"))) == ["session-2@ninth.muntada"]
    assert list(events(read(client, "programme/1.ics"))) == ["session-1@ninth.muntada"]
    assert client.get("/en/ninth/tracks/nowhere.ics").status_code == 404
    assert client.get("/en/ninth/programme/99.ics").status_code == 404


def test_a_calendar_in_arabic_speaks_arabic(client, edition):
    publish(said_session(1))
    calendar = Calendar.from_ical(client.get("/ar/ninth/calendar.ics").content)
    event = events(calendar)["session-1@ninth.muntada"]
    assert str(event["summary"]) == "P1 الجلسة 1"


def test_a_conference_cancelled_is_cancelled_in_calendars(client, edition):
    edition.state = "cancelled"
    edition.save()
    publish(said_session(1))
    event = events(read(client, "calendar.ics"))["session-1@ninth.muntada"]
    assert str(event["status"]) == "CANCELLED"


def test_schedule_json_has_the_form_conference_apps_read(client, edition):
    publish(said_session(1, people=[said_person()]), said_session(2, minutes_in=90, room=None))
    said = json.loads(client.get("/en/ninth/schedule.json").content)
    schedule = said["schedule"]
    conference = schedule["conference"]
    assert (schedule["version"], schedule["base_url"]) == ("1", "http://testserver/en/ninth/")
    assert (conference["start"], conference["end"], conference["daysCount"]) == (
        "2021-06-22",
        "2021-06-24",
        3,
    )
    assert re.fullmatch("[a-z0-9_-][a-z0-9_]{3,}", conference["acronym"])
    (day,) = conference["days"]
    assert (day["index"], day["date"]) == (2, "2021-06-23")
    assert day["day_start"] == "2021-06-23T08:00:00+03:00"
    assert list(day["rooms"]) == ["Hall A", "no room"]
    (event,) = day["rooms"]["Hall A"]
    assert (event["start"], event["duration"], event["date"]) == (
        "10:00",
        "01:00",
        "2021-06-23T10:00:00+03:00",
    )
    assert " ".join(event) == (
        "id guid logo date start duration room slug url title subtitle track type language "
        "abstract description persons links attachments"
    )
    assert [(p["id"], p["name"]) for p in event["persons"]] == [(7, "Laila Haddad")]


def test_schedule_xml_says_the_same_as_json(client, edition):
    publish(said_session(1, title={"en": "A & B \x07 <i>"}, people=[said_person()]))
    said = json.loads(client.get("/en/ninth/schedule.json").content)
    xml = ElementTree.fromstring(client.get("/en/ninth/schedule.xml").content)
    event = xml.find("day/room/event")
    told = said["schedule"]["conference"]["days"][0]["rooms"]["Hall A"][0]
    assert (event.get("guid"), event.findtext("start")) == (told["guid"], told["start"])
    assert event.findtext("title") == "A & B  <i>"
    assert [person.text for person in event.find("persons")] == ["Laila Haddad"]
    assert xml.findtext("conference/time_zone_name") == "Asia/Bahrain"
    assert [child.tag for child in xml][:3] == ["generator", "version", "conference"]


def test_an_identifier_stays_the_same_in_every_version_and_language(client, edition):
    def guid(language):
        said = json.loads(client.get(f"/{language}/ninth/schedule.json").content)
        rooms = said["schedule"]["conference"]["days"][0]["rooms"]
        return next(iter(rooms.values()))[0]["guid"]

    publish(said_session(1))
    first = guid("en")
    publish(said_session(1, minutes_in=30), number=2)
    assert [guid("en"), guid("ar")] == [first, first]


@pytest.mark.parametrize("feed", ["calendar.ics", "schedule.json", "schedule.xml"])
def test_a_feed_asks_no_more_for_thirty_sessions(client, edition, feed):
    def asked():
        with CaptureQueriesContext(connection) as queries:
            assert client.get(f"/en/ninth/{feed}").status_code == 200
        return len(queries)

    publish(said_session(1), number=1)
    one = asked()
    publish(*(said_session(n, minutes_in=n) for n in range(1, 31)), number=2)
    assert asked() == one


def test_a_day_is_the_day_of_the_venue(client, edition):
    """23:30 in Manama is 20:30 in Greenwich; 22:30 in Greenwich is the next day in Manama."""
    late = datetime(2021, 6, 23, 22, 30, tzinfo=UTC)
    publish(said_session(1, starts=late.isoformat(), ends=late.replace(hour=23).isoformat()))
    said = json.loads(client.get("/en/ninth/schedule.json").content)
    assert [day["date"] for day in said["schedule"]["conference"]["days"]] == ["2021-06-24"]


@pytest.mark.parametrize("language", ["ar", "en", "fr", "ru"])
def test_the_programme_is_printed_in_each_language(edition, client, language):
    world.session("Opening")
    publish_draft(edition, note="", by=world.amelie(), at=world.NOW)
    with override(language):
        address = reverse("website:programme_pdf", args=[edition.slug])
    answer = client.get(address)
    assert answer["Content-Type"] == "application/pdf"
    assert answer.content[:5] == b"%PDF-"
    assert client.get(address, headers={"If-None-Match": answer["ETag"]}).status_code == 304


def test_nothing_is_printed_before_it_is_published(edition, client):
    assert client.get(reverse("website:programme_pdf", args=[edition.slug])).status_code == 404


def test_a_calendar_names_the_offsets_of_its_days_and_no_others(client, edition):
    edition.time_zone = "America/New_York"
    edition.save()
    version = publish(said_session(1))
    version.content["time_zone"] = "America/New_York"
    version.save()
    said = client.get("/en/ninth/calendar.ics").content.decode()
    assert said.count("RDATE") + said.count("BEGIN:DAYLIGHT") + said.count("BEGIN:STANDARD") <= 4
    event = events(read(client, "calendar.ics"))["session-1@ninth.muntada"]
    assert event["dtstart"].dt.astimezone(UTC) == world.OPENING
    assert event["dtstart"].dt.utcoffset().total_seconds() == -4 * 3600


def test_every_slug_is_one_the_validator_of_schedules_accepts(client, edition):
    publish(said_session(1), said_session(12, minutes_in=90))
    xml = ElementTree.fromstring(client.get("/en/ninth/schedule.xml").content)
    slugs = [element.text for element in xml.iter("slug") if element.text != "security"]
    assert slugs
    assert all(re.fullmatch(r"[a-z0-9_]{4,}-[a-z0-9\-_]{4,}", slug) for slug in slugs)
