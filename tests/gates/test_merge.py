"""Scans that devices judged alone, told later: all are kept, and what cannot be right is said."""

import uuid
from datetime import timedelta

import pytest

from muntada.accreditation.actions import badges
from muntada.accreditation.models import Badge
from muntada.gates import rules
from muntada.gates.actions import setup
from muntada.gates.actions.conflicts import settle
from muntada.gates.models import Conflict, Presence, Scan
from tests import world
from tests.counting import statements
from tests.gates import cast
from tests.gates.cast import MINUTE, NOW, line, told

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def desk(at=NOW):
    return {"by": world.salma(), "at": at}


def conflicts():
    """What waits for the desk."""
    waiting = Conflict.objects.filter(settled_at=None)
    return list(waiting.order_by("pk").values_list("kind", flat=True))


def test_a_merge_is_acknowledged_line_by_line(tablet, clock):
    made, lines = cast.badge(), []
    for n, direction in enumerate(("entry", "exit")):
        verdict = "admitted" if direction == "entry" else "left"
        lines.append(line(made.token, verdict, NOW - (5 - n) * MINUTE, direction))
    said = tablet.tells(*lines, waiting=3)
    assert said.json() == {"kept": [{"id": str(one["id"]), "conflict": False} for one in lines]}
    assert list(Scan.objects.order_by("at").values_list("verdict", "offline")) == [
        ("admitted", True), ("left", True),
    ]  # fmt: skip
    assert tablet.fresh().waiting == 3


def test_told_in_any_order_who_is_inside_follows_from_the_times(tablet):
    made = cast.badge()
    tablet.merge(
        told(made.token, "left", NOW - MINUTE, "exit"),
        told(made.token, "admitted", NOW - 3 * MINUTE),
    )
    assert cast.inside() == set()
    tablet.merge(told(made.token, "admitted", NOW - 2 * MINUTE))  # earlier than the exit
    assert cast.inside() == set()
    tablet.merge(told(made.token, "admitted", NOW))
    assert cast.inside() == {made.number}


def test_what_was_refused_is_kept_and_moves_nobody(tablet):
    made = cast.badge()
    tablet.merge(told(made.token, "revoked"), told(cast.forged(made.token), "forged"),
                 told("https://metro.example/7", "unknown"))  # fmt: skip
    assert sorted(Scan.objects.values_list("verdict", "card")) == [
        ("forged", ""), ("revoked", made.number), ("unknown", ""),
    ]  # fmt: skip
    assert (cast.inside(), conflicts()) == (set(), [])


def test_two_admissions_without_a_network_are_both_kept_and_said_once(tablet):
    other, made = cast.Tablet(tablet.gate, "Tablet 2"), cast.badge()
    first, second = told(made.token), told(made.token, at=NOW + MINUTE)
    assert tablet.merge(first, at=NOW + HOUR)[0][1] is False
    assert other.merge(second, at=NOW + HOUR)[0][1] is True
    found = Conflict.objects.get()
    assert (found.kind, found.first.number, found.second.number, found.reported_at) == (
        rules.TWICE, first.number, second.number, NOW + HOUR,
    )  # fmt: skip
    assert (Scan.objects.count(), cast.inside()) == (2, {made.number})


def test_it_is_the_same_conflict_whichever_is_told_first(tablet):
    other, made = cast.Tablet(tablet.gate, "Tablet 2"), cast.badge()
    first, second = told(made.token), told(made.token, at=NOW + MINUTE)
    other.merge(second, at=NOW + HOUR)
    tablet.merge(first, at=NOW + HOUR)
    found = Conflict.objects.get()
    assert [found.first.number, found.second.number] == [first.number, second.number]


def test_an_answer_lost_and_asked_again_says_the_same_of_the_conflict(tablet):
    other, made = cast.Tablet(tablet.gate, "Tablet 2"), cast.badge()
    tablet.merge(told(made.token))
    second = told(made.token, at=NOW + MINUTE)
    said = [other.merge(second, at=NOW + HOUR)[0][1] for _n in range(3)]
    assert (said, conflicts()) == ([True] * 3, [rules.TWICE])


def test_an_admission_with_a_network_against_one_without_is_a_conflict(tablet):
    other, made = cast.Tablet(tablet.gate, "Tablet 2"), cast.badge()
    tablet.scan(made.token, at=NOW)
    other.merge(told(made.token, at=NOW - MINUTE), at=NOW + MINUTE)
    found = Conflict.objects.get()
    assert (found.first.device, found.second.device) == (other.device, tablet.device)


