"""The gate as a guard has it: enrolled, a badge before the camera, the network gone and back."""

from datetime import date, timedelta

import pytest
from playwright.sync_api import expect

from muntada.accreditation import admission, rules
from muntada.accreditation import token as tokens
from muntada.accreditation.actions import badges
from muntada.gates.actions import setup
from muntada.gates.models import Conflict, Presence, Scan
from tests import world
from tests.browser import gate_cast as cast
from tests.browser.gate_cast import enrol, typed
from tests.browser.test_every_page import faults
from tests.browser.test_journey import in_words_of

pytestmark = pytest.mark.usefixtures("_record_may_be_emptied")


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_badge_is_read_and_judged_also_without_a_network(tablet, tmp_path, language):
    cast.today()
    laila = cast.badge("Laila Haddad", ar="ليلى حداد")
    mansour = cast.badge("Mansour Said")
    north = cast.gate()
    say = in_words_of(language)
    page = tablet(cast.film(tmp_path, laila), viewport={"width": 390, "height": 780})
    enrol(page, cast.code(north), language)
    expect(page.locator("html")).to_have_attribute("dir", "rtl" if language == "ar" else "ltr")

    # The camera sees the printed badge.
    page.locator("#camera").click()
    verdict = page.locator("#verdict")
    expect(verdict).to_have_attribute("data-verdict", "admitted")
    expect(verdict).to_contain_text("Laila Haddad")
    expect(page.locator("#word")).to_have_text(say("Admitted"))
    expect(page.locator("#photo")).to_be_visible()
    print(f"frame to verdict, {language}: {verdict.get_attribute('data-ms')} ms")
    assert Presence.objects.get(card=laila.number).inside
    page.locator("#camera").click()
    assert faults(page) == []

    # The network goes; the page is opened again, and goes on.
    page.evaluate("navigator.serviceWorker.ready")
    page.wait_for_function("caches.keys().then((names) => names.length)")
    page.context.set_offline(True)
    page.reload()
    expect(page.locator("#network")).to_have_class("pill cut")
    expect(typed(page, laila.token)).to_have_attribute("data-verdict", "already_inside")
    expect(typed(page, mansour.number)).to_have_attribute("data-verdict", "admitted")
    forged = cast.forged(mansour)
    expect(typed(page, forged)).to_have_attribute("data-verdict", "forged")
    expect(page.locator("#network")).to_have_attribute("data-waiting", "3")
    assert faults(page) == []
    assert Scan.objects.count() == 1

    # It comes back, and what was judged alone is in the register, once.
    page.context.set_offline(False)
    expect(page.locator("#network")).to_have_attribute("data-waiting", "0", timeout=15000)
    assert sorted(Scan.objects.values_list("verdict", flat=True)) == [
        "admitted", "admitted", "already_inside", "forged",
    ]  # fmt: skip
    assert Presence.objects.filter(inside=True).count() == 2


def test_two_tablets_without_a_network_admit_one_badge_and_the_desk_hears_of_it(tablet, sign_in):
    cast.today()
    laila = cast.badge("Laila Haddad")
    pages = []
    for name in ("North", "South"):
        page = tablet()
        enrol(page, cast.code(cast.gate(name=name), name))
        page.context.set_offline(True)
        pages.append(page)
    for page in pages:
        expect(typed(page, laila.token)).to_have_attribute("data-verdict", "admitted")
    for page in pages:
        page.context.set_offline(False)
        expect(page.locator("#network")).to_have_attribute("data-waiting", "0", timeout=15000)
    assert Scan.objects.filter(verdict="admitted").count() == 2
    assert Conflict.objects.get().kind == "twice"
    desk = sign_in(world.salma())
    desk.goto(f"{pages[0].url.split('/gate')[0]}/en/desk/ninth/gates/")
    expect(desk.get_by_text("1 conflict waits to be looked into.")).to_be_visible()


def test_a_lost_badge_is_refused_and_a_device_shut_out_wipes_itself(tablet):
    edition = cast.today()
    laila = cast.badge("Laila Haddad")
    page = tablet()
    north = cast.gate()
    enrol(page, cast.code(north))
    badges.report_lost(laila, by=world.salma(), at=cast.timezone.now())
    expect(typed(page, laila.token)).to_have_attribute("data-verdict", "revoked")
    setup.shut_out(edition.devices.get(), by=world.salma(), at=cast.timezone.now())
    typed(page, laila.token)
    expect(page.locator("#enrol")).to_be_visible()
    names = page.evaluate("indexedDB.databases().then((all) => all.map((one) => one.name))")
    assert names == []


def test_a_device_that_needs_a_new_code_keeps_what_it_has_still_to_tell(tablet):
    edition = cast.today()
    laila = cast.badge("Laila Haddad")
    page = tablet()
    enrol(page, cast.code(cast.gate()))
    page.context.set_offline(True)
    expect(typed(page, laila.token)).to_have_attribute("data-verdict", "admitted")
    device = edition.devices.get()
    again = setup.new_device_code(device, by=world.salma(), at=cast.timezone.now())
    page.context.set_offline(False)
    expect(page.locator("#enrol")).to_be_visible(timeout=15000)
    assert Scan.objects.count() == 0
    page.locator("#code").fill(again)
    page.locator("#enrol-form button").click()
    expect(page.locator("#network")).to_have_attribute("data-waiting", "0", timeout=15000)
    assert Scan.objects.get().verdict == "admitted"


