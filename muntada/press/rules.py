"""Limits of the press office: how a version ripens, and when a statement may go out."""

from collections.abc import Collection
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from muntada.kit.states import Steps, step

KINDS = [
    ("release", _("press release")),
    ("advisory", _("media advisory")),
    ("communique", _("communiqué")),
    ("summary", _("chair's summary")),
    ("readout", _("readout")),
    ("transcript", _("transcript")),
    ("correction", _("correction")),
]
CORRECTION = "correction"

DRAFT, TRANSLATED, REVISED, CLEARED = "draft", "translated", "revised", "cleared"
VERSION_STATES = [
    (DRAFT, _("draft")),
    (TRANSLATED, _("translated")),
    (REVISED, _("revised")),
    (CLEARED, pgettext_lazy("text", "cleared")),
]
# The authentic version is written, not translated: it may be revised at once.
VERSION_STEPS: Steps = {
    "translate": step(DRAFT, to=TRANSLATED),
    "revise": step(DRAFT, TRANSLATED, to=REVISED),
    "clear": step(REVISED, to=CLEARED),
    "reopen": step(TRANSLATED, REVISED, CLEARED, to=DRAFT),
}
PAST = {
    "translate": "translated",
    "revise": "revised",
    "clear": "cleared",
    "reopen": "reopened",
}

# “Released” is no state: it is the clock, read when somebody asks.
OPEN, SCHEDULED, KILLED = "open", "scheduled", "killed"
STATES = [(OPEN, _("being written")), (SCHEDULED, _("scheduled")), (KILLED, _("killed"))]
STEPS: Steps = {
    "schedule": step(OPEN, to=SCHEDULED),
    "recall": step(SCHEDULED, to=OPEN),
    "kill": step(SCHEDULED, to=KILLED),
}

OPEN_TO_MEDIA, ACCREDITED, POOL, HOST_PHOTO, CLOSED = "open", "accredited", "pool", "host", "closed"
MEDIA_ACCESS = [
    (OPEN_TO_MEDIA, _("open to media")),
    (ACCREDITED, _("accredited media")),
    (POOL, _("pool")),
    (HOST_PHOTO, _("host photographer only")),
    (CLOSED, _("closed to media")),
]


def is_released(release_at: datetime | None, *, at: datetime) -> bool:
    return release_at is not None and release_at <= at


def why_not_write(state: str, version_state: str) -> Promise | None:
    if state != OPEN:
        return _("This statement is scheduled. Recall it before changing its text.")
    if version_state == CLEARED:
        return _("This version is cleared. Reopen it before changing its text.")
    return None


def why_not_clear(
    *, body: str, differences: int, reason: str, authentic_cleared: bool, is_authentic: bool
) -> Promise | None:
    """Nothing goes out while two versions, or a version and the record, say different things."""
    if not body.strip():
        return _("This version has no text yet.")
    if not is_authentic and not authentic_cleared:
        return _("Clear the authentic version first: the others follow it.")
    if differences and not reason.strip():
        return _("Something here differs. Mend it, or say why it may stand.")
    return None


def why_not_schedule(
    *, states: Collection[str], authentic: str, release_at: datetime | None, at: datetime
) -> Promise | None:
    """`states` are those of all versions; `authentic` that of the authentic one."""
    if authentic != CLEARED:
        return _("The authentic version is not cleared yet.")
    if any(state != CLEARED for state in states):
        return _("A version is not cleared yet. Clear it, or remove it from this release.")
    if release_at is not None and release_at < at:
        return _("This time has passed. Choose a later one, or release now.")
    return None


def why_not_recall(release_at: datetime | None, *, at: datetime) -> Promise | None:
    if is_released(release_at, at=at):
        return _("This is out. What is out is corrected or killed, never changed.")
    return None


def why_not_kill(release_at: datetime | None, note: str, *, at: datetime) -> Promise | None:
    if not is_released(release_at, at=at):
        return _("This is not out yet: recall it instead.")
    if not note.strip():
        return _("Editors need to know why. Write the kill notice.")
    return None