def test_an_exit_between_two_admissions_makes_them_right(tablet):
    other, made = cast.Tablet(tablet.gate, "Tablet 2"), cast.badge()
    tablet.merge(told(made.token), told(made.token, "left", NOW + MINUTE, "exit"), at=NOW + HOUR)
    other.merge(told(made.token, at=NOW + 2 * MINUTE), at=NOW + HOUR)
    assert conflicts() == []


def test_yesterdays_admission_is_no_conflict_with_todays(tablet):
    made = cast.badge()
    day = timedelta(days=1)
    tablet.merge(told(made.token), told(made.token, at=NOW + day), at=NOW + day)
    assert conflicts() == []
    assert Presence.objects.get().day == (NOW + day).date()


def test_where_the_guard_let_in_anyway_there_is_nothing_to_report(tablet):
    other, made = cast.Tablet(tablet.gate, "Tablet 2"), cast.badge()
    tablet.merge(told(made.token))
    other.merge(told(made.token, at=NOW + MINUTE, anyway=True), at=NOW + HOUR)
    assert conflicts() == []


def test_where_passing_back_is_not_watched_there_is_nothing_to_report(clock):
    hall = cast.gate(once=False)
    one, other, made = cast.Tablet(hall), cast.Tablet(hall, "Tablet 2"), cast.badge()
    one.merge(told(made.token))
    other.merge(told(made.token, at=NOW + MINUTE), at=NOW + HOUR)
    assert conflicts() == []


@pytest.mark.parametrize(("minutes", "said"), [(-5, [rules.BLOCKED]), (5, [])])
def test_a_badge_blocked_before_the_scan_is_reported_and_one_blocked_after_is_not(
    tablet, minutes, said
):
    made = cast.badge()
    badges.block(made, verb="lose", **desk(NOW + minutes * MINUTE))
    tablet.merge(told(made.token), at=NOW + HOUR)
    assert conflicts() == said
    assert cast.inside() == {made.number}  # nobody's entry is unmade by a computer


def test_a_lost_badge_handed_in_after_the_scan_was_blocked_all_the_same(tablet):
    made = cast.badge()
    badges.block(made, verb="lose", **desk(NOW - 5 * MINUTE))
    badges.bring_back([made], name="A guard", **desk(NOW + 5 * MINUTE))
    tablet.merge(told(made.token), at=NOW + HOUR)
    assert conflicts() == [rules.BLOCKED]


def test_what_the_register_does_not_know_and_was_let_in_is_reported(tablet):
    made = cast.badge()
    Badge.objects.filter(pk=made.pk).update(number="0" * 12)
    tablet.merge(told(made.token), told(cast.forged(made.token)))
    assert conflicts() == [rules.BLOCKED, rules.BLOCKED]
    assert not Presence.objects.exists()


def test_of_a_lost_answer_what_the_guard_was_shown_stands(tablet):
    """The house said “already inside”; the answer was lost, and the device let in by itself."""
    other, made, number = cast.Tablet(tablet.gate, "Tablet 2"), cast.badge(), uuid.uuid4()
    other.scan(made.token)
    assert tablet.scan(made.token, at=NOW + MINUTE, number=number).verdict == "already_inside"
    tablet.merge(told(made.token, "admitted", NOW + MINUTE, number=number), at=NOW + HOUR)
    mine = Scan.objects.get(number=number)
    assert (mine.verdict, mine.offline, mine.at) == ("admitted", True, NOW + MINUTE)
    assert (Scan.objects.count(), conflicts()) == (2, [rules.TWICE])


def test_of_a_lost_answer_an_entry_the_guard_refused_is_no_entry(tablet):
    """The house admitted; the answer was lost, and the device, whose list was old, refused."""
    made, number = cast.badge(), uuid.uuid4()
    tablet.scan(made.token, number=number)
    assert cast.inside() == {made.number}
    tablet.merge(told(made.token, "revoked", number=number), at=NOW + HOUR)
    assert (Scan.objects.get().verdict, cast.inside()) == ("revoked", set())


def test_a_question_answered_long_after_the_guard_went_on_is_as_the_guard_lived_it(tablet):
    """The server was starting: the entry waited at its door while the device told the exit."""
    made, number = cast.badge(), uuid.uuid4()
    tablet.scan(made.token, at=NOW + 2 * MINUTE, number=number)
    tablet.merge(
        told(made.token, "admitted", NOW, number=number),
        told(made.token, "left", NOW + MINUTE, "exit"), at=NOW + 3 * MINUTE,
    )  # fmt: skip
    assert cast.inside() == set()
    assert Scan.objects.get(number=number).at == NOW


def test_a_slow_network_is_not_a_wrong_clock(tablet, clock):
    tablet.tells(
        line(cast.badge().token, at=NOW - 45 * cast.SECOND), sent_at=NOW - 40 * cast.SECOND
    )
    assert Scan.objects.get().at == NOW - 45 * cast.SECOND


