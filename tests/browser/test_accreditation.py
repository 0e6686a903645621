"""The desk, a delegation and a journalist: from the application to the badge in the hand."""

import io

import pytest
from playwright.sync_api import expect

from muntada.accreditation import rules
from muntada.accreditation.actions import decide
from muntada.accreditation.models import Application, Badge
from tests import world
from tests.accreditation import cast
from tests.browser.test_every_page import faults
from tests.browser.test_journey import in_words_of

pytestmark = pytest.mark.usefixtures("_record_may_be_emptied")


def picture(name, width=420, height=540):
    made: io.BytesIO = cast.picture(width, height)
    return {"name": name, "mimeType": "image/jpeg", "buffer": made.getvalue()}


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_journalist_applies_alone_and_the_desk_decides(live_server, page, sign_in, db, language):
    cast.opened()
    say = in_words_of(language)
    site = f"{live_server.url}/{language}/ninth"

    # The journalist, signed in nowhere.
    page.goto(f"{site}/press/")
    page.get_by_role("link", name=say("Apply for accreditation")).click()
    page.locator("[name=category]").select_option(index=1)
    page.locator("[name=name]").fill("Dina Sabry")
    page.locator("[name=email]").fill("dina@paper.example")
    page.get_by_role("button", name=say("Go on")).click()
    page.locator("[name=function_en]").fill("Reporter")
    page.locator("[name=outlet]").fill("The Paper")
    page.locator("[name=medium]").select_option("print")
    for name, typed in (("name", "SABRY DINA"), ("born", "1988-02-01"),
                        ("nationality", "EGY"), ("number", "A7654321")):  # fmt: skip
        page.locator(f"[name={name}]").fill(typed)
    letter = {"name": "face.jpg", "mimeType": "image/jpeg", "buffer": b"%PDF-1.7\n%%EOF"}
    page.locator("[name=photo]").set_input_files(letter)
    page.locator("[name=assignment]").set_input_files(letter)
    page.locator("[name=press_card]").set_input_files(picture("card.jpg", 860, 540))
    page.get_by_role("button", name=say("Submit")).click()
    expect(
        page.get_by_text(say("This is a PDF, whatever its name says. A photo is JPEG or PNG."))
    ).to_be_visible()
    expect(page.locator("[name=outlet]")).to_have_value("The Paper")
    assert faults(page) == []
    page.locator("[name=photo]").set_input_files(picture("face.jpg"))
    page.locator("[name=assignment]").set_input_files(letter)
    page.locator("[name=press_card]").set_input_files(picture("card.jpg", 860, 540))
    page.get_by_role("button", name=say("Submit")).click()
    expect(page.get_by_role("heading", name=say("Receipt", sense="application"))).to_be_visible()
    address = page.url
    assert "Dina" not in address

    # The desk reads the papers, hears from the vetting body, approves.
    desk = sign_in(world.user("Amira", "accreditation", language=language))
    root = f"{live_server.url}/{language}/desk/ninth/accreditation/"
    desk.goto(root)
    desk.get_by_role("link", name="Dina Sabry").click()
    desk.get_by_role("link", name=say("Identity data and papers")).click()
    expect(desk.get_by_text("A7654321")).to_be_visible()
    made = Application.objects.get()
    batch = decide.send_to_vetting(
        world.edition(), [made], recipient="M", by=world.salma(), at=world.NOW
    )
    rows = [(batch.items.get().reference, "cleared")]
    decide.take_answers(batch, list(enumerate(rows, start=2)), by=world.salma(), at=world.NOW)
    desk.goto(f"{root}{made.pk}/")
    desk.get_by_role("button", name=say("Approve")).click()

    # Printed in a batch (here the task is done at once).
    desk.goto(root)
    desk.get_by_role("link", name=say("Printing")).click()
    desk.get_by_role("button", name=say("Typeset the badges")).click()
    expect(desk.get_by_role("link", name="PDF")).to_be_visible()
    with desk.expect_download() as taken:
        desk.get_by_role("link", name="PDF").click()
    assert taken.value.path().read_bytes().startswith(b"%PDF")
    desk.locator("main form button").click()
    desk.goto(f"{root}{made.pk}/")
    desk.locator("[name=name]").fill("Dina Sabry")
    desk.get_by_role("button", name=say("Hand out")).click()
    desk.get_by_role("button", name=say("Activate")).click()
    assert Badge.objects.get().state == rules.ACTIVE

    # And the journalist has it on the telephone.
    page.set_viewport_size({"width": 360, "height": 780})
    page.goto(address)
    page.get_by_role("link", name=say("Digital badge")).click()
    expect(page.locator("img.badge-code")).to_be_visible()
    expect(page.locator("html")).to_have_attribute("dir", "rtl" if language == "ar" else "ltr")
    assert faults(page) == []


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_delegation_applies_replaces_a_photo_and_withdraws(live_server, sign_in, db, language):
    cast.opened()
    world.member(state="confirmed")
    say = in_words_of(language)
    page = sign_in(world.nadia())
    page.on("dialog", lambda dialog: dialog.accept())
    page.goto(f"{live_server.url}/{language}/desk/ninth/accreditation/own/")
    page.get_by_role("button", name=say("Apply", sense="badge")).click()
    page.locator("[name=function_en]").fill("Minister")
    page.locator("[name=photo]").set_input_files(picture("face.jpg"))
    page.get_by_role("button", name=say("Submit")).click()
    expect(page.get_by_text(say("The application is submitted."))).to_be_visible()
    page.get_by_role("link", name=say("Another photo")).click()
    page.locator("[name=photo]").set_input_files(picture("new.jpg", 700, 900))
    page.get_by_role("button", name=say("Save")).click()
    decide.approve(Application.objects.get(), by=world.salma(), at=world.NOW)
    page.reload()
    expect(page.get_by_role("link", name=say("Digital badge"))).to_be_visible()
    expect(page.locator("html")).to_have_attribute("dir", "rtl" if language == "ar" else "ltr")
    assert faults(page) == []
    page.get_by_role("button", name=say("Withdraw")).click()
    expect(page.get_by_text(say("The application is withdrawn."))).to_be_visible()
    assert Badge.objects.get().state == rules.WITHDRAWN
