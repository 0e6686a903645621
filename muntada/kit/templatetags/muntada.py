"""Tags every template has: content in several languages, icons, dates with their weekday."""

import re
from collections.abc import Iterable
from datetime import date, datetime, tzinfo
from typing import Any
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_date, format_datetime, format_time, get_date_format
from babel.numbers import format_decimal
from django import template
from django.templatetags.static import static
from django.utils.html import conditional_escape, format_html, urlize
from django.utils.safestring import SafeString, mark_safe

from muntada.kit.languages import LANGUAGES, babel_locale, current, direction, listed
from muntada.kit.texts import Text

register = template.Library()


@register.filter
def text(value: Any) -> SafeString:
    """A `Text` (or the plain dict of a published version) in the page's language."""
    if isinstance(value, Text):
        return value.__html__()
    if isinstance(value, dict):
        return Text(value).__html__()
    return conditional_escape("" if value is None else value)


@register.filter
def plain(value: Any) -> str:
    """Words alone, for a title, an attribute or an option, where no element may stand."""
    return str(Text(value)) if isinstance(value, dict) else str("" if value is None else value)


@register.filter
def paragraphs(value: Any) -> SafeString:
    """A long text as paragraphs (an empty line divides them), in its own language and direction."""
    said, spoken = Text(value or {}).said_in(current())
    blocks = [
        block.strip() for block in re.split(r"\n\s*\n", said.replace("\r", "")) if block.strip()
    ]
    written = "".join(f"<p>{urlize(block, autoescape=True)}</p>" for block in blocks)
    written = written.replace("\n", "<br>")
    if spoken == current():
        return mark_safe(written)
    return format_html(
        '<div lang="{}" dir="{}">{}</div>',
        spoken,
        direction(spoken),
        mark_safe(written),
    )


@register.filter
def lines(value: Any) -> list[str]:
    """The lines of a text, for a list of topics."""
    said = str(Text(value)) if isinstance(value, dict) else str(value or "")
    return [line.strip() for line in said.splitlines() if line.strip()]


@register.simple_tag
def icon(name: str, label: str = "") -> SafeString:
    """An icon of the sprite; hidden from screen readers unless it has a label of its own."""
    if label:
        return format_html(
            '<svg class="icon" role="img" aria-label="{}"><use href="{}#i-{}"/></svg>',
            label,
            static("icons.svg"),
            name,
        )
    return format_html(
        '<svg class="icon" aria-hidden="true"><use href="{}#i-{}"/></svg>',
        static("icons.svg"),
        name,
    )


def _at(moment: datetime, zone: Any) -> datetime:
    if isinstance(zone, str):
        zone = ZoneInfo(zone)
    return moment.astimezone(zone if isinstance(zone, tzinfo) else None)


@register.filter
def day(value: date | datetime | None, zone: Any = "UTC") -> str:
    """Wednesday, 23 June 2021."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        value = _at(value, zone).date()
    return format_date(value, "full", locale=babel_locale(current()))


# The year in the pattern of a full date, with the words that belong to it.
_YEAR = re.compile(r"( 'de')?\s?y(年|\s'г'\.)?")


@register.filter
def until(first: date, last: date) -> str:
    """Wednesday 23 June – Thursday, 24 June 2021: the year is said once, a single day too."""
    if first == last:
        return day(first)
    if first.year != last.year:
        return f"{day(first)} – {day(last)}"
    locale = babel_locale(current())
    pattern = get_date_format("full", locale=locale).pattern
    without_year = _YEAR.sub("", pattern)
    if pattern.startswith("y"):
        return f"{day(first)} – {format_date(last, without_year, locale=locale)}"
    return f"{format_date(first, without_year, locale=locale)} – {day(last)}"


# Where a day is not said as in English, and what stands between a day and its hour.
_SHORT_DAY = {"es": "EEE d 'de' MMMM", "zh": "M月d日 EEE"}
_DAY_AND_YEAR = {"es": "EEE d 'de' MMMM 'de' y", "zh": "y年M月d日 EEE"}
_BEFORE_THE_HOUR = {"ar": "،", "zh": ""}


@register.filter
def short_day(value: date | datetime | None, zone: Any = "UTC") -> str:
    """Wed 23 June."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        value = _at(value, zone).date()
    language = current()
    form = _SHORT_DAY.get(language, "EEE d MMMM")
    return format_date(value, form, locale=babel_locale(language))


@register.filter
def clock(value: datetime | None, zone: Any = "UTC") -> str:
    """14:30, in the venue's zone."""
    return "" if value is None else format_time(_at(value, zone), "HH:mm", locale="en_GB")


@register.filter
def when(value: str, zone: Any = "UTC") -> str:
    """A moment kept as text in a published version, said as `moment` says it."""
    return moment(datetime.fromisoformat(value), zone)


def short_moment(local: datetime) -> str:
    """Wed 23 June, 14:30, of a time that is the venue's already."""
    between = _BEFORE_THE_HOUR.get(current(), ",")
    return f"{short_day(local.date())}{between} {local:%H:%M}"


@register.filter
def moment(value: datetime | None, zone: Any = "UTC") -> str:
    """Wed 23 June 2021, 14:30, in the venue's zone."""
    if value is None:
        return ""
    language = current()
    day_and_year = _DAY_AND_YEAR.get(language, "EEE d MMMM y")
    form = f"{day_and_year}{_BEFORE_THE_HOUR.get(language, ',')} HH:mm"
    return format_datetime(_at(value, zone), form, locale=babel_locale(language), tzinfo=None)


@register.filter
def number(value: Any) -> str:
    """1,234 as the page's language writes it."""
    if value is None or value == "":
        return ""
    return format_decimal(value, locale=babel_locale(current()))


@register.filter
def dir_of(language: str) -> str:
    return direction(language)


@register.filter
def languages(codes: Iterable[str]) -> str:
    """Languages by their names in the language of the page: Arabic, English, French."""
    names = Locale.parse(current()).languages
    return listed((names.get(code, code) for code in codes), current())


@register.filter
def get(mapping: Any, key: Any) -> Any:
    return mapping.get(key) if hasattr(mapping, "get") else None


@register.simple_tag(takes_context=True)
def with_query(context: dict[str, Any], **changes: Any) -> str:
    """The address of this page with some of its query changed; empty values are dropped."""
    request = context["request"]
    query = request.GET.copy()
    for name, value in changes.items():
        if value in (None, ""):
            query.pop(name, None)
        else:
            query[name] = value
    return f"?{urlencode(list(query.lists()), doseq=True)}"


@register.simple_tag(takes_context=True)
def in_language(context: dict[str, Any], code: str) -> str:
    """The address of this very page in another language."""
    path: str = context["request"].get_full_path()
    parts = path.split("/", 2)
    if len(parts) == 3 and parts[1] in LANGUAGES:
        return f"/{code}/{parts[2]}"
    return f"/{code}/"


@register.simple_tag(takes_context=True)
def may(context: dict[str, Any], verb: str) -> bool:
    """Whether the reader holds the verb in the page's edition, or in any where it has none."""
    request = context["request"]
    if not request.user.is_authenticated:
        return False
    edition = getattr(request, "edition", None)
    if edition is None:
        return bool(request.user.may_somewhere(verb))
    return bool(request.user.may(verb, edition.pk))
