"""Released statements as feeds read by people's readers (Atom, RSS, JSON Feed) and by agencies
(IPTC ninjs 1.4 and NewsML-G2). What goes in has been released: nothing here looks at embargoes.
"""

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime
from html import escape
from typing import Any
from xml.etree import ElementTree as ET

from django.utils.translation import gettext as _

from muntada.press import rules
from muntada.press.published import Item

ATOM = "http://www.w3.org/2005/Atom"
NAR = "http://iptc.org/std/nar/2006-10-01/"
XHTML = "http://www.w3.org/1999/xhtml"
TOPIC_SCHEME = "http://cv.iptc.org/newscodes/mediatopic/"
CATALOG = "http://www.iptc.org/std/catalog/catalog.IPTC-G2-Standards_40.xml"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"


@dataclass(frozen=True)
class Source:
    """Whose press room it is, in the language of the feed, and where."""

    title: str
    host: str
    language: str
    origin: str
    path: str  # of the press room: /en/ninth/press/

    def url(self, item: Item, ending: str = "", language: str = "") -> str:
        rest = self.path.split("/", 2)[2]
        return f"{self.origin}/{language or self.language}/{rest}{item.statement.key}/{ending}"

    def urn(self, item: Item) -> str:
        """The same for ever and in every format; a language version is an item of its own."""
        host = self.origin.split("://")[-1].split(":")[0]
        return f"tag:{host},2020:{item.statement.key}:{item.version.language}"


def _time(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds")


def _headline(item: Item) -> str:
    if item.statement.is_killed:
        return _("KILL: {symbol}").format(symbol=item.statement.symbol)
    return item.version.headline


def _paragraphs(item: Item) -> list[str]:
    return [str(item.statement.kill_note)] if item.statement.is_killed else item.paragraphs


def _html(item: Item) -> str:
    return "".join(
        f"<p>{escape(one, quote=False).replace(chr(10), '<br/>')}</p>" for one in _paragraphs(item)
    )


def _changed(items: list[Item], fallback: datetime) -> str:
    return _time(max((item.changed_at for item in items), default=fallback))


def _written(root: ET.Element) -> bytes:
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
    add(feed, "updated", _changed(items, opened))
    add(feed, "link", rel="self", type="application/atom+xml", href=f"{room}feed.atom")
    add(feed, "link", rel="alternate", type="text/html", href=room)
    add(add(feed, "author"), "name", source.host)
    for item in items:
        entry = add(feed, "entry")
        entry.set(LANG, item.version.language)
        add(entry, "id", source.urn(item))
        add(entry, "title", _headline(item))
        add(entry, "published", _time(item.released_at))
        add(entry, "updated", _time(item.changed_at))
        for code in item.languages:
            if code == source.language:
                add(entry, "link", rel="alternate", type="text/html", href=source.url(item))
            else:
                address = source.url(item, language=code)
                add(entry, "link", rel="alternate", type="text/html", hreflang=code, href=address)
        for topic in item.statement.topics:
            add(entry, "category", term=topic, scheme=TOPIC_SCHEME)
        add(entry, "content", _html(item), type="html")
    return _written(feed)


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
        add(one, "title", _headline(item))
        add(one, "link", source.url(item))
        add(one, "guid", source.urn(item), isPermaLink="false")
        add(one, "pubDate", format_datetime(item.released_at.astimezone(UTC)))
        add(one, "description", _html(item))
    return _written(root)


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
                "title": _headline(item),
                "content_html": _html(item),
                "date_published": _time(item.released_at),
                "date_modified": _time(item.changed_at),
                "language": item.version.language,
                "tags": item.statement.topics,
            }
            for item in items
        ],
    }
    return json.dumps(said, ensure_ascii=False).encode()


def _topics(item: Item) -> list[tuple[str, str]]:
    names = dict(rules.TOPICS)
    return [(code, str(names[code])) for code in item.statement.topics if code in names]


def _version_number(item: Item) -> str:
    return "2" if item.statement.is_killed else "1"