def test_a_clock_wrong_by_hours_is_taken_out(tablet, clock):
    """Three hours fast: told at what it calls one o'clock, of ten minutes before."""
    made = cast.badge()
    wrong = NOW + 3 * HOUR
    tablet.tells(line(made.token, at=wrong - 10 * MINUTE), sent_at=wrong)
    assert Scan.objects.get().at == NOW - 10 * MINUTE
    tablet.tells(line(made.token, "left", wrong + HOUR, "exit"), sent_at=wrong)
    assert Scan.objects.latest("pk").at == NOW  # nothing happens after it was told


def test_a_device_moved_to_another_gate_still_tells_of_its_old_one(tablet):
    made, before = cast.badge(), tablet.gate
    setup.move_device(tablet.device, cast.gate("B"), **desk())
    tablet.device = tablet.fresh()
    tablet.tells(line(made.token, gate=before.pk), line(made.token, at=NOW + MINUTE))
    assert (cast.inside("A"), cast.inside("B")) == ({made.number}, {made.number})


def test_another_editions_gate_is_not_scanned_at(tablet):
    other = world.edition("tenth", ordinal=10)
    from muntada.accreditation.actions.setup import open_accreditation

    open_accreditation(other, by=world.salma(), at=NOW)
    fields = {"zone": other.zones.get(letter="A"), "name": {"en": "X"}}
    elsewhere = setup.add_gate(other, fields=fields, **desk())
    tablet.tells(line(cast.badge().token, gate=elsewhere.pk))
    assert Scan.objects.get().gate == tablet.gate


