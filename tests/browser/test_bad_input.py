"""What cannot be right is answered with a sentence, and nothing typed is lost."""

import pytest
from playwright.sync_api import expect

from muntada.delegations.models import Member
from muntada.invitations.models import Reply
from muntada.programme.models import Session
from tests import world

pytestmark = pytest.mark.usefixtures("_record_may_be_emptied")


@pytest.fixture
def desk(live_server, sign_in):
    """Salma's browser, and the beginning of her addresses."""
    page = sign_in(world.salma())
    return page, f"{live_server.url}/en/desk/ninth/"


def test_a_name_of_ten_thousand_letters_is_refused_and_the_rest_is_kept(desk):
    page, start = desk
    world.category()
    page.goto(f"{start}delegations/{world.delegation('EGY').pk}/nominate/")
    page.locator("[id^=id_name][lang=en]").fill("x" * 10_000)
    page.locator("[id^=id_function][lang=ar]").fill("وزير المياه")
    page.locator("[name=arrival_by]").fill("GF 19")
    page.get_by_role("button", name="Nominate", exact=True).click()
    expect(page.get_by_role("alert")).to_be_focused()
    expect(page.locator(".field.wrong .error").first).to_contain_text("300")
    expect(page.locator("[id^=id_function][lang=ar]")).to_have_value("وزير المياه")
    expect(page.locator("[name=arrival_by]")).to_have_value("GF 19")
    assert Member.objects.count() == 0


def test_a_departure_before_the_arrival_is_said_beside_it(desk):
    page, start = desk
    member = world.member("Laila Haddad")
    page.goto(f"{start}delegations/member/{member.pk}/")
    page.locator("[name=arrives_at]").fill("2021-06-22T10:00")
    page.locator("[name=departs_at]").fill("2021-06-21T10:00")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("The departure is before the arrival.")).to_be_visible()
    expect(page.locator("[name=departs_at]")).to_have_value("2021-06-21T10:00")


def test_a_title_with_html_is_a_title_and_nothing_more(desk):
    page, start = desk
    world.room()
    typed = '<b>Opening</b><script>document.title = "taken"</script>'
    page.goto(f"{start}programme/plan/")
    page.locator("[id^=id_title][lang=en]").fill(typed)
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("heading", name=typed)).to_be_visible()
    page.goto(f"{start}programme/")
    expect(page.locator(".slot b").first).to_have_text(typed)
    assert "taken" not in page.title()
    assert Session.objects.get().title["en"] == typed


def test_a_session_that_ends_before_it_begins_keeps_its_title(desk):
    page, start = desk
    page.goto(f"{start}programme/plan/")
    page.locator("[id^=id_title][lang=en]").fill("Opening")
    page.locator("[name=starts]").fill("2021-06-23T12:00")
    page.locator("[name=ends]").fill("2021-06-23T11:00")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("The session ends before it begins.")).to_be_visible()
    expect(page.locator("[id^=id_title][lang=en]")).to_have_value("Opening")


def test_a_file_that_is_not_a_scan_is_refused_whatever_it_is_called(desk):
    page, start = desk
    egypt = world.invitation("EGY")
    page.goto(f"{start}invitations/{egypt.pk}/received/")
    page.get_by_label("declined").check()
    expect(page.get_by_label("Reason")).to_be_visible()
    expect(page.get_by_label("Level at which")).to_be_hidden()  # asked only of those who come
    page.locator("[name=reference]").fill("NV/17")
    page.locator("[name=scan]").set_input_files(
        {"name": "reply.pdf", "mimeType": "application/pdf", "buffer": b"MZ not a PDF"}
    )
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("This file is not a PDF, a JPEG or a PNG")).to_be_visible()
    expect(page.locator("[name=reference]")).to_have_value("NV/17")
    expect(page.get_by_label("declined")).to_be_checked()
    assert Reply.objects.count() == 0
