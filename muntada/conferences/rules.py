"""Limits of an edition: its states, and what its dates must be."""

from datetime import date

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
