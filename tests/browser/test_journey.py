"""From the invitation to the list of participants, as each of its people lives it."""

from datetime import timedelta

import pytest
from django.utils import timezone
from django.utils.translation import gettext, ngettext, override, pgettext
from playwright.sync_api import expect

from muntada.accounts.links import INVITATION, token_for
from muntada.accounts.models import User
from muntada.conferences.models import Edition
from tests import world
from tests.browser.keyboard import choose, press_on, tab_to

pytestmark = pytest.mark.usefixtures("_record_may_be_emptied")
PASSWORD = "seven quiet rivers"
NAMES = {
    "en": {"party": "Egypt", "member": "Karim Nassar", "function": "Minister of Water"},
    "ar": {"party": "مصر", "member": "كريم نصار", "function": "وزير المياه"},
}


@pytest.fixture
def conference(db) -> Edition:
    """The ninth edition while replies, nominations and confirmations are open."""
    made = world.edition()
    closing = timezone.now() + timedelta(days=30)
    made.replies_close = made.nominations_close = made.confirmations_close = closing
    made.save()
    world.party("EGY")
    world.rank()
    world.category("delegate", quota=2)
    return made


@pytest.fixture
def second_browser(browser, live_server):
    """The focal point's own machine, far from the secretariat's."""
    context = browser.new_context(base_url=live_server.url)
    yield context.new_page()
    context.close()


def in_words_of(language: str):
    """What a button or a heading says in the language of the page."""

    def say(words: str, plural: str = "", n: int = 1, sense: str = "", **said: object) -> str:
        with override(language):
            if sense:
                return pgettext(sense, words)
            found = ngettext(words, plural, n) if plural else gettext(words)
        return found % said if said else found

    return say


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_party_is_invited_replies_nominates_and_is_seen_by_the_public(
    live_server, sign_in, second_browser, conference, language
):
    say, names = in_words_of(language), NAMES[language]
    desk, away = f"{live_server.url}/{language}/desk/ninth/", second_browser
    page = sign_in(world.user("Salma", "secretariat", language=language))

    # Salma puts Egypt on the list, issues the letter, and trusts Nadia with the delegation.
    page.goto(f"{desk}invitations/add/")
    expect(page.locator("html")).to_have_attribute("dir", "rtl" if language == "ar" else "ltr")
    page.get_by_label(names["party"]).check()
    page.get_by_role("button", name=say("Add to the list")).click()
    page.get_by_role("link", name=names["party"]).click()
    page.get_by_role("button", name=say("Issue the letter")).click()
    expect(page.get_by_text(say("The letter is issued."))).to_be_visible()
    page.get_by_role("link", name=say("The delegation"), exact=True).click()
    page.get_by_role("link", name=say("Invite a focal point")).click()
    page.locator("[name=name]").fill("Nadia")
    page.locator("[name=email]").fill("nadia@example.org")
    page.locator("[name=language]").select_option(language)
    page.get_by_role("button", name=say("Save")).click()
    expect(page.get_by_text(say("A personal link is on its way by mail."))).to_be_visible()

    # Nadia opens her link, accepts, and names the minister.
    nadia = User.objects.get(email="nadia@example.org")
    token = token_for(nadia, INVITATION, at=timezone.now())
    away.goto(f"/{language}/account/join/{token}/")
    for box in away.locator("[type=password]").all():
        box.fill(PASSWORD)
    away.locator("main button").click()
    away.goto(f"/{language}/desk/ninth/")
    away.get_by_role("link", name=say("Reply to the invitation")).click()
    away.get_by_label(say("We accept"), exact=True).check()
    away.get_by_role("button", name=say("Send the reply")).click()
    expect(away.get_by_text(say("Thank you. Your reply has been received."))).to_be_visible()
    away.get_by_role("link", name=say("Nominate a member")).click()
    away.locator(f"[id^=id_name][lang={language}]").fill(names["member"])
    away.locator(f"[id^=id_function][lang={language}]").fill(names["function"])
    away.locator("[name=category]").select_option(index=1)
    away.get_by_role("button", name=say("Nominate"), exact=True).click()
    expect(away.get_by_role("row", name=names["member"])).to_contain_text(say("nominated"))

    # Salma confirms; the desk finds the member in its list, and the public in its own.
    page.goto(f"{desk}delegations/")
    page.get_by_role("link", name=names["party"]).click()
    page.get_by_role("button", name=say("Confirm"), exact=True).click()
    expect(page.get_by_role("row", name=names["member"])).to_contain_text(say("confirmed"))
    page.goto(f"{desk}delegations/people/")
    expect(page.get_by_role("row", name=names["member"])).to_contain_text(names["party"])
    away.goto(f"/{language}/ninth/participants/")
    away.get_by_text(names["party"]).click()
    expect(away.get_by_text(names["member"])).to_be_visible()
    expect(away.get_by_text(names["function"])).to_be_visible()


