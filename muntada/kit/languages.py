"""The languages of the house: which way they run, and in what order one stands in for another."""

import re
from collections.abc import Iterable
from typing import Any

from babel.numbers import format_decimal
from django.conf import settings
from django.utils.translation import get_language, pgettext

RIGHT_TO_LEFT = frozenset({"ar"})
# Those of the United Nations: pages, papers and texts are in each of them.
LANGUAGES = ("ar", "en", "fr", "ru", "es", "zh")
SELF_NAMES = {
    "ar": "العربية",
    "en": "English",
    "fr": "Français",
    "ru": "Русский",
    "es": "Español",
    "zh": "中文",
}
LANGUAGE_CHOICES = [(code, SELF_NAMES[code]) for code in LANGUAGES]
# Who reads no Arabic is helped more by English than by Russian; last resort: any language there is.
_FALLBACK = ("en", "fr", "ar", "ru", "es", "zh")
NO_BREAK = "\u00a0"
_ARABIC_DIGITS = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")


def direction(language: str) -> str:
    return "rtl" if language[:2] in RIGHT_TO_LEFT else "ltr"


def current() -> str:
    """The two-letter code of the language being spoken now."""
    return (get_language() or settings.LANGUAGE_CODE)[:2]


def preference(language: str) -> tuple[str, ...]:
    """`language` first, then those that stand in for it, each once."""
    return (language, *(other for other in _FALLBACK if other != language))


def apart(written: str) -> list[str]:
    """The items of a list as people type it, in any of the languages."""
    return [item for item in re.split(r"[,;،؛，、；\s]+", written) if item]


def comma(language: str) -> str:
    """Between a place and its date, with the space that follows it."""
    return {"ar": "، ", "zh": "，"}.get(language, ", ")


def listed(items: Iterable[str], language: str) -> str:
    """One after another; Chinese has a comma of its own for that."""
    return ("、" if language == "zh" else comma(language)).join(items)


def semicolon(language: str) -> str:
    """Between things that may hold commas themselves."""
    return {"ar": "؛ ", "fr": f"{NO_BREAK}; ", "zh": "；"}.get(language, "; ")


def colon(language: str) -> str:
    """After a label, with the space that follows it."""
    return {"fr": f"{NO_BREAK}: ", "zh": "："}.get(language, ": ")


def bracketed(said: str, language: str) -> str:
    """What follows a name in brackets, with the space before them."""
    return f"（{said}）" if language == "zh" else f" ({said})"


def quoted(said: str, language: str) -> str:
    """Somebody's words, between the quotation marks of the language."""
    if language == "fr":
        return f"«{NO_BREAK}{said}{NO_BREAK}»"
    return f"«{said}»" if language in ("ar", "ru", "es") else f"“{said}”"


def sentences(said: Iterable[str], language: str) -> str:
    """One sentence after another."""
    return ("" if language == "zh" else " ").join(said)


def ended(said: str, language: str) -> str:
    """Words made into a sentence; a Russian date ends with a stop already."""
    return f"{said}。" if language == "zh" else f"{said.removesuffix('.')}."


def grouped(value: Any, language: str) -> str:
    """A number with its thousands apart: in Russian and Spanish from five digits, by a space."""
    if language not in ("ru", "es"):
        return format_decimal(value, locale=babel_locale(language))
    said = format_decimal(value, locale=language, group_separator=abs(value) >= 10_000)
    return said.replace(".", NO_BREAK)


def numbered(value: object) -> str:
    """The number of a thing, with the sign that the language puts before a number."""
    return pgettext("number of a thing", "No. {n}").format(n=value)


def eastern_digits(text: str) -> str:
    return text.translate(_ARABIC_DIGITS)


def babel_locale(language: str) -> str:
    """The locale whose dates and numbers a page in that language uses; Latin digits in Arabic."""
    return {"ar": "ar", "en": "en_GB"}.get(language, language)
