"""What search engines are told: schema.org events, as data that cannot break out of its element."""

import json
from typing import Any

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from muntada.conferences import rules
from muntada.conferences.models import Edition
from muntada.kit.languages import current, listed
from muntada.website.published import Programme, Session, Speaker

Said = dict[str, Any]
_STATUS = {rules.POSTPONED: "EventPostponed", rules.CANCELLED: "EventCancelled"}


def element(said: Said) -> SafeString:
    """JSON-LD for a page: `<`, `>` and `&` are written as escapes, so no text ends the element."""
    text = json.dumps({"@context": "https://schema.org", **said}, ensure_ascii=False)
    for letter in "<>&\u2028\u2029":
        text = text.replace(letter, f"\\u{ord(letter):04x}")
    return mark_safe(f'<script type="application/ld+json">{text}</script>')


def event(edition: Edition, origin: str) -> Said:
    """The edition, as an event within its series."""
    said: Said = {
        "@type": "Event",
        "@id": f"{origin}{reverse('website:home', args=[edition.slug])}#event",
        "url": f"{origin}{reverse('website:home', args=[edition.slug])}",
        "name": str(edition.title),
        "description": str(edition.description) or str(edition.subtitle) or str(edition.title),
        "startDate": edition.starts.isoformat(),
        "endDate": edition.ends.isoformat(),
        "eventStatus": f"https://schema.org/{_STATUS.get(edition.state, 'EventScheduled')}",
        "eventAttendanceMode": "https://schema.org/OfflineEventAttendanceMode",
        "inLanguage": edition.language_names() or [current()],
        "superEvent": {
            "@type": "EventSeries",
            "name": str(edition.series.name),
            "url": f"{origin}{reverse('website:front')}",
        },
    }
    if host := str(edition.series.host):
        said["organizer"] = {"@type": "Organization", "name": host}
    if place := _place(edition):
        said["location"] = place
    return said


def _place(edition: Edition, room: str = "") -> Said | None:
    city, venue = str(edition.city), str(edition.venue)
    if not (city or venue or room):
        return None
    name = listed(filter(None, [room, venue]), current()) or city
    said: Said = {"@type": "Place", "name": name}
    if city:
        said["address"] = {"@type": "PostalAddress", "addressLocality": city}
    return said


def session_event(edition: Edition, session: Session, origin: str) -> Said:
    address = f"{origin}{reverse('website:session', args=[edition.slug, session.id])}"
    said: Said = {
        "@type": "Event",
        "@id": f"{address}#event",
        "url": address,
        "name": str(session.title),
        "startDate": session.starts.isoformat(),
        "endDate": session.ends.isoformat(),
        "eventStatus": f"https://schema.org/{_STATUS.get(edition.state, 'EventScheduled')}",
        "inLanguage": list(session.languages) or edition.language_names() or [current()],
    }
    if session.description:
        said["description"] = str(session.description)
    if place := _place(edition, str(session.room.name) if session.room else ""):
        said["location"] = place
    if named := [part for part in session.people if part.is_named]:
        said["performer"] = [_person(str(p.name), str(p.function), str(p.party)) for p in named]
    return said


def session_page(edition: Edition, session: Session, origin: str) -> Said:
    whole = event(edition, origin)
    superior = {key: whole[key] for key in ("@type", "@id", "name", "startDate", "endDate", "url")}
    said = {**session_event(edition, session, origin), "superEvent": superior}
    if "organizer" in whole:
        said["organizer"] = whole["organizer"]
    return said


def programme_page(edition: Edition, sessions: list[Session], origin: str) -> Said:
    """The edition with its sessions, without the names of speakers: their pages have them."""
    parts = [session_event(edition, session, origin) for session in sessions]
    for part in parts:
        part.pop("performer", None)
        part.pop("description", None)
    return {**event(edition, origin), "subEvent": parts}


def speaker_page(edition: Edition, speaker: Speaker, origin: str) -> Said:
    part = speaker.part
    said = _person(str(part.name), str(part.function), str(part.party))
    events = [session_event(edition, session, origin) for session, _part in speaker.sessions]
    for one in events:
        one.pop("performer", None)
    return {**said, "performerIn": events}


def _person(name: str, function: str, party: str) -> Said:
    said: Said = {"@type": "Person", "name": name}
    if function:
        said["jobTitle"] = function
    if party:
        said["affiliation"] = {"@type": "Organization", "name": party}
    return said


def home_page(edition: Edition, programme: Programme | None, origin: str) -> Said:
    said = event(edition, origin)
    if programme and programme.speakers:
        said["performer"] = [
            _person(str(s.part.name), str(s.part.function), str(s.part.party))
            for s in list(programme.speakers.values())[:30]
        ]
    return said