def test_ten_thousand_scans_replayed_change_nothing(tablet):
    """In merges of five hundred, each sent again, in another order."""
    codes = cast.crowd(100)
    lines = [
        told(codes[n % 100], ("admitted", "left")[n // 100 % 2], NOW + n * timedelta(seconds=1),
             ("entry", "exit")[n // 100 % 2])
        for n in range(500)
    ]  # fmt: skip
    later = NOW + 3 * HOUR
    tablet.merge(*lines, at=later)
    before = _everything()
    assert len(cast.inside()) == 100
    for _n in range(2):
        lines.reverse()
        tablet.merge(*lines, at=later + HOUR)
    assert _everything() == before
    assert Scan.objects.count() == 500


def _everything():
    return (
        sorted(Scan.objects.values_list("pk", "number", "verdict", "at", "received_at", "offline")),
        sorted(Presence.objects.values_list("card", "inside", "day", "since", "changed_at")),
        conflicts(),
    )


def test_an_exit_noted_too_late_goes_back_to_its_time_and_the_admissions_around_it_meet(tablet):
    """It waited at a server that was starting; the device had noted it alone, long before."""
    made, number = cast.badge(), uuid.uuid4()
    south, west = (cast.Tablet(tablet.gate, name) for name in ("South", "West"))
    tablet.merge(told(made.token, "admitted", NOW - 5 * MINUTE))
    assert south.scan(made.token, NOW - 2 * MINUTE, "exit", number).verdict == "left"
    assert west.scan(made.token, NOW - MINUTE).verdict == "admitted"
    assert conflicts() == []
    south.merge(told(made.token, "left", NOW - 9 * MINUTE, "exit", number))
    assert conflicts() == [rules.TWICE]
    found = Conflict.objects.get()
    assert (found.first.device, found.second.device) == (tablet.device, west.device)
    assert cast.inside() == {made.number}


def test_an_exit_told_last_explains_the_two_admissions_around_it(tablet):
    other, made = cast.Tablet(tablet.gate, "Tablet 2"), cast.badge()
    tablet.merge(told(made.token), at=NOW + HOUR)
    tablet.merge(told(made.token, at=NOW + 2 * MINUTE), at=NOW + HOUR)
    assert conflicts() == [rules.TWICE]
    other.merge(told(made.token, "left", NOW + MINUTE, "exit"), at=NOW + 2 * HOUR)
    found = Conflict.objects.get()
    assert (found.is_explained, found.settled_at, found.settled_by) == (True, NOW + 2 * HOUR, None)
    assert cast.inside() == {made.number}


def test_an_exit_before_or_after_both_explains_nothing(tablet):
    other, made = cast.Tablet(tablet.gate, "Tablet 2"), cast.badge()
    tablet.merge(told(made.token), told(made.token, at=NOW + 2 * MINUTE), at=NOW + HOUR)
    other.merge(told(made.token, "left", NOW - MINUTE, "exit"),
                told(made.token, "left", NOW + 3 * MINUTE, "exit"), at=NOW + HOUR)  # fmt: skip
    assert (conflicts(), cast.inside()) == ([rules.TWICE], set())


def test_what_an_exit_explained_comes_back_when_the_exit_moves(tablet):
    made, number = cast.badge(), uuid.uuid4()
    south, west = (cast.Tablet(tablet.gate, name) for name in ("South", "West"))
    tablet.merge(told(made.token, at=NOW - 9 * MINUTE))
    west.merge(told(made.token, at=NOW - 5 * MINUTE))
    south.scan(made.token, NOW - MINUTE, "exit", number)  # noted late: it happened between
    assert conflicts() == [rules.TWICE]
    south.merge(told(made.token, "left", NOW - 7 * MINUTE, "exit", number))
    assert (conflicts(), cast.inside()) == ([], {made.number})


def test_what_a_person_has_looked_into_stays_as_that_person_left_it(tablet):
    other, made = cast.Tablet(tablet.gate, "Tablet 2"), cast.badge()
    tablet.merge(told(made.token), told(made.token, at=NOW + 2 * MINUTE), at=NOW + HOUR)
    settle(Conflict.objects.get(), note="Passed back over the fence.", **desk())
    other.merge(told(made.token, "left", NOW + MINUTE, "exit"), at=NOW + HOUR)
    found = Conflict.objects.get()
    assert (found.is_explained, found.settled_at, found.note) == (
        False, NOW, "Passed back over the fence.",
    )  # fmt: skip


def test_an_admission_that_was_none_leaves_the_two_around_it_to_meet(tablet):
    """The answer “admitted” was lost; the guard went by the device, which said: already inside."""
    made, number = cast.badge(), uuid.uuid4()
    south, west = (cast.Tablet(tablet.gate, name) for name in ("South", "West"))
    assert south.scan(made.token, NOW - 5 * MINUTE, "entry", number).verdict == "admitted"
    tablet.merge(told(made.token, at=NOW - 9 * MINUTE))
    west.merge(told(made.token, at=NOW - MINUTE))
    south.merge(told(made.token, "already_inside", NOW - 5 * MINUTE, "entry", number))
    waiting = Conflict.objects.get(settled_at=None)
    assert (waiting.first.device, waiting.second.device) == (tablet.device, west.device)
    assert Conflict.objects.exclude(settled_at=None).count() == 2


def test_two_admissions_that_change_places_are_said_in_their_true_order(tablet):
    """The server, starting, judged the first one late; the device had let in long before."""
    made, number = cast.badge(), uuid.uuid4()
    south, west = (cast.Tablet(tablet.gate, name) for name in ("South", "West"))
    west.merge(told(made.token, "left", NOW - 7 * MINUTE, "exit"))
    assert south.scan(made.token, NOW - MINUTE, "entry", number).verdict == "admitted"
    west.merge(told(made.token, at=NOW - 5 * MINUTE))
    south.merge(told(made.token, "admitted", NOW - 9 * MINUTE, "entry", number))
    assert conflicts() == []  # there is an exit between them
    assert Conflict.objects.get().is_explained


def test_a_guard_who_let_in_anyway_explains_what_the_register_took_for_two(tablet):
    """The answer “admitted” was lost; the device said “already inside”, the guard knew the face."""
    made, number = cast.badge(), uuid.uuid4()
    south = cast.Tablet(tablet.gate, "South")
    assert south.scan(made.token, NOW - MINUTE, "entry", number).verdict == "admitted"
    tablet.merge(told(made.token, at=NOW - 5 * MINUTE))
    assert conflicts() == [rules.TWICE]
    south.merge(told(made.token, at=NOW - MINUTE, number=number, anyway=True))
    assert (conflicts(), cast.inside()) == ([], {made.number})


def test_a_slice_of_forty_lines_is_merged_in_as_few_statements_as_one(tablet):
    """In and out, then in again by cards that are in: the common case, and no conflict."""
    counts = []
    codes = cast.crowd(21)
    for mine in (codes[:1], codes[1:]):
        came = [told(code, at=NOW - HOUR) for code in mine]
        went = [told(code, "left", NOW, "exit") for code in mine]
        counts.append(statements(tablet.merge, *came, *went))
        assert conflicts() == []
    assert counts[0] == counts[1]
    assert (Scan.objects.count(), cast.inside()) == (42, set())


def test_a_scan_told_twice_in_one_message_is_one_line(tablet):
    made = cast.badge()
    one = told(made.token, at=NOW - MINUTE)
    (first, _), (again, said) = tablet.merge(one, one)
    assert (first, said) == (again, False)
    assert (Scan.objects.count(), cast.inside()) == (1, {made.number})
