"""Asked, accepted, planned, published; then a minister is late, and both itineraries change."""

import pytest
from playwright.sync_api import expect

from muntada.bilaterals import rules
from muntada.bilaterals.models import Meeting, Request
from tests import world
from tests.bilaterals import desk
from tests.bilaterals.plan import desk as plan_desk
from tests.browser.test_bilaterals import PARTIES, enter  # noqa: F401 - a fixture
from tests.browser.test_journey import in_words_of

pytestmark = pytest.mark.usefixtures("_record_may_be_emptied")


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_minister_is_late_and_both_itineraries_change(enter, edition, language):  # noqa: F811
    desk.three()
    plan_desk.room("Pearl"), plan_desk.room("Coral")
    say, (_egypt, kazakhstan) = in_words_of(language), PARTIES[language]
    root = f"/{language}/desk/ninth/bilaterals/"
    nadia, igor = enter(world.nadia(), language), enter(world.igor(), language)
    huda = enter(plan_desk.huda(), language)

    # Nadia asks, Igor accepts.
    nadia.goto(f"{root}new/")
    nadia.get_by_label(say("Meeting with")).select_option(label=kazakhstan)
    nadia.get_by_role("button", name=say("Send the request")).click()
    expect(
        nadia.get_by_text(say("The request is sent. The other side has been told."))
    ).to_be_visible()
    asked = Request.objects.get()
    igor.goto(f"{root}requests/{asked.code}/")
    igor.get_by_role("link", name=say("Accept"), exact=True).click()
    igor.locator("main button.primary").click()
    asked.refresh_from_db()
    assert asked.state == rules.ACCEPTED

    # Huda plans a round, takes it and publishes it.
    huda.goto(f"{root}rounds/")
    expect(huda.locator("html")).to_have_attribute("dir", "rtl" if language == "ar" else "ltr")
    huda.get_by_label(say("At most seconds")).fill("1")
    huda.get_by_role("button", name=say("Start the planner")).click()
    expect(
        huda.get_by_text(say("Verified: every rule holds. Proved: no plan meets more."))
    ).to_be_visible()
    huda.on("dialog", lambda dialog: dialog.accept())
    huda.get_by_role("button", name=say("Take this plan")).click()
    huda.get_by_role("button", name=say("Publish")).click()
    meeting = Meeting.objects.get()
    assert meeting.state == rules.PUBLISHED

    # Both see it on their itineraries, and confirm it.
    whose = ((nadia, asked.principal_id), (igor, asked.counterpart_principal_id))
    before = f"{edition.local(meeting.starts):%H:%M}"
    for page, principal in whose:
        page.goto(f"{root}itineraries/{principal}/")
        expect(page.locator(f"[data-meeting='{meeting.code}']")).to_contain_text(before)
        page.get_by_role("button", name=say("Confirm")).click()
    meeting.refresh_from_db()
    assert meeting.state == rules.CONFIRMED

    # Egypt's minister is late: Huda sees before and after, and applies it.
    huda.goto(f"{root}day/")
    huda.locator("[name=kind]").select_option("late")
    huda.locator("[name=principal]").select_option(str(asked.principal_id))
    huda.locator("[name=moment]").fill(f"{edition.local(meeting.ends):%Y-%m-%dT%H:%M}")
    huda.locator("[name=reason]").fill("the aircraft is late")
    huda.get_by_role("button", name=say("Look at a new plan")).click()
    expect(huda.get_by_text(say("Before and after"))).to_be_visible()
    expect(huda.locator("tbody")).to_contain_text(before)
    huda.get_by_role("button", name=say("Apply and tell both sides")).click()
    expect(huda.locator(".head h1")).to_have_text(say("Board of meetings"))

    # Both itineraries show the new hour, and neither notice the reason.
    moved = Meeting.objects.get(pk=meeting.pk)
    after = f"{edition.local(moved.starts):%H:%M}"
    assert (moved.state, after != before) == (rules.PUBLISHED, True)
    for page, principal in whose:
        page.goto(f"{root}itineraries/{principal}/")
        expect(page.locator(f"[data-meeting='{meeting.code}']")).to_contain_text(after)
        page.goto(f"{root}notices/")
        expect(page.locator("main")).to_contain_text(after)
        expect(page.locator("main")).not_to_contain_text("the aircraft is late")


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_meeting_is_dragged_and_a_forbidden_move_says_why(enter, edition, language):  # noqa: F811
    pearl, _coral = plan_desk.room("Pearl"), plan_desk.room("Coral")
    plan_desk.met(plan_desk.agreed("EGY", "BRA"), pearl, plan_desk.at(11))
    meeting = plan_desk.met(plan_desk.agreed(), pearl, plan_desk.at(9))
    huda = enter(plan_desk.huda(), language)
    huda.set_viewport_size({"width": 1280, "height": 1400})
    huda.goto(f"/{language}/desk/ninth/bilaterals/board/?day=2021-06-23")
    card, rooms = huda.locator(f"#m{meeting.pk}"), huda.locator(".grid .room")
    hour = huda.locator("#h10").bounding_box()["y"] - huda.locator("#h9").bounding_box()["y"]

    def drag(hours):
        start, there = card.bounding_box(), rooms.nth(1).bounding_box()
        huda.mouse.move(start["x"] + start["width"] / 2, start["y"] + 10)
        huda.mouse.down()
        huda.mouse.move(there["x"] + there["width"] / 2, start["y"] + 10 + hours * hour, steps=5)
        huda.mouse.up()

    drag(2)  # Egypt is with Brazil at eleven, whatever the room
    expect(huda.locator("#refused")).to_be_visible()
    expect(huda.locator("#refused")).to_contain_text("Laila Haddad")
    meeting.refresh_from_db()
    assert meeting.starts == plan_desk.utc(plan_desk.at(9))
    drag(1)
    expect(card).to_contain_text("10:00–10:30")
    expect(card).to_contain_text("Coral")
