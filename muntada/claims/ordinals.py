"""Ordinals in words, figures and Roman numerals; those beside a conference count its editions."""

import re
from functools import cache

from muntada.claims import lexicon
from muntada.claims.numerals import from_roman, ordinal_at
from muntada.claims.reading import ORDINAL, Reading
from muntada.claims.text import folded

_ROMAN = re.compile(r"(?<![\w-])([IVXL]{1,7})(?:\s?[eè]me|e|ᵉ|ème|re|-я|-й|-ая)?(?![\w-])")
_FIGURE_ORDINAL = {
    "en": r"(\d{1,2})(?:st|nd|rd|th)\b",
    "fr": r"(\d{1,2})\s?(?:ère|re|er|e|è|ème|ᵉ)\b",
    "ru": r"(\d{1,2})-?(?:ая|я|ый|ой|й|го|му|ю|м)\b",
    "ar": r"ال[ـ]?\s?(\d{1,2})(?!\d)",
}


def ordinals(reading: Reading) -> None:
    language = reading.language
    for found in re.finditer(_FIGURE_ORDINAL[language], reading.plain):
        _take_ordinal(reading, found.start(), found.end(), int(found.group(1)))
    for found in _ROMAN.finditer(reading.text):
        value = from_roman(found.group(1))
        near = _beside_conference(reading, found.start(), found.end())
        if value and (near or (len(found.group(1)) > 1 and language in ("fr", "ru"))):
            _take_ordinal(reading, found.start(), found.end(), value)
    at = 0
    while at < len(reading.words):
        known = ordinal_at(reading.words, at, language)
        if known is None:
            at += 1
            continue
        value, after = known
        start, end = reading.words[at].start, reading.words[after - 1].end
        if "\n" not in reading.text[start:end]:
            _take_ordinal(reading, start, end, value)
        at = after


def _take_ordinal(reading: Reading, start: int, end: int, value: int) -> None:
    near = _beside_conference(reading, start, end)
    if near or value >= 2:  # “first” alone is how people talk
        reading.take(ORDINAL, start, end, number=value, of_edition=near)


@cache
def _conference_stems(language: str) -> tuple[str, ...]:
    return tuple(folded(stem) for stem in lexicon.CONFERENCE[language])


def _beside_conference(reading: Reading, start: int, end: int) -> bool:
    """Whether a word for the conference stands within four words, in the same clause."""
    stems = _conference_stems(reading.language)
    for word in reading.before(start, 4) + reading.after(end, 4):
        low, high = sorted((word.start, end)) if word.start > end else (word.end, start)
        between = reading.text[min(low, high) : max(low, high)]
        bare = re.sub(r"^[وفبلك]*(?:ال|ل)?", "", word.folded)
        forms = (word.folded, bare, word.folded.removeprefix("l'"))
        if not re.search(r"[.,;:،؛!?\n]", between) and any(f.startswith(stems) for f in forms):
            return True
    return False
