"""What was looked at is written, a slice at a time, so that no other writer waits for long.

Planning is done outside any transaction. Each slice is one: its rows, their entries in the record
and how far the import has come. Cut short, it goes on behind the last slice (docs/adr/0015). What
somebody else changed after the preview is left as they made it, and said.
"""

import json
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.db.models import F, Q
from django.utils.translation import gettext_noop

from muntada.accounts.models import User
from muntada.audit.actions import record
from muntada.audit.models import Entry
from muntada.imports import rules
from muntada.imports.actions import CHANGED_MEANWHILE, KINDS, plan_rows, read_file, read_rows
from muntada.imports.models import Import
from muntada.imports.plan import CHANGED, NEW, REFUSED, Row, Sentence, counted, digest, from_stored
from muntada.imports.plan import as_stored as stored
from muntada.kit import progress
from muntada.kit.errors import RuleBroken
from muntada.kit.states import move

# A change in these chapters may make another plan of the same file.
_RELEVANT = ("delegations.", "people.", "invitations.", "conferences.", "parties.", "archive.")
MOST_PLANS = 20
LEFT = gettext_noop(
    "This was changed by somebody else while the file was being applied, and was left as it is."
)


class _Changed(Exception):  # noqa: N818 - not an error: the data changed meanwhile
    """Somebody wrote between the plan and the slice; the slice is taken back."""


def apply(one: Import, *, at: datetime, rest: Callable[[], None] = lambda: None) -> None:
    """Write what is left of the plan; started twice, it happens once. `rest` lets others write."""
    one = Import.objects.select_related("edition", "applied_by", "created_by").get(pk=one.pk)
    if one.state != rules.APPLYING:
        return
    try:
        _Applying(one, at=at, rest=rest).go_on()
    except RuleBroken as error:
        one.refresh_from_db(fields=["state", "applied_rows"])
        if one.state == rules.APPLYING:
            move(one, rules.STEPS, "refuse", problem=str(error))
    progress.forget(one.progress_name)


class _Applying:
    def __init__(self, one: Import, *, at: datetime, rest: Callable[[], None]) -> None:
        self.one, self.at, self.rest = one, at, rest
        self.kind = KINDS[one.kind]
        self.by: User = one.applied_by or one.created_by
        self.looked_at = {row.line: row for row in from_stored(one.preview)}
        self.left: set[int] = set()  # rows that somebody else has changed since
        self.read = read_rows(one)
        self.mark = 0
        self.todo: list[Any] = []

    def go_on(self) -> None:
        rows = self._plan()
        if not self.one.applied_through and digest(rows) != self.one.digest:
            read_file(self.one, at=self.at, problem=CHANGED_MEANWHILE)
            return
        plans = 1
        while self.todo:
            try:
                if not self._write(self.todo[: self.kind.SLICE]):
                    return
            except _Changed:
                plans += 1
                if plans > MOST_PLANS:
                    raise RuleBroken(Sentence(LEFT)) from None  # type: ignore[arg-type]
                self._plan()
                continue
            self._came_to(self.todo[: self.kind.SLICE][-1].row.line)
            self.todo = self.todo[self.kind.SLICE :]
            if self.todo:
                self.rest()
        self._end()

    def _plan(self) -> list[Row]:
        """What there is to do now, behind what is written; only rows that are as looked at."""
        last = Entry.objects.order_by("-id").values_list("id", flat=True).first()
        self.mark = last or 0
        planned = plan_rows(self.one, self.read, at=self.at)
        ahead = [pending for pending in planned if pending.row.line > self.one.applied_through]
        self.left = {
            pending.row.line
            for pending in ahead
            if _is_to_do(self.looked_at.get(pending.row.line))
            and pending.row.what in (NEW, CHANGED, REFUSED)
            and _essence(pending.row) != _essence(self.looked_at[pending.row.line])
        }
        self.todo = [
            pending
            for pending in ahead
            if _is_to_do(pending.row)
            and _is_to_do(self.looked_at.get(pending.row.line))
            and pending.row.line not in self.left
        ]
        return [pending.row for pending in planned]

    @transaction.atomic
    def _write(self, pieces: Sequence[Any]) -> bool:
        """One slice; False where another worker has this import."""
        here = Import.objects.select_for_update(of=("self",)).filter(
            pk=self.one.pk, state=rules.APPLYING, applied_through=self.one.applied_through
        )
        if not here.values_list("pk", flat=True).first():
            return False
        self.kind.write(pieces, by=self.by, at=self.at, source={"import": self.one.pk})
        # The record is locked by our own entries: whatever was done before them is in it.
        if self._somebody_else_wrote():
            raise _Changed
        through = pieces[-1].row.line
        rows = F("applied_rows") + len(pieces)
        Import.objects.filter(pk=self.one.pk).update(applied_through=through, applied_rows=rows)
        return True

    def _came_to(self, line: int) -> None:
        self.one.applied_through = line
        progress.tell(self.one.progress_name, line, self.read.rows[-1][0])

    def _somebody_else_wrote(self) -> bool:
        relevant = Q()
        for chapter in _RELEVANT:
            relevant |= Q(thing_type__startswith=chapter)
        since = Entry.objects.filter(relevant, id__gt=self.mark).exclude(by=self.by, at=self.at)
        here = Q(edition_id=self.one.edition_id) | Q(edition_id=None)
        return since.filter(here).exists()

    @transaction.atomic
    def _end(self) -> None:
        rows = list(self.looked_at.values())
        for row in rows:
            if row.line in self.left:
                row.what, row.why = REFUSED, [Sentence(LEFT)]
        counts = {**counted(rows), "same": self.one.counts.get("same", 0)}
        fields = {"applied_at": self.at, "preview": stored(rows), "counts": counts}
        move(self.one, rules.STEPS, "apply", **fields)
        record("import.applied", self.one, by=self.by, at=self.at, after=counts)
        name, storage = str(self.one.file.name), self.one.file.storage
        # The file has done its work; personal data are not kept twice.
        transaction.on_commit(lambda: storage.delete(name))


def _is_to_do(row: Row | None) -> bool:
    return row is not None and row.what in (NEW, CHANGED)


def _essence(row: Row) -> str:
    """What would be written; a note on it may differ once rows above it are."""
    said = [row.what, row.name, row.party, row.changes]
    return json.dumps(said, cls=DjangoJSONEncoder)
