"""Limits of an edition: its states, and what its dates must be."""

from datetime import date, datetime

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from muntada.kit.states import Steps, step

PLANNED, POSTPONED, CANCELLED, HELD = "planned", "postponed", "cancelled", "held"
STATES = [
    (PLANNED, _("planned")),
    (POSTPONED, _("postponed")),
    (CANCELLED, _("cancelled")),
    (HELD, _("held")),
]
STEPS: Steps = {
    "postpone": step(PLANNED, to=POSTPONED),
    "reschedule": step(POSTPONED, to=PLANNED),
    "cancel": step(PLANNED, POSTPONED, to=CANCELLED),
    "hold": step(PLANNED, to=HELD),
}
# The verbs as the record says them.
PAST = {
    "postpone": "postponed",
    "reschedule": "rescheduled",
    "cancel": "cancelled",
    "hold": "held",
}
LONGEST_DAYS = 31


def why_not_these_dates(*, arrival: date | None, starts: date, ends: date) -> Promise | None:
    """Arrival day, first day and last day must follow one another, within a month."""
    if ends < starts:
        return _("The last day is before the first day.")
    if (ends - starts).days > LONGEST_DAYS:
        return _("A conference of more than 31 days is probably a wrong date. Check both days.")
    if arrival and arrival > starts:
        return _("The arrival day is after the first day.")
    if arrival and (starts - arrival).days > LONGEST_DAYS:
        return _("The arrival day is more than 31 days before the first day. Check it.")
    return None


# First words of public addresses that belong to the house: /en/desk/ is never an edition.
TAKEN = frozenset({"account", "audit", "desk", "desks", "parties", "verify", "static", "health"})


def why_not_this_address(slug: str) -> Promise | None:
    if slug in TAKEN:
        return _("This address belongs to the system. Choose another, such as a short name and 9.")
    return None


def why_not_these_deadlines(
    *,
    replies: datetime | None,
    nominations: datetime | None,
    confirmations: datetime | None,
    ends: datetime,
) -> Promise | None:
    """Replies, nominations and confirmation close in that order, before the conference is over."""
    if any(one and one > ends for one in (replies, nominations, confirmations)):
        return _("A deadline is after the last day. Check the year.")
    if nominations and confirmations and confirmations < nominations:
        return _("Confirmation closes before nominations do. Exchange the two.")
    if replies and confirmations and confirmations < replies:
        return _("Confirmation closes before replies do. Exchange the two.")
    return None