def _note(item: Item) -> str:
    """What editors are told and readers are not."""
    said = []
    if item.statement.is_killed:
        said.append(str(item.statement.kill_note))
    if item.statement.check_against_delivery:
        said.append(_("Check against delivery."))
    if item.statement.corrects:
        said.append(_("Corrects {symbol}.").format(symbol=item.statement.corrects.symbol))
    said += [_("Corrected by {symbol}.").format(symbol=one.symbol) for one in item.corrected_by]
    return " ".join(said)


def ninjs(source: Source, item: Item) -> dict[str, Any]:
    """IPTC ninjs 1.4; `embargoed` is absent, because what is sent here is out."""
    said: dict[str, Any] = {
        "uri": source.urn(item),
        "type": "text",
        "mimetype": "text/html",
        "representationtype": "complete",
        "version": _version_number(item),
        "firstcreated": _time(item.released_at),
        "versioncreated": _time(item.changed_at),
        "pubstatus": "canceled" if item.statement.is_killed else "usable",
        "urgency": 2 if item.statement.kind == rules.CORRECTION else 4,
        "language": item.version.language,
        "headline": _headline(item),
        "copyrightholder": source.host,
        "located": str(item.statement.dateline),
        "ednote": _note(item),
        "body_xhtml": "" if item.statement.is_killed else _html(item),
        "body_text": "" if item.statement.is_killed else item.version.body,
        "subject": [
            {"code": code, "name": name, "scheme": TOPIC_SCHEME} for code, name in _topics(item)
        ],
        "event": [{"name": source.title, "rel": "about"}],
        "organisation": [
            {"name": str(party.short_name), "code": party.code} for party in item.parties
        ],
    }
    return {name: value for name, value in said.items() if value not in ("", [])}


def newsml(source: Source, item: Item) -> bytes:
    """IPTC NewsML-G2, one newsItem, its elements in the order the schema wants them."""
    ET.register_namespace("", NAR)
    root = ET.Element(
        f"{{{NAR}}}newsItem",
        {
            "standard": "NewsML-G2",
            "standardversion": "2.34",
            "conformance": "power",
            "guid": source.urn(item),
            "version": _version_number(item),
            LANG: item.version.language,
        },
    )

    def add(parent: ET.Element, name: str, text: str = "", **said: str) -> ET.Element:
        made = ET.SubElement(parent, f"{{{NAR}}}{name}", said)
        made.text = text or None
        return made

    add(root, "catalogRef", href=CATALOG)
    add(add(add(root, "rightsInfo"), "copyrightHolder"), "name", source.host)
    meta = add(root, "itemMeta")
    add(meta, "itemClass", qcode="ninat:text")
    add(add(meta, "provider"), "name", source.host)
    add(meta, "versionCreated", _time(item.changed_at))
    add(meta, "firstCreated", _time(item.released_at))
    status = "canceled" if item.statement.is_killed else "usable"
    add(meta, "pubStatus", qcode=f"stat:{status}")
    if note := _note(item):
        add(meta, "edNote", note)
    if item.statement.kind == rules.CORRECTION:
        add(meta, "signal", qcode="sig:correction")
    content = add(root, "contentMeta")
    add(content, "urgency", "2" if item.statement.kind == rules.CORRECTION else "4")
    add(content, "contentCreated", _time(item.released_at))
    if place := str(item.statement.dateline):
        add(add(content, "located"), "name", place)
    add(add(content, "creator"), "name", source.host)
    add(content, "language", tag=item.version.language)
    for code, name in _topics(item):
        add(add(content, "subject", type="cpnat:abstract", qcode=code), "name", name)
    add(content, "headline", _headline(item))
    if not item.statement.is_killed:
        _body(add(root, "contentSet"), item)
    return _written(root)


def _body(content: ET.Element, item: Item) -> None:
    inline = ET.SubElement(content, f"{{{NAR}}}inlineXML", {"contenttype": "application/xhtml+xml"})
    html = ET.SubElement(inline, f"{{{XHTML}}}html", {LANG: item.version.language})
    head = ET.SubElement(html, f"{{{XHTML}}}head")
    ET.SubElement(head, f"{{{XHTML}}}title").text = item.version.headline
    body = ET.SubElement(html, f"{{{XHTML}}}body")
    for paragraph in item.paragraphs:
        ET.SubElement(body, f"{{{XHTML}}}p").text = paragraph
