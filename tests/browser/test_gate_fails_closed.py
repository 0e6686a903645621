"""Whatever breaks on a device at a gate is a stop, seen and heard; the next badge is judged."""

import re

import pytest
from playwright.sync_api import expect

from muntada.gates.models import Device, Scan
from tests import world
from tests.browser import gate_cast as cast
from tests.browser.gate_cast import enrol, forged, typed

pytestmark = pytest.mark.usefixtures("_record_may_be_emptied")
# Browsers that do not know Ed25519 refuse its name.
WITHOUT_ED25519 = """
const own = SubtleCrypto.prototype.importKey;
SubtleCrypto.prototype.importKey = function (form, raw, how, ...rest) {
    if ((how?.name || how) === "Ed25519") {
        return Promise.reject(new DOMException("Unrecognized name.", "NotSupportedError"));
    }
    return own.call(this, form, raw, how, ...rest);
};
"""
# A browser that says yes to every signature.
CREDULOUS = "SubtleCrypto.prototype.verify = async () => true;"
FULL = """
window.put = IDBObjectStore.prototype.put;
IDBObjectStore.prototype.put = () => { throw new DOMException("full", "QuotaExceededError"); };
"""
# The browser wakes up, and its storage never answers.
ASLEEP = """
window.put = IDBObjectStore.prototype.put;
IDBObjectStore.prototype.put = function (...said) {
    const asked = window.put.apply(this, said);
    const again = () => { this.get("key").onsuccess = again; };
    again();
    return asked;
};
"""
RIGHT_AGAIN = "IDBObjectStore.prototype.put = window.put;"
BROKEN = """
window.big = DataView.prototype.getBigUint64;
DataView.prototype.getBigUint64 = () => { throw new Error("broken"); };
"""
WHOLE_AGAIN = "DataView.prototype.getBigUint64 = window.big;"
HEARD = """
window.heard = [];
Object.defineProperty(navigator, "vibrate", { value: (said) => window.heard.push(said) });
"""


def run(page, script):
    page.evaluate(f"() => {{ {script} }}")


def stands_still(page, why):
    """Told by word, by shape and by sound, and nobody's name beside it."""
    panel = page.locator("#verdict")
    expect(panel).to_have_attribute("data-verdict", why, timeout=15000)
    expect(panel).to_have_class("verdict stop")
    expect(panel).to_be_visible()
    expect(page.locator("#word")).not_to_be_empty()
    expect(page.locator("#sentence")).to_contain_text("Nobody is admitted by this scan.")
    expect(page.locator("#name")).to_have_text("")
    expect(page.locator("#shape")).to_have_attribute("href", "#shape-stop")
    assert page.evaluate("window.heard.at(-1)") == [400]


@pytest.fixture
def gate(tablet):
    """Two who may enter, and a tablet that went off line after it was enrolled."""
    cast.today()
    people = cast.badge("Laila Haddad"), cast.badge("Mansour Said")

    def start(*scripts, **how):
        page = tablet(**how)
        for script in (HEARD, *scripts):
            page.add_init_script(script)
        enrol(page, cast.code(cast.gate()))
        page.context.set_offline(True)
        return page

    return start, *people


@pytest.mark.parametrize("script", [WITHOUT_ED25519, CREDULOUS], ids=["unknown", "credulous"])
def test_a_browser_that_cannot_verify_still_tells_a_forged_code(gate, script):
    start, laila, mansour = gate
    page = start(script)
    expect(typed(page, laila.token)).to_have_attribute("data-verdict", "admitted")
    expect(typed(page, forged(mansour))).to_have_attribute("data-verdict", "forged")
    expect(page.locator("#name")).to_have_text("")
    assert page.evaluate("window.heard.at(-1)") == [400]
    expect(typed(page, mansour.token)).to_have_attribute("data-verdict", "admitted")


@pytest.mark.parametrize("storage", [FULL, ASLEEP], ids=["full", "asleep"])
def test_whom_the_register_would_not_have_is_not_admitted(gate, storage):
    start, laila, mansour = gate
    page = start()
    expect(typed(page, laila.token)).to_have_attribute("data-verdict", "admitted")
    run(page, storage)
    typed(page, mansour.token)
    stands_still(page, "not_kept")
    expect(page.locator("#trouble")).to_contain_text("cannot keep scans")
    expect(typed(page, forged(mansour))).to_have_attribute("data-verdict", "forged", timeout=15000)
    run(page, RIGHT_AGAIN)
    expect(typed(page, mansour.token)).to_have_attribute("data-verdict", "admitted")
    expect(page.locator("#trouble")).to_be_hidden()
    page.context.set_offline(False)
    expect(page.locator("#network")).to_have_attribute("data-waiting", "0", timeout=15000)
    # What was shown as a stop is not told as an admission.
    told = Scan.objects.filter(card=mansour.number).values_list("verdict", flat=True)
    assert list(told) == ["admitted"]


