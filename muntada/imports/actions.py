"""A file is taken in, read, looked at; or refused, or put away. `applying` writes it."""

from dataclasses import asdict
from datetime import datetime
from types import ModuleType
from typing import Any, BinaryIO, cast

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.translation import gettext as _

from muntada.accounts.models import User
from muntada.audit.actions import record
from muntada.conferences.models import Edition
from muntada.imports import members, replies, rules
from muntada.imports.headings import Headings, Read, read_under_keys
from muntada.imports.models import Import
from muntada.imports.plan import as_stored, counted, digest
from muntada.kit import progress
from muntada.kit.errors import RuleBroken, ensure
from muntada.kit.files.tables import read_table
from muntada.kit.states import move

# Chapters above this one add theirs when the house starts.
KINDS: dict[str, ModuleType] = {Import.MEMBERS: members, Import.REPLIES: replies}


@transaction.atomic
def take_in(
    edition: Edition, *, kind: str, content: bytes, file_name: str, by: User, at: datetime
) -> Import:
    """Keep the file and have it read by a task; nothing else happens yet."""
    made = Import(
        edition=edition, kind=kind, file_name=file_name[-200:], created_by=by, created_at=at
    )
    ending = "xlsx" if file_name.lower().endswith((".xlsx", ".xlsm")) else "csv"
    made.file.save(f"import.{ending}", ContentFile(content), save=False)
    made.save(force_insert=True)
    record("import.taken_in", made, by=by, at=at, after={"kind": kind})
    return made


def read_rows(one: Import) -> Read:
    with one.file.open("rb") as file:
        headings = Headings(KINDS[one.kind].COLUMNS)
        table = read_table(cast(BinaryIO, file), str(one.file.name), headings.is_known)
    return read_under_keys(table, headings)


def plan_rows(one: Import, read: Read, *, at: datetime) -> list[Any]:
    total = len(read.rows)
    progress.tell(one.progress_name, 0, total)
    planned: list[Any] = KINDS[one.kind].plan(
        one.edition,
        read.rows,
        language=read.language,
        at=at,
        told=lambda done: progress.tell(one.progress_name, done, total),
    )
    return planned


def read_file(one: Import, *, at: datetime, problem: str = "") -> None:
    """Plan every row and keep the plan to be looked at; a file that is no table is refused."""
    try:
        read = read_rows(one)
        planned = plan_rows(one, read, at=at)
    except RuleBroken as error:
        move(one, rules.STEPS, "refuse", problem=str(error))
        return
    rows = [pending.row for pending in planned]
    move(
        one,
        rules.STEPS,
        "preview",
        preview=as_stored(rows),
        counts=counted(rows),
        digest=digest(rows),
        unknown_headings=read.unknown[:20],
        applied_through=0,
        notes=[asdict(note) for note in read.notes],
        problem=problem,
    )
    progress.forget(one.progress_name)


@transaction.atomic
def start(one: Import, *, leave_out_refused: bool, by: User, at: datetime) -> None:
    """Decide to apply what was looked at; a task does it."""
    ensure(rules.why_not_apply(one.counts, leave_out_refused=leave_out_refused))
    fields = {"leave_out_refused": leave_out_refused, "applied_by": by}
    move(one, rules.STEPS, "start", problem="", **fields)
    record("import.started", one, by=by, at=at, after={"leave_out_refused": leave_out_refused})


def give_up(one: Import, why: object = "") -> None:
    """After a fault nobody foresaw: the page must not wait for ever."""
    sentence = why or _("The program failed on this file. Tell whoever runs it.")
    waiting = Import.objects.filter(pk=one.pk, state__in=rules.WORKING)
    waiting.update(state=rules.REFUSED, problem=str(sentence))
    progress.forget(one.progress_name)


CHANGED_MEANWHILE = "changed meanwhile"


@transaction.atomic
def read_again(one: Import, *, by: User, at: datetime) -> None:
    move(one, rules.STEPS, "read_again", problem="")
    record("import.read_again", one, by=by, at=at)


@transaction.atomic
def put_away(one: Import, *, by: User, at: datetime) -> None:
    """Forget a file that will not be applied, with everything read from it."""
    record("import.put_away", one, by=by, at=at, before={"state": one.state})
    name, storage = str(one.file.name), one.file.storage
    Import.objects.filter(pk=one.pk).exclude(state__in=rules.WORKING).delete()
    transaction.on_commit(lambda: storage.delete(name))
