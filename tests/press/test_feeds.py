"""Feeds, each against the structure its specification demands."""

import json
from datetime import datetime, timedelta
from pathlib import Path
from xml.etree import ElementTree as ET

import jsonschema
import pytest
import xmlschema

from muntada.kit.texts import Text
from muntada.people.models import Person
from muntada.press.actions import statements as actions
from tests import world
from tests.press import desk, pictures
from tests.press.desk import NOW, paul

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"
NAR = "{http://iptc.org/std/nar/2006-10-01/}"
SCHEMAS = Path(__file__).parent / "schemas"
NINJS = json.loads((SCHEMAS / "ninjs-2.1.json").read_text(encoding="utf-8"))
NEWSML = xmlschema.XMLSchema(SCHEMAS / "newsml-g2.xsd")


def ninjs(content):
    """Parsed, and held against the schema with its dates and addresses."""
    said = json.loads(content)
    checker = jsonschema.FormatChecker()
    jsonschema.Draft202012Validator(NINJS, format_checker=checker).validate(said)
    for name in ("firstcreated", "versioncreated"):
        assert datetime.fromisoformat(said[name]).tzinfo
    return said


@pytest.fixture
def one():
    return desk.out(topics=["medtop:20000638"], check_against_delivery=True)


def get(client, language, ending):
    answer = client.get(f"/{language}/ninth/press/{ending}")
    assert answer.status_code == 200
    return answer


@pytest.mark.parametrize("language", ["ar", "en", "fr", "ru"])
def test_atom_has_what_rfc_4287_demands(client, one, language):
    answer = get(client, language, "feed.atom")
    assert answer.headers["Content-Type"].startswith("application/atom+xml")
    feed = ET.fromstring(answer.content)
    assert feed.tag == f"{ATOM}feed"
    for name in ("id", "title", "updated", "author"):
        assert len(feed.findall(ATOM + name)) == 1
    assert [link.get("rel") for link in feed.findall(f"{ATOM}link")] == ["self", "alternate"]
    (entry,) = feed.findall(f"{ATOM}entry")
    for name in ("id", "title", "updated", "published", "content"):
        assert len(entry.findall(ATOM + name)) == 1
    datetime.fromisoformat(entry.findtext(f"{ATOM}updated"))
    assert entry.findtext(f"{ATOM}title") == f"{desk.SECRET} {language}"
    others = {link.get("hreflang") for link in entry.findall(f"{ATOM}link")} - {None}
    assert others == {"ar", "en", "fr", "ru"} - {language}


def test_rss_has_what_its_specification_demands(client, one):
    channel = ET.fromstring(get(client, "en", "feed.rss").content).find("channel")
    for name in ("title", "link", "description", "language", "lastBuildDate"):
        assert channel.findtext(name)
    item = channel.find("item")
    assert item.find("guid").get("isPermaLink") == "false"
    assert item.findtext("pubDate") == "Tue, 23 Mar 2021 09:00:00 +0000"


def test_json_feed_has_what_version_1_1_demands(client, one):
    said = json.loads(get(client, "ar", "feed.json").content)
    assert said["version"] == "https://jsonfeed.org/version/1.1"
    (item,) = said["items"]
    assert {"id", "url", "title", "content_html", "date_published"} <= set(item)
    assert item["language"] == "ar"


@pytest.mark.parametrize("language", ["ar", "en", "fr", "ru"])
def test_ninjs_holds_only_what_its_schema_admits(client, one, language):
    said = ninjs(get(client, language, f"{one.key}/ninjs.json").content)
    assert (said["type"], said["pubstatus"], said["language"]) == ("text", "usable", language)
    assert "embargoed" not in said
    assert said["headlines"] == [{"role": "main", "value": f"{desk.SECRET} {language}"}]
    assert said["subjects"][0]["uri"] == "http://cv.iptc.org/newscodes/mediatopic/20000638"


def test_the_schema_refuses_what_the_standard_does_not_have(client, one):
    said = json.loads(get(client, "en", f"{one.key}/ninjs.json").content)
    for wrong in ({"headline": "x"}, {"urgency": 10}, {"pubstatus": "killed"}):
        with pytest.raises(jsonschema.ValidationError):
            ninjs(json.dumps(said | wrong))
    item = get(client, "en", f"{one.key}/newsml.xml").content.decode()
    wrong = item.replace("stat:usable", "stat:killed")
    assert not NEWSML.is_valid(wrong)
    assert not NEWSML.is_valid(item.replace("urgency>", "hurry>"))


