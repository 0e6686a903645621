"""The media programme on paper, in the language of the page."""

from itertools import groupby
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from muntada.conferences.models import Edition
from muntada.kit.dates import clock, day
from muntada.kit.languages import bracketed, current, direction
from muntada.kit.typesetting import pdf
from muntada.press import rules
from muntada.press.models import MediaSlot

TEMPLATE = Path(__file__).parent / "typst" / "media.typ"


def typeset(edition: Edition, slots: list[MediaSlot]) -> bytes:
    """Day by day: when, what, where, who may come, and where to stand."""
    data = {
        "language": current(),
        "direction": direction(current()),
        "host": str(edition.series.host),
        "title": str(edition.title),
        "heading": _("Media programme"),
        "place": " · ".join(filter(None, [str(edition.venue), str(edition.city)])),
        "times": _("Times are those of the venue ({zone}).").format(zone=edition.time_zone),
        "page_of": _("Page"),
        "empty": _("Nothing for the media yet."),
        "contacts": "\n".join(filter(None, str(edition.contacts).splitlines())),
        "days": [
            {"name": day(date), "slots": [_slot(one, edition) for one in group]}
            for date, group in groupby(slots, key=lambda one: edition.local(one.starts).date())
        ],
    }
    return pdf(TEMPLATE, data, at=max((one.starts for one in slots), default=None))


def _slot(slot: MediaSlot, edition: Edition) -> dict[str, Any]:
    hours = [clock(moment, edition.zone) for moment in (slot.starts, slot.ends) if moment]
    return {
        "hours": "–".join(hours),
        "title": str(slot.title),
        "place": str(slot.place),
        "access": access_of(slot),
        "closed": slot.access == rules.CLOSED,
        "call": str(slot.call),
    }


def access_of(slot: MediaSlot) -> str:
    """Who may come, and how many where there is a pool."""
    said = str(slot.get_access_display())
    if slot.pool_places:
        places = ngettext("{n} place", "{n} places", slot.pool_places)
        said += bracketed(places.format(n=slot.pool_places), current())
    return said
