"""Read a text: every number, date, time, ordinal, quotation and known name, at its place."""

import re
from collections.abc import Iterable

from muntada.claims.counts import digits, number_words
from muntada.claims.dates import dates
from muntada.claims.lexicon import READ
from muntada.claims.names import Name, names_in
from muntada.claims.ordinals import ordinals
from muntada.claims.reading import (
    ABOUT,
    DATE,
    EQUAL,
    LESS,
    MORE,
    NAME,
    NUMBER,
    ORDINAL,
    QUOTE,
    TIME,
    Claim,
    Reading,
)
from muntada.claims.text import plain_digits, words

_TIME = re.compile(r"(?<![\d:.])([01]?\d|2[0-3])(?::|\s?[hч]\s?)([0-5]\d)(?![\d:])")
# A quotation within another is the one that is read: a mark that opens is not looked past.
_QUOTED = re.compile(r"«[^«»\n]+»|“[^“”\n]+”|„[^„“\n]+“|\"[^\"\n]+\"")


def find(text: str, language: str, names: Iterable[Name] = ()) -> list[Claim]:
    """Every claim of `text`, in its order; `names` are looked for too."""
    if language not in READ:
        return []
    reading = Reading(text, language, plain_digits(text), words(text))
    dates(reading)
    for time in _TIME.finditer(reading.plain):
        minutes = int(time.group(1)) * 60 + int(time.group(2))
        reading.take(TIME, time.start(), time.end(), number=minutes)
    ordinals(reading)
    digits(reading)
    number_words(reading)
    for quote in _QUOTED.finditer(text):
        if len(quote.group().split()) > 3:  # shorter ones are names, titles and agencies
            said = quote.group()
            reading.claims.append(Claim(QUOTE, quote.start(), quote.end(), said))
    for start, end, name, weak in names_in(text, language, names):
        said = text[start:end]
        reading.claims.append(Claim(NAME, start, end, said, key=name.key, weak=weak))
    return sorted(reading.claims, key=lambda claim: (claim.start, claim.end))


__all__ = [
    "ABOUT", "DATE", "EQUAL", "LESS", "MORE", "NAME", "NUMBER", "ORDINAL", "QUOTE", "TIME",
    "Claim", "find",
]  # fmt: skip