@pytest.mark.parametrize("language", ["ar", "en", "fr", "ru"])
def test_newsml_g2_has_its_elements_in_their_order(client, one, language):
    content = get(client, language, f"{one.key}/newsml.xml").content
    NEWSML.validate(content.decode())
    item = ET.fromstring(content)
    assert item.tag == f"{NAR}newsItem"
    assert item.find(f".//{NAR}pubStatus").get("qcode") == "stat:usable"
    assert desk.SECRET in "".join(item.find(f"{NAR}contentSet").itertext())


def test_a_kill_is_told_to_agencies_and_its_text_is_gone(client, one):
    actions.kill(one, note=Text(en="Sent in error."), by=paul(), at=NOW + timedelta(hours=1))
    said = ninjs(get(client, "en", f"{one.key}/ninjs.json").content)
    assert (said["pubstatus"], said["version"]) == ("canceled", "2")
    assert "bodies" not in said
    NEWSML.validate(get(client, "en", f"{one.key}/newsml.xml").content.decode())
    for ending in (
        "",
        "feed.atom",
        "feed.rss",
        "feed.json",
        f"{one.key}/newsml.xml",
        f"{one.key}/",
    ):
        page = get(client, "en", ending).content.decode()
        assert desk.SECRET not in page
    assert "stat:canceled" in get(client, "en", f"{one.key}/newsml.xml").content.decode()


def test_whom_it_names_and_its_photos_go_with_it_in_every_format(client, one):
    party, person = world.party("EGY"), Person.objects.create(name=Text(en="Laila Haddad"))
    one.parties.add(party, world.party("UN", kind="igo"))
    one.people.add(person)
    photo = pictures.photo(statement=one)
    said = ninjs(get(client, "en", f"{one.key}/ninjs.json").content)
    assert [place["literal"] for place in said["places"]] == ["EGY"]
    assert [body["literal"] for body in said["organisations"]] == ["UN"]
    assert [who["name"] for who in said["people"]] == ["Laila Haddad"]
    (picture,) = said["associations"]
    sizes = {r["name"]: (r["width"], r["height"]) for r in picture["renditions"]}
    assert sizes == {"large": (1200, 800), "small": (720, 480)}
    address = f"http://testserver/en/ninth/press/photos/large/{photo.key}.jpg"
    content = get(client, "en", f"{one.key}/newsml.xml").content.decode()
    NEWSML.validate(content)
    assert address in content
    assert "Laila Haddad" in content
    for ending in ("feed.atom", "feed.rss", "feed.json"):
        assert address in get(client, "en", ending).content.decode()
    assert client.get(address).headers["Content-Type"] == "image/jpeg"


def test_a_language_without_a_version_has_no_entry_and_its_page_says_which_it_shows(client):
    one = desk.out(languages=("en",))
    assert json.loads(get(client, "fr", "feed.json").content)["items"] == []
    page = get(client, "fr", f"{one.key}/").content.decode()
    assert 'lang="en" dir="ltr"' in page


def test_the_press_room_asks_no_more_of_thirty_statements_than_of_one(
    client, django_assert_num_queries
):
    def queries():
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        from muntada.website.freshness import shelf

        shelf.clear()
        with CaptureQueriesContext(
            connection,
        ) as seen:
            client.get("/en/ninth/press/")
        return len(seen)

    desk.out(languages=("en",))
    few = queries()
    for _ in range(29):
        desk.out(languages=("en",))
    assert queries() == few


def test_a_correction_is_a_new_version_of_what_it_corrects(client, one):
    later = NOW + timedelta(hours=1)
    correction = actions.correct(one, by=paul(), at=later)
    for version in correction.versions.all():
        version.statement = correction
        desk.clear(version)
    actions.schedule(correction, release_at=later, by=paul(), at=later)
    said = ninjs(get(client, "en", f"{one.key}/ninjs.json").content)
    assert (said["version"], said["ednote"]) == ("2", "Check against delivery. Corrected by PR/2.")
    assert datetime.fromisoformat(said["versioncreated"]) == later
    assert datetime.fromisoformat(said["firstcreated"]) == NOW
    item = ET.fromstring(get(client, "en", f"{one.key}/newsml.xml").content)
    assert item.get("version") == "2"


def test_an_item_is_the_same_one_when_the_site_moves_to_another_address(client, one, settings):
    """Readers show every item again when its identifier changes."""

    def identifiers(origin):
        settings.ORIGIN = origin
        rss = ET.fromstring(get(client, "en", "feed.rss").content)
        atom = ET.fromstring(get(client, "en", "feed.atom").content)
        return [
            *[guid.text for guid in rss.iter("guid")],
            *[entry.text for entry in atom.iter("{http://www.w3.org/2005/Atom}id")][1:],
        ]

    first = identifiers("https://conference.example")
    assert first
    assert identifiers("https://www.another.example") == first
