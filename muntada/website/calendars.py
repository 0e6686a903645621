"""iCalendar of the published programme: stable UIDs, the version as SEQUENCE, the venue's zone."""

from django.urls import reverse
from icalendar import Calendar, Event, vText

from muntada.conferences import rules
from muntada.conferences.models import Edition
from muntada.kit.icalendars import add_zones
from muntada.kit.languages import colon, current, listed
from muntada.website.published import Programme, Session, Withdrawn


def calendar_of(
    edition: Edition,
    programme: Programme,
    sessions: list[Session],
    withdrawn: list[Withdrawn],
    *,
    origin: str,
    name: str,
) -> bytes:
    """Sessions as they stand, then as cancelled those that an earlier version still had."""
    calendar = Calendar()
    calendar.add("prodid", "-//Muntada//Muntada//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("name", name)
    calendar.add("x-wr-calname", name)
    calendar.add("x-wr-timezone", programme.zone.key)
    calendar.add("x-published-ttl", "PT1H")
    cancelled = edition.state == rules.CANCELLED
    for session in sessions:
        event = _event(edition, programme, session, origin=origin)
        event.add("sequence", programme.number)
        event.add("status", "CANCELLED" if cancelled else _status(edition))
        calendar.add_component(event)
    for gone in withdrawn:
        event = _event(edition, programme, gone.session, origin=origin, linked=False)
        event.add("sequence", gone.since)
        event.add("status", "CANCELLED")
        calendar.add_component(event)
    add_zones(calendar)
    return calendar.to_ical()


def _status(edition: Edition) -> str:
    return "TENTATIVE" if edition.state == rules.POSTPONED else "CONFIRMED"


def uid_of(edition: Edition, session: Session) -> str:
    """The same in every language, version and feed, also when the address of the site changes."""
    return f"session-{session.id}@{edition.slug}.muntada"


def _event(
    edition: Edition, programme: Programme, session: Session, *, origin: str, linked: bool = True
) -> Event:
    event = Event()
    event.add("uid", uid_of(edition, session))
    event.add("dtstamp", programme.published_at)
    event.add("dtstart", session.starts)
    event.add("dtend", session.ends)
    title = " ".join(filter(None, [session.number, str(session.title)]))
    event.add("summary", vText(title, params={"LANGUAGE": current()}))
    if room := _location(edition, session):
        event.add("location", room)
    if said := _description(session):
        event.add("description", said)
    categories = [session.kind_name, str(session.track.name) if session.track else ""]
    event.add("categories", [one for one in categories if one])
    if linked:
        event.add("url", f"{origin}{reverse('website:session', args=[edition.slug, session.id])}")
    return event


def _location(edition: Edition, session: Session) -> str:
    room = str(session.room.name) if session.room else ""
    return listed(filter(None, [room, str(edition.venue), str(edition.city)]), current())


def _description(session: Session) -> str:
    people = [
        f"{part.part_name}{colon(current())}"
        + listed(filter(None, [str(part.label), str(part.function)]), current())
        for part in session.people
    ]
    return "\n\n".join(filter(None, [str(session.description), "\n".join(people)]))