DAY = date(2021, 6, 23)
FIRST = DAY - timedelta(days=1)


def _cases():
    """Every state of a badge, at every door, on every day, inside or not."""
    states = [code for code, _name in rules.BADGE_STATES] + [None]
    for state in states:
        for application in (rules.APPROVED, rules.WITHDRAWN):
            for days in ((), (0,), (1,), (0, 1, 2)):
                for zones in ("", "A", "AB"):
                    for inside in (False, True):
                        yield {"state": state, "application": application, "days": days,
                               "zones": zones, "inside": inside}  # fmt: skip


def test_the_device_and_the_house_have_one_rule(page, live_server):
    bits = {"A": 0, "B": 1}
    asked, expected = [], []
    doors = [
        (zone, leaving, once, more)
        for zone in "AB" for leaving in (0, 1) for once in (0, 1) for more in (0, 1)
    ]  # fmt: skip
    odd = [{"genuine": False}, {"same_edition": False}, {"genuine": True}, {"keyboard": True}]
    for case in [*_cases(), *odd]:
        days = case.get("days", ())
        facts = admission.Facts(
            genuine=case.get("genuine"),
            same_edition=case.get("same_edition", True),
            state=case.get("state"),
            application=case.get("application", rules.APPROVED),
            zones=case.get("zones", ""),
            days=[(FIRST + timedelta(days=n)).isoformat() for n in days],
            inside=case.get("inside", False),
            other_keyboard=case.get("keyboard", False),
        )
        said = {
            "genuine": facts.genuine, "sameEdition": facts.same_edition, "state": facts.state,
            "approved": facts.application == rules.APPROVED, "inside": facts.inside,
            "otherKeyboard": facts.other_keyboard,
            "days": tokens.bits(days), "zones": tokens.bits(bits[z] for z in facts.zones),
        }  # fmt: skip
        for zone, leaving, once, more in doors:
            asked.append([said, {"zone": bits[zone], "today": 1, "until": 1 + more,
                                 "leaving": leaving, "once": once}])  # fmt: skip
            expected.append(
                admission.judge(
                    facts,
                    zone=zone,
                    day=DAY,
                    leaving=bool(leaving),
                    once=bool(once),
                    until=DAY + timedelta(days=more),
                )
            )
    page.goto(f"{live_server.url}/gate/en/")
    got = page.evaluate(
        "async (asked) => { const { judge } = await import('/static/gates/judge.js');"
        " return asked.map(([facts, door]) => judge(facts, door)); }",
        asked,
    )
    assert got == expected
    assert set(got) == set(admission.VERDICTS)


def test_a_device_reads_codes_as_they_were_signed(page, live_server):
    """Active, blocked since, issued after the last contact, forged, another edition’s."""
    (private, public), (theirs, their_public) = tokens.new_keys(), tokens.new_keys()

    def code(number, *, key=private, mark=public, days=0b110, zones=0b11):
        token = tokens.Token(tokens.edition_mark(mark), number, FIRST, days, zones)
        return tokens.sign(token, key)

    def one_bit_more(text):
        raw = bytearray(tokens.from_base45(text.removeprefix(tokens.PREFIX)))
        raw[18] ^= 1  # a day
        return tokens.PREFIX + tokens.base45(bytes(raw))

    here, lost, new = (tokens.new_number() for _n in range(3))
    asked = {
        code(here): "admitted",
        here: "admitted",
        f"{here[:4]} {here[4:8]}-{here[8:]}".lower(): "admitted",
        code(lost): "revoked",
        lost: "revoked",
        code(new): "admitted",
        code(new, days=0b100): "wrong_day",
        code(new, days=0b001): "expired",
        code(new, zones=0b10): "wrong_zone",
        new: "unknown",
        one_bit_more(code(here)): "forged",
        code(here, key=theirs): "forged",
        "MB:ÉTÉ": "forged",
        code(here, key=theirs, mark=their_public): "other_edition",
        "https://metro.example/7": "unknown",
    }
    page.goto(f"{live_server.url}/gate/en/")
    rows = [[here, "active", 1, 0b1, 0b10], [lost, "lost", 1, 0b1, 0b10]]
    got = page.evaluate(
        """async ([codes, rows, key, first]) => {
            const { facts, judge } = await import("/static/gates/judge.js");
            const cards = new Map(rows.map((row) => [row[0], row]));
            const list = { public_key: key, first_day: first, cards, inside: new Set() };
            const door = { zone: 0, today: 1 };
            const said = async (code) => judge((await facts(code, list)).facts, door);
            return Promise.all(codes.map(said));
        }""",
        [list(asked), rows, public.hex(), FIRST.isoformat()],
    )
    assert dict(zip(asked, got, strict=True)) == asked
