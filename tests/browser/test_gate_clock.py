"""A tablet whose clock is wrong, without a network: the house’s time decides, as far as known."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from muntada.accreditation.models import Badge
from muntada.gates.models import Conflict, Device, Scan
from tests.browser import gate_cast as cast
from tests.browser.gate_cast import enrol, typed
from tests.gates.keyboards import LAYOUTS, typed_on

pytestmark = pytest.mark.usefixtures("_record_may_be_emptied")
DAY = timedelta(days=1)
# The system's clock, that somebody or an empty battery may set while the page lives or is closed.
CLOCK = """
const Own = Date, off = () => Number(localStorage.getItem("off") || 0);
window.Date = class extends Own {
    constructor(...said) { if (said.length) super(...said); else super(Own.now() + off()); }
    static now() { return Own.now() + off(); }
};
"""


def set_clock(page, days):
    page.evaluate(f"localStorage.setItem('off', {days} * 86400000)")


@pytest.fixture
def badges(transactional_db):
    """Of yesterday, of today alone, and of every day; tomorrow is the last."""
    edition = cast.today()
    today = edition.starts
    edition.arrival_day = edition.starts = today - DAY
    edition.save()
    days = {"past": [-1], "now": [0], "all": [-1, 0, 1]}
    made = {name: cast.badge(f"Holder {name}") for name in days}
    for name, those in days.items():
        iso = [(today + DAY * n).isoformat() for n in those]
        Badge.objects.filter(pk=made[name].pk).update(days=iso)
    return made


@pytest.fixture
def page(tablet, badges):
    made = tablet()
    made.add_init_script(CLOCK)
    return made


def said_of(page, badges):
    said = {}
    for name, badge in badges.items():
        typed(page, badge.token)
        expect(page.locator("#name")).to_have_text(f"Holder {name}")
        said[name] = page.locator("#verdict").get_attribute("data-verdict")
    return said


@pytest.mark.parametrize("days", [-1, 1])
def test_a_clock_wrong_all_along_is_told_and_not_believed(page, badges, days):
    page.goto("/gate/en/")
    set_clock(page, days)
    enrol(page, cast.code(cast.gate()))
    expect(page.locator("#clock")).to_contain_text("The clock of this device is wrong")
    page.context.set_offline(True)
    assert said_of(page, badges) == {"past": "expired", "now": "admitted", "all": "admitted"}
    page.context.set_offline(False)
    expect(page.locator("#network")).to_have_attribute("data-waiting", "0", timeout=15000)
    now = timezone.now()
    for scan in Scan.objects.all():
        assert abs(scan.at - now) < timedelta(minutes=2)
        assert abs(scan.device_at - now - days * DAY) < timedelta(minutes=2)
    assert not Conflict.objects.exists()
    assert abs(Device.objects.get().clock_off - days * 86400) < 120


def test_a_clock_set_back_while_the_page_lives_changes_nothing(page, badges):
    enrol(page, cast.code(cast.gate()))
    expect(page.locator("#clock")).to_be_hidden()
    page.context.set_offline(True)
    set_clock(page, -1)
    assert said_of(page, badges) == {"past": "expired", "now": "admitted", "all": "admitted"}
    expect(page.locator("#clock")).to_contain_text("The clock of this device is wrong")


def test_a_clock_set_forward_decides_only_what_holds_on_every_day_it_may_be(page, badges):
    enrol(page, cast.code(cast.gate()))
    page.context.set_offline(True)
    set_clock(page, 1)
    assert said_of(page, badges) == {"past": "expired", "now": "undecided", "all": "admitted"}
    expect(page.locator("#verdict")).to_have_class("verdict good")
    expect(page.locator("#clock")).to_contain_text("not certain")


def test_a_clock_set_back_while_the_tablet_was_off_begins_no_earlier_than_it_was(page, badges):
    enrol(page, cast.code(cast.gate()))
    page.evaluate("navigator.serviceWorker.ready")
    page.wait_for_function("caches.keys().then((names) => names.length)")
    page.context.set_offline(True)
    set_clock(page, -1)
    page.reload()
    expect(page.locator("#clock")).to_contain_text("The clock of this device is wrong")
    assert said_of(page, badges) == {"past": "expired", "now": "undecided", "all": "admitted"}
    page.context.set_offline(False)
    expect(page.locator("#network")).to_have_attribute("data-waiting", "0", timeout=15000)
    assert not Conflict.objects.exists()
    now = timezone.now()
    assert all(abs(scan.at - now) < timedelta(minutes=2) for scan in Scan.objects.all())
    assert said_of(page, badges) == {"past": "expired", "now": "admitted", "all": "already_inside"}


def test_a_scanner_with_another_keyboard_is_told_also_without_a_network(tablet):
    cast.today()
    laila = cast.badge("Laila Haddad")
    page = tablet()
    enrol(page, cast.code(cast.gate()))
    page.context.set_offline(True)
    expect(typed(page, laila.token.lower())).to_have_attribute("data-verdict", "admitted")
    for layout in LAYOUTS:
        expect(typed(page, typed_on(layout, laila.token))).to_have_attribute(
            "data-verdict", "other_keyboard"
        )
        expect(typed(page, cast.forged(laila))).to_have_attribute("data-verdict", "forged")
