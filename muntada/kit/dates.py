"""Days and hours in words, in the language now active, as that language writes them."""

import re
from datetime import date, datetime, tzinfo
from typing import Any
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_datetime, format_time, get_date_format

from muntada.kit.languages import babel_locale, comma, current

# The year in the pattern of a full date, with the words that belong to it.
_YEAR = re.compile(r"( 'de')?\s?y(年|\s'г'\.)?")
# French says the first of a month as an ordinal, which the tables of locales do not.
_FIRST = re.compile(r"\b1(?=\s[a-zéû])")
# Where a day is not said as in English, and what stands between a day and its hour.
_SHORT_DAY = {"es": "EEE d 'de' MMMM", "zh": "M月d日 EEE"}
_DAY_AND_YEAR = {"es": "EEE d 'de' MMMM 'de' y", "zh": "y年M月d日 EEE"}
_BEFORE_THE_HOUR = {"ar": "،", "zh": ""}
# Where a day in a sentence of a letter goes without its weekday: Russian has no case for it after
# a preposition, and Chinese letters never give it.
_NO_WEEKDAY = ("ru", "zh")


def said(value: date, form: str) -> str:
    """A date in a form of the locale (full, long) or a pattern."""
    written = format_date(value, form, locale=babel_locale(current()))
    return _first_of_the_month(written, value)


def _first_of_the_month(written: str, value: date) -> str:
    return _FIRST.sub("1er", written, count=1) if current() == "fr" and value.day == 1 else written


def _at(moment: datetime, zone: Any) -> datetime:
    if isinstance(zone, str):
        zone = ZoneInfo(zone)
    return moment.astimezone(zone if isinstance(zone, tzinfo) else None)


def day(value: date | datetime | None, zone: Any = "UTC") -> str:
    """Wednesday, 23 June 2021."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        value = _at(value, zone).date()
    return said(value, "full")


def between(first: str, last: str) -> str:
    """From one day to another."""
    return f"{first}至{last}" if current() == "zh" else f"{first} – {last}"


def until(first: date, last: date) -> str:
    """Wednesday 23 June – Thursday, 24 June 2021: the year is said once, a single day too."""
    if first == last:
        return day(first)
    if first.year != last.year:
        return between(day(first), day(last))
    pattern = get_date_format("full", locale=babel_locale(current())).pattern
    without_year = _YEAR.sub("", pattern)
    if pattern.startswith("y"):
        return between(day(first), said(last, without_year))
    return between(said(first, without_year), day(last))


def long_until(first: date, last: date) -> str:
    """23–24 June 2021, without weekdays."""
    if first == last:
        return said(first, "long")
    pattern = get_date_format("long", locale=babel_locale(current())).pattern
    one_month = (first.year, first.month) == (last.year, last.month)
    if one_month and pattern.startswith("d"):
        begins = "1er" if current() == "fr" and first.day == 1 else first.day
        return f"{begins}–{said(last, 'long')}"
    if one_month and current() == "zh":
        return between(said(first, "long"), f"{last.day}日")
    return between(said(first, "long"), said(last, "long"))


def short_day(value: date | datetime | None, zone: Any = "UTC") -> str:
    """Wed 23 June."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        value = _at(value, zone).date()
    return said(value, _SHORT_DAY.get(current(), "EEE d MMMM"))


def clock(value: datetime | None, zone: Any = "UTC") -> str:
    """14:30, in the venue's zone."""
    return "" if value is None else format_time(_at(value, zone), "HH:mm", locale="en_GB")


def short_moment(local: datetime) -> str:
    """Wed 23 June, 14:30, of a time that is the venue's already."""
    return f"{short_day(local.date())}{before_the_hour()}{local:%H:%M}"


def before_the_hour() -> str:
    """Between a day and its hour."""
    return f"{_BEFORE_THE_HOUR.get(current(), ',')} "


def moment(value: datetime | None, zone: Any = "UTC") -> str:
    """Wed 23 June 2021, 14:30, in the venue's zone."""
    if value is None:
        return ""
    language, local = current(), _at(value, zone)
    form = _DAY_AND_YEAR.get(language, "EEE d MMMM y") + f"{before_the_hour()}HH:mm"
    written = format_datetime(local, form, locale=babel_locale(language), tzinfo=None)
    return _first_of_the_month(written, local)


# In letters


def in_a_letter(value: date) -> str:
    """A day in a sentence of a letter."""
    return said(value, "long" if current() in _NO_WEEKDAY else "full")


def days_in_a_letter(first: date, last: date) -> str:
    """The days of a conference in a sentence of a letter."""
    language = current()
    if language in _NO_WEEKDAY:
        return long_until(first, last)
    if language != "fr":
        return in_a_letter(first) if first == last else between(*map(in_a_letter, (first, last)))
    if first == last:
        return f"le {in_a_letter(first)}"
    # French notes say « du mercredi 23 au jeudi 24 juin 2021 ».
    form = "EEEE d" if (first.year, first.month) == (last.year, last.month) else "EEEE d MMMM"
    begins = said(first, form if first.year == last.year else "full")
    if form == "EEEE d" and first.day == 1:
        begins += "er"
    return f"du {begins} au {in_a_letter(last)}"


def place_and_date(city: str, value: date) -> str:
    """Moscow, 23 June 2021: over a letter, without the weekday."""
    language, on = current(), said(value, "long")
    if language == "zh":
        return f"{on}于{city}" if city else on
    if language == "fr":
        return f"{city}, le {on}" if city else f"Le {on}"
    return comma(language).join(filter(None, [city, on]))
