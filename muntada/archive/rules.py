"""Limits of the archive: how a number may be said, when an edition is closed and purged."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from muntada.conferences import rules as conference_rules
from muntada.kit.languages import current, quoted, sentences
from muntada.kit.states import Steps, step

# On what footing a number stands. One who attended had collected a badge, was accredited, was
# confirmed, and came from a party that had accepted an invitation: each holds less than the one
# before it, so a number without its basis says nothing.
INVITED, EXPECTED, ACCEPTED, CONFIRMED = "invited", "expected", "accepted", "confirmed"
ACCREDITED, COLLECTED, ATTENDED, VIDEO = "accredited", "collected", "attended", "video"
PUBLISHED, HELD = "published", "held"
BASES = [
    (INVITED, pgettext_lazy("basis of a figure", "invited")),
    (EXPECTED, _("expected")),
    (ACCEPTED, pgettext_lazy("basis of a figure", "accepted")),
    (CONFIRMED, pgettext_lazy("basis of a figure", "confirmed")),
    (ACCREDITED, _("accredited")),
    (COLLECTED, _("badge collected")),
    (ATTENDED, _("attended")),
    (VIDEO, _("by video")),
    (PUBLISHED, _("as published")),
    (HELD, pgettext_lazy("basis of a figure", "held")),
]
# What is counted, what it is called, on which basis, and as which measure editions compare it.
COUNTED = [
    ("parties_invited", _("parties invited"), INVITED, "parties"),
    ("states_invited", _("states invited"), INVITED, "countries"),
    ("states_coming", _("states that accepted"), ACCEPTED, "countries"),
    (
        "organisations_coming",
        _("organisations and bodies that accepted"),
        ACCEPTED,
        "organisations",
    ),
    ("participants_confirmed", _("participants confirmed"), CONFIRMED, "participants"),
    (
        "ministers_leading",
        _("delegations led by ministers"),
        CONFIRMED,
        "delegations led by ministers",
    ),
    ("states_accredited", _("states with somebody accredited"), ACCREDITED, "countries"),
    ("participants_accredited", _("participants accredited"), ACCREDITED, "participants"),
    ("journalists_accredited", _("journalists accredited"), ACCREDITED, "journalists"),
    ("participants_collected", _("participants with a badge"), COLLECTED, "participants"),
    ("states_attended", _("states that attended"), ATTENDED, "countries"),
    ("participants_attended", _("participants who attended"), ATTENDED, "participants"),
    ("participants_by_video", _("participants by video link"), VIDEO, "participants by video"),
    ("ministers_by_video", _("ministers by video link"), VIDEO, "ministers by video"),
    ("sessions", _("sessions in the published programme"), PUBLISHED, "sessions"),
    ("languages", _("languages of the published programme"), PUBLISHED, "languages"),
    ("bilaterals", _("bilateral meetings held"), HELD, "bilaterals"),
    ("regions", _("regions of the states that accepted"), ACCEPTED, "regions"),
    ("first_timers", _("states that accepted for the first time"), ACCEPTED, "first-timers"),
]
COUNTS = [(code, name) for code, name, _basis, _measure in COUNTED]
BASIS_OF = {code: basis for code, _name, basis, _measure in COUNTED}
MEASURE_OF = {code: measure for code, _name, _basis, measure in COUNTED}
FAIR = 10  # “more than” says no more than a tenth less than the truth


def ways_to_say(exact: int) -> list[tuple[str, int]]:
    """How a count may be said: itself, “more than” the round number below, “about” the nearest.

    “More than 600” is true of 618; of 700 it is true and not fair, and of 600 it is not true.
    """
    ways = [("=", exact)]
    for unit in (1000, 100, 50, 10):
        below = (exact - 1) // unit * unit
        if below > 0 and exact - below <= exact / FAIR:
            ways.append((">", below))
            break
    for unit in (100, 50, 10):
        near = (exact + unit // 2) // unit * unit
        if near and near != exact and abs(exact - near) * 20 <= exact:
            ways.append(("~", near))
            break
    return ways


def why_not_say(exact: int, comparator: str, value: int) -> Promise | None:
    if (comparator, value) not in ways_to_say(exact):
        return _("This number cannot be said so: it would not be true, or not fair.")
    return None


# ── the closing ──────────────────────────────────────────────────────────────
MAKING, READY, FAILED = "making", "ready", "failed"
EXPORT_STATES = [
    (MAKING, _("being made")),
    (READY, _("ready")),
    (FAILED, _("failed")),
]
EXPORT_STEPS: Steps = {
    "finish": step(MAKING, to=READY),
    "give_up": step(MAKING, to=FAILED),
    "make_again": step(FAILED, to=MAKING),
}


def why_not_close(*, closed_at: datetime | None, undone: Sequence[str]) -> Promise | str | None:
    if closed_at is not None:
        return _("This edition is already closed.")
    if undone:
        said = sentences((quoted(one, current()) for one in undone), current())
        return str(_("Not yet: {list}")).format(list=said)
    return None


# ── the purge ────────────────────────────────────────────────────────────────
TRAVEL, IDENTITY, IMPORTS = "travel", "identity", "imports"
CONTACT, NOTES, FOCAL_POINTS, MAIL = "contact", "notes", "focal_points", "mail"
APPLICANTS, MOVEMENTS = "applicants", "movements"
# What is destroyed, what it is called, and how many days after the last day: passports are of no
# use once the badges are back; thanks and transfers still need addresses for a while.
KINDS = [
    (IDENTITY, _("photos, passport data and reasons of refusals, with their key"), 30),
    (TRAVEL, _("journeys"), 30),
    (MOVEMENTS, _("who went through which gate, and when"), 30),
    (IMPORTS, _("files brought in, with what was read from them"), 30),
    (CONTACT, _("addresses and languages of people"), 90),
    (
        APPLICANTS,
        _("names of who was refused or withdrew, answers of the vetting, signatures on receipts"),
        90,
    ),
    (NOTES, _("notes of the desk"), 90),
    (FOCAL_POINTS, _("accounts of focal points"), 90),
    (MAIL, _("mail sent, with its addresses"), 90),
]
KIND_NAMES = {code: name for code, name, _days in KINDS}
KEPT_DAYS = {code: days for code, _name, days in KINDS}
LONGEST_HOLD_DAYS = 366

ASKED, GRANTED, DENIED = "asked", "granted", "denied"
EARLY_STATES = [
    (ASKED, _("waits for a second person")),
    (GRANTED, _("granted")),
    (DENIED, _("denied")),
]
EARLY_STEPS: Steps = {"grant": step(ASKED, to=GRANTED), "deny": step(ASKED, to=DENIED)}


def purge_due(kind: str, ends: date) -> date:
    return ends + timedelta(days=KEPT_DAYS[kind])


def why_not_purge(
    *, kind: str, state: str, ends: date, today: date, held_until: date | None, early: bool
) -> Promise | str | None:
    """Its day has come, or two people have decided to do it before; nobody holds it back."""
    if held_until is not None and today < held_until:
        return _("It is held back. End the hold first.")
    if ends >= today:
        return _("The edition is not over: its data are still needed.")
    if state not in (conference_rules.HELD, conference_rules.CANCELLED):
        return _("Say first whether the edition was held or cancelled.")
    if not early and today < purge_due(kind, ends):
        due = purge_due(kind, ends)
        return str(_("It is too early: its day is {day}.")).format(
            day=f"\u2066{due.isoformat()}\u2069"
        )
    return None


def why_not_hold(*, until: date, today: date, reason: str) -> Promise | None:
    """A hold has a reason and an end, so that nothing is kept because it was forgotten."""
    if not reason.strip():
        return _("Say why it is held back: the reason stands in the record.")
    if until <= today:
        return _("A hold ends on a day to come.")
    if (until - today).days > LONGEST_HOLD_DAYS:
        return _("A hold lasts a year at most; it can be renewed.")
    return None


def why_not_decide(*, asked_by: int | None, decides: int | None) -> Promise | None:
    """Four eyes: who asks does not decide."""
    if decides is None or asked_by == decides:
        return _("You proposed this yourself. A second person must decide.")
    return None
