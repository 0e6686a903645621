"""The sheets of an XLSX file. Plain Python: runs in the process with limits.

The reader of sheets makes room for the whole rectangle between the outermost cells, so where the
cells stand is looked at first: two cells in opposite corners ask for 17,000 million places.
"""

import io
import re
import zipfile
import zlib
from datetime import date, datetime, time, timedelta
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from muntada.kit.files.markup import Reader
from muntada.kit.files.refused import Refused, ensure_small

MOST_UNPACKED = 200 * 1024 * 1024
MOST_CELLS = 2_000_000  # in the rectangle from A1 to the outermost cell
MOST_SHEETS = 20
_DAMAGED = (
    CalamineError, zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, OSError, EOFError,
    NotImplementedError, RuntimeError, ValueError, LookupError,
)  # fmt: skip
_CELL = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")


class Extent(Reader):
    """How far the cells that hold something reach, and which rows and columns are hidden."""

    def __init__(self) -> None:
        super().__init__()
        self.row = self.column = self.bottom = self.right = 0
        self.hidden_rows: set[int] = set()
        self.hidden_columns: list[tuple[int, int]] = []

    def begins(self, name: str, attributes: dict[str, str]) -> None:
        if name == "row":
            self.row = _number(attributes.get("r")) or self.row + 1
            self.column = 0
            if attributes.get("hidden") in ("1", "true"):
                self.hidden_rows.add(self.row)
        elif name == "c":
            self._cell(attributes.get("r", ""))
        elif name in ("v", "is", "f"):
            self.bottom = max(self.bottom, self.row)
            self.right = max(self.right, self.column)
            if self.bottom * self.right > MOST_CELLS:
                raise Refused("reaches_too_far", cell=_name(self.bottom, self.right))
        elif name == "col" and attributes.get("hidden") in ("1", "true"):
            first, last = _number(attributes.get("min")), _number(attributes.get("max"))
            self.hidden_columns.append((first, last))

    def _cell(self, reference: str) -> None:
        found = _CELL.fullmatch(reference)
        if found is None:
            self.column += 1
            return
        self.row, self.column = int(found[2]), 0
        for letter in found[1]:
            self.column = self.column * 26 + ord(letter) - 64


def _number(said: str | None) -> int:
    return int(said) if said and said.isascii() and said.isdecimal() and len(said) < 8 else 0


def _name(row: int, column: int) -> str:
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row}"


def sheets(content: bytes) -> list[dict[str, Any]]:
    """Visible sheets with their rows by number; hidden ones are only named."""
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        raise Refused("old_or_locked")
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            ensure_small(archive, MOST_UNPACKED)
            extents = _extents(archive)
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        return _read(book, extents)
    except _DAMAGED as error:
        raise Refused("unreadable") from error


def _extents(archive: zipfile.ZipFile) -> dict[str, Extent]:
    """Of every part that may be a sheet: the book may name any. Others meet the limit of memory."""
    names = _names(archive)
    found = {}
    for part in archive.namelist():
        if not part.lower().endswith(".xml") or part.startswith(("docProps/", "customXml/")):
            continue
        extent = Extent()
        with archive.open(part) as source:
            extent.read(source)
        if name := names.get(part.rpartition("/")[2]):
            found[name] = extent
    return found


class _Book(Reader):
    """Which part is which sheet: the names from the book, the parts from its relations."""

    def __init__(self) -> None:
        super().__init__()
        self.sheets: dict[str, str] = {}
        self.targets: dict[str, str] = {}

    def begins(self, name: str, attributes: dict[str, str]) -> None:
        if name == "sheet":
            key = next((v for k, v in attributes.items() if k.endswith("|id")), "")
            self.sheets[key] = attributes.get("name", "")
        elif name == "Relationship":
            target = attributes.get("Target", "").rpartition("/")[2]
            self.targets[attributes.get("Id", "")] = target


def _names(archive: zipfile.ZipFile) -> dict[str, str]:
    """The name of a sheet by the last piece of its part's path."""
    book, relations = _Book(), _Book()
    for name in archive.namelist():
        lower = name.lower()
        if lower.endswith("xl/workbook.xml"):
            with archive.open(name) as source:
                book.read(source)
        elif lower.endswith("workbook.xml.rels"):
            with archive.open(name) as source:
                relations.read(source)
    return {relations.targets.get(key, ""): name for key, name in book.sheets.items()}


def _read(book: CalamineWorkbook, extents: dict[str, Extent]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    left = MOST_CELLS
    for sheet in book.sheets_metadata[:MOST_SHEETS]:
        if sheet.typ != SheetTypeEnum.WorkSheet:
            continue
        if sheet.visible != SheetVisibleEnum.Visible:
            found.append({"name": sheet.name, "hidden": True, "rows": []})
            continue
        grid = book.get_sheet_by_name(sheet.name)
        end = grid.end or (0, 0)
        if (end[0] + 1) * (end[1] + 1) > left:
            raise Refused("reaches_too_far", cell=_name(end[0] + 1, end[1] + 1))
        left -= (end[0] + 1) * (end[1] + 1)
        # Rows that hold something, under their numbers: one far below brings a million empty ones.
        rows = [
            (n, [_plain(cell) for cell in row])
            for n, row in enumerate(grid.to_python(skip_empty_area=False), start=1)
            if any(cell != "" for cell in row)
        ]
        found.append({"name": sheet.name, "rows": rows, **_hidden(extents.get(sheet.name))})
    return found


def _hidden(extent: Extent | None) -> dict[str, Any]:
    if extent is None:
        return {"hidden_rows": [], "hidden_columns": []}
    columns = [
        n
        for first, last in extent.hidden_columns
        for n in range(max(first, 1), min(last, extent.right) + 1)
    ]
    rows = sorted(row for row in extent.hidden_rows if row <= extent.bottom)
    return {"hidden_rows": rows, "hidden_columns": columns}


def _plain(cell: Any) -> Any:
    """For the way home as JSON; a date keeps what it is."""
    if isinstance(cell, datetime):
        return {"moment": cell.isoformat()}
    if isinstance(cell, date):
        return {"day": cell.isoformat()}
    if isinstance(cell, time):
        return cell.isoformat()
    return str(cell) if isinstance(cell, timedelta) else cell
