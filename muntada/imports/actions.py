"""A file is taken in, read, looked at, applied whole; or refused, or put away."""

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
from muntada.imports.plan import REFUSED, as_stored, counted, digest
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
    made.save()
    record("import.taken_in", made, by=by, at=at, after={"kind": kind})
    return made


def _read(one: Import) -> Read:
    with one.file.open("rb") as file:
        headings = Headings(KINDS[one.kind].COLUMNS)
        table = read_table(cast(BinaryIO, file), str(one.file.name), headings.is_known)
    return read_under_keys(table, headings)


def _plan(one: Import, read: Read, *, at: datetime) -> list[Any]:
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
        read = _read(one)
        planned = _plan(one, read, at=at)
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


def apply(one: Import, *, at: datetime) -> None:
    """Everything or nothing, once: plan again, compare with what was looked at, write.

    The state is moved in the same transaction, so a restart half-way leaves nothing behind and a
    second start finds nothing to do.
    """
    try:
        with transaction.atomic():
            one = Import.objects.select_for_update().get(pk=one.pk)
            if one.state != rules.APPLYING:
                return
            planned = _plan(one, _read(one), at=at)
            if digest([pending.row for pending in planned]) != one.digest:
                raise _Changed
            by = one.applied_by or one.created_by
            kept = [pending for pending in planned if pending.row.what != REFUSED]
            KINDS[one.kind].write(kept, by=by, at=at, source={"import": one.pk})
            move(one, rules.STEPS, "apply", applied_at=at)
            record("import.applied", one, by=by, at=at, after=one.counts)
            name, storage = str(one.file.name), one.file.storage
            # The file has done its work; personal data are not kept twice.
            transaction.on_commit(lambda: storage.delete(name))
    except _Changed:
        read_file(one, at=at, problem=CHANGED_MEANWHILE)
    except RuleBroken as error:
        move(one, rules.STEPS, "refuse", problem=str(error))
    progress.forget(one.progress_name)


def give_up(one: Import) -> None:
    """After a fault nobody foresaw: the page must not wait for ever."""
    sentence = _("The program failed on this file. Nothing was changed. Tell whoever runs it.")
    waiting = Import.objects.filter(pk=one.pk, state__in=rules.WORKING)
    waiting.update(state=rules.REFUSED, problem=str(sentence))
    progress.forget(one.progress_name)


class _Changed(Exception):  # noqa: N818 - not an error: the data changed meanwhile
    """What would be done is no longer what was looked at."""


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
