"""IPTC NewsML-G2: one statement in one language as a newsItem."""

from xml.etree import ElementTree as ET

from muntada.press import rules
from muntada.press.published import Item
from muntada.press.wires.said import (
    Source,
    headline,
    is_place,
    note,
    time,
    topics,
    version_number,
)

NAR = "http://iptc.org/std/nar/2006-10-01/"
XHTML = "http://www.w3.org/1999/xhtml"
CATALOG = "http://www.iptc.org/std/catalog/catalog.IPTC-G2-Standards_40.xml"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"


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
            "version": version_number(item),
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
    add(meta, "versionCreated", time(item.changed_at))
    add(meta, "firstCreated", time(item.released_at))
    status = "canceled" if item.statement.is_killed else "usable"
    add(meta, "pubStatus", qcode=f"stat:{status}")
    if said := note(item):
        add(meta, "edNote", said)
    if item.statement.kind == rules.CORRECTION:
        add(meta, "signal", qcode="sig:correction")
    for photo in [] if item.statement.is_killed else item.photos:
        link = add(
            meta, "link", rel="irel:seeAlso", href=source.picture(photo), contenttype="image/jpeg"
        )
        add(link, "title", f"{photo.caption} ({photo.credit})")
    content = add(root, "contentMeta")
    add(content, "urgency", "2" if item.statement.kind == rules.CORRECTION else "4")
    add(content, "contentCreated", time(item.released_at))
    if place := str(item.statement.dateline):
        add(add(content, "located"), "name", place)
    add(add(content, "creator"), "name", source.host)
    add(content, "language", tag=item.version.language)
    for code, name in topics(item):
        add(add(content, "subject", type="cpnat:abstract", qcode=code), "name", name)
    for party in item.parties:
        nature = "geoArea" if is_place(party) else "organisation"
        subject = add(content, "subject", type=f"cpnat:{nature}", literal=party.code)
        add(subject, "name", str(party.short_name))
    for person in item.people:
        subject = add(content, "subject", type="cpnat:person", literal=f"person-{person.pk}")
        add(subject, "name", str(person.name))
    add(content, "headline", headline(item))
    if not item.statement.is_killed:
        _body(add(root, "contentSet"), item)
    return ET.tostring(root, encoding="utf-8", xml_declaration=True)


def _body(content: ET.Element, item: Item) -> None:
    inline = ET.SubElement(content, f"{{{NAR}}}inlineXML", {"contenttype": "application/xhtml+xml"})
    html = ET.SubElement(inline, f"{{{XHTML}}}html", {LANG: item.version.language})
    head = ET.SubElement(html, f"{{{XHTML}}}head")
    ET.SubElement(head, f"{{{XHTML}}}title").text = item.version.headline
    body = ET.SubElement(html, f"{{{XHTML}}}body")
    for paragraph in item.paragraphs:
        ET.SubElement(body, f"{{{XHTML}}}p").text = paragraph
