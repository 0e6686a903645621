"""The desk of the gates: who is inside, conflicts looked into, devices given codes and shut out."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from muntada.audit.models import Entry
from muntada.gates.models import Conflict, Device, Gate, Presence, Scan
from tests import world
from tests.gates import cast
from tests.gates.cast import MINUTE, NOW, told

pytestmark = pytest.mark.django_db
ROOT = "/en/desk/ninth/gates/"


@pytest.fixture
def salma(as_user, tablet):
    return as_user(world.salma())


def two_admissions(tablet):
    south = cast.Tablet(tablet.gate, "South")
    made = cast.badge()
    tablet.merge(told(made.token, at=NOW - 2 * MINUTE))
    south.merge(told(made.token, at=NOW - MINUTE))
    return made


def test_a_conflict_is_looked_into_with_a_word_on_what_was_found(salma, tablet):
    two_admissions(tablet)
    assert "Laila Haddad" in salma.get(f"{ROOT}conflicts/").content.decode()
    found = Conflict.objects.get()
    salma.post(f"{ROOT}conflicts/{found.pk}/settle/", {"note": "Her own badge, read twice."})
    found.refresh_from_db()
    assert (found.note, found.settled_by) == ("Her own badge, read twice.", world.salma())
    again = salma.post(f"{ROOT}conflicts/{found.pk}/settle/", {"note": "Another word."})
    assert "settled already" in again.content.decode()


def test_a_conflict_is_not_put_away_without_a_word(salma, tablet):
    two_admissions(tablet)
    found = Conflict.objects.get()
    page = salma.post(f"{ROOT}conflicts/{found.pk}/settle/", {"note": "  "})
    assert "Say what was found." in page.content.decode()
    assert Conflict.objects.filter(settled_at=None).count() == 1


def test_what_an_exit_told_later_explained_says_so_and_waits_for_nobody(salma, tablet):
    made = two_admissions(tablet)
    assert "waits to be looked into" in salma.get(ROOT).content.decode()
    tablet.merge(told(made.token, "left", NOW - MINUTE * 3 / 2, "exit"))
    shown = salma.get(f"{ROOT}conflicts/").content.decode()
    assert "A scan that was told later explains it" in shown
    assert "What was found" not in shown
    assert "waits to be looked into" not in salma.get(ROOT).content.decode()


def test_one_who_went_home_without_a_scan_and_then_everybody_is_marked_as_gone(
    salma, tablet, clock
):
    first, second = cast.badge(), cast.badge("Karim Nassar")
    for one in (first, second):
        tablet.scan(one.token)
    out = f"{ROOT}zones/{tablet.gate.zone_id}/out/"
    salma.post(out, {"card": first.number})
    assert cast.inside() == {second.number}
    salma.post(out)
    assert cast.inside() == set()
    gone = Scan.objects.filter(device=None)
    assert {(one.verdict, one.by) for one in gone} == {("left", world.salma())}


def test_a_code_is_shown_once_and_the_square_code_carries_it_behind_the_hash(salma, tablet):
    page = salma.post(f"{ROOT}setup/gates/{tablet.gate.pk}/devices/", {"name": "Tablet 9"})
    shown = re.search(r'class="big-code" dir="ltr">(\w{4} \w{4})<', page.content.decode())
    assert shown
    assert "no-store" in page["Cache-Control"]
    assert shown.group(1) not in salma.get(f"{ROOT}setup/").content.decode()
    enrolled = salma.post(
        "/api/gates/v1/enrol", {"code": shown.group(1)}, content_type="application/json"
    )
    assert enrolled.json()["device"] == "Tablet 9"


def test_two_devices_of_one_name_are_refused_with_a_sentence(salma, tablet):
    page = salma.post(
        f"{ROOT}setup/gates/{tablet.gate.pk}/devices/", {"name": tablet.device.name}, follow=True
    )
    assert "Give it another name" in page.content.decode()
    assert Device.objects.count() == 1


def test_a_device_is_moved_and_shut_out_and_both_are_recorded(salma, tablet):
    other = cast.gate("D")
    salma.post(f"{ROOT}setup/devices/{tablet.pk}/move/", {"gate": other.pk})
    assert tablet.fresh().gate == other
    salma.post(f"{ROOT}setup/devices/{tablet.pk}/shut-out/")
    assert tablet.fresh().shut_out_at
    said = set(Entry.objects.values_list("verb", flat=True))
    assert {"device.moved", "device.shut_out"} <= said


def test_a_gate_is_set_up_changed_and_closed_with_its_devices(salma, tablet):
    zone = cast.zone("B")
    said = {"name_en": "East", "zone": zone.pk, "direction": "exit"}
    salma.post(f"{ROOT}setup/gates/new/", said)
    east = Gate.objects.get(zone=zone)
    assert (str(east.name), east.direction, east.once) == ("East", "exit", False)
    salma.post(f"{ROOT}setup/gates/{east.pk}/", said | {"direction": "both", "once": "on"})
    east.refresh_from_db()
    assert (east.direction, east.once) == ("both", True)
    salma.post(f"{ROOT}setup/gates/{tablet.gate.pk}/close/")
    assert tablet.fresh().shut_out_at
    assert Gate.objects.get(pk=tablet.gate.pk).closed_at


def test_the_gate_sees_and_does_not_set_up(as_user, tablet):
    two_admissions(tablet)
    guard = as_user(world.user("Gamal", "gate"))
    assert guard.get(ROOT).status_code == 200
    assert guard.get(f"{ROOT}setup/").status_code == 403
    found = Conflict.objects.get()
    assert guard.post(f"{ROOT}conflicts/{found.pk}/settle/", {"note": "x"}).status_code == 403
    assert guard.post(f"{ROOT}zones/{tablet.gate.zone_id}/out/").status_code == 403


def test_what_is_of_another_edition_is_not_there(salma, tablet):
    world.edition("tenth", 10)
    two_admissions(tablet)
    other = "/en/desk/tenth/gates/"
    owner = world.user("Salma", "secretariat", of=world.edition("tenth", 10))
    assert owner == world.salma()
    for path in (
        f"conflicts/{Conflict.objects.get().pk}/settle/",
        f"setup/devices/{tablet.pk}/shut-out/",
        f"setup/gates/{tablet.gate.pk}/close/",
        f"zones/{tablet.gate.zone_id}/out/",
    ):
        assert salma.post(other + path).status_code == 404
    assert Presence.objects.filter(inside=True).exists()


@pytest.mark.parametrize("page", ["", "scans/", "conflicts/", "setup/"])
def test_the_pages_ask_the_same_with_one_row_and_with_thirty(salma, tablet, page):
    def asked():
        with CaptureQueriesContext(
            connection,
        ) as seen:
            assert salma.get(ROOT + page).status_code == 200
        return len(seen)

    two_admissions(tablet)
    asked()
    one = asked()
    tablets = [cast.Tablet(tablet.gate, f"Tablet {n}") for n in range(20, 30)]
    for n, code in enumerate(cast.crowd(10)):
        tablets[n].merge(told(code, at=NOW - 2 * MINUTE))
        tablet.merge(told(code, at=NOW - MINUTE))
    assert asked() == one
