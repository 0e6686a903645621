"""Two parties agree to meet, each at its own screen; the desk enters that it was held."""

import pytest
from playwright.sync_api import expect

from muntada.accounts.models import User
from muntada.bilaterals import rules
from muntada.bilaterals.models import Meeting, Request
from tests import world
from tests.bilaterals import desk
from tests.browser.test_journey import in_words_of

pytestmark = pytest.mark.usefixtures("_record_may_be_emptied")
PARTIES = {"en": ("Egypt", "Kazakhstan"), "ar": ("مصر", "كازاخستان")}


@pytest.fixture
def enter(live_server, browser, client):
    """A browser of one's own for each of the cast, signed in."""
    contexts = []

    def open_browser(user, language):
        User.objects.filter(pk=user.pk).update(language=language)
        client.force_login(user)
        context = browser.new_context(base_url=live_server.url)
        contexts.append(context)
        session = client.cookies["session"].value
        context.add_cookies([{"name": "session", "value": session, "url": live_server.url}])
        client.cookies.clear()
        return context.new_page()

    yield open_browser
    for context in contexts:
        context.close()


def is_told(page, sentence):
    expect(page.get_by_text(sentence)).to_be_visible()


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_meeting_is_asked_for_countered_agreed_and_held(enter, edition, language):
    desk.three()
    say, (egypt, kazakhstan) = in_words_of(language), PARTIES[language]
    root = f"/{language}/desk/ninth/bilaterals/"
    nadia, igor = enter(world.nadia(), language), enter(world.igor(), language)

    # Nadia asks Kazakhstan's minister for half an hour.
    nadia.goto(root)
    expect(nadia.locator("html")).to_have_attribute("dir", "rtl" if language == "ar" else "ltr")
    nadia.get_by_role("link", name=say("Ask for a meeting")).click()
    nadia.get_by_label(say("Meeting with")).select_option(label=kazakhstan)
    nadia.get_by_label(say("Topics")).fill("Straits")
    nadia.get_by_role("button", name=say("Send the request")).click()
    expect(
        nadia.get_by_text(say("The request is sent. The other side has been told."))
    ).to_be_visible()

    # Igor finds it in his notices and offers a quarter of an hour instead.
    igor.goto(f"{root}notices/")
    igor.get_by_role("link", name=egypt).click()
    igor.get_by_role("link", name=say("Propose other terms")).click()
    igor.get_by_label(say("Length in minutes")).fill("15")
    igor.get_by_role("button", name=say("Send the proposal")).click()

    # Nadia sees that it waits for her, and agrees.
    nadia.goto(root)
    nadia.locator("p.note a").click()
    nadia.locator("tbody").get_by_role("link").first.click()
    nadia.get_by_role("button", name=say("Agree to these terms")).click()
    expect(
        nadia.get_by_text(say("Agreed. The desk will propose a time and a room."))
    ).to_be_visible()
    asked = Request.objects.get()
    assert (asked.state, asked.minutes) == (rules.ACCEPTED, 15)

    # The desk has given it a time; it is entered as held, and both write one text.
    meeting = Meeting.objects.create(
        edition=edition, request=asked, room=desk.room(), state=rules.PUBLISHED, told_at=desk.NOW,
        starts=world.OPENING, ends=world.OPENING + (desk.span(0, 15).ends - world.OPENING),
    )  # fmt: skip
    boris = enter(desk.boris(), language)
    boris.goto(f"{root}meetings/{meeting.code}/")
    boris.get_by_role("link", name=say("It was held")).click()
    boris.get_by_role("button", name=say("Save")).click()
    is_told(boris, say("The meeting is entered as held."))
    igor.goto(f"{root}meetings/{meeting.code}/")
    igor.get_by_role("link", name=say("Common text")).click()
    igor.locator("textarea[lang=en]").fill("A useful exchange of views.")
    igor.get_by_role("button", name=say("Save")).click()
    nadia.goto(f"{root}meetings/{meeting.code}/")
    nadia.get_by_role("button", name=say("We consent to these very words")).click()
    is_told(nadia, say("Both sides have consented: the text is agreed."))


def test_a_confidential_meeting_is_nowhere_for_the_secretariat(enter, edition):
    meeting = desk.meeting(is_confidential=True)
    salma = enter(world.salma(), "en")
    salma.goto("/en/desk/ninth/")
    expect(salma.get_by_role("link", name="Bilaterals")).to_have_count(0)
    salma.goto("/en/desk/ninth/search/?q=grain")
    expect(salma.get_by_text("Grain corridor")).to_have_count(0)
    salma.goto(f"/en/desk/ninth/bilaterals/meetings/{meeting.code}/")
    expect(salma.get_by_text("Kazakhstan")).to_have_count(0)
