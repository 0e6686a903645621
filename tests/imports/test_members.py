"""People from a file: what would happen is shown row by row, and applied whole."""

import pytest

from muntada.audit.models import Entry
from muntada.audit.queries import verify_chain
from muntada.delegations import rules as delegation_rules
from muntada.delegations.models import Member
from muntada.imports import actions, applying, rules, tasks
from muntada.imports.models import Import
from muntada.imports.plan import from_stored
from muntada.kit.sheets import write_csv, write_xlsx
from tests import world

AT = world.NOW
HEADINGS = ["Party", "Name (English)", "Name (العربية)", "Category", "Function (English)", "State"]


@pytest.fixture
def salma(edition):
    world.delegation("EGY")
    world.delegation("KAZ")
    world.category("delegate", quota=2)
    return world.salma()


def _bring_in(edition, by, rows, headings=HEADINGS, name="people.csv"):
    content = (write_xlsx if name.endswith("x") else write_csv)(headings, rows)
    one = actions.take_in(
        edition, kind=Import.MEMBERS, content=content, file_name=name, by=by, at=AT
    )
    actions.read_file(one, at=AT)
    one.refresh_from_db()
    return one


def _apply(one, by, **options):
    actions.start(one, leave_out_refused=options.get("leave_out", False), by=by, at=AT)
    applying.apply(one, at=AT)
    one.refresh_from_db()
    return one


def _why(one):
    return [str(reason) for row in from_stored(one.preview) for reason in row.why]


@pytest.mark.parametrize("name", ["people.csv", "people.xlsx"])
def test_new_people_are_shown_then_nominated(edition, salma, name):
    rows = [
        ["EGY", "Laila Haddad", "ليلى حداد", "delegate", "Adviser", ""],
        ["Казахстан", "Dana Ospanova", "", "مندوب", "Expert", "confirmed"],
    ]
    one = _bring_in(edition, salma, rows, name=name)
    assert (one.state, one.counts) == (
        rules.PREVIEWED, {"new": 2, "changed": 0, "same": 0, "refused": 0},
    )  # fmt: skip
    assert not Member.objects.exists()
    assert _apply(one, salma).state == rules.APPLIED
    said = Member.objects.order_by("pk").values_list("delegation__party__code", "state")
    assert list(said) == [("EGY", "nominated"), ("KAZ", "confirmed")]
    assert Member.objects.first().person.name == {"en": "Laila Haddad", "ar": "ليلى حداد"}
    assert verify_chain().whole


def test_the_same_file_twice_changes_nothing(edition, salma):
    rows = [["EGY", "Laila Haddad", "", "delegate", "Adviser", ""]]
    _apply(_bring_in(edition, salma, rows), salma)
    again = _bring_in(edition, salma, rows)
    assert again.counts == {"new": 0, "changed": 0, "same": 1, "refused": 0}
    with pytest.raises(actions.RuleBroken, match="nothing to apply"):
        actions.start(again, leave_out_refused=False, by=salma, at=AT)


def test_a_correction_keeps_the_languages_the_file_does_not_have(edition, salma):
    member = world.member("Laila Haddad", "EGY")
    member.function["ar"] = "مستشارة"
    member.save()
    rows = [["EGY", "Laila Haddad", "", "", "Senior adviser", ""]]
    one = _bring_in(edition, salma, rows)
    assert one.counts["changed"] == 1
    [row] = from_stored(one.preview)
    assert [change[0] for change in row.changes] == ["function"]
    _apply(one, salma)
    member.refresh_from_db()
    assert (member.function["en"], member.function["ar"]) == ("Senior adviser", "مستشارة")
    entry = Entry.objects.get(verb="member.changed")
    assert entry.after["import"] == one.pk


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        (["", "A B", "", "delegate", "X", ""], "No party is named in this row."),
        (["Atlantis", "A B", "", "delegate", "X", ""], "“Atlantis” is no party known here."),
        (["BRA", "A B", "", "delegate", "X", ""], "Brazil has no delegation in this edition."),
        (["EGY", "", "", "delegate", "X", ""], "There is no name in this row."),
        (["EGY", "A" * 301, "", "delegate", "X", ""], "This name is longer than 300 characters."),
        (["EGY", "A B", "", "king", "X", ""], "“king” cannot be read in the column “Category”."),
        (["EGY", "A B", "", "", "X", ""], "There is no category in this row."),
        (["EGY", "A B", "", "delegate", "", ""], "There is no function in this row."),
        (["EGY", "A B", "", "delegate", "X", "withdrawn"], "“withdrawn” cannot be read"),
    ],
)
def test_a_row_that_cannot_be_is_refused_with_its_reason(edition, salma, row, sentence):
    world.party("BRA")
    one = _bring_in(edition, salma, [row])
    assert one.counts["refused"] == 1
    assert _why(one)[0].startswith(sentence)


