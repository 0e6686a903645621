"""Spreadsheets out: CSV and XLSX, safe from formulae. `files.tables` reads them."""

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

import xlsxwriter
from django.http import HttpResponse

# A cell that begins so is run as a formula by the program that opens it.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
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
