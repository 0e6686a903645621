"""A finger scrolls; what moves a session or a meeting is meant, and is taken back in one press."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from muntada.audit.models import Entry
from muntada.bilaterals import rules as bilateral_rules
from muntada.programme.models import Session
from tests import world
from tests.bilaterals import desk

pytestmark = pytest.mark.usefixtures("_record_may_be_emptied")


@pytest.fixture
def finger(page):
    """One finger on a tablet: puts down, goes, lifts."""
    page.set_viewport_size({"width": 1024, "height": 600})
    wire = page.context.new_cdp_session(page)
    wire.send("Emulation.setTouchEmulationEnabled", {"enabled": True, "maxTouchPoints": 1})

    def touch(kind, *at):
        points = [{"x": at[0], "y": at[1]}] if at else []
        wire.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    def swipe(box, down, *, hold=0):
        x, y = box["x"] + box["width"] / 2, box["y"] + 10
        touch("touchStart", x, y)
        if hold:
            page.wait_for_timeout(hold)
        for part in range(1, 11):
            touch("touchMove", x, y + down * part / 10)
            page.wait_for_timeout(20)
        touch("touchEnd")

    return swipe


@pytest.fixture(params=["programme", "meetings"])
def board(request, live_server, sign_in, edition):
    """The grid of the programme and the board of meetings, each with one thing to move."""
    if request.param == "programme":
        world.room("Hall A")
        made = world.session("Opening", room=world.room("Hall B"))
        user, name = world.user("Amelie", "programme"), f"#s{made.pk}"
        path = "/en/desk/ninth/programme/"
    else:
        desk.three()
        made = desk.meeting(bilateral_rules.PLANNED)
        user, name = world.user("Berta", "bilaterals"), f"#m{made.pk}"
        path = f"/en/desk/ninth/bilaterals/board/?day={made.starts.date()}"
    page = sign_in(user)
    page.goto(f"{live_server.url}{path}")
    return page, page.locator(name), made


def stands(made):
    return type(made).objects.values_list("starts", "room_id").get(pk=made.pk)


def test_a_finger_that_scrolls_moves_nothing(board, finger):
    page, slot, made = board
    slot.scroll_into_view_if_needed()
    before, entries = stands(made), Entry.objects.count()
    box = slot.bounding_box()
    finger(box, -120)
    page.wait_for_timeout(400)
    assert slot.bounding_box()["y"] < box["y"] - 60, "it scrolled"
    expect(slot).not_to_have_class("dragging")
    assert (stands(made), Entry.objects.count()) == (before, entries)


def test_a_finger_that_holds_lifts_and_moves_and_the_move_is_undone(board, finger):
    page, slot, made = board
    slot.scroll_into_view_if_needed()
    before = stands(made)
    box = slot.bounding_box()
    row = float(
        page.evaluate("parseFloat(getComputedStyle(document.querySelector('.grid')).gridAutoRows)")
    )
    finger(box, row * 2 + 1, hold=700)
    undo = page.get_by_role("button", name="Undo")
    expect(undo).to_be_visible()
    assert stands(made)[0] > before[0]
    moves = Entry.objects.filter(verb__in=["session.changed", "meeting.moved"])
    assert moves.count() == 1

    undo.focus()
    page.keyboard.press("Enter")
    expect(undo).to_be_hidden()
    expect(slot).to_be_focused()
    assert stands(made) == before
    assert moves.count() == 2


def test_what_somebody_has_moved_since_is_not_undone(live_server, sign_in, edition):
    opening = world.session("Opening", room=world.room("Hall A"))
    page = sign_in(world.user("Amelie", "programme"))
    page.goto(f"{live_server.url}/en/desk/ninth/programme/")
    page.locator(f"#s{opening.pk}").focus()
    page.keyboard.press("Alt+ArrowDown")
    undo = page.get_by_role("button", name="Undo")
    expect(undo).to_be_visible()
    later = timedelta(hours=2)
    Session.objects.update(starts=opening.starts + later, ends=opening.ends + later)
    undo.click()
    expect(page.locator("#refused")).to_have_text("It was moved again since. Nothing was undone.")
    assert Session.objects.get().starts == opening.starts + later