def test_dates_and_hours_are_read_as_people_write_them(edition, salma):
    headings = ["Party", "Name", "Category", "Function", "Took office on", "Arrives", "Departs"]
    rows = [
        ["EGY", "Laila Haddad", "delegate", "X", "17.05.2020", "٢٢/٠٦/٢٠٢١ 14:30",
         "2021-06-25 08:00"],
        ["EGY", "Omar Nasser", "delegate", "X", "soon", "2021-06-22", "2021-06-31 10:00"],
    ]  # fmt: skip
    one = _bring_in(edition, salma, rows, headings)
    assert one.counts == {"new": 1, "changed": 0, "same": 0, "refused": 1}
    assert len(_why(one)) == 3
    _apply(one, salma, leave_out=True)
    member = Member.objects.get()
    assert str(member.took_office) == "2020-05-17"
    assert f"{edition.local(member.arrives_at):%d %H:%M}" == "22 14:30"


def test_a_departure_before_the_arrival_is_refused(edition, salma):
    headings = ["Party", "Name", "Category", "Function", "Arrives", "Departs"]
    rows = [["EGY", "A B", "delegate", "X", "2021-06-25 08:00", "2021-06-22 08:00"]]
    assert _why(_bring_in(edition, salma, rows, headings)) == [
        "The departure is before the arrival."
    ]


def test_places_are_counted_and_who_is_too_many_waits(edition, salma):
    rows = [
        ["EGY", f"{name} Salem", "", "delegate", "X", "confirmed"]
        for name in ("Amir", "Basma", "Camil")
    ]
    one = _bring_in(edition, salma, rows)
    [note] = [str(note) for row in from_stored(one.preview) for note in row.notes]
    assert note == "All places of this category are taken: on the waiting list."
    _apply(one, salma)
    states = Member.objects.order_by("pk").values_list("state", flat=True)
    assert list(states) == ["confirmed", "confirmed", "waiting"]


def test_nobody_enters_two_delegations_by_a_file(edition, salma):
    world.member("Laila Haddad", "EGY")
    rows = [["KAZ", "LAILA HADDAD", "", "delegate", "X", ""]]
    assert "is registered in the delegation of Egypt" in _why(_bring_in(edition, salma, rows))[0]
    headings = [*HEADINGS, "Another person"]
    one = _bring_in(edition, salma, [[*rows[0], "yes"]], headings)
    assert one.counts["new"] == 1


def test_a_name_in_another_script_is_pointed_at(edition, salma):
    world.member(
        "Mohammed Hassan",
        "EGY",
    )
    one = _bring_in(edition, salma, [["KAZ", "", "محمد حسن", "delegate", "X", ""]])
    [row] = from_stored(one.preview)
    assert [str(note)[:26] for note in row.notes] == ["Reads like Mohammed Hassan"]


def test_a_person_named_twice_in_the_file_is_refused_the_second_time(edition, salma):
    row = ["EGY", "Laila Haddad", "", "delegate", "X", ""]
    one = _bring_in(edition, salma, [row, row])
    assert (one.counts["new"], one.counts["refused"]) == (1, 1)
    assert _why(one) == ["Row 2 of this file names the same person."]


def test_one_head_of_delegation(edition, salma):
    headings = ["Party", "Name", "Category", "Function", "Place in the delegation"]
    rows = [["EGY", f"{n} Salem", "delegate", "X", "head of delegation"] for n in ("Amir", "Basma")]
    one = _bring_in(edition, salma, rows, headings)
    assert (one.counts["new"], one.counts["refused"]) == (1, 1)


def test_refused_rows_are_left_out_only_knowingly(edition, salma):
    rows = [["EGY", "A B", "", "delegate", "X", ""], ["EGY", "C D", "", "king", "X", ""]]
    one = _bring_in(edition, salma, rows)
    with pytest.raises(actions.RuleBroken, match="Some rows are refused"):
        actions.start(one, leave_out_refused=False, by=salma, at=AT)
    _apply(one, salma, leave_out=True)
    assert Member.objects.count() == 1


