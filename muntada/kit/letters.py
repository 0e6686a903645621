"""Which letters the fonts at hand have: what none of them has is printed as an empty box."""

import unicodedata
from functools import lru_cache
from pathlib import Path

from fontTools.ttLib import TTCollection, TTFont

SHIPPED = Path(__file__).parent / "fonts"
_KINDS = {".ttf", ".otf", ".ttc", ".otc"}


def has_all(text: str, more: str = "") -> bool:
    """Whether every letter of `text` is in a font shipped or in the folder `more`."""
    at_hand = _of(str(SHIPPED)) | (_of(more, _state(more)) if more else frozenset())
    return all(
        ord(letter) in at_hand
        for letter in unicodedata.normalize("NFC", text)
        if not letter.isspace() and unicodedata.category(letter) != "Cf"
    )


def _state(folder: str) -> tuple[tuple[str, float], ...]:
    """So that a font laid there later is found without a restart."""
    return tuple(sorted((path.name, path.stat().st_mtime) for path in Path(folder).iterdir()))


@lru_cache(maxsize=4)
def _of(folder: str, _state: object = None) -> frozenset[int]:
    found: set[int] = set()
    for path in sorted(Path(folder).rglob("*")):
        if path.suffix.lower() in _KINDS:
            collection = path.suffix.lower() in (".ttc", ".otc")
            fonts = TTCollection(path, lazy=True).fonts if collection else [TTFont(path, lazy=True)]
            for font in fonts:
                found |= set(font.getBestCmap() or {})
    return frozenset(found)
