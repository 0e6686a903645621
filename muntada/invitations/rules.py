"""Limits of invitations and replies."""

from datetime import date, datetime

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


def why_not_invite(*, state: str, edition_state: str) -> Promise | None:
    if state == INVITED:
        return _("This party has been invited already.")
    if state == RECALLED:
        return _("This invitation was recalled. Put the party back on the list first.")
    if edition_state == "postponed":
        return _("This edition is postponed. Set its new dates first, then invite.")
    if edition_state == "cancelled":
        return _("This edition is cancelled. Nobody can be invited to it.")
    return None


def why_not_remind(*, state: str, answer: str) -> Promise | None:
    if state == LISTED:
        return _("This party has not been invited yet.")
    if state == RECALLED:
        return _("This invitation was recalled.")
    if answer not in (NO_REPLY, TENTATIVE):
        return _("This party has replied. A reminder would be discourteous.")
    return None


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
    if answer == ACCEPTED and asked is not None and offered is not None and offered > asked:
        return _("This level is lower than the one asked for. Choose “accepted at a lower level”.")
    return None


def why_not_received_on(*, received: date, invited: date, today: date) -> Promise | None:
    """Days as the conference's own zone counts them."""
    if received > today:
        return _("This date is in the future.")
    if received < invited:
        return _("This date is before the party was invited. Check the year.")
    return None
