"""A badge is read at a gate that can ask: judged once, in and out, counted."""

import uuid
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from muntada.accreditation import rules as badge_rules
from muntada.accreditation.actions import badges, lent
from muntada.gates.actions import register, setup
from muntada.gates.actions.conflicts import settle
from muntada.gates.models import Presence, Scan
from muntada.kit.errors import RuleBroken
from tests import world
from tests.accreditation import cast as accreditation
from tests.gates import cast
from tests.gates.cast import MINUTE

pytestmark = pytest.mark.django_db


def desk(at=cast.NOW):
    return {"by": world.salma(), "at": at}


def test_the_guard_sees_whom_they_have_before_them(tablet):
    made = cast.badge("Laila Haddad")
    said = tablet.asks(made.token).json()
    assert said["verdict"] == "admitted"
    assert said["card"] == {
        "number": made.number, "name": made.application.name_latin,
        "name_own": made.application.name_own, "category": dict(made.application.category.name),
        "letter": "D", "colour": "#14424c", "party": "EGY", "photo": True,
    }  # fmt: skip


def test_of_a_forged_badge_no_name_is_said(tablet):
    assert tablet.asks(cast.forged(cast.badge().token)).json()["card"] is None


def test_in_and_out_and_in_again(tablet, clock):
    made = cast.badge()
    said = []
    for direction in ("entry", "entry", "exit", "exit", "entry"):
        clock.goes_on(MINUTE)
        said.append(tablet.verdict(made.token, direction))
    assert said == ["admitted", "already_inside", "left", "left", "admitted"]
    assert cast.inside() == {made.number}
    assert Presence.objects.get().since == clock.at


def test_where_passing_back_is_not_watched_one_enters_twice_and_is_counted_once(clock):
    tablet = cast.Tablet(cast.gate(once=False))
    made = cast.badge()
    assert [tablet.verdict(made.token) for _n in range(2)] == ["admitted"] * 2
    assert cast.inside() == {made.number}


def test_the_guard_may_let_in_anyway_and_it_is_written_down(tablet):
    made = cast.badge()
    assert tablet.verdict(made.token, anyway=True) == "admitted"
    assert tablet.verdict(made.token) == "already_inside"
    assert tablet.verdict(made.token, anyway=True) == "admitted"
    assert [one.anyway for one in Scan.objects.order_by("pk")] == [True, False, True]


def test_anyway_opens_nothing_to_a_badge_that_is_not_valid(tablet):
    assert tablet.verdict(cast.badge(state=badge_rules.LOST).token, anyway=True) == "revoked"
    assert not Scan.objects.get().anyway


def test_a_gate_of_one_direction_says_so(clock):
    way_out = cast.Tablet(cast.gate(direction="exit"))
    answer = way_out.asks(cast.badge().token)
    assert (answer.status_code, answer.json()["sentence"]) == (
        409, "This gate is only for the other direction.",
    )  # fmt: skip
    assert not Scan.objects.exists()


def test_zones_are_counted_apart(tablet):
    other, made = cast.Tablet(cast.gate("B"), "Tablet 2"), cast.badge()
    assert [tablet.verdict(made.token), other.verdict(made.token)] == ["admitted"] * 2
    assert tablet.verdict(made.token, "exit") == "left"
    assert (cast.inside("A"), cast.inside("B")) == (set(), {made.number})


def test_two_gates_of_a_zone_know_of_each_other(tablet):
    other, made = cast.Tablet(cast.gate("A"), "Tablet 2"), cast.badge()
    assert [tablet.verdict(made.token), other.verdict(made.token)] == ["admitted", "already_inside"]


def test_who_did_not_leave_yesterday_is_not_inside_today(tablet, clock):
    made = cast.badge()
    tablet.verdict(made.token)
    clock.goes_on(timedelta(days=1))
    assert tablet.list()["count"]["inside"] == 0
    assert tablet.list()["inside"] == []
    assert tablet.verdict(made.token) == "admitted"


def test_a_badge_lost_between_two_scans_is_refused(tablet):
    made = cast.badge()
    assert tablet.verdict(made.token) == "admitted"
    fresh = badges.report_lost(made, **desk())
    assert tablet.verdict(made.token) == "revoked"
    assert tablet.verdict(fresh.token) == "not_active"
    assert tablet.verdict(made.token, "exit") == "left"


def test_a_floater_opens_its_zone_while_it_is_out(tablet):
    cast.badge("Head", code="head")
    series = lent.make_series(cast.zone(), name="A1", size=2, **desk())
    floater = lent.hand_out_floater(series, world.delegation(), name="Nadia", **desk())
    said = tablet.asks(floater.number).json()
    shown = [said["verdict"], *(said["card"][name] for name in ("name", "party", "photo"))]
    assert shown == ["admitted", "A1 001", "EGY", False]
    assert tablet.verdict(floater.number) == "already_inside"
    assert cast.Tablet(cast.gate("B"), "Tablet 2").verdict(floater.number) == "wrong_zone"
    assert tablet.verdict(series.floaters.get(place=2).number) == "not_active"
    lent.move_lent(floater, "lose", **desk())
    assert tablet.verdict(floater.number) == "revoked"
    lent.replace_series(series, name="A2", **desk())
    assert tablet.verdict(floater.number) == "revoked"


