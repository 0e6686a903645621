"""Atom, RSS and JSON Feed: for people's readers, a feed a language."""

import json
from datetime import UTC, datetime
from email.utils import format_datetime
from typing import Any
from xml.etree import ElementTree as ET

from muntada.press.models import Photo
from muntada.press.published import Item
from muntada.press.wires.said import TOPIC_SCHEME, Source, changed, headline, html, time, topics

ATOM = "http://www.w3.org/2005/Atom"
JPEG = "image/jpeg"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def written(root: ET.Element) -> bytes:
    return ET.tostring(root, encoding="utf-8", xml_declaration=True)


def atom(source: Source, items: list[Item], *, opened: datetime) -> bytes:
    ET.register_namespace("", ATOM)
    feed = ET.Element(f"{{{ATOM}}}feed", {LANG: source.language})

    def add(parent: ET.Element, name: str, text: str = "", **said: str) -> ET.Element:
        made = ET.SubElement(parent, f"{{{ATOM}}}{name}", said)
        made.text = text or None
        return made

    room = source.origin + source.path
    add(feed, "id", room)
    add(feed, "title", source.title)
    add(feed, "updated", changed(items, opened))
    add(feed, "link", rel="self", type="application/atom+xml", href=f"{room}feed.atom")
    add(feed, "link", rel="alternate", type="text/html", href=room)
    add(add(feed, "author"), "name", source.host)
    for item in items:
        entry = add(feed, "entry")
        entry.set(LANG, item.version.language)
        add(entry, "id", source.urn(item))
        add(entry, "title", headline(item))
        add(entry, "published", time(item.released_at))
        add(entry, "updated", time(item.changed_at))
        for code in item.languages:
            if code == source.language:
                add(entry, "link", rel="alternate", type="text/html", href=source.url(item))
            else:
                address = source.url(item, language=code)
                add(entry, "link", rel="alternate", type="text/html", hreflang=code, href=address)
        for code, name in topics(item):
            add(entry, "category", term=code, scheme=TOPIC_SCHEME, label=name)
        for photo in shown(item):
            address, size = source.picture(photo), str(photo.large.size)
            add(entry, "link", rel="enclosure", type=JPEG, href=address, length=size)
        add(entry, "content", html(item), type="html")
    return written(feed)


def rss(source: Source, items: list[Item], *, opened: datetime) -> bytes:
    ET.register_namespace("atom", ATOM)
    root = ET.Element("rss", {"version": "2.0"})
    channel = ET.SubElement(root, "channel")
    room = source.origin + source.path

    def add(parent: ET.Element, name: str, text: str, **said: str) -> None:
        ET.SubElement(parent, name, said).text = text

    add(channel, "title", source.title)
    add(channel, "link", room)
    add(channel, "description", source.host)
    add(channel, "language", source.language)
    built = max((item.changed_at for item in items), default=opened)
    add(channel, "lastBuildDate", format_datetime(built.astimezone(UTC)))
    link = {"rel": "self", "type": "application/rss+xml", "href": f"{room}feed.rss"}
    ET.SubElement(channel, f"{{{ATOM}}}link", link)
    for item in items:
        one = ET.SubElement(channel, "item")
        add(one, "title", headline(item))
        add(one, "link", source.url(item))
        add(one, "guid", source.urn(item), isPermaLink="false")
        add(one, "pubDate", format_datetime(item.released_at.astimezone(UTC)))
        add(one, "description", html(item))
        for _code, name in topics(item):
            add(one, "category", name)
        for photo in shown(item)[:1]:  # readers of RSS take one enclosure
            address, size = source.picture(photo), str(photo.large.size)
            ET.SubElement(one, "enclosure", {"url": address, "length": size, "type": JPEG})
    return written(root)


def json_feed(source: Source, items: list[Item]) -> bytes:
    room = source.origin + source.path
    said: dict[str, Any] = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": source.title,
        "home_page_url": room,
        "feed_url": f"{room}feed.json",
        "language": source.language,
        "authors": [{"name": source.host}],
        "items": [
            {
                "id": source.urn(item),
                "url": source.url(item),
                "title": headline(item),
                "content_html": html(item),
                "date_published": time(item.released_at),
                "date_modified": time(item.changed_at),
                "language": item.version.language,
                "tags": [name for _code, name in topics(item)],
                **_pictures(source, item),
            }
            for item in items
        ],
    }
    return json.dumps(said, ensure_ascii=False).encode()


def shown(item: Item) -> tuple[Photo, ...]:
    return () if item.statement.is_killed else item.photos


def _pictures(source: Source, item: Item) -> dict[str, Any]:
    files = [
        {
            "url": source.picture(photo),
            "mime_type": JPEG,
            "title": f"{photo.caption} ({photo.credit})",
        }
        for photo in shown(item)
    ]
    return {"image": files[0]["url"], "attachments": files} if files else {}
