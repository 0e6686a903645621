"""What a file would do, row by row, before anything is done."""

import hashlib
import json
from collections import Counter
from dataclasses import asdict, dataclass, field
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.utils.translation import gettext

NEW, CHANGED, SAME, REFUSED = "new", "changed", "same", "refused"


@dataclass(frozen=True)
class Sentence:
    """A reason as a message and its values, so that each reader has it in their own language."""

    message: str
    values: dict[str, str] = field(default_factory=dict)

    def __str__(self) -> str:
        return gettext(self.message).format(**self.values)


@dataclass
class Row:
    """One row of the file: who or what it speaks of, and what would become of it.

    `line` is the row's number in the spreadsheet (headings are line 1); `changes` are
    (column, before, after) as words.
    """

    line: int
    what: str
    name: str = ""
    party: str = ""
    why: list[Sentence] = field(default_factory=list)
    notes: list[Sentence] = field(default_factory=list)
    changes: list[tuple[str, str, str]] = field(default_factory=list)

    def refuse(self, message: str, **values: Any) -> None:
        self.what = REFUSED
        self.why.append(Sentence(message, {name: str(value) for name, value in values.items()}))

    def note(self, message: str, **values: Any) -> None:
        self.notes.append(Sentence(message, {name: str(value) for name, value in values.items()}))


def counted(rows: list[Row]) -> dict[str, int]:
    counts = Counter(row.what for row in rows)
    return {what: counts.get(what, 0) for what in (NEW, CHANGED, SAME, REFUSED)}


def as_stored(rows: list[Row]) -> list[dict[str, Any]]:
    """Plain data for the database; a row that changes nothing is only counted."""
    return [asdict(row) for row in rows if row.what != SAME]


def from_stored(stored: list[dict[str, Any]]) -> list[Row]:
    return [
        Row(
            **{name: value for name, value in one.items() if name not in ("why", "notes")},
            why=[Sentence(**reason) for reason in one["why"]],
            notes=[Sentence(**note) for note in one["notes"]],
        )
        for one in stored
    ]


def digest(rows: list[Row]) -> str:
    """The same file against the same data gives the same plan: what was looked at is applied."""
    said = json.dumps(as_stored(rows), cls=DjangoJSONEncoder, sort_keys=True)
    return hashlib.blake2b(said.encode(), digest_size=16).hexdigest()
