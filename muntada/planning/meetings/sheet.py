"""A desk in a spreadsheet: parties, requests and rooms, and interpreters where there are any.

Columns, in any order, by their headings (* must be there):
  parties: party*, principal, free*, level, daily
  requests: party*, with*, request, minutes, priority, weight, level, people, languages, allowed
  rooms: room*, free*, seats, level, zone, turnaround
  interpreters: interpreter*, pairs*, free*
Times are written `2027-02-18 09:00-12:30`, several with a semicolon between; pairs `ar-en; en-ru`.
"""

import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from python_calamine import CalamineError, CalamineWorkbook

from muntada.planning.meetings.problem import (
    BadProblem,
    Interpreter,
    Party,
    Principal,
    Problem,
    Request,
    Room,
    Window,
)

_WINDOW = re.compile(r"(\d{4}-\d\d-\d\d)[ T]+(\d\d?:\d\d)\s*[-–]\s*(\d\d?:\d\d)")


def read_sheet(path: Path) -> Problem:
    """BadProblem says which sheet, row and column cannot be read."""
    try:
        book = CalamineWorkbook.from_path(str(path))
    except (CalamineError, OSError) as error:
        raise BadProblem(f"{path}: this spreadsheet cannot be opened.") from error
    parties = list(_rows(book, "parties", "party", "free"))
    rooms = list(_rows(book, "rooms", "room", "free"))
    voices = list(_rows(book, "interpreters", "interpreter", "pairs", "free", needed=False))
    return Problem(
        parties=tuple(
            Party(row.text("party"), row.text("party"), row.some("daily")) for row in parties
        ),
        principals=tuple(_principal(row) for row in parties),
        requests=tuple(
            _request(row, number)
            for number, row in enumerate(_rows(book, "requests", "party", "with"), 1)
        ),
        rooms=tuple(_room(row) for row in rooms),
        interpreters=tuple(_interpreter(row) for row in voices),
    )


class _Row:
    """One row of a sheet, read by headings; what is wrong is said with its place."""

    def __init__(self, where: str, cells: dict[str, object]) -> None:
        self.where, self.cells = where, cells

    def text(self, heading: str, otherwise: str | None = None) -> str:
        value = self.cells.get(heading)
        text = "" if value is None else str(value).strip()
        if not text and otherwise is None:
            raise self.wrong(heading, "is empty")
        return text or otherwise or ""

    def number(self, heading: str, otherwise: int) -> int:
        value = self.some(heading)
        return otherwise if value is None else value

    def some(self, heading: str) -> int | None:
        text = self.text(heading, "")
        if not text:
            return None
        try:
            value = float(text)
        except ValueError:
            raise self.wrong(heading, f"“{text}” is not a number") from None
        if value != int(value) or value < 0:
            raise self.wrong(heading, f"“{text}” is not a whole number")
        return int(value)

    def windows(self, heading: str) -> tuple[Window, ...]:
        text = self.text(heading, "")
        found = [self._window(heading, part.strip()) for part in text.split(";") if part.strip()]
        return tuple(found)

    def _window(self, heading: str, text: str) -> Window:
        match = _WINDOW.fullmatch(text)
        try:
            if match:
                day, start, end = match.groups()
                return Window(_time(day, start), _time(day, end))
        except ValueError:
            pass
        raise self.wrong(heading, f"“{text}” is not a time like 2027-02-18 09:00-12:30")

    def pairs(self, heading: str, otherwise: str | None = None) -> tuple[tuple[str, str], ...]:
        found = []
        for part in self.text(heading, otherwise).split(";"):
            two = [word.strip() for word in part.split("-") if word.strip()]
            if part.strip() and len(two) != 2:
                raise self.wrong(heading, f"“{part.strip()}” is not a pair like ar-en")
            if two:
                found.append((two[0], two[1]))
        return tuple(found)

    def wrong(self, heading: str, what: str) -> BadProblem:
        return BadProblem(f"{self.where}, {heading}: {what}.")


def _time(day: str, hour: str) -> datetime:
    return datetime.strptime(f"{day} {hour}", "%Y-%m-%d %H:%M")  # noqa: DTZ007 - on the wall


def _rows(
    book: CalamineWorkbook, sheet: str, *headings: str, needed: bool = True
) -> Iterator[_Row]:
    names = {name.strip().casefold(): name for name in book.sheet_names}
    if sheet not in names:
        if needed:
            raise BadProblem(f"The sheet “{sheet}” is missing.")
        return
    rows = book.get_sheet_by_name(names[sheet]).to_python(skip_empty_area=False)
    first = [str(cell).strip().casefold() for cell in rows[0]] if rows else []
    for heading in headings:
        if heading not in first:
            raise BadProblem(f"Sheet “{sheet}”: the column “{heading}” is missing.")
    for number, cells in enumerate(rows[1:], 2):
        if any(str(cell).strip() for cell in cells):
            yield _Row(f"Sheet “{sheet}”, row {number}", dict(zip(first, cells, strict=False)))


def _party(row: _Row) -> Party:
    return Party(row.text("party"), row.text("party"), row.some("daily"))


def _principal(row: _Row) -> Principal:
    party = row.text("party")
    name = row.text("principal", party)
    return Principal(party, name, party, row.windows("free"), row.number("level", 1))


def _request(row: _Row, number: int) -> Request:
    pairs = row.pairs("languages", "")
    return Request(
        key=row.text("request", str(number)),
        principals=(row.text("party"), row.text("with")),
        minutes=row.number("minutes", 30),
        priority=row.number("priority", 2),
        weight=row.number("weight", 1),
        level=row.number("level", 1),
        people=row.number("people", 8),
        asked=number,
        languages=pairs[0] if pairs else None,
        allowed=row.windows("allowed"),
    )


def _room(row: _Row) -> Room:
    return Room(
        row.text("room"),
        row.text("room"),
        row.number("seats", 12),
        row.windows("free"),
        row.text("zone", ""),
        row.number("level", 3),
        row.number("turnaround", 5),
    )


def _interpreter(row: _Row) -> Interpreter:
    key = row.text("interpreter")
    return Interpreter(key, key, row.pairs("pairs"), row.windows("free"))
