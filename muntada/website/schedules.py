"""The programme in the form conference apps read: schedule.json and schedule.xml.

The form began with Pentabarf and Frab and is described by the schema and the XSD kept by C3VOC
(github.com/voc/schedule, folder validator): every element they require is given, in one language.
"""

import uuid
from datetime import datetime, time
from typing import Any
from xml.etree import ElementTree as Xml

from django.urls import reverse
from django.utils.translation import gettext as _

import muntada
from muntada.conferences.models import Edition
from muntada.kit.languages import current, listed
from muntada.website.published import Day, Part, Programme, Session

Said = dict[str, Any]
_HOUSE = uuid.UUID("6d3f0d0c-7f3b-5c0e-9a54-2f2b1c6f0a10")
_SLOT = "00:05"


def schedule_of(edition: Edition, programme: Programme, origin: str) -> Said:
    """The whole schedule as plain data; JSON is this, and XML is written from it."""
    days = programme.days()
    conference: Said = {
        "acronym": _acronym(edition),
        "title": str(edition.title),
        "description": str(edition.description),
        "start": edition.days()[0].isoformat(),
        "end": edition.ends.isoformat(),
        "daysCount": len(edition.days()),
        "timeslot_duration": _SLOT,
        "time_zone_name": programme.zone.key,
        "url": f"{origin}{reverse('website:programme', args=[edition.slug])}",
        "tracks": [{"name": str(track.name), "slug": track.slug} for track in programme.tracks],
        "rooms": [
            {
                "name": str(room.name),
                "guid": _guid("room", edition, room.id),
                "description": None,
                "capacity": room.capacity,
            }
            for room in programme.rooms
        ],
        "days": [_day(edition, programme, day, origin) for day in days],
    }
    return {
        "$schema": "https://c3voc.de/schedule/schema.json",
        "generator": {"name": "muntada", "version": muntada.__version__},
        "schedule": {
            "version": str(programme.number),
            "base_url": f"{origin}{reverse('website:home', args=[edition.slug])}",
            "conference": conference,
        },
    }


def _acronym(edition: Edition) -> str:
    return edition.slug.replace("-", "_").ljust(4, "_")


def _guid(kind: str, edition: Edition, number: int) -> str:
    return str(uuid.uuid5(_HOUSE, f"{edition.slug}/{kind}/{number}"))


def _day(edition: Edition, programme: Programme, day: Day, origin: str) -> Said:
    first = datetime.combine(day.date, time(0), tzinfo=programme.zone)
    begins = min([first.replace(hour=8), *(session.starts for session in day.sessions)])
    ends = max([first.replace(hour=20), *(session.ends for session in day.sessions)])
    rooms: dict[str, list[Said]] = {}
    for session in day.sessions:
        event = _event(edition, session, origin)
        rooms.setdefault(event["room"], []).append(event)
    return {
        "index": programme.number_of_day(day.date),
        "date": day.date.isoformat(),
        "day_start": begins.isoformat(),
        "day_end": ends.isoformat(),
        "rooms": rooms,
    }


def _event(edition: Edition, session: Session, origin: str) -> Said:
    return {
        "id": session.id,
        "guid": _guid("session", edition, session.id),
        "logo": "",
        "date": session.starts.isoformat(),
        "start": session.starts.strftime("%H:%M"),
        "duration": _duration(session),
        "room": str(session.room.name) if session.room else _("no room"),
        "slug": f"{_acronym(edition)}-session-{session.id}",
        "url": f"{origin}{reverse('website:session', args=[edition.slug, session.id])}",
        "title": str(session.title),
        "subtitle": session.number,
        "track": str(session.track.name) if session.track else None,
        "type": session.kind,
        "language": _language(session),
        "abstract": str(session.description),
        "description": "",
        "persons": [
            _person(edition, part.member, part)
            for part in session.people
            if part.member is not None
        ],
        "links": [],
        "attachments": [],
    }


def _language(session: Session) -> str:
    """One language is what the form has room for: the page's, where it is interpreted."""
    if not session.languages or current() in session.languages:
        return current()
    return session.languages[0]


def _duration(session: Session) -> str:
    hours, minutes = divmod(session.minutes, 60)
    return f"{hours:02}:{minutes:02}"


def _person(edition: Edition, member: int, part: Part) -> Said:
    title = listed(filter(None, [str(part.function), str(part.party)]), current())
    return {
        "id": member,
        "guid": _guid("person", edition, member),
        "name": str(part.name),
        "biography": title,
    }


def as_xml(said: Said) -> bytes:
    """The same schedule as XML, in the order the XSD asks for."""
    schedule, conference = said["schedule"], said["schedule"]["conference"]
    root = Xml.Element("schedule")
    Xml.SubElement(root, "generator", said["generator"])
    _add(root, "version", schedule["version"])
    about = Xml.SubElement(root, "conference")
    for name in ("acronym", "title", "start", "end"):
        _add(about, name, conference[name])
    _add(about, "days", conference["daysCount"])
    _add(about, "timeslot_duration", conference["timeslot_duration"])
    _add(about, "base_url", schedule["base_url"])
    _add(about, "time_zone_name", conference["time_zone_name"])
    for day in conference["days"]:
        node = Xml.SubElement(
            root,
            "day",
            {
                "index": str(day["index"]),
                "date": day["date"],
                "start": day["day_start"],
                "end": day["day_end"],
            },
        )
        for room, events in day["rooms"].items():
            place = Xml.SubElement(node, "room", {"name": _xml(room)})
            for event in events:
                _event_xml(place, event)
    return Xml.tostring(root, encoding="utf-8", xml_declaration=True)


def _event_xml(place: Xml.Element, event: Said) -> None:
    node = Xml.SubElement(place, "event", {"id": str(event["id"]), "guid": event["guid"]})
    simple = "room title subtitle type date start duration abstract slug track logo language"
    for name in (*simple.split(), "description", "url"):
        _add(node, name, event[name] or "")
    persons = Xml.SubElement(node, "persons")
    for person in event["persons"]:
        _add(persons, "person", person["name"]).set("id", str(person["id"]))
    Xml.SubElement(node, "links")
    Xml.SubElement(node, "attachments")


def _add(parent: Xml.Element, name: str, value: Any) -> Xml.Element:
    node = Xml.SubElement(parent, name)
    node.text = _xml(str(value))
    return node


def _xml(text: str) -> str:
    """Without the control characters that XML 1.0 cannot hold."""
    return "".join(letter for letter in text if letter >= " " or letter in "\t\n\r")
