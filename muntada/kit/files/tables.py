"""A table that somebody sends, CSV or XLSX: its headings, and its rows under their own numbers.

Lists come with a title above, notes, empty rows, a sheet of instructions first. The headings are
looked for, on every visible sheet; what is left out is said.
"""

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import islice
from typing import Any, BinaryIO

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from muntada.kit.errors import RuleBroken
from muntada.kit.files import bounded
from muntada.kit.files.encodings import readings

MOST_ROWS = 20_000
MOST_CELLS = 2_000_000
FURTHEST_ROW = 1_048_576  # of any spreadsheet program, empty ones included
FIRST_ROWS = 10  # among which the headings are looked for
_DELIMITERS = ",;\t|"
_NO_CONTROLS = dict.fromkeys([*range(9), 11, 12, *range(14, 32), 127])


@dataclass
class Table:
    """Headings and rows with their numbers in the file; `encoding` and `sheet` where assumed."""

    headings: list[str]
    rows: list[tuple[int, list[Any]]]
    encoding: str = ""
    sheet: str = ""
    hidden_sheets: list[str] = field(default_factory=list)
    hidden_rows: list[int] = field(default_factory=list)
    hidden_columns: list[str] = field(default_factory=list)


IsHeading = Callable[[str], bool]
Grid = list[tuple[int, list[Any]]]  # rows that hold something, with their numbers


def read_table(file: BinaryIO, name: str, is_heading: IsHeading = lambda said: False) -> Table:
    """RuleBroken says what is wrong with the file as a whole."""
    content = file.read(settings.LARGEST_UPLOAD + 1)
    if len(content) > settings.LARGEST_UPLOAD:
        raise RuleBroken(_("This file is larger than 20 MB. Split it, or leave out the pictures."))
    if not content.strip():
        raise RuleBroken(_("This file is empty."))
    read = _read_xlsx if name.lower().endswith((".xlsx", ".xlsm")) else _read_csv
    table = read(content, is_heading)
    if not table.rows:
        raise RuleBroken(_("This file has headings at most, and no row beneath them."))
    if len(table.rows) > MOST_ROWS:
        raise RuleBroken(_("This file has more than 20,000 rows. Split it."))
    return table


def read_rows(file: BinaryIO, name: str) -> list[dict[str, Any]]:
    """The rows by heading."""
    table = read_table(file, name)
    width = len(table.headings)
    return [
        dict(zip(table.headings, [*row, *[""] * width], strict=False)) for _line, row in table.rows
    ]


def _read_xlsx(content: bytes, is_heading: IsHeading) -> Table:
    if not content.startswith((b"PK", b"\xd0\xcf\x11\xe0")):
        raise RuleBroken(
            _("This is not an XLSX file, whatever its name says. Save it as XLSX or CSV.")
        )
    sheets, _more = bounded.read("sheets", content)
    shown = [sheet for sheet in sheets if not sheet.get("hidden")]
    if not shown:
        raise RuleBroken(_("This file has headings at most, and no row beneath them."))
    grids = [_visible(sheet) for sheet in shown]
    best = max(range(len(grids)), key=lambda n: (_most_known(grids[n], is_heading), -n))
    chosen = shown[best]
    table = _under_headings(grids[best], is_heading)
    table.sheet = chosen["name"] if len(sheets) > 1 else ""
    table.hidden_sheets = [sheet["name"] for sheet in sheets if sheet.get("hidden")]
    first = table.rows[0][0] if table.rows else 0
    table.hidden_rows = [n for n in chosen["hidden_rows"] if n >= first]
    table.hidden_columns = [letters(n - 1) for n in chosen["hidden_columns"]]
    return table


def letters(place: int) -> str:
    """The column as a spreadsheet program names it; the first is 0."""
    said, place = "", place + 1
    while place:
        place, rest = divmod(place - 1, 26)
        said = chr(65 + rest) + said
    return said


def _visible(sheet: dict[str, Any]) -> Grid:
    """What its sender sees: a hidden row is left out, a hidden column is empty."""
    rows, columns = set(sheet["hidden_rows"]), {n - 1 for n in sheet["hidden_columns"]}
    return _filled(
        (n, ["" if place in columns else _cell(cell) for place, cell in enumerate(row)])
        for n, row in sheet["rows"]
        if n not in rows
    )


