"""Feeds, each against the structure its specification demands."""

import json
from datetime import datetime, timedelta
from xml.etree import ElementTree as ET

import pytest

from muntada.kit.texts import Text
from muntada.press.actions import statements as actions
from tests.press import desk
from tests.press.desk import NOW, paul

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"
NAR = "{http://iptc.org/std/nar/2006-10-01/}"
# What ninjs 1.4 allows and how; the schema admits no other property.
NINJS = {
    "uri": str, "type": str, "mimetype": str, "representationtype": str, "profile": str,
    "version": str, "firstcreated": str, "versioncreated": str, "contentcreated": str,
    "embargoed": str, "pubstatus": str, "urgency": (int, float), "copyrightholder": str,
    "copyrightnotice": str, "usageterms": str, "ednote": str, "language": str, "person": list,
    "organisation": list, "place": list, "subject": list, "event": list, "object": list,
    "infosource": list, "title": str, "byline": str, "headline": str, "slugline": str,
    "located": str, "renditions": dict, "associations": dict, "altids": dict, "genre": list,
    "body_xhtml": str, "body_text": str,
}  # fmt: skip
# The order NewsML-G2 (2.34, Power) demands inside itemMeta and contentMeta.
ITEM_META = [
    "itemClass",
    "provider",
    "versionCreated",
    "firstCreated",
    "pubStatus",
    "edNote",
    "signal",
]
CONTENT_META = [
    "urgency",
    "contentCreated",
    "located",
    "creator",
    "language",
    "subject",
    "headline",
]


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
    said = json.loads(get(client, language, f"{one.key}/ninjs.json").content)
    for name, value in said.items():
        assert isinstance(value, NINJS[name])
    assert (said["type"], said["pubstatus"], said["language"]) == ("text", "usable", language)
    assert "embargoed" not in said
    assert said["subject"][0]["code"] == "medtop:20000638"
    assert set(said["subject"][0]) <= {"name", "rel", "scheme", "code"}
    datetime.fromisoformat(said["versioncreated"])


@pytest.mark.parametrize("language", ["ar", "en", "fr", "ru"])
def test_newsml_g2_has_its_elements_in_their_order(client, one, language):
    item = ET.fromstring(get(client, language, f"{one.key}/newsml.xml").content)
    assert item.tag == f"{NAR}newsItem"
    for name in ("guid", "version", "standard", "standardversion", "conformance"):
        assert item.get(name)
    parts = [part.tag.removeprefix(NAR) for part in item]
    assert parts == ["catalogRef", "rightsInfo", "itemMeta", "contentMeta", "contentSet"]
    for part, order in (("itemMeta", ITEM_META), ("contentMeta", CONTENT_META)):
        found = [child.tag.removeprefix(NAR) for child in item.find(NAR + part)]
        assert found == sorted(found, key=order.index)
        assert set(found) <= set(order)
    assert item.find(f".//{NAR}pubStatus").get("qcode") == "stat:usable"
    assert desk.SECRET in "".join(item.find(f"{NAR}contentSet").itertext())


def test_a_kill_is_told_to_agencies_and_its_text_is_gone(client, one):
    actions.kill(one, note=Text(en="Sent in error."), by=paul(), at=NOW + timedelta(hours=1))
    said = json.loads(get(client, "en", f"{one.key}/ninjs.json").content)
    assert (said["pubstatus"], said["version"]) == ("canceled", "2")
    assert "body_text" not in said
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
