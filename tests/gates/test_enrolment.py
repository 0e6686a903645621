"""A device is let in once, with a code, and can be shut out."""

from datetime import timedelta

import pytest
from django.test import Client

from muntada.audit.models import Entry
from muntada.gates import rules
from muntada.gates.actions import setup
from muntada.gates.models import Device
from muntada.kit.errors import RuleBroken
from tests import world
from tests.gates import cast

pytestmark = pytest.mark.django_db
URL = "/api/gates/v1/"


@pytest.fixture(autouse=True)
def _at_ten(clock):
    return clock


def desk():
    return {"by": world.salma(), "at": cast.NOW}


def enrol(code):
    return Client().post(f"{URL}enrol", {"code": code}, content_type="application/json")


def offered(name="Tablet 1"):
    return setup.add_device(cast.gate(), name=name, **desk())


def test_a_code_enrols_one_device_once():
    made, code = offered()
    answer = enrol(f" {code[:4].lower()}-{code[4:]} ")
    assert (answer.status_code, answer.json()["device"]) == (200, "Tablet 1")
    bearer = {"Authorization": f"Bearer {answer.json()['secret']}"}
    assert Client(headers=bearer).get(f"{URL}list").status_code == 200
    again = enrol(code)
    assert (again.status_code, again.json()["sentence"]) == (
        409, "This code is not known. Ask the desk for a new one.",
    )  # fmt: skip
    made.refresh_from_db()
    assert made.enrolled_at == made.seen_at == cast.NOW


def test_a_code_lapses_after_half_an_hour(clock):
    _made, code = offered()
    clock.goes_on(rules.CODE_LIVES + timedelta(seconds=1))
    answer = enrol(code)
    assert (answer.status_code, answer.json()["sentence"]) == (
        409, "This code has lapsed. Ask the desk for a new one.",
    )  # fmt: skip


def test_neither_code_nor_secret_is_kept_or_recorded():
    made, code = offered()
    secret = enrol(code).json()["secret"]
    made.refresh_from_db()
    kept = f"{vars(made)} {[(e.before, e.after, e.thing_name) for e in Entry.objects.all()]}"
    assert code not in kept
    assert secret not in kept


def test_codes_are_not_guessed_for_long():
    offered()
    assert {enrol(f"0000000{n}").status_code for n in range(9)} == {409}
    assert [enrol("00000000").status_code for _n in range(12)][-1] == 429
    assert enrol("00000000").json()["sentence"] == "Too many tries. Wait a quarter of an hour."


def test_the_code_of_a_device_shut_out_before_it_was_enrolled_is_dead():
    made, code = offered()
    setup.shut_out(made, **desk())
    assert enrol(code).status_code == 409


def test_without_a_secret_nothing_is_told():
    for headers in ({}, {"Authorization": "Bearer x"}, {"Authorization": "Basic eDp5"}):
        client = Client(headers=headers)
        answers = [
            client.get(f"{URL}list"), client.get(f"{URL}photo/000000000000"),
            client.post(f"{URL}scan"), client.post(f"{URL}scans"),
        ]  # fmt: skip
        assert {one.status_code for one in answers} == {401}
        assert {one.json()["wipe"] for one in answers} == {False}


def test_a_device_shut_out_is_told_to_wipe_and_nothing_else(tablet):
    code = cast.badge().token
    assert tablet.verdict(code) == "admitted"
    setup.shut_out(tablet.device, **desk())
    answers = [
        tablet.client.get(f"{URL}list"), tablet.asks(code), tablet.tells(cast.line(code)),
        tablet.client.get(f"{URL}photo/000000000000"),
    ]  # fmt: skip
    for one in answers:
        assert one.status_code == 401
        assert one.json() == {"sentence": "This device was shut out by the desk.", "wipe": True}
    with pytest.raises(RuleBroken, match="shut out already"):
        setup.shut_out(tablet.device, **desk())
    with pytest.raises(RuleBroken, match="Add it again"):
        setup.new_device_code(tablet.device, **desk())


def test_a_new_code_ends_the_old_secret(tablet):
    code = setup.new_device_code(tablet.device, **desk())
    assert tablet.asks("x").status_code == 401
    assert enrol(code).status_code == 200


def test_closing_a_gate_shuts_its_devices_out(tablet):
    setup.close_gate(tablet.gate, **desk())
    assert tablet.asks("x").json()["wipe"] is True
    with pytest.raises(RuleBroken, match="closed"):
        setup.add_device(tablet.gate, name="Tablet 2", **desk())
    other = cast.Tablet(cast.gate("B"), "Tablet 3")
    with pytest.raises(RuleBroken, match="closed"):
        setup.move_device(other.device, tablet.gate, **desk())


def test_two_devices_at_work_do_not_share_a_name():
    made, _code = offered()
    with pytest.raises(RuleBroken, match="Give it another name"):
        setup.add_device(made.gate, name="Tablet 1", **desk())
    setup.shut_out(made, **desk())
    setup.add_device(made.gate, name="Tablet 1", **desk())
    assert Device.objects.filter(name="Tablet 1").count() == 2


def test_each_verb_of_the_desk_is_in_the_record(tablet):
    setup.change_gate(tablet.gate, fields={"once": False}, **desk())
    setup.move_device(tablet.device, cast.gate("B"), **desk())
    setup.new_device_code(tablet.device, **desk())
    setup.close_gate(tablet.gate, **desk())
    said = Entry.objects.filter(thing_type__startswith="gates.").order_by("id")
    assert list(said.values_list("verb", flat=True)) == [
        "gate.added", "device.added", "device.enrolled", "gate.changed", "gate.added",
        "device.moved", "device.code_made", "gate.closed",
    ]  # fmt: skip