def test_what_changed_meanwhile_is_looked_at_again(edition, salma):
    one = _bring_in(edition, salma, [["EGY", "Laila Haddad", "", "delegate", "Adviser", ""]])
    world.member("Laila Haddad", "KAZ")
    _apply(one, salma)
    assert (one.state, one.problem) == (rules.PREVIEWED, actions.CHANGED_MEANWHILE)
    assert Member.objects.count() == 1


def test_a_restart_half_way_doubles_no_row(edition, salma, monkeypatch):
    one = _bring_in(edition, salma, [["EGY", "Laila Haddad", "", "delegate", "Adviser", ""]])
    actions.start(one, leave_out_refused=False, by=salma, at=AT)

    def die(*args, **kwargs):
        raise SystemExit("power cut")

    with monkeypatch.context() as patched:
        patched.setattr("muntada.delegations.actions.together.record_all", die)
        with pytest.raises(SystemExit):
            applying.apply(one, at=AT)
    assert not Member.objects.exists()
    one.refresh_from_db()
    assert one.state == rules.APPLYING
    assert tasks.resume_unfinished() == 1
    applying.apply(one, at=AT)
    applying.apply(one, at=AT)
    assert Member.objects.count() == 1


def test_the_file_is_not_kept_once_applied(edition, salma, django_capture_on_commit_callbacks):
    one = _bring_in(edition, salma, [["EGY", "Laila Haddad", "", "delegate", "Adviser", ""]])
    storage, name = one.file.storage, one.file.name
    assert storage.exists(name)
    with django_capture_on_commit_callbacks(execute=True):
        _apply(one, salma)
    assert not storage.exists(name)


@pytest.mark.parametrize(
    ("content", "name", "sentence"),
    [
        (b"", "a.csv", "This file is empty."),
        (b"not a zip", "a.xlsx", "This is not an XLSX file"),
        (b"PK\x03\x04 broken", "a.xlsx", "This XLSX file cannot be read."),
        (b"Party,Name\n", "a.csv", "headings at most"),
        (b"Colour,Name\nred,A\n", "a.csv", "There is no column"),
    ],
)
def test_a_file_that_is_no_table_is_refused_whole(edition, salma, content, name, sentence):
    one = actions.take_in(
        edition, kind=Import.MEMBERS, content=content, file_name=name, by=salma, at=AT
    )
    actions.read_file(one, at=AT)
    one.refresh_from_db()
    assert one.state == rules.REFUSED
    assert sentence in one.problem


def test_a_formula_of_our_own_export_comes_back_as_it_was(edition, salma):
    rows = [["EGY", "Laila Haddad", "", "delegate", "=Adviser", ""]]
    _apply(_bring_in(edition, salma, rows), salma)
    assert Member.objects.get().function["en"] == "=Adviser"


def test_headings_nobody_knows_are_named(edition, salma):
    rows = [["EGY", "Laila Haddad", "delegate", "X", "blue"]]
    one = _bring_in(edition, salma, rows, ["Party", "Name", "Category", "Function", "Colour"])
    assert one.unknown_headings == ["Colour"]
    assert one.counts["new"] == 1


def test_confirmation_by_a_file_is_counted_too(edition, salma):
    world.member("Laila Haddad", "EGY")
    one = _bring_in(edition, salma, [["EGY", "Laila Haddad", "", "", "", "confirmed"]])
    _apply(one, salma)
    assert Member.objects.get().state == delegation_rules.CONFIRMED
    assert Entry.objects.filter(verb="member.confirmed").count() == 1


def test_a_fault_of_the_program_is_said_on_the_page(edition, salma, monkeypatch):
    content = write_csv(HEADINGS, [["EGY", "Laila Haddad", "", "delegate", "Adviser", ""]])
    one = actions.take_in(
        edition, kind=Import.MEMBERS, content=content, file_name="a.csv", by=salma, at=AT
    )

    def fail(*args, **kwargs):
        raise ZeroDivisionError

    monkeypatch.setattr(actions, "read_file", fail)
    with pytest.raises(ZeroDivisionError):
        tasks.work_on.func(one.pk)
    one.refresh_from_db()
    assert one.state == rules.REFUSED
    assert one.problem.startswith("The program failed on this file.")