def test_an_error_in_the_judge_is_a_stop_and_the_next_badge_is_judged(gate):
    start, laila, mansour = gate
    page = start()
    expect(typed(page, laila.token)).to_have_attribute("data-verdict", "admitted")
    run(page, BROKEN)
    typed(page, forged(mansour))
    run(page, WHOLE_AGAIN)
    stands_still(page, "failed")
    expect(typed(page, mansour.token)).to_have_attribute("data-verdict", "admitted")
    expect(page.locator("#name")).to_have_text("Mansour Said")


def test_the_camera_goes_on_after_an_error(gate, tmp_path):
    start, laila, _mansour = gate
    page = start(film=cast.film(tmp_path, laila))
    run(page, BROKEN)
    page.locator("#camera").click()
    stands_still(page, "failed")
    expect(page.locator("#camera")).to_have_attribute("aria-pressed", "true")
    run(page, WHOLE_AGAIN)
    # Held still before the camera, it is looked at again.
    expect(page.locator("#verdict")).to_have_attribute("data-verdict", "admitted", timeout=15000)
    # The camera is taken away by the system: its button says so.
    page.evaluate("document.querySelector('#video').srcObject.getTracks()"
                  ".forEach((track) => track.dispatchEvent(new Event('ended')))")  # fmt: skip
    expect(page.locator("#camera")).to_have_attribute("aria-pressed", "false")
    expect(page.locator("#said")).to_contain_text("camera has stopped")


def test_a_late_answer_is_never_shown_for_the_next_badge(tablet):
    cast.today()
    laila, mansour = cast.badge("Laila Haddad"), cast.badge("Mansour Said")
    page = tablet(service_workers="block")
    enrol(page, cast.code(cast.gate()))
    held = []

    def hold(route):
        if laila.token in route.request.post_data:
            held.append(route)
        else:
            route.continue_()

    page.route("**/api/gates/v1/scan", hold)
    typed(page, laila.token)
    panel = page.locator("#verdict")
    expect(page.locator("#ready")).to_have_text("Judging…")
    expect(typed(page, mansour.token)).to_have_attribute("data-verdict", "admitted")
    with page.expect_response(re.compile("/scan$")):
        held[0].continue_()
    page.evaluate("new Promise((done) => setTimeout(done, 300))")
    expect(page.locator("#name")).to_have_text("Mansour Said")
    expect(panel).to_have_attribute("data-verdict", "admitted")
    assert Scan.objects.filter(verdict="admitted").count() == 2


def test_a_gate_refused_by_the_house_is_a_stop_in_its_words(tablet):
    cast.today()
    laila = cast.badge("Laila Haddad")
    page = tablet()
    page.add_init_script(HEARD)
    enrol(page, cast.code(cast.gate()))
    expect(typed(page, laila.token)).to_have_attribute("data-verdict", "admitted")
    page.route("**/api/gates/v1/scan", lambda route: route.fulfill(
        status=409, json={"sentence": "This gate is closed."}))  # fmt: skip
    typed(page, laila.token)
    stands_still(page, "refused")
    expect(page.locator("#sentence")).to_contain_text("This gate is closed.")


def test_a_verdict_the_page_does_not_know_is_a_stop(tablet):
    cast.today()
    laila = cast.badge("Laila Haddad")
    page = tablet()
    page.add_init_script(HEARD)
    enrol(page, cast.code(cast.gate()))
    expect(typed(page, laila.token)).to_have_attribute("data-verdict", "admitted")
    page.route("**/api/gates/v1/scan", lambda route: route.fulfill(json={"verdict": "splendid"}))
    typed(page, laila.token)
    stands_still(page, "failed")


def test_a_device_that_cannot_keep_anything_is_refused_before_its_code_is_spent(tablet):
    cast.today()
    cast.badge("Laila Haddad")
    page = tablet()
    page.add_init_script(FULL)
    page.goto(f"/gate/en/#{cast.code(cast.gate())}")
    page.locator("#enrol-form button").click()
    expect(page.locator("#enrol-said")).to_contain_text("cannot keep scans")
    assert Device.objects.get(edition=world.edition()).enrolled_at is None
