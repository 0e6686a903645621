"""The hall drawn, seated, mended and printed; a meeting from its opening to a right of reply."""

import pytest
from playwright.sync_api import expect

from muntada.floor.models import Speech
from muntada.protocol.models import SeatPlan
from tests import world
from tests.browser.test_journey import in_words_of
from tests.protocol.house import HEADS, codes, furnished

pytestmark = pytest.mark.usefixtures("_record_may_be_emptied")
OTHERS = ("ARG", "CHL", "CUB", "DNK", "ESP")
LANGUAGES = pytest.mark.parametrize("language", ["en", "ar"])


@LANGUAGES
def test_the_lot_is_drawn_the_hall_seated_one_cancels_and_the_plan_is_printed(
    live_server, sign_in, client, db, language
):
    furnished()
    say = in_words_of(language)
    page = sign_in(world.user("Pia", "protocol", language=language))
    desk = f"{live_server.url}/{language}/desk/ninth/protocol/"

    page.goto(f"{desk}draws/draw/")
    expect(page.locator("html")).to_have_attribute("dir", "rtl" if language == "ar" else "ltr")
    page.locator("[name=seed]").fill("4 2 6")
    page.locator("[name=drawn_by]").fill("Salma")
    page.locator("[name=witness]").fill("The dean")
    page.get_by_role("button", name=say("Draw"), exact=True).click()
    expect(page.get_by_text(say("the same result"))).to_be_visible()

    page.goto(f"{desk}seats/new/")
    page.locator("[name=name_0], [id^=id_name]").first.fill("Hall")
    page.locator("[name=size]").fill("6")
    page.locator("[name=per_row]").fill("3")
    page.get_by_role("button", name=say("Seat", sense="verb"), exact=True).click()
    expect(page.locator("[data-seat]")).to_have_count(6)
    plan = SeatPlan.objects.get()
    first = codes(plan.versions.first())

    # One seat dragged onto another asks first, because the order would be broken.
    one, other = page.locator("[data-seat='1']"), page.locator("[data-seat='3']")
    start, there = one.bounding_box(), other.bounding_box()
    page.mouse.move(start["x"] + start["width"] / 2, start["y"] + start["height"] / 2)
    page.mouse.down()
    page.mouse.move(there["x"] + there["width"] / 2, there["y"] + there["height"] / 2, steps=4)
    page.mouse.up()
    page.get_by_role("button", name=say("Change the seats anyway")).click()
    expect(page.get_by_text(say("The two have changed seats."))).to_be_visible()
    swapped = codes(plan.versions.first())
    assert swapped == [first[2], first[1], first[0], *first[3:]]

    page.locator("[name=guest]").select_option(index=2)
    page.get_by_role("button", name=say("Repair the plan")).click()
    expect(page.get_by_text(say("Repaired: nobody else changed seats."))).to_be_visible()
    assert len(codes(plan.versions.first())) == 4
    assert plan.versions.count() == 3

    paper = page.get_by_role("link", name=say("Print the plan")).get_attribute("href")
    assert client.get(paper).content.startswith(b"%PDF")


@LANGUAGES
def test_a_session_runs_with_an_absence_and_a_right_of_reply(
    live_server, sign_in, browser, db, language
):
    furnished()
    for code in OTHERS:
        world.delegation(code, is_coming=True)
        world.member(f"Head of {code}", code, place="head", rank=world.rank("Expert"))
    say = in_words_of(language)
    debate = world.session("Debate")
    page = sign_in(world.user("Mona", "moderator", language=language))
    hall = browser.new_context().new_page()

    page.goto(f"{live_server.url}/{language}/desk/ninth/floor/")
    page.get_by_role("button", name=say("Give it a list")).click()
    page.get_by_role("button", name=say("Open the list")).click()
    hall.goto(f"{live_server.url}/{language}/ninth/live/{debate.pk}/")

    for code in (*HEADS, *OTHERS):
        head = world.delegation(code).members.get(place="head")
        page.locator("form[action$='/inscribe/'] [name=delegation]").select_option(
            str(head.delegation_id)
        )
        page.locator("form[action$='/inscribe/'] [name=member]").select_option(str(head.pk))
        page.get_by_role("button", name=say("Inscribe"), exact=True).click()
        expect(page.get_by_role("rowheader", name=party(code, language)).first).to_be_visible()
    page.get_by_role("button", name=say("Open the meeting")).click()

    # Brazil's head of state is not in the room; alone in that category, Brazil stays the first.
    rows = page.locator(".turns tbody tr")
    rows.nth(0).get_by_role("button", name=say("Not in the room")).click()
    expect(rows.nth(0)).to_contain_text(say("was called and not in the room"))
    rows.nth(0).get_by_role("button", name=say("Give the floor")).click()
    expect(page.locator(".now .large")).to_contain_text(party("BRA", language))
    expect(hall.locator("[data-fill=party]")).to_have_text(party("BRA", language), timeout=4000)
    expect(hall.locator("[data-clock]")).to_contain_text(":")
    page.get_by_role("button", name=say("Stop the clock")).click()
    expect(hall.locator(".clock.stopped")).to_be_visible(timeout=4000)
    page.get_by_role("button", name=say("Let the clock run")).click()
    page.get_by_role("button", name=say("Thank the speaker")).click()
    expect(hall.locator("[data-fill=party]")).to_have_text("", timeout=4000)

    # Egypt answers when all have spoken.
    form = page.locator("form[action$='/inscribe/']")
    form.locator("[name=delegation]").select_option(str(world.delegation("EGY").pk))
    form.locator("[name=kind]").select_option("reply")
    page.get_by_role("button", name=say("Inscribe"), exact=True).click()
    expect(rows.last).to_contain_text(say("right of reply"))
    for _n in range(10):
        rows.nth(0).get_by_role("button", name=say("Give the floor")).click()
        page.get_by_role("button", name=say("Thank the speaker")).click()
    expect(page.get_by_text(say("Nobody is on the list."))).to_be_visible()
    last = Speech.objects.order_by("ended_at").last()
    assert (last.kind, last.delegation.party.code) == ("reply", "EGY")
    page.get_by_role("button", name=say("Suspend")).click()
    page.get_by_role("button", name=say("Resume")).click()
    page.on("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name=say("Close", sense="meeting"), exact=True).click()
    expect(hall.locator("[data-when=closed]")).to_be_visible(timeout=4000)


def party(code: str, language: str) -> str:
    return str(world.party(code).short_name[language])


def test_the_hall_catches_up_at_once_after_a_lost_connection(live_server, browser, db):
    from muntada.floor import actions

    furnished()
    debate = world.session("Debate")
    floor = actions.furnish(debate, by=world.pavel(), at=world.NOW)
    context = browser.new_context()
    hall = context.new_page()
    hall.goto(f"{live_server.url}/en/ninth/live/{debate.pk}/")
    expect(hall.locator("[data-when=waiting]")).to_be_visible()
    context.set_offline(True)
    expect(hall.locator("[data-lost-connection]")).to_be_visible(timeout=5000)
    actions.sit(floor, verb="open", by=world.pavel(), at=world.NOW)
    context.set_offline(False)
    expect(hall.locator("[data-when=open]")).to_be_visible(timeout=3000)
    expect(hall.locator("[data-lost-connection]")).to_be_hidden()
