"""A crawler walks everything the public and low roles can reach: nothing under embargo is in it."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.translation import override

from muntada.press.actions import statements as actions
from muntada.press.models import EmbargoReading, Statement
from tests import world
from tests.press import desk
from tests.press.desk import SECRET, paul
from tools import doors

pytestmark = pytest.mark.django_db
LANGUAGES = ("ar", "en", "fr", "ru")
LINK = re.compile(
    r"(?:href|src|action|hx-get)=\"(/[^\"#]*)|<(?:loc|link)>http://testserver(/[^<]*)"
)


@pytest.fixture
def embargoed():
    """One statement until tomorrow, one until it is delivered, one still being cleared."""
    tomorrow = timezone.now() + timedelta(days=1)
    desk.out(word="Harmless")
    one = actions.schedule(
        desk.statement(is_offered=True), release_at=tomorrow, by=paul(), at=timezone.now()
    )
    actions.schedule(desk.statement(), release_at=None, by=paul(), at=timezone.now())
    desk.statement(cleared=False)
    return one


def guessable(one: Statement) -> list[str]:
    """Every address of the house, with whatever of this statement fits its blanks."""
    blanks = {
        "slug": "ninth", "pk": one.pk, "key": one.key, "language": "en", "session": one.pk,
        "member": one.pk, "name": "coverage", "number": one.number, "verb": "release",
    }  # fmt: skip
    found = []
    for written, name, _view in doors.pages():
        words = {
            word: blanks[word] for word in re.findall(r"<\w+:(\w+)>", written) if word in blanks
        }
        try:
            found.append(reverse(name, kwargs=words))
        except NoReverseMatch:
            continue
    return found


def crawl(client: Client, one: Statement, languages=("ar", "en")) -> dict[str, bytes]:
    """What every address answers, following links until there is no new one."""
    waiting, seen = ["/robots.txt", "/sitemap.xml", "/"], {}
    for language in languages:
        with override(language):
            waiting += guessable(one)
            waiting.append(reverse("website:search", args=["ninth"]) + f"?q={SECRET[:6]}")
            waiting.append(reverse("website:search", args=["ninth"]) + f"?q={one.symbol}")
            waiting.append(reverse("audit:list") + "?thing=PR")
    while waiting:
        address = waiting.pop()
        if address[1:3] in set(LANGUAGES) - set(languages):
            continue
        if address in seen or "sign-out" in address or len(seen) > 3000:
            continue
        answer = client.get(address)
        seen[address] = b"" if answer.streaming else answer.content
        body = seen[address].decode(errors="replace")
        waiting += [a or b for a, b in LINK.findall(body)]
    return seen


def leaks(seen: dict[str, bytes]) -> list[str]:
    return [address for address, body in seen.items() if SECRET.encode() in body]


LOW = ["gate", "protocol", "programme", "accreditation", "bilaterals", "moderator"]


def test_nothing_under_embargo_is_found_by_the_public(embargoed):
    seen = crawl(Client(), embargoed, LANGUAGES)
    assert len(seen) > 100
    assert leaks(seen) == []


@pytest.mark.parametrize(
    "roles", [LOW, ["journalist"]], ids=["every desk but the press", "journalist"]
)
def test_nothing_under_embargo_is_found_by_who_has_no_part_in_it(embargoed, roles):
    client, reader = Client(), world.user("Reader")
    for role in roles:
        world.user("Reader", role)
    client.force_login(reader)
    seen = crawl(client, embargoed)
    assert len(seen) > 100
    assert leaks(seen) == []


def test_the_auditor_reads_that_something_is_scheduled_and_not_what(embargoed):
    client = Client()
    client.force_login(world.omar())
    seen = crawl(client, embargoed)
    assert leaks(seen) == []
    assert embargoed.symbol.encode() in seen["/en/audit/?thing=PR"]


def test_a_focal_point_finds_nothing(embargoed):
    client = Client()
    client.force_login(world.nadia())
    assert leaks(crawl(client, embargoed)) == []


def test_the_crawler_finds_what_is_out(embargoed):
    """The test of the test: the same walk sees the statement once its time has come."""
    Statement.objects.filter(pk=embargoed.pk).update(release_at=timezone.now())
    found = leaks(crawl(Client(), embargoed, LANGUAGES))
    for language in LANGUAGES:
        for ending in ("", f"{embargoed.key}/", "feed.atom", "feed.rss", "feed.json"):
            assert f"/{language}/ninth/press/{ending}" in found
        for ending in ("ninjs.json", "newsml.xml"):
            assert f"/{language}/ninth/press/{embargoed.key}/{ending}" in found
    sitemap = Client().get("/sitemap.xml").content.decode()
    assert sitemap.count(f"<loc>http://testserver/ar/ninth/press/{embargoed.key}/</loc>") == 1


def test_an_unreleased_address_answers_as_one_that_never_was(client, embargoed):
    real = client.get(f"/en/ninth/press/{embargoed.key}/")
    never = client.get("/en/ninth/press/0123456789abcdef/")
    assert (real.status_code, never.status_code) == (404, 404)
    assert len(real.content) == len(never.content)


def test_a_cached_page_does_not_outlive_the_release(client, embargoed, monkeypatch):
    """The validator of the minute before is no longer good in the minute after."""
    release, paths = (
        embargoed.release_at,
        ["/en/ninth/press/", "/sitemap.xml", "/ru/ninth/press/feed.atom"],
    )
    before = {path: client.get(path) for path in paths}
    for answer in before.values():
        assert answer.headers["Cache-Control"] == "public, no-cache"
    monkeypatch.setattr(timezone, "now", lambda: release - timedelta(milliseconds=1))
    for path, answer in before.items():
        again = client.get(path, headers={"if-none-match": answer.headers["ETag"]})
        assert again.status_code == 304
    monkeypatch.setattr(timezone, "now", lambda: release)
    for path, answer in before.items():
        again = client.get(path, headers={"if-none-match": answer.headers["ETag"]})
        assert again.status_code == 200
        assert embargoed.key.encode() in again.content


def test_a_journalist_reads_once_the_terms_are_accepted_and_is_written_down(as_user, embargoed):
    client = as_user(desk.jamila())
    version = embargoed.versions.get(language="en")
    address = reverse("press:read_embargoed", args=["ninth", version.pk])
    assert client.post(address).status_code == 409
    client.post(reverse("press:accept_terms", args=["ninth"]))
    answer = client.post(address)
    reading = EmbargoReading.objects.get()
    assert (reading.user.name, reading.version) == ("Jamila", version)
    assert SECRET in answer.content.decode()
    assert reading.mark in answer.content.decode()
    assert answer.headers["Cache-Control"] == "private, no-store"


def test_a_journalist_sees_only_what_is_offered(as_user, embargoed):
    client = as_user(desk.jamila())
    client.post(reverse("press:accept_terms", args=["ninth"]))
    other = Statement.objects.exclude(pk=embargoed.pk).get(state="scheduled", release_at=None)
    version = other.versions.get(language="en")
    assert (
        client.post(reverse("press:read_embargoed", args=["ninth", version.pk])).status_code == 404
    )
    assert client.get(reverse("press:list", args=["ninth"])).status_code == 403


def test_a_copy_is_traced_by_its_mark(as_user, embargoed):
    client, office = as_user(desk.jamila()), as_user(paul())
    client.post(reverse("press:accept_terms", args=["ninth"]))
    version = embargoed.versions.get(language="en")
    address = reverse("press:read_embargoed", args=["ninth", version.pk])
    marks = []
    for _ in range(2):
        page = client.post(address).content.decode()
        marks.append(EmbargoReading.objects.latest("pk").mark)
        assert page.count(marks[-1]) > 1  # in the text's own ground, and beneath it
        assert "Jamila" in page
    log = reverse("press:readings", args=["ninth"])
    assert all(mark in office.get(log).content.decode() for mark in marks)
    found = office.get(log, {"mark": marks[0]}).content.decode()
    assert "Jamila" in found
    assert marks[1] not in found
    assert client.get(log).status_code == 403
