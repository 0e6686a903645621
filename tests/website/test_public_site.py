"""What the public sees of an edition, and what it never sees."""

import json
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from muntada.delegations.models import Delegation
from muntada.kit.texts import Text
from tests import world
from tests.website.published import publish, said_person, said_session

pytestmark = pytest.mark.django_db
PAGES = [
    "/{}/",
    "/{}/ninth/",
    "/{}/ninth/programme/",
    "/{}/ninth/programme/1/",
    "/{}/ninth/speakers/",
    "/{}/ninth/speakers/7/",
    "/{}/ninth/participants/",
    "/{}/ninth/information/",
    "/{}/ninth/contacts/",
    "/{}/ninth/editions/",
]
FEEDS = [
    "/{}/ninth/calendar.ics",
    "/{}/ninth/tracks/security.ics",
    "/{}/ninth/programme/1.ics",
    "/{}/ninth/schedule.json",
    "/{}/ninth/schedule.xml",
]


@pytest.fixture
def site(edition):
    world.delegation("EGY", is_coming=True)
    publish(said_session(1, people=[said_person()]), said_session(2, minutes_in=90))
    return edition


@pytest.mark.parametrize("path", PAGES + FEEDS)
@pytest.mark.parametrize("language", ["ar", "en", "fr", "ru"])
def test_every_public_page_answers_in_every_language(client, site, path, language):
    answer = client.get(path.format(language))
    assert answer.status_code == 200
    assert answer.headers["Content-Language"] == language


@pytest.mark.parametrize("path", PAGES + FEEDS)
def test_a_public_page_is_the_same_for_everybody(client, as_user, site, path):
    """No cookie is set, nothing varies by cookie or by the browser's language."""
    anonymous = client.get(path.format("en"))
    assert anonymous.cookies == {}
    assert anonymous.headers["Vary"] == "Accept-Encoding"
    signed_in = as_user(world.salma()).get(path.format("en"))
    assert signed_in.content == anonymous.content
    assert signed_in.headers["Vary"] == "Accept-Encoding"
    assert anonymous.headers["Cache-Control"] == "public, max-age=60, stale-while-revalidate=600"