def test_one_scan_sent_twelve_times_is_one_line_with_one_answer(tablet, clock):
    made, number = cast.badge(), uuid.uuid4()
    answers = []
    for _n in range(12):
        answers.append(tablet.asks(made.token, number=number).content)
        clock.goes_on(MINUTE)
    assert len(set(answers)) == 1
    assert b'"admitted"' in answers[0]
    assert Scan.objects.count() == 1


def test_a_number_used_again_for_another_badge_admits_nobody(tablet):
    number = uuid.uuid4()
    tablet.asks(cast.badge().token, number=number)
    answer = tablet.asks(cast.badge("Omar Said").token, number=number)
    assert (answer.status_code, answer.json()["sentence"]) == (
        409, "This scan’s number was used for another badge. Scan again.",
    )  # fmt: skip


def test_the_number_of_another_device_is_another_number(tablet):
    other, made, number = cast.Tablet(cast.gate("B"), "Tablet 2"), cast.badge(), uuid.uuid4()
    assert [one.asks(made.token, number=number).status_code for one in (tablet, other)] == [200] * 2
    assert Scan.objects.count() == 2


def test_another_editions_device_sees_nothing_of_this_one(tablet):
    made = cast.badge()
    tablet.verdict(made.token)
    other = world.edition("tenth", ordinal=10)
    accreditation.open_accreditation(other, by=world.salma(), at=cast.NOW)
    hall = setup.add_gate(other, fields={"zone": other.zones.get(letter="A"), "name": {"en": "X"}},
                          **desk())  # fmt: skip
    elsewhere = cast.Tablet(hall, "Tablet of the tenth")
    assert elsewhere.verdict(made.token) == "other_edition"
    assert elsewhere.verdict(made.number) == "unknown"
    assert elsewhere.client.get(f"/api/gates/v1/photo/{made.number}").status_code == 404
    said = elsewhere.list()
    assert (said["cards"], said["inside"], said["count"]["inside"]) == ([], [], 0)


def test_the_photo_is_shown_only_of_somebody_just_scanned_by_this_device(tablet, clock):
    made = cast.badge()
    other = cast.Tablet(cast.gate("B"), "Tablet 2")
    path = f"/api/gates/v1/photo/{made.number}"
    before = tablet.client.get(path)
    assert (before.status_code, before.json()["sentence"]) == (
        404, "This is not here, or not for this device.",
    )  # fmt: skip
    tablet.verdict(made.token)
    shown = tablet.client.get(path)
    assert (shown.status_code, shown["Content-Type"], shown["Cache-Control"]) == (
        200, "image/jpeg", "no-store, private",
    )  # fmt: skip
    assert shown.content.startswith(b"\xff\xd8")
    assert other.client.get(path).status_code == 404
    clock.goes_on(timedelta(minutes=11))
    assert tablet.client.get(path).status_code == 404


def test_the_desk_empties_a_hall_and_marks_one_as_gone(tablet):
    first, second, third = (cast.badge(name) for name in ("One", "Two", "Three"))
    for made in (first, second, third):
        tablet.verdict(made.token)
    assert register.put_out(world.edition(), cast.zone(), card=first.number, **desk()) == 1
    assert cast.inside() == {second.number, third.number}
    assert register.put_out(world.edition(), cast.zone(), **desk()) == 2
    assert register.put_out(world.edition(), cast.zone(), **desk()) == 0
    assert cast.inside() == set()
    assert tablet.verdict(first.token) == "admitted"
    assert Scan.objects.filter(device=None, verdict="left").count() == 3


def test_who_enters_after_the_desk_pressed_stays_inside(tablet):
    made = cast.badge()
    tablet.scan(made.token, at=cast.NOW + MINUTE)
    assert register.put_out(world.edition(), cast.zone(), **desk()) == 0
    assert cast.inside() == {made.number}


def test_two_that_waited_for_each_other_stand_in_the_order_in_which_they_were_done(tablet):
    made = cast.badge()
    tablet.scan(made.token, at=cast.NOW + MINUTE)
    tablet.scan(made.token, at=cast.NOW, direction="exit")  # its door was opened first
    register.recount(world.edition(), made.number, cast.zone().pk, at=cast.NOW)
    assert cast.inside() == set()


def test_a_scan_asks_no_more_with_a_thousand_badges_and_scans(tablet):
    few = cast.crowd(2)
    tablet.scan(few[0])
    with CaptureQueriesContext(connection) as at_first:
        tablet.verdict(few[1])
    many = cast.crowd(200, name="More")
    for code in many[:60]:
        tablet.scan(code)
    with CaptureQueriesContext(connection) as later:
        tablet.verdict(many[100])
    assert len(later) == len(at_first)
    assert len(at_first) <= 7


def test_a_conflict_is_settled_once_with_what_was_found(tablet):
    other, made = cast.Tablet(tablet.gate, "Tablet 2"), cast.badge()
    tablet.merge(cast.told(made.token))
    other.merge(cast.told(made.token, at=cast.NOW + MINUTE), at=cast.NOW + MINUTE)
    conflict = world.edition().gate_conflicts.get()
    settle(conflict, note=" Passed back over the fence. ", **desk())
    conflict.refresh_from_db()
    assert (conflict.note, conflict.settled_by) == ("Passed back over the fence.", world.salma())
    with pytest.raises(RuleBroken, match="settled already"):
        settle(conflict, note="Again", **desk())
