"""Columns, and cells as people write them: in any language of the house, or by short codes."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import override

from muntada.imports.former import FORMER
from muntada.kit.languages import LANGUAGES, SELF_NAMES, current
from muntada.kit.texts import Text
from muntada.parties.names import normalise

LONGEST_NAME = 300


@dataclass(frozen=True)
class Column:
    """One column: its code, what it is called, and other headings it is known by.

    A column `by_language` is written once a language: `name_ar`, or “Name (العربية)”.
    """

    key: str
    label: str | Promise
    also: tuple[str | Promise, ...] = ()
    by_language: bool = False
    required: bool = False
    example: str = ""

    def headings(self, languages: Iterable[str] = LANGUAGES) -> list[tuple[str, str]]:
        """(key, heading in the page's language), one for each box of a file."""
        if not self.by_language:
            return [(self.key, str(self.label))]
        return [(f"{self.key}_{c}", f"{self.label} ({SELF_NAMES[c]})") for c in languages]


def is_empty(cell: Any) -> bool:
    return cell is None or (isinstance(cell, str) and not cell.strip())


def words(cell: Any) -> str:
    """A cell as one line of text; 12.0 from a spreadsheet is 12."""
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    said = " ".join(str(cell).split())
    # The apostrophe our own exports put before what a spreadsheet would run.
    return said[1:] if said[:2] in ("'=", "'+", "'-", "'@") else said


def text(
    cells: Mapping[str, Any], key: str, language: str, before: Mapping[str, str] | None = None
) -> Text:
    """A text by language. A plain column says again what is stored, in whichever language; what is
    new in it belongs to the language of the file, where its letters allow it.
    """
    said = Text({c: words(cells[f"{key}_{c}"]) for c in LANGUAGES if f"{key}_{c}" in cells})
    if key in cells:
        plain = words(cells[key])
        if plain not in said.values() and plain not in (before or {}).values():
            said.setdefault(language_of(plain, language), plain)
        elif not said:
            said |= {c: one for c, one in (before or {}).items() if one == plain}
    return said


def says_twice(cells: Mapping[str, Any], key: str, language: str) -> tuple[str, str] | None:
    """What the plain column and the column of its language say, where they differ."""
    if key not in cells:
        return None
    plain = words(cells[key])
    beside = words(cells.get(f"{key}_{language_of(plain, language)}"))
    return (plain, beside) if beside and beside != plain else None


_LATIN = ("en", "fr", "es")


def language_of(said: str, language: str) -> str:
    """By its letters; Latin ones are of the file's language, else the page's, else English."""
    if re.search("[\u0621-\u064a]", said):
        return "ar"
    if re.search("[\u0400-\u04ff]", said):
        return "ru"
    if re.search("[\u4e00-\u9fff]", said):
        return "zh"
    return next((code for code in (language, current()) if code in _LATIN), "en")


def in_all_languages(said: str | Promise) -> set[str]:
    heard: set[str] = set()
    for code, _own in settings.LANGUAGES:
        with override(code):
            heard.add(normalise(str(said)))
    return heard


def formerly(said: str | Promise) -> set[str]:
    """What this was called in earlier releases, in any language."""
    if isinstance(said, str):
        return set()
    with override("en"):
        return {normalise(word) for word in FORMER.get(str(said), ())}


class Choices:
    """Values by their code or by their name, of today or former, in any language."""

    def __init__(self, pairs: Iterable[tuple[Any, Iterable[str | Promise]]]) -> None:
        self.known: dict[str, Any] = {}
        former: list[tuple[str, Any]] = []
        for value, names in pairs:
            for name in names:
                heard = {normalise(name)} if isinstance(name, str) else in_all_languages(name)
                for one in heard - {""}:
                    self.known.setdefault(one, value)
                former += [(word, value) for word in formerly(name)]
        for word, value in former:
            self.known.setdefault(word, value)

    def find(self, cell: Any) -> Any:
        """The value, or None."""
        return self.known.get(normalise(words(cell)))


_DATE = re.compile(r"(\d{1,4})[-./](\d{1,2})[-./](\d{1,4})(?:[ T]+(\d{1,2}):(\d{2})(?::\d{2})?)?")


def _parts(cell: Any) -> tuple[date, time | None] | None:
    if isinstance(cell, datetime):
        return cell.date(), cell.time()
    if isinstance(cell, date):
        return cell, None
    digits = "".join(str(int(c)) if c.isdecimal() else c for c in words(cell))
    found = _DATE.fullmatch(digits)
    if not found:
        return None
    first, month, last, hour, minute = found.groups()
    # 2021-06-23, or the day first as four of the six UN languages write it.
    year, day = (first, last) if len(first) == 4 else (last, first)
    try:
        clock = time(int(hour), int(minute)) if hour else None
        return date(int(year), int(month), int(day)), clock
    except ValueError:
        return None


def day(cell: Any) -> date | None:
    """A date, or None where the cell is not one."""
    parts = _parts(cell)
    return parts[0] if parts and 1900 <= parts[0].year <= 2100 else None


def moment(cell: Any, zone: ZoneInfo) -> datetime | None:
    """A moment on the venue's clock, or None where the cell is not one."""
    parts = _parts(cell)
    if parts is None or parts[1] is None or not 1900 <= parts[0].year <= 2100:
        return None
    return datetime.combine(parts[0], parts[1].replace(microsecond=0), tzinfo=zone)
