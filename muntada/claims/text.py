"""Words and sentences of a text, with offsets that stay true to what was typed."""

import re
import unicodedata
from dataclasses import dataclass

# One character for one character, so that an offset in the folded text is one in the original.
_DIGITS = {ord(east): str(n) for row in ("٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹") for n, east in enumerate(row)}
_FOLD = str.maketrans("أإآٱىةёЁ", "ااااي" + "هеЕ")
_WORD = re.compile(r"[^\W\d_][\u064b-\u0652\u0640]*(?:[^\W\d_]|[\u064b-\u0652\u0640'’])*")
_MARKS = re.compile(r"[\u064b-\u0652\u0640]")
# A full stop ends a sentence unless it stands in a number or after an initial.
_END = re.compile(r"(?<!\b[A-ZА-Я])[.!?؟…](?=\s|$|[»”\"])|\n+")


@dataclass(frozen=True)
class Word:
    start: int
    end: int
    folded: str


def plain_digits(text: str) -> str:
    """Eastern digits as Latin ones; every offset stays."""
    return text.translate(_DIGITS)


def folded(word: str) -> str:
    """A word as it is looked up: lower case, hamzas and vowel marks away, straight apostrophes."""
    bare = _MARKS.sub("", unicodedata.normalize("NFC", word)).translate(_FOLD).replace("’", "'")
    return bare.lower()


def words(text: str) -> list[Word]:
    return [
        Word(found.start(), found.end(), folded(found.group())) for found in _WORD.finditer(text)
    ]


def sentences(text: str) -> list[tuple[int, int]]:
    """The spans of the sentences, in order."""
    spans, begin = [], 0
    for end in _END.finditer(text):
        if text[begin : end.end()].strip():
            spans.append((begin, end.end()))
        begin = end.end()
    if text[begin:].strip():
        spans.append((begin, len(text)))
    return spans


def place(text: str, offset: int) -> tuple[int, int]:
    """Line and column, both counted from one."""
    before = text[:offset]
    return before.count("\n") + 1, offset - (before.rfind("\n") + 1) + 1
