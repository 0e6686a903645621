"""IPTC ninjs 2.1: one statement in one language as JSON.

`embargoed` is absent, because what is sent here is out.
"""

from typing import Any

from muntada.press import rules
from muntada.press.actions.photos import SMALL
from muntada.press.models import Photo
from muntada.press.published import Item
from muntada.press.wires.said import (
    TOPIC_SCHEME,
    Source,
    headline,
    html,
    is_place,
    note,
    time,
    topics,
    version_number,
)

STANDARD = {
    "name": "ninjs",
    "version": "2.1",
    "schema": "http://www.iptc.org/std/ninjs/ninjs-schema_2.1.json",
}


def ninjs(source: Source, item: Item) -> dict[str, Any]:
    statement, killed = item.statement, item.statement.is_killed
    bodies = [
        {"role": "main", "contenttype": "text/html", "value": html(item)},
        {"role": "plain", "contenttype": "text/plain", "value": item.version.body},
    ]
    said: dict[str, Any] = {
        "standard": STANDARD,
        "uri": source.urn(item),
        "type": "text",
        "representationtype": "full",
        "version": version_number(item),
        "firstcreated": time(item.released_at),
        "versioncreated": time(item.changed_at),
        "pubstatus": "canceled" if killed else "usable",
        "urgency": 2 if statement.kind == rules.CORRECTION else 4,
        "language": item.version.language,
        "headlines": [{"role": "main", "value": headline(item)}],
        "copyrightholder": source.host,
        "located": str(statement.dateline),
        "ednote": note(item),
        "bodies": [] if killed else bodies,
        "subjects": [
            {"rel": "about", "name": name, "uri": TOPIC_SCHEME + code.split(":")[1]}
            for code, name in topics(item)
        ],
        "events": [{"rel": "about", "name": source.title, "uri": source.edition}],
        "people": [{"rel": "about", "name": str(one.name)} for one in item.people],
        "places": _parties(item, places=True),
        "organisations": _parties(item, places=False),
        "altids": [{"role": "symbol", "value": statement.symbol}],
        "associations": [] if killed else [_picture(source, photo) for photo in item.photos],
    }
    return {name: value for name, value in said.items() if value not in ("", [])}


def _parties(item: Item, *, places: bool) -> list[dict[str, str]]:
    return [
        {"rel": "about", "name": str(party.short_name), "literal": party.code}
        for party in item.parties
        if is_place(party) == places
    ]


def _picture(source: Source, photo: Photo) -> dict[str, Any]:
    """A photo with its caption and what it shows, in both sizes."""
    shrunk = min(1, SMALL / max(photo.width, photo.height))
    sizes = {"large": 1.0, "small": shrunk}
    return {
        "name": str(photo),
        "uri": source.picture_urn(photo),
        "type": "picture",
        "pubstatus": "usable",
        "by": photo.credit,
        "descriptions": [
            {"role": "caption", "value": str(photo.caption)},
            {"role": "alttext", "value": str(photo.alt)},
        ],
        "renditions": [
            {
                "name": size,
                "href": source.picture(photo, size),
                "contenttype": "image/jpeg",
                "width": round(photo.width * scale),
                "height": round(photo.height * scale),
            }
            for size, scale in sizes.items()
        ],
    }
