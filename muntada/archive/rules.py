"""Limits of the archive: how a number may be said, when an edition is closed and purged."""

from datetime import date, datetime, timedelta

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

COUNTS = [
    ("parties_invited", _("parties invited")),
    ("states_coming", _("states that accepted")),
    ("organisations_coming", _("organisations and bodies that accepted")),
    ("participants_confirmed", _("participants confirmed")),
    ("participants_by_video", _("participants by video link")),
    ("ministers_leading", _("delegations led by ministers")),
    ("sessions", _("sessions in the published programme")),
]
# Days after the last day: until then transfers and thanks still need what is purged.
KEPT_DAYS = 90
FAIR = 10  # “more than” says no more than a tenth less than the truth


def ways_to_say(exact: int) -> list[tuple[str, int]]:
    """How a count may be said: itself, “more than” the round number below, “about” the nearest.

    “More than 600” is true of 618; of 700 it is true and not fair, and of 600 it is not true.
    """
    ways = [("=", exact)]
    for step in (1000, 100, 50, 10):
        below = (exact - 1) // step * step
        if below > 0 and exact - below <= exact / FAIR:
            ways.append((">", below))
            break
    for step in (100, 50, 10):
        near = (exact + step // 2) // step * step
        if near and near != exact and abs(exact - near) * 20 <= exact:
            ways.append(("~", near))
            break
    return ways


def why_not_say(exact: int, comparator: str, value: int) -> Promise | None:
    if (comparator, value) not in ways_to_say(exact):
        return _("This number cannot be said so: it would not be true, or not fair.")
    return None


def purge_due(ends: date) -> date:
    return ends + timedelta(days=KEPT_DAYS)


def why_not_purge(*, closed_at: datetime | None, ends: date, today: date) -> Promise | None:
    if closed_at is None:
        return _("Close the edition first.")
    if today < purge_due(ends):
        return _("It is too early: personal data is purged 90 days after the last day.")
    return None
