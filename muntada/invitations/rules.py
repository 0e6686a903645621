"""Limits of invitations and replies."""

from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from muntada.kit.states import Steps, step

LISTED, INVITED, RECALLED = "listed", "invited", "recalled"
STATES = [
    (LISTED, _("to be invited")),
    (INVITED, _("invited")),
    (RECALLED, _("recalled")),
]
STEPS: Steps = {
    "invite": step(LISTED, to=INVITED),
    "recall": step(INVITED, to=RECALLED),
    "relist": step(RECALLED, to=LISTED),
}

NO_REPLY, ACCEPTED, LOWER, TENTATIVE, DECLINED = (
    "no_reply",
    "accepted",
    "accepted_lower",
    "tentative",
    "declined",
)
REPLIES = [
    (ACCEPTED, _("accepted")),
    (LOWER, _("accepted at a lower level")),
    (TENTATIVE, _("tentative")),
    (DECLINED, _("declined")),
]
ANSWERS = [*REPLIES, (NO_REPLY, _("no reply"))]
COMING = frozenset({ACCEPTED, LOWER})


def why_not_reply(
    *, state: str, replies_close: datetime | None, at: datetime, by_secretariat: bool
) -> Promise | None:
    """A reply can be changed until replies close; the secretariat enters late letters too."""
    if state == LISTED:
        return _("This party has not been invited yet.")
    if state == RECALLED:
        return _("This invitation was recalled.")
    if replies_close and at > replies_close and not by_secretariat:
        return _("Replies have closed. Write to the secretariat, which can still enter a reply.")
    return None


def why_not_this_level(*, answer: str, asked: int | None, offered: int | None) -> Promise | None:
    """`asked` and `offered` are places on the ladder of ranks, 1 the highest."""
    if answer == LOWER and offered is None:
        return _("Say at which level the delegation will be led.")
    if answer == LOWER and asked is not None and offered is not None and offered <= asked:
        return _("This level is not lower than the one asked for. Choose “accepted”.")
    return None
