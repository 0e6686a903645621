"""iCalendar of one principal's meetings: stable UIDs, SEQUENCE at every change, nothing confided.

A calendar leaves the house for programs nobody here knows: of a confidential meeting it carries
the hour and the room, and neither the other party nor what is to be spoken of.
"""

from datetime import datetime

from django.utils.translation import gettext as _
from icalendar import Calendar, Event, vText

from muntada.bilaterals import rules
from muntada.bilaterals.desk.itinerary import Entry
from muntada.conferences.models import Edition
from muntada.kit.icalendars import add_zones
from muntada.kit.languages import current, listed

_STATUS = {
    rules.PUBLISHED: "TENTATIVE",
    rules.CONFIRMED: "CONFIRMED",
    rules.HELD: "CONFIRMED",
    rules.CANCELLED: "CANCELLED",
}


def calendar_of(edition: Edition, entries: list[Entry], *, name: str) -> bytes:
    calendar = Calendar()
    calendar.add("prodid", "-//Muntada//Muntada//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", name)
    calendar.add("x-wr-timezone", edition.time_zone)
    calendar.add("x-published-ttl", "PT5M")
    for entry in entries:
        calendar.add_component(_event(edition, entry))
    add_zones(calendar)
    return calendar.to_ical()


def _event(edition: Edition, entry: Entry) -> Event:
    meeting = entry.meeting
    assert meeting is not None  # noqa: S101 - a calendar of meetings alone
    stamped: datetime = meeting.changed_at or meeting.told_at or meeting.starts
    secret = meeting.request.confidential
    event = Event()
    event.add("uid", f"meeting-{meeting.code}@{edition.slug}.muntada")
    event.add("dtstamp", stamped)
    event.add("last-modified", stamped)
    event.add("sequence", meeting.sequence)
    event.add("status", _STATUS[meeting.state])
    event.add("dtstart", entry.starts.astimezone(edition.zone))
    event.add("dtend", entry.ends.astimezone(edition.zone))
    said = _("Bilateral meeting") if secret else _("Meeting with {party}").format(party=entry.other)
    event.add("summary", vText(said, params={"LANGUAGE": current()}))
    event.add("location", listed(filter(None, [entry.where, str(edition.venue)]), current()))
    event.add("class", "CONFIDENTIAL" if secret else "PRIVATE")
    event.add("transp", "TRANSPARENT" if entry.is_cancelled else "OPAQUE")
    return event