@pytest.mark.parametrize("path", PAGES[1:] + FEEDS)
def test_who_has_the_page_is_told_so_in_two_queries(client, site, path):
    first = client.get(path.format("en"))
    with CaptureQueriesContext(connection) as queries:
        again = client.get(path.format("en"), headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["ETag"] == first.headers["ETag"]
    assert len(queries) <= 2


def test_a_page_already_made_is_not_made_again(client, site):
    client.get("/en/ninth/programme/")
    with CaptureQueriesContext(connection) as queries:
        again = client.get("/en/ninth/programme/", headers={"Accept-Encoding": "gzip"})
    assert len(queries) == 2
    assert again.headers["Content-Encoding"] == "gzip"


def test_the_page_changes_with_the_version_the_edition_and_the_language(client, site):
    def etag(language="en"):
        return client.get(f"/{language}/ninth/programme/").headers["ETag"]

    first = etag()
    assert etag() == first
    assert etag("ar") != first
    site.title = Text(en="Ninth Conference, renamed")
    site.save()
    renamed = etag()
    assert renamed != first
    publish(said_session(1), number=2)
    assert etag() != renamed


def test_an_unknown_part_of_the_query_is_ignored(client, site):
    plain = client.get("/en/ninth/programme/")
    tagged = client.get("/en/ninth/programme/?utm=%3Cscript%3E&page=2")
    assert tagged.content == plain.content
    assert tagged.headers["ETag"] == plain.headers["ETag"]


def test_nothing_is_shown_before_the_site_is_open(client, site):
    site.is_public = False
    site.save()
    for path in PAGES[1:] + FEEDS:
        assert client.get(path.format("en")).status_code == 404


def test_who_declined_or_is_silent_is_nowhere(client, site):
    world.invitation("BRA", answer="declined", answered_at=world.NOW)
    world.invitation("NZL")
    Delegation.objects.filter(party__code__in=["BRA", "NZL"]).update(is_coming=False)
    Delegation.objects.filter(party__code="BRA").update(is_open=False)
    world.member("Ana Prado", "BRA", state="confirmed")
    for path in PAGES + FEEDS:
        page = client.get(path.format("en")).content.decode()
        assert ("Brazil" in page, "New Zealand" in page, "Ana Prado" in page) == (False,) * 3
    assert "Egypt" in client.get("/en/ninth/participants/").content.decode()


def test_only_confirmed_and_published_members_are_named(client, site):
    world.member("Nominated Only")
    world.member("Still Waiting", state="waiting")
    world.member("Gone Away", state="withdrawn")
    world.member("Prefers Silence", state="confirmed", is_published=False)
    world.member("Named Here", state="confirmed")
    page = client.get("/en/ninth/participants/").content.decode()
    assert re.findall(
        r"Nominated Only|Still Waiting|Gone Away|Prefers Silence|Named Here", page
    ) == ["Named Here"]


def test_the_list_of_participants_asks_the_same_few_questions_for_thirty(client, site):
    def asked():
        from muntada.website.freshness import shelf

        shelf.clear()
        with CaptureQueriesContext(connection) as queries:
            assert client.get("/en/ninth/participants/").status_code == 200
        return len(queries)

    world.member("One Person", state="confirmed")
    one = asked()
    for n in range(30):
        world.member(f"Person {n}", state="confirmed")
    assert asked() == one


def test_a_planned_session_is_not_public_before_it_is_published(client, site):
    session = world.session("Secret draft")
    member = world.member("Unpublished Speaker", state="confirmed", is_published=False)
    session.participations.create(member=member)
    for path in PAGES + FEEDS:
        page = client.get(path.format("en")).content.decode()
        assert ("Secret draft" in page, "Unpublished Speaker" in page) == (False, False)
    assert client.get(f"/en/ninth/programme/{session.pk + 100}/").status_code == 404


def test_the_programme_is_filtered_without_scripts(client, site):
    publish(
        said_session(1),
        said_session(2, minutes_in=90, track="region", kind="round_table", room=2),
        number=2,
    )
    for query in ("track=region", "kind=round_table", "room=2"):
        page = client.get(f"/en/ninth/programme/?{query}").content.decode()
        assert re.findall(r'<article [^>]*id="(s\d)"', page) == ["s2"]
    page = client.get("/en/ninth/programme/?track=nowhere").content.decode()
    assert "No session fits these filters." in page


def test_a_title_with_html_and_a_very_long_one_are_only_words(client, site):
    publish(
        said_session(1, title={"en": "</script><script>alert(1)</script>"}),
        said_session(2, title={"en": "x" * 10_000}),
        number=2,
    )
    for path in ("/en/ninth/programme/", "/en/ninth/programme/1/"):
        page = client.get(path).content.decode()
        assert "<script>alert" not in page
        said = re.search(r'<script type="application/ld\+json">(.*?)</script>', page).group(1)
        assert "</script><script>alert(1)</script>" in json.dumps(
            json.loads(said), ensure_ascii=False
        )


def test_search_engines_are_told_of_the_event_and_its_series(client, site):
    page = client.get("/en/ninth/").content.decode()
    said = json.loads(re.search(r'ld\+json">(.*?)</script>', page).group(1))
    assert (said["@type"], said["eventStatus"], said["superEvent"]["@type"]) == (
        "Event",
        "https://schema.org/EventScheduled",
        "EventSeries",
    )
    site.state = "postponed"
    site.save()
    page = client.get("/en/ninth/").content.decode()
    assert "https://schema.org/EventPostponed" in page
    assert "This conference has been postponed." in page


def test_every_page_names_itself_in_the_other_languages(client, site):
    page = client.get("/ar/ninth/programme/?track=security").content.decode()
    assert '<link rel="canonical" href="http://testserver/ar/ninth/programme/">' in page
    assert re.findall(r'rel="alternate" hreflang="([a-z-]+)"', page) == [
        "ar",
        "en",
        "x-default",
        "fr",
        "ru",
        "es",
        "zh",
    ]
    assert '<html lang="ar" dir="rtl">' in page


def test_the_sitemap_and_robots_name_public_pages_only(client, site):
    world.edition("tenth", 10, is_public=False)
    sitemap = client.get("/sitemap.xml").content.decode()
    assert "http://testserver/ru/ninth/programme/1/" in sitemap
    assert "tenth" not in sitemap
    assert "Disallow: /en/desk/" in client.get("/robots.txt").content.decode()


def test_past_editions_of_the_series_are_listed(client, site):
    world.edition("eighth", 8, title=Text(en="Eighth Conference"), state="held")
    world.edition("hidden", 7, title=Text(en="Hidden Conference"), is_public=False)
    page = client.get("/en/ninth/editions/").content.decode()
    assert ("Eighth Conference" in page, "Hidden Conference" in page) == (True, False)


def test_a_public_page_is_only_read(client, site):
    assert client.post("/en/ninth/programme/").status_code in (403, 405)


def test_the_home_page_answers_before_anything_is_published(client, edition):
    for path in ("", "programme/", "speakers/", "participants/"):
        assert client.get(f"/en/ninth/{path}").status_code == 200
    assert client.get("/en/ninth/calendar.ics").status_code == 404


def test_a_speaker_not_yet_confirmed_is_their_party_alone_on_every_page(client, edition):
    unnamed = said_person(member=None, name="", party={"en": "Kazakhstan"}, party_code="KAZ")
    publish(said_session(1, people=[said_person(), unnamed | {"name": {}, "function": {}}]))
    page = client.get("/en/ninth/programme/1/")
    assert page.status_code == 200
    assert "Kazakhstan" in page.content.decode()
    assert "Kazakhstan" in client.get("/en/ninth/programme/").content.decode()
    speakers = client.get("/en/ninth/speakers/").content.decode()
    assert ("Laila Haddad" in speakers, "Kazakhstan" in speakers) == (True, False)
    for path in FEEDS[:1] + FEEDS[2:]:
        assert client.get(path.format("en")).status_code == 200
