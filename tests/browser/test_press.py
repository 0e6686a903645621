"""From the draft to the feed, and from an edition closed to its record opened from disk."""

import zipfile
from datetime import timedelta
from urllib.parse import unquote

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from muntada.kit.languages import LANGUAGES
from muntada.press.models import Statement
from muntada.programme.actions.publish import publish
from tests import world
from tests.browser.test_journey import in_words_of
from tests.press import desk

pytestmark = pytest.mark.usefixtures("_record_may_be_emptied")
OTHER = {"en": "ar", "ar": "en"}


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_statement_is_drafted_translated_caught_cleared_embargoed_and_released(
    live_server, sign_in, client, db, language
):
    world.edition()
    page = sign_in(world.user("Paul", "press", language=language))
    say = in_words_of(language)
    other = OTHER[language]
    page.goto(f"{live_server.url}/{language}/desk/ninth/press/")
    page.get_by_role("link", name=say("New statement")).click()
    page.locator("[name=authentic]").select_option(language)
    page.get_by_role("button", name=say("Save")).click()

    # The authentic text, revised and cleared.
    _write(page, say, "Opening", desk.TEXTS[language])
    page.get_by_role("button", name=say("Revised"), exact=True).click()
    page.get_by_role("button", name=say("Clear for release")).click()
    address = page.url.rsplit("/", 2)[0]

    # The translation, with a number planted wrong; it is shown, and not cleared.
    page.goto(f"{address}/")
    page.get_by_role("button", name={"ar": "العربية", "en": "English"}[other]).click()
    expect(page.locator("textarea")).to_have_attribute("dir", "rtl" if other == "ar" else "ltr")
    _write(page, say, "Planted", desk.TEXTS[other].replace("109", "119"))
    expect(page.locator(".note.warn[role=status]")).to_contain_text("119")
    expect(page.locator("mark").first).to_be_visible()
    page.get_by_role("button", name=say("Revised"), exact=True).click()
    page.get_by_role("button", name=say("Clear for release")).click()
    expect(
        page.get_by_text(say("Something here differs. Mend it, or say why it may stand."))
    ).to_be_visible()
    _write(page, say, "Mended", desk.TEXTS[other])
    page.get_by_role("button", name=say("Revised"), exact=True).click()
    page.get_by_role("button", name=say("Clear for release")).click()

    # Under embargo nothing is found; once its time has come, every language is in its feed.
    page.goto(f"{address}/")
    tomorrow = world.edition().local(timezone.now() + timedelta(days=1))
    page.locator("[name=release_at]").fill(tomorrow.strftime("%Y-%m-%dT%H:%M"))
    page.get_by_role("button", name=say("Put under embargo")).click()
    expect(page.get_by_text(say("under embargo"), exact=True).first).to_be_visible()
    one = Statement.objects.get()
    public = f"{live_server.url}/{language}/ninth/press/"
    page.goto(f"{public}{one.key}/")
    expect(page.get_by_text("Opening")).to_have_count(0)
    Statement.objects.update(release_at=timezone.now())
    for code, headline in ((language, "Opening"), (other, "Mended")):
        page.goto(f"{live_server.url}/{code}/ninth/press/")
        page.get_by_role("link", name=headline).click()
        expect(page.get_by_role("heading", name=headline)).to_be_visible()
        feed = page.request.get(f"{live_server.url}/{code}/ninth/press/feed.atom")
        assert headline in feed.text()


def _write(page, say, headline, body):
    page.locator("[name=headline]").fill(headline)
    page.locator("[name=body]").fill(body)
    page.locator("form[data-drafts] button.primary").click()
    expect(page.get_by_text(say("Saved."))).to_be_visible()


@pytest.mark.parametrize("language", ["en", "ar"])
def test_an_edition_is_closed_and_its_record_opens_from_disk(
    live_server, sign_in, db, tmp_path, language
):
    made = world.edition(state="held")
    world.delegation("EGY", is_coming=True)
    world.member("Laila Haddad", state="confirmed", place="head", rank=world.rank())
    world.session("Opening")
    publish(made, note="", by=world.salma(), at=world.NOW)
    desk.out(word="Spoken")
    page = sign_in(world.user("Salma", "secretariat", language=language))
    say = in_words_of(language)
    page.on("dialog", lambda dialog: dialog.accept())
    page.goto(f"{live_server.url}/{language}/desk/ninth/archive/")
    page.locator("form:has([name=counted][value=states_coming]) button").first.click()
    page.get_by_role("button", name=say("Close the edition")).click()
    closed = say("The edition is closed. Its static site is being made.")
    expect(page.get_by_text(closed)).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("link", name=say("Static site (ZIP)")).click()
    zipfile.ZipFile(download.value.path()).extractall(tmp_path)

    waiting, seen = [(tmp_path / "index.html").as_uri()], set()
    while waiting:
        address = waiting.pop()
        if address in seen:
            continue
        seen.add(address)
        assert page.goto(address).ok
        links = page.eval_on_selector_all("[href]", "all => all.map(one => one.href)")
        for link in links:  # pages, papers, tables: each is there, on this disk
            assert link.startswith(tmp_path.as_uri())
            assert (tmp_path / unquote(link.removeprefix(f"{tmp_path.as_uri()}/"))).is_file(), link
        waiting += [link for link in links if link.endswith(".html")]
    assert len(seen) == 1 + len(LANGUAGES) * 6
    page.goto((tmp_path / language / "participants.html").as_uri())
    expect(page.get_by_text("Laila Haddad")).to_be_visible()
    expect(page.locator("html")).to_have_attribute("dir", "rtl" if language == "ar" else "ltr")
