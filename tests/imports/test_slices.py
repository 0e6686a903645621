"""An import is written a slice at a time: others write between, and cut short it goes on."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django_tasks_db.models import DBTaskResult

from muntada.audit.queries import verify_chain
from muntada.delegations.actions.members import change_member
from muntada.delegations.models import Member
from muntada.imports import actions, applying, members, rules, tasks
from muntada.imports.models import Import
from muntada.imports.plan import from_stored
from muntada.kit.sheets import write_csv
from muntada.kit.texts import Text
from tests import world

AT = world.NOW
HEADINGS = ["Party", "Name", "Category", "Function"]


@pytest.fixture
def salma(edition):
    world.delegation("EGY")
    world.category("delegate")
    return world.salma()


def _started(edition, by, rows):
    one = actions.take_in(
        edition, kind=Import.MEMBERS, content=write_csv(HEADINGS, rows), file_name="a.csv",
        by=by, at=AT,
    )  # fmt: skip
    actions.read_file(one, at=AT)
    actions.start(one, leave_out_refused=False, by=by, at=AT)
    return one


def _people(number, function="Adviser"):
    letters = "abcdefghijklmnopqrstuvwxyz"
    return [
        ["EGY", f"Guest {letters[n // 26]}{letters[n % 26]}oro", "delegate", function]
        for n in range(number)
    ]


def test_the_queries_of_a_slice_do_not_grow_with_its_rows(edition, salma, monkeypatch):
    counted = {}
    for size in (2, 40):
        monkeypatch.setattr(members, "SLICE", size)
        one = _started(edition, salma, _people(size * 2, function=f"Function {size}"))
        rests = []
        with CaptureQueriesContext(connection) as queries:
            applying.apply(one, at=AT, rest=lambda seen=rests, all_=queries: seen.append(len(all_)))
        one.refresh_from_db()
        assert (one.state, one.applied_rows, len(rests)) == (rules.APPLIED, size * 2, 1)
        counted[size] = len(queries) - rests[0]
    # The second slice changes some people and adds others; the first of 40 changed the few.
    assert counted[40] <= counted[2] + 4


@pytest.mark.usefixtures("_record_may_be_emptied")
def test_between_two_slices_nobody_holds_the_database(edition, salma, monkeypatch):
    monkeypatch.setattr(members, "SLICE", 3)
    one = _started(edition, salma, _people(8))
    seen = []

    def rest():
        one.refresh_from_db()
        seen.append((connection.in_atomic_block, Member.objects.count(), one.applied_through))

    applying.apply(one, at=AT, rest=rest)
    assert seen == [(False, 3, 4), (False, 6, 7)]
    assert Member.objects.count() == 8
    assert verify_chain().whole


@pytest.mark.usefixtures("_record_may_be_emptied")
def test_an_import_cut_short_goes_on_where_it_was(edition, salma, monkeypatch):
    monkeypatch.setattr(members, "SLICE", 3)
    one = _started(edition, salma, _people(8))

    def killed():
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        applying.apply(one, at=AT, rest=killed)
    one.refresh_from_db()
    assert (one.state, one.applied_through, Member.objects.count()) == (rules.APPLYING, 4, 3)
    applying.apply(one, at=AT)
    applying.apply(one, at=AT)
    one.refresh_from_db()
    assert (one.state, one.applied_rows, Member.objects.count()) == (rules.APPLIED, 8, 8)
    assert one.counts == {"new": 8, "changed": 0, "same": 0, "refused": 0}
    assert verify_chain().whole


@pytest.mark.usefixtures("_record_may_be_emptied")
def test_what_somebody_changes_meanwhile_is_left_as_they_made_it_and_said(
    edition, salma, monkeypatch
):
    monkeypatch.setattr(members, "SLICE", 1)
    for name in ("Laila Haddad", "Omar Aziz", "Dana Silva"):
        world.member(name, "EGY")
    rows = [["EGY", name, "", "Expert"] for name in ("Laila Haddad", "Omar Aziz", "Dana Silva")]
    one = _started(edition, salma, rows)
    wrote, pavel = [], world.pavel()

    def somebody_writes():
        if not wrote:
            wrote.append(True)
            omar = Member.objects.get(person__search_name__contains="omar")
            change_member(
                omar, person={}, fields={"function": Text(en="Minister")}, by=pavel, at=AT
            )

    applying.apply(one, at=AT, rest=somebody_writes)
    one.refresh_from_db()
    said = {str(m.person): str(m.function) for m in Member.objects.select_related("person")}
    assert said == {"Laila Haddad": "Expert", "Omar Aziz": "Minister", "Dana Silva": "Expert"}
    assert (one.state, one.counts["changed"], one.counts["refused"]) == (rules.APPLIED, 2, 1)
    (left,) = [row for row in from_stored(one.preview) if row.what == "refused"]
    assert (left.name, "changed by somebody else" in str(left.why[0])) == ("Omar Aziz", True)


def _died(one, times):
    for _time in range(times):
        DBTaskResult.objects.create(
            task_path=tasks.work_on.module_path, args_kwargs={"args": [one.pk], "kwargs": {}},
            status="RUNNING", backend_name="default", exception_class_path="", traceback="",
        )  # fmt: skip


@pytest.mark.parametrize(("times", "state"), [(1, rules.PREVIEWED), (2, rules.REFUSED)])
def test_a_file_that_ends_the_worker_twice_is_given_up(edition, salma, times, state):
    one = actions.take_in(
        edition, kind=Import.MEMBERS, content=write_csv(HEADINGS, _people(1)), file_name="a.csv",
        by=salma, at=AT,
    )  # fmt: skip
    _died(one, times)
    tasks.resume_unfinished()
    one.refresh_from_db()
    assert (one.state, "ended the program twice" in one.problem) == (state, times == 2)
    assert not DBTaskResult.objects.filter(status="RUNNING").exists()
