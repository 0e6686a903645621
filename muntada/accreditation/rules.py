"""States of applications, badges and what is lent; who may decide what. No database, no clock."""

from collections.abc import Iterable
from datetime import date, datetime

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from muntada.kit.languages import current, listed
from muntada.kit.states import Steps, step

# ── applications ──────────────────────────────────────────────────────────────
DRAFT, SUBMITTED, INCOMPLETE = "draft", "submitted", "incomplete"
VETTING, CLEARED, NOT_CLEARED = "vetting", "cleared", "not_cleared"
APPROVED, REFUSING, REFUSED, WITHDRAWN = "approved", "refusing", "refused", "withdrawn"
STATES = [
    (DRAFT, _("being filled in")),
    (SUBMITTED, _("submitted")),
    (INCOMPLETE, _("more information asked")),
    (VETTING, _("under vetting")),
    (CLEARED, pgettext_lazy("vetting", "cleared")),
    (NOT_CLEARED, _("not cleared")),
    (APPROVED, _("approved")),
    (REFUSING, _("refusal proposed")),
    (REFUSED, pgettext_lazy("application", "refused")),
    (WITHDRAWN, pgettext_lazy("application", "withdrawn")),
]
STEPS: Steps = {
    "submit": step(DRAFT, INCOMPLETE, to=SUBMITTED),
    "ask_more": step(SUBMITTED, CLEARED, NOT_CLEARED, to=INCOMPLETE),
    "send_to_vetting": step(SUBMITTED, to=VETTING),
    "clear": step(VETTING, to=CLEARED),
    "not_clear": step(VETTING, to=NOT_CLEARED),
    "recall_from_vetting": step(VETTING, to=SUBMITTED),
    "approve": step(SUBMITTED, CLEARED, to=APPROVED),
    "propose_refusal": step(SUBMITTED, INCOMPLETE, CLEARED, NOT_CLEARED, to=REFUSING),
    "refuse": step(REFUSING, to=REFUSED),
    "keep": step(REFUSING, to=SUBMITTED),
    "reopen": step(REFUSED, to=SUBMITTED),
    "withdraw": step(
        DRAFT, SUBMITTED, INCOMPLETE, VETTING, CLEARED, NOT_CLEARED, APPROVED, REFUSING,
        to=WITHDRAWN,
    ),
}  # fmt: skip
# Applications that no longer stand in the way of another for the same person.
ENDED = frozenset({REFUSED, WITHDRAWN})
# What an applicant or a focal point is told: the inner steps are the desk's own business.
SEEN_OUTSIDE = {
    VETTING: SUBMITTED,
    CLEARED: SUBMITTED,
    NOT_CLEARED: SUBMITTED,
    REFUSING: SUBMITTED,
}

# ── badges ────────────────────────────────────────────────────────────────────
READY, PRINTED, COLLECTED, ACTIVE = "ready", "printed", "collected", "active"
LOST, REVOKED, EXPIRED, RETURNED = "lost", "revoked", "expired", "returned"
BADGE_STATES = [
    (READY, _("to be printed")),
    (PRINTED, _("printed")),
    (COLLECTED, _("collected, not yet active")),
    (ACTIVE, pgettext_lazy("badge", "active")),
    (LOST, _("lost")),
    (REVOKED, _("revoked")),
    (WITHDRAWN, pgettext_lazy("badge", "withdrawn")),
    (EXPIRED, _("expired")),
    (RETURNED, _("returned")),
]
BADGE_STEPS: Steps = {
    "print": step(READY, PRINTED, to=PRINTED),
    "collect": step(PRINTED, to=COLLECTED),
    "activate": step(COLLECTED, to=ACTIVE),
    "lose": step(READY, PRINTED, COLLECTED, ACTIVE, to=LOST),
    "revoke": step(READY, PRINTED, COLLECTED, ACTIVE, to=REVOKED),
    "withdraw": step(READY, PRINTED, COLLECTED, ACTIVE, to=WITHDRAWN),
    "expire": step(READY, PRINTED, COLLECTED, ACTIVE, to=EXPIRED),
    "return": step(COLLECTED, ACTIVE, LOST, REVOKED, WITHDRAWN, EXPIRED, to=RETURNED),
}
LIVE_BADGES = frozenset({READY, PRINTED, COLLECTED, ACTIVE})
BLOCKED_BADGES = frozenset({LOST, REVOKED, WITHDRAWN, RETURNED})

# ── floaters and pins ─────────────────────────────────────────────────────────
IN_STOCK, OUT, VOID = "in_stock", "out", "void"
LENT_STATES = [
    (IN_STOCK, _("in stock")),
    (OUT, _("handed out")),
    (LOST, _("lost")),
    (VOID, _("void: its series was replaced")),
]
LENT_STEPS: Steps = {
    "hand_out": step(IN_STOCK, to=OUT),
    "take_back": step(OUT, LOST, to=IN_STOCK),
    "lose": step(IN_STOCK, OUT, to=LOST),
    "void": step(IN_STOCK, OUT, LOST, to=VOID),
}

# ── zone changes (four eyes) ──────────────────────────────────────────────────
ASKED, GRANTED, DENIED = "asked", "granted", "denied"
CHANGE_STATES = [
    (ASKED, _("waits for a second person")),
    (GRANTED, _("granted")),
    (DENIED, _("denied")),
]
CHANGE_STEPS: Steps = {"grant": step(ASKED, to=GRANTED), "deny": step(ASKED, to=DENIED)}

