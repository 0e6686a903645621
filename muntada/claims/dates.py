"""Dates: months of both Arabic traditions, ranges, words, ISO and dotted forms, Hijri, years."""

import re
from functools import cache

from muntada.claims import lexicon
from muntada.claims.calendars import Day, from_hijri, is_day
from muntada.claims.counts import noun_of
from muntada.claims.numerals import ORDINALS, ordinal_at
from muntada.claims.reading import DATE, Reading
from muntada.claims.text import folded, words

_ISO = re.compile(r"(?<!\d)(\d{4})-(\d{2})-(\d{2})(?!\d)")
_DOTTED = re.compile(r"(?<!\d)(\d{1,2})[./](\d{1,2})[./](\d{4})(?!\d)")


@cache
def _date_forms(language: str) -> list[re.Pattern[str]]:
    months = "|".join(sorted(_month_words(language), key=len, reverse=True))
    month = rf"(?P<month>{months})(?:\s?/\s?(?:{months}))?(?!\w)"
    day = {
        "en": r"(?:st|nd|rd|th)?(?:\s+of)?",
        "fr": r"(?:er)?",
        "ru": r"(?:-?го|-?е)?",
        "ar": r"(?:\s+من(?:\s+شهر)?)?",
    }[language]
    dash = {
        "en": r"\s?[–—-]\s?|\s+to\s+|\s+and\s+|\s+until\s+",
        "fr": r"\s?[–—-]\s?|\s+au\s+|\s+et\s+",
        "ru": r"\s?[–—-]\s?|\s+по\s+|\s+и\s+",
        "ar": r"\s?[–—-]\s?|\s+إلى\s+|\s+الى\s+|\s+حتى\s+|\s*و\s*",
    }[language]
    dash = f"(?:{dash})"
    year = r"(?:[\s,،/]+(?:(?:عام|سنة|de)\s+)?(?P<year>(?:19|20)\d\d)(?!\d))?"
    one = rf"(?<![\d.,])(?P<first>\d{{1,2}}){day}"
    forms = [
        rf"{one}(?:{dash}(?P<last>\d{{1,2}}){day})?\s+{month}{year}",
        rf"{one}(?:{dash}(?P<last>\d{{1,2}}))?\s+{lexicon.OF_THE_SAME_MONTH[language]}",
    ]
    if language == "en":
        forms.append(
            rf"(?<!\w){month}\s+(?P<first>\d{{1,2}})(?:st|nd|rd|th)?(?!\d)"
            rf"(?:{dash}(?P<last>\d{{1,2}})(?!\d))?{year}"
        )
    if language == "ar":
        said = "|".join(sorted(_day_words(), key=len, reverse=True))
        forms.append(
            rf"(?<!\w)[وبفل]?(?P<word>{said})(?:\s+و(?P<word2>{said}))?(?:\s+من)?(?:\s+شهر)?"
            rf"\s+{month}{year}"
        )
    forms.append(rf"(?<!\w){month}[\s,]+(?:(?:عام|سنة|of|de)\s+)?(?P<year>(?:19|20)\d\d)(?!\d)")
    return [re.compile(form, re.IGNORECASE) for form in forms]


def _month_words(language: str) -> dict[str, int]:
    """Months as they may be typed, hamza or not."""
    table = {}
    for word, n in lexicon.MONTHS[language].items():
        table[_loosely(word)] = n
    if language == "ar":
        for (one, two), n in lexicon.TWO_WORD_MONTHS.items():
            table[rf"{_loosely(one)}\s+{_loosely(two)}"] = n
    return table


def _loosely(word: str) -> str:
    return (
        re.escape(word).replace("ا", "[اأإآ]").replace("ه", "[هة]").replace("е", "[её]")
        if any("\u0600" < letter < "\u0700" or letter == "е" for letter in word)
        else re.escape(word)
    )


def _day_words() -> dict[str, int]:
    return {
        _loosely(word).replace(r"\ ", r"\s+").replace("ي", "[يى]"): n
        for word, n in ORDINALS["ar"].items()
        if n <= 31
    }