def test_a_focal_point_replies_and_nominates_without_a_mouse(live_server, page, conference):
    world.nadia()
    world.invitation("EGY")
    page.goto(f"{live_server.url}/en/account/sign-in/")
    page.keyboard.type("nadia@example.org")
    tab_to(page, page.locator("[name=password]"))
    page.keyboard.type("a long password")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Egypt")).to_be_visible()  # her only desk opens

    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    page.keyboard.press("Enter")
    press_on(page, page.get_by_role("link", name="Reply to the invitation"))
    expect(page.get_by_role("heading", name="Reply to the invitation")).to_be_visible()
    choose(page, page.get_by_label("We accept", exact=True))
    press_on(page, page.get_by_role("button", name="Send the reply"))
    expect(page.get_by_text("Thank you. Your reply has been received.")).to_be_visible()

    page.keyboard.press("n")  # the main action of the page
    expect(page.get_by_role("heading", name="Nominate a member")).to_be_visible()
    tab_to(page, page.locator("[id^=id_name][lang=en]"))
    page.keyboard.type("Karim Nassar")
    tab_to(page, page.locator("[name=category]"))
    page.keyboard.press("ArrowDown")
    tab_to(page, page.locator("[id^=id_function][lang=en]"))
    page.keyboard.type("Minister of Water")
    page.keyboard.press("Enter")
    expect(page.get_by_role("row", name="Karim Nassar")).to_contain_text("nominated")


def test_a_session_is_moved_and_published_without_a_mouse(live_server, sign_in, conference):
    hall_a, _hall_b = world.room("Hall A"), world.room("Hall B")
    opening = world.session("Opening", room=hall_a)
    page = sign_in(world.user("Amelie", "programme"))
    page.goto(f"{live_server.url}/en/desk/ninth/programme/")
    slot = page.locator(f"#s{opening.pk}")

    tab_to(page, slot)
    page.keyboard.press("Alt+ArrowDown")
    expect(slot).to_contain_text("10:15–11:45")
    expect(slot).to_be_focused()
    page.keyboard.press("Alt+ArrowRight")
    expect(slot).to_contain_text("Hall B")
    expect(slot).to_be_focused()

    press_on(page, page.get_by_role("link", name="Publish"), back=True)
    expect(page.get_by_role("heading", name="Publish the programme")).to_be_visible()
    press_on(page, page.get_by_role("button", name="Publish"))
    expect(page.get_by_text("Version 1 is published.")).to_be_visible()
    page.goto(f"{live_server.url}/en/ninth/programme/")
    expect(page.get_by_role("article")).to_contain_text("10:15–11:45")


def test_a_session_that_may_not_stand_there_is_refused_with_its_sentence(
    live_server, sign_in, conference
):
    hall = world.room("Hall A")
    opening = world.session("Opening", room=hall)
    world.session("Debate", room=hall, hours_in=1.5)
    page = sign_in(world.user("Amelie", "programme"))
    page.goto(f"{live_server.url}/en/desk/ninth/programme/")
    tab_to(page, page.locator(f"#s{opening.pk}"))
    page.keyboard.press("Alt+ArrowDown")
    expect(page.locator("#refused")).to_contain_text("Hall A")
    expect(page.locator(f"#s{opening.pk}")).to_contain_text("10:00–11:30")


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_session_is_dragged_to_the_next_room_and_half_an_hour_later(
    live_server, sign_in, conference, language
):
    hall_a, _hall_b = world.room("Hall A"), world.room("Hall B")
    opening = world.session("Opening", room=hall_a)
    page = sign_in(world.user("Amelie", "programme", language=language))
    page.set_viewport_size({"width": 1280, "height": 1400})
    page.goto(f"{live_server.url}/{language}/desk/ninth/programme/")
    slot, rooms = page.locator(f"#s{opening.pk}"), page.locator(".grid .room")
    start, there = slot.bounding_box(), rooms.nth(1).bounding_box()
    half_an_hour = start["height"] / 3  # the session lasts an hour and a half
    page.mouse.move(start["x"] + start["width"] / 2, start["y"] + 10)
    page.mouse.down()
    page.mouse.move(there["x"] + there["width"] / 2, start["y"] + 10 + half_an_hour, steps=5)
    page.mouse.up()
    expect(slot).to_contain_text("10:30–12:00")
    expect(slot).to_contain_text("Hall B")
