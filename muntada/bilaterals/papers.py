"""The desk's papers typeset, in the language of the page."""

from datetime import datetime
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from muntada.bilaterals.desk.sheets import Section, Sheet
from muntada.conferences.models import Edition
from muntada.kit.dates import moment
from muntada.kit.languages import current, direction
from muntada.kit.typesetting import pdf

TEMPLATE = Path(__file__).parent / "typst" / "sheet.typ"
_NARROW = 14  # a column whose every cell is as short is as wide as its words


def typeset(edition: Edition, sheet: Sheet, *, at: datetime) -> bytes:
    data = {
        "language": current(),
        "direction": direction(current()),
        "host": str(edition.series.host),
        "title": str(edition.title),
        "heading": sheet.heading,
        "note": sheet.note,
        "made": moment(at, edition.zone),
        "times": _("Times are those of the venue ({zone}).").format(zone=edition.time_zone),
        "page_of": _("Page"),
        "empty": _("Nothing yet."),
        "facts": sheet.facts,
        "sections": [_section(one) for one in sheet.sections],
    }
    return pdf(TEMPLATE, data, at=at)


def _section(one: Section) -> dict[str, Any]:
    return {
        "name": one.name,
        "note": one.note,
        "warning": one.warning,
        "heads": one.heads,
        "rows": one.rows,
        "widths": [_width([head, *column]) for head, *column in _columns(one)],
    }


def _columns(one: Section) -> list[list[str]]:
    return [[head, *(row[n] for row in one.rows)] for n, head in enumerate(one.heads)]


def _width(cells: list[str]) -> int:
    longest = max(len(cell) for cell in cells)
    return 0 if longest <= _NARROW else min(4, 1 + longest // 25)