def _month_of(said: str, language: str) -> int:
    parts = [folded(part) for part in said.split()]
    if len(parts) == 2:
        return lexicon.TWO_WORD_MONTHS.get((parts[0], parts[1]), 0)
    return lexicon.MONTHS[language].get(parts[0], 0)


def dates(reading: Reading) -> None:
    _hijri(reading)
    for form, order in ((_ISO, (1, 2, 3)), (_DOTTED, (3, 2, 1))):
        for found in form.finditer(reading.plain):
            year, month, day = (int(found.group(n)) for n in order)
            if is_day(year, month, day):
                reading.take(DATE, *found.span(), days=(Day(year, month, day),))
    for form in _date_forms(reading.language):
        for found in form.finditer(reading.plain):
            _take_date(reading, found)
    _bare_years(reading)


def _take_date(reading: Reading, found: re.Match[str]) -> None:
    parts = found.groupdict()
    year = int(parts.get("year") or 0)
    if parts.get("month"):
        month = _month_of(parts["month"], reading.language)
    else:  # “the 25th of the same month”: that of the date before; the year is not said
        earlier = [c for c in reading.claims if c.kind == DATE and c.start < found.start()]
        month = max(earlier, key=lambda c: c.start).days[-1].month if earlier else 0
    numbers = [int(parts[name]) for name in ("first", "last") if parts.get(name)]
    for name in ("word", "word2"):
        if parts.get(name):
            said = words(parts[name])
            known = ordinal_at(said, 0, "ar")
            numbers += [known[0]] if known else []
    if not numbers and year and month:
        days: tuple[Day, ...] = (Day(year, month, 0),)
    else:
        days = tuple(Day(year, month, n) for n in numbers)
    if days and month and all(is_day(d.year, d.month, d.day or 1) for d in days):
        reading.take(DATE, *found.span(), days=days)


@cache
def _hijri_forms() -> re.Pattern[str]:
    named = []
    for n, said in lexicon.HIJRI_MONTHS.items():
        forms = "|".join(
            r"[\s-]".join(_loosely(folded(part)) for part in w.split("-")) for w in said.split()
        )
        named.append(f"(?P<m{n}>{forms})")
    return re.compile(
        rf"(?<!\d)(\d{{1,2}})\s+(?:من\s+)?(?:{'|'.join(named)})\s+(?:عام\s+|سنة\s+)?(1[34]\d\d)"
        r"(?:\s?ه\w*|\s?AH|\s?г\. ?х\.)?",
        re.IGNORECASE,
    )


def _hijri(reading: Reading) -> None:
    for found in _hijri_forms().finditer(reading.plain):
        month = next(n for n in lexicon.HIJRI_MONTHS if found.group(f"m{n}"))
        year, day = int(found.groups()[-1]), int(found.group(1))
        if 1 <= day <= 30:
            civil = from_hijri(year, month, day)
            known = Day(civil.year, civil.month, civil.day)
            reading.take(DATE, *found.span(), days=(known,), hijri=True)


def _bare_years(reading: Reading) -> None:
    """2020 is a year after “in”, before “г.” or where nothing counted follows it."""
    language = reading.language
    for found in re.finditer(r"(?<![\d.,:-])(?:19|20)\d\d(?![\d:]|[.,]\d)", reading.plain):
        after = [w.folded for w in reading.after(found.end(), 1) if w.start - found.end() <= 2]
        before = [w.folded for w in reading.before(found.start(), 1)]
        glued = reading.plain[found.end() : found.end() + 1] == "م"
        is_year = glued or any(w in lexicon.YEAR_AFTER[language] for w in after)
        is_year = is_year or any(w.startswith("год") if language == "ru" else False for w in after)
        is_year = is_year or (
            any(w in lexicon.YEAR_BEFORE[language] for w in before)
            and not (after and noun_of(after, language))
        )
        designation = re.search(r"[^\W\d_][-–]?$", reading.just_before(found.start()))
        if is_year and not designation:
            days = (Day(int(found.group()), 0, 0),)
            reading.take(DATE, *found.span(), days=days)
