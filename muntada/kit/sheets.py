"""Spreadsheets in and out: CSV and XLSX, safe from formulae, forgiving of encodings."""

import csv
import io
import zipfile
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any, BinaryIO

import xlsxwriter
from django.conf import settings
from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _
from python_calamine import CalamineError, CalamineWorkbook

from muntada.kit.errors import RuleBroken

# A cell that begins so is run as a formula by the program that opens it.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
MOST_ROWS = 20_000
# An XLSX file is a ZIP archive: a small one can unpack to more than the machine holds.
MOST_UNPACKED = 200 * 1024 * 1024
LONGEST_CELL = 32_767  # more is refused by every spreadsheet program
XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def safe(value: Any) -> str:
    """The cell as text that no spreadsheet program will run."""
    said = "" if value is None else str(value)
    return f"'{said}" if said.startswith(_FORMULA) else said


def write_csv(headings: Sequence[Any], rows: Iterable[Sequence[Any]]) -> bytes:
    """UTF-8 with a mark, so that every spreadsheet program reads Arabic and Cyrillic right."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow([safe(heading) for heading in headings])
    writer.writerows([safe(cell) for cell in row] for row in rows)
    return text.getvalue().encode("utf-8-sig")


def write_xlsx(
    headings: Sequence[Any], rows: Iterable[Sequence[Any]], *, right_to_left: bool = False
) -> bytes:
    """One sheet; everything but numbers and dates is written as text, never as a formula."""
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True, "remove_timezone": True})
    sheet = book.add_worksheet()
    if right_to_left:
        sheet.right_to_left()
    bold = book.add_format({"bold": True, "bottom": 1})
    dated = book.add_format({"num_format": "yyyy-mm-dd"})
    timed = book.add_format({"num_format": "yyyy-mm-dd hh:mm"})
    for column, heading in enumerate(headings):
        sheet.write_string(0, column, str(heading), bold)
    for line, row in enumerate(rows, start=1):
        for column, cell in enumerate(row):
            if isinstance(cell, bool) or cell is None:
                sheet.write_string(line, column, "" if cell is None else str(cell))
            elif isinstance(cell, int | float):
                sheet.write_number(line, column, cell)
            elif isinstance(cell, datetime):
                sheet.write_datetime(line, column, cell, timed)
            elif isinstance(cell, date):
                sheet.write_datetime(line, column, cell, dated)
            else:
                sheet.write_string(line, column, str(cell)[:LONGEST_CELL])
    sheet.freeze_panes(1, 0)
    sheet.autofit()
    book.close()
    return target.getvalue()


def download(
    name: str,
    kind: str,
    headings: Sequence[Any],
    rows: Iterable[Sequence[Any]],
    *,
    right_to_left: bool = False,
) -> HttpResponse:
    """The rows as a file to save, `kind` being csv or xlsx."""
    if kind == "xlsx":
        content = write_xlsx(headings, rows, right_to_left=right_to_left)
        response = HttpResponse(content, content_type=XLSX_TYPE)
    else:
        kind = "csv"
        response = HttpResponse(write_csv(headings, rows), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.{kind}"'
    response["Cache-Control"] = "private, no-store"
    return response


def read_table(file: BinaryIO, name: str) -> list[list[Any]]:
    """Every row of a CSV file or of the first sheet of an XLSX file, headings first."""
    content = file.read(settings.LARGEST_UPLOAD + 1)
    if len(content) > settings.LARGEST_UPLOAD:
        raise RuleBroken(_("This file is larger than 20 MB. Split it, or leave out the pictures."))
    if not content.strip():
        raise RuleBroken(_("This file is empty."))
    table = _read_xlsx(content) if name.lower().endswith((".xlsx", ".xlsm")) else _read_csv(content)
    table = [row for row in table if any(str(cell).strip() for cell in row)]
    if len(table) < 2:
        raise RuleBroken(_("This file has headings at most, and no row beneath them."))
    if len(table) - 1 > MOST_ROWS:
        raise RuleBroken(_("This file has more than 20,000 rows. Split it."))
    return table


def read_rows(file: BinaryIO, name: str) -> list[dict[str, Any]]:
    """The rows by heading."""
    headings, *rows = read_table(file, name)
    names = [str(heading).strip() for heading in headings]
    return [dict(zip(names, [*row, *[""] * len(names)], strict=False)) for row in rows]


def _read_xlsx(content: bytes) -> list[list[Any]]:
    if not content.startswith(b"PK"):
        raise RuleBroken(
            _("This is not an XLSX file, whatever its name says. Save it as XLSX or CSV.")
        )
    try:
        unpacked = sum(part.file_size for part in zipfile.ZipFile(io.BytesIO(content)).infolist())
        if unpacked > MOST_UNPACKED:
            raise RuleBroken(_("This file is too large once unpacked. Split it."))
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        rows: list[list[Any]] = book.get_sheet_by_index(0).to_python(skip_empty_area=True)
    except (CalamineError, zipfile.BadZipFile, OSError, ValueError, IndexError) as error:
        raise RuleBroken(
            _("This XLSX file cannot be read. Open it, save it again, and retry.")
        ) from error
    return rows


def _read_csv(content: bytes) -> list[list[Any]]:
    if content.startswith(b"PK") or (
        b"\x00" in content[:200] and content[:2] not in (b"\xff\xfe", b"\xfe\xff")
    ):
        raise RuleBroken(
            _("This is not a CSV file, whatever its name says. Save it as XLSX or CSV.")
        )
    text = _decoded(content)
    first = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=first.count)
    try:
        return [list(row) for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)]
    except csv.Error as error:
        raise RuleBroken(
            _("This CSV file cannot be read. Save it as CSV UTF-8, or as XLSX.")
        ) from error


def _decoded(content: bytes) -> str:
    """UTF-8 is tried first; else the page of Arabic or Cyrillic Windows that gives more letters."""
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return content.decode("utf-16")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    arabic, cyrillic = (content.decode(page, errors="replace") for page in ("cp1256", "cp1251"))
    letters_ar = sum("\u0600" <= letter <= "\u06ff" for letter in arabic)
    letters_ru = sum("\u0430" <= letter.lower() <= "\u044f" for letter in cyrillic)
    # Common letters decide: the same bytes are letters in both pages.
    common_ar = sum(arabic.count(letter) for letter in "اليمو")
    common_ru = sum(cyrillic.lower().count(letter) for letter in "оеаин")
    return arabic if (common_ar, letters_ar) >= (common_ru, letters_ru) else cyrillic
