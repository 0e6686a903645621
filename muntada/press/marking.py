"""A text with its doubtful places marked, as HTML."""

from collections.abc import Iterable

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

from muntada.press.words import Remark


def marked(text: str, remarks: Iterable[Remark]) -> SafeString:
    """Each place once, in order, its sentence as a title; overlapping places keep the first."""
    parts, end = [], 0
    for one in sorted(remarks, key=lambda remark: (remark.start, remark.end)):
        if one.start < end or one.end > len(text):
            continue
        parts.append(escape(text[end : one.start]))
        mark = '<mark class="{}" title="{}">{}</mark>'
        parts.append(format_html(mark, one.verdict, one.sentence, text[one.start : one.end]))
        end = one.end
    parts.append(escape(text[end:]))
    return mark_safe("".join(parts).replace("\n", "<br>"))