# ── what a category needs ─────────────────────────────────────────────────────
PHOTO, IDENTITY, FUNCTION, OUTLET = "photo", "identity", "function", "outlet"
ASSIGNMENT, PRESS_CARD, EQUIPMENT = "assignment", "press_card", "equipment"
NEEDS = [
    (PHOTO, _("photo")),
    (IDENTITY, _("passport or identity card")),
    (FUNCTION, _("function")),
    (OUTLET, _("outlet or employer")),
    (ASSIGNMENT, _("letter of assignment")),
    (PRESS_CARD, _("press card")),
    (EQUIPMENT, _("equipment brought")),
]
KINDS = [
    ("head", _("head of delegation")),
    ("delegation", _("member of a delegation")),
    ("observer", _("observer")),
    ("organisation", _("international organisation")),
    ("expert", _("invited expert")),
    ("interpreter", _("interpreter")),
    ("liaison", _("liaison officer")),
    ("security", _("security")),
    ("press", _("press")),
    ("technical", _("technical staff")),
    ("secretariat", _("secretariat")),
    ("temporary", _("temporary pass")),
]
PRESS = "press"
MEDIA = [
    ("print", _("newspaper or magazine")),
    ("agency", _("news agency")),
    ("radio", _("radio")),
    ("television", _("television")),
    ("online", _("online")),
    ("photo", _("photography")),
    ("technical", _("technical crew")),
    ("freelance", _("freelance")),
]
# Bands and zones: apart from one another for the colour-blind in lightness or hue, and each dark
# enough for white letters (at least 4.5 to 1). The letter is always printed with the colour.
COLOURS = [
    ("#8a1c2b", _("wine")),
    ("#14424c", _("deep teal")),
    ("#1b5e6b", _("teal")),
    ("#2f5ea8", _("blue")),
    ("#6b4a9c", _("violet")),
    ("#7a3f8f", _("plum")),
    ("#4a6b1b", _("olive")),
    ("#00695c", _("green")),
    ("#8a5a00", _("ochre")),
    ("#8f5a28", _("brown")),
    ("#5c5c5c", _("grey")),
    ("#3c4a52", _("slate")),
    ("#1b2326", _("black")),
]
LEAST_CONTRAST = 4.5


def luminance(colour: str) -> float:
    """Relative luminance of #rrggbb (WCAG 2.2)."""
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def why_not_colours(*, paper: str, letters: str) -> str | None:
    """Letters that cannot be read from two metres at a gate are no letters."""
    found = contrast(paper, letters)
    if found < LEAST_CONTRAST:
        said = _("These colours stand too close: {found} to 1, and 4.5 to 1 is needed to be read.")
        return str(said).format(found=f"{found:.1f}")
    return None


def why_not_more(*, quota: int | None, approved: int) -> str | None:
    """Places are counted when somebody is approved."""
    if quota is not None and approved >= quota:
        return str(_("All {n} places of this category are taken.")).format(n=quota)
    return None


def why_not_apply(*, at: datetime, deadline: datetime | None, late_allowed: bool) -> Promise | None:
    """After a category's deadline only an authorisation by name opens the door again."""
    if deadline and at > deadline and not late_allowed:
        return _("The deadline of this category has passed. Ask the secretariat for a late place.")
    return None


def why_not_submit(*, needs: Iterable[str], given: Iterable[str]) -> Promise | str | None:
    """What is still missing, by name."""
    said = dict(NEEDS)
    present = set(given)
    missing = [str(said[need]) for need in needs if need not in present]
    if missing:
        return str(_("Still missing: {what}.")).format(what=listed(missing, current()))
    return None


def why_not_approve(*, state: str, needs_vetting: bool) -> Promise | None:
    if state == NOT_CLEARED:
        return _("The vetting body has not cleared this person. Propose a refusal, or ask again.")
    if state == VETTING:
        return _("The vetting body has not answered yet.")
    if needs_vetting and state != CLEARED:
        return _("This category is vetted first. Send the application to vetting.")
    return None


def why_not_second(*, proposed_by: int | None, decides: int) -> Promise | None:
    """Four eyes: who proposes does not decide."""
    if proposed_by == decides:
        return _("You proposed this yourself. A second person must decide.")
    return None


def why_not_new_photo(*, state: str, badge: str) -> Promise | None:
    """A photo is replaced until it is on paper."""
    if state in ENDED:
        return _("This application has ended.")
    if badge and badge != READY:
        return _("The badge is printed with this photo. Ask the accreditation desk.")
    return None


def why_not_purge(*, last_day: date, today: date) -> Promise | None:
    if today <= last_day:
        return _("The conference is not over: photos and codes are still needed at the gates.")
    return None


def is_upgrade(
    *, now: Iterable[str], wanted: Iterable[str], days_now: Iterable[str], days: Iterable[str]
) -> bool:
    """More zones or more days than before need a second person; fewer do not."""
    return bool(set(wanted) - set(now) or set(days) - set(days_now))


def why_not_print(
    *, application: str, badge: str, has_photo: bool, needs_photo: bool
) -> Promise | None:
    if application != APPROVED:
        return _("Only an approved application has a badge.")
    if badge not in (READY, PRINTED):
        return _("This badge has been handed out. Report it lost to print another.")
    if needs_photo and not has_photo:
        return _("The photo is missing.")
    return None


def is_late(*, submitted: datetime | None, deadline: datetime | None) -> bool:
    return bool(submitted and deadline and submitted > deadline)


def seen_from_outside(state: str) -> str:
    return SEEN_OUTSIDE.get(state, state)