def _cell(said: Any) -> Any:
    if isinstance(said, dict):
        if "moment" in said:
            return datetime.fromisoformat(said["moment"])
        return date.fromisoformat(said["day"])
    return said.translate(_NO_CONTROLS) if isinstance(said, str) else said


def _with_something(rows: Iterable[tuple[int, list[Any]]]) -> Iterator[tuple[int, list[Any]]]:
    return ((n, row) for n, row in rows if any(str(cell).strip() for cell in row))


def _filled(rows: Iterable[tuple[int, list[Any]]]) -> Grid:
    return list(_with_something(rows))


def _read_csv(content: bytes, is_heading: IsHeading) -> Table:
    if content.startswith((b"PK", b"%PDF", b"\xd0\xcf\x11\xe0", b"\x89PNG")):
        raise RuleBroken(
            _("This is not a CSV file, whatever its name says. Save it as XLSX or CSV.")
        )
    reading = readings(content, lambda text: _parsed_head(text, is_heading)[0])
    if reading is None:
        raise RuleBroken(
            _("In no encoding does this file read as words. In your spreadsheet program choose "
              "“Save as”, then “CSV UTF-8” or XLSX, and send that file.")
        )  # fmt: skip
    if "\x00" in reading.text:
        raise RuleBroken(
            _("This is not a CSV file, whatever its name says. Save it as XLSX or CSV.")
        )
    _known, delimiter, skipped = _parsed_head(reading.text, is_heading)
    records = _records(reading.text, delimiter, skipped)
    grid = list(islice(_with_something(records), MOST_ROWS + FIRST_ROWS + 1))
    table = _under_headings(grid, is_heading)
    table.encoding = reading.encoding if reading.is_assumed else ""
    return table


def _parsed_head(text: str, is_heading: IsHeading) -> tuple[int, str, int]:
    """(known headings, delimiter, lines to pass over): the delimiter is the one that shows most."""
    first = text[:80].partition("\n")[0]
    if first.strip().strip('"').lower().startswith("sep=") and len(first.strip().strip('"')) <= 5:
        delimiter = first.strip("\r\n").strip('"')[4:5] or "\t"
        known = _most_known(_head(text, delimiter, 1), is_heading)
        return known, delimiter, 1
    found = []
    for place, delimiter in enumerate(_DELIMITERS):
        head = _head(text, delimiter, 0)
        known = _most_known(head, is_heading)
        # Where no heading is known: the one that parts most rows into as many cells.
        widths = [len(row) for _n, row in head]
        width = max(set(widths), key=lambda w: (w > 1, widths.count(w), w), default=1)
        found.append((known, width if width > 1 else 0, -place, delimiter))
    known, _width, _place, delimiter = max(found)
    return known, delimiter, 0


def _head(text: str, delimiter: str, skipped: int) -> Grid:
    """The first rows, of a text that may be long: a quotation left open reads no further."""
    try:
        rows = _filled(_records(text[:60_000], delimiter, skipped))
    except RuleBroken:
        return []
    return rows[:FIRST_ROWS]


def _records(text: str, delimiter: str, skipped: int) -> Iterable[tuple[int, list[Any]]]:
    """Rows by their number as a spreadsheet program counts them."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    cells = 0
    try:
        for number, row in enumerate(reader, start=1):
            cells += len(row)
            if cells > MOST_CELLS:
                raise RuleBroken(_("This file has more than two million cells. Split it."))
            if number > FURTHEST_ROW:
                raise RuleBroken(_("This file has more than 20,000 rows. Split it."))
            if number > skipped:
                yield number, [cell.translate(_NO_CONTROLS) for cell in row]
    except csv.Error as error:
        raise RuleBroken(
            _("This CSV file cannot be read. Save it as CSV UTF-8, or as XLSX.")
        ) from error


def _known_in(row: Sequence[Any], is_heading: IsHeading) -> int:
    return len({said for cell in row if (said := str(cell).strip()) and is_heading(said)})


def _most_known(grid: Grid, is_heading: IsHeading) -> int:
    return max((_known_in(row, is_heading) for _n, row in grid[:FIRST_ROWS]), default=0)


def _under_headings(grid: Grid, is_heading: IsHeading) -> Table:
    """The first of the rows with most known headings; without any, the first row."""
    if not grid:
        return Table([], [])
    head = grid[:FIRST_ROWS]
    place = max(range(len(head)), key=lambda n: (_known_in(head[n][1], is_heading), -n))
    headings = [str(cell).strip() for cell in head[place][1]]
    return Table(headings, grid[place + 1 :])
