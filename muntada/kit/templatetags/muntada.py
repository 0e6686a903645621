"""Tags every template has: content in several languages, icons, dates with their weekday."""

import re
from collections.abc import Iterable
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from babel import Locale
from django import template
from django.templatetags.static import static
from django.utils.html import conditional_escape, format_html, urlize
from django.utils.safestring import SafeString, mark_safe

from muntada.kit.dates import clock, day, moment, short_day, until
from muntada.kit.languages import (
    LANGUAGES,
    bracketed,
    colon,
    comma,
    current,
    direction,
    grouped,
    listed,
    numbered,
    semicolon,
)
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


for _filter in (day, until, short_day, clock, moment):
    register.filter(_filter)


@register.filter
def when(value: str, zone: Any = "UTC") -> str:
    """A moment kept as text in a published version, said as `moment` says it."""
    return moment(datetime.fromisoformat(value), zone)


@register.filter
def number(value: Any) -> str:
    """1,234 as the page's language writes it."""
    return "" if value is None or value == "" else grouped(value, current())


register.filter(numbered)


@register.simple_tag(name="colon")
def colon_() -> str:
    """After a label, with the space that follows it."""
    return colon(current())


@register.simple_tag(name="comma")
def comma_() -> str:
    """Between two things, with the space that follows it."""
    return comma(current())


@register.simple_tag(name="semicolon")
def semicolon_() -> str:
    """Between things that may hold commas themselves."""
    return semicolon(current())


@register.filter
def in_brackets(value: Any) -> SafeString:
    """What follows a name in brackets, with the space before them; nothing of nothing."""
    if value in (None, ""):
        return mark_safe("")
    return mark_safe(bracketed(conditional_escape(text(value)), current()))


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
