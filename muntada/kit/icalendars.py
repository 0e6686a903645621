"""What every calendar of the house needs and the library leaves to who calls it."""

from datetime import date, datetime, timedelta

from icalendar import Calendar

# A change of the clocks near an event is said too; older and later ones are nobody's business.
AROUND = timedelta(days=40)


def add_zones(calendar: Calendar) -> None:
    """The offsets in force on the days of its events, and not of all days from 1970 to 2038.

    Outlook passes over long lists of changes, and a file for one session was mostly these.
    """
    days = [_day(moment) for event in calendar.events for moment in (event.start, event.end)]
    if days:
        first, last = min(days) - AROUND, max(days) + AROUND
        calendar.add_missing_timezones(first_date=first, last_date=last)


def _day(moment: date) -> date:
    return moment.date() if isinstance(moment, datetime) else moment
