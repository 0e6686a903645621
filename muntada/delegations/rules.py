"""Limits of delegations: who may be nominated, confirmed, withdrawn, and when."""

from datetime import datetime
from typing import Protocol

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from muntada.kit.states import Steps, step

NOMINATED, CONFIRMED, WAITING, WITHDRAWN = "nominated", "confirmed", "waiting", "withdrawn"
STATES = [
    (NOMINATED, _("nominated")),
    (CONFIRMED, _("confirmed")),
    (WAITING, _("on the waiting list")),
    (WITHDRAWN, pgettext_lazy("member", "withdrawn")),
]
STEPS: Steps = {
    "confirm": step(NOMINATED, WAITING, to=CONFIRMED),
    "hold": step(NOMINATED, to=WAITING),
    "withdraw": step(NOMINATED, WAITING, CONFIRMED, to=WITHDRAWN),
    "renominate": step(WITHDRAWN, to=NOMINATED),
}
HEAD, ALTERNATE, MEMBER = "head", "alternate", "member"
PLACES = [
    (HEAD, _("head of delegation")),
    (ALTERNATE, _("alternate head of delegation")),
    (MEMBER, pgettext_lazy("delegation", "member")),
]
IN_PERSON, VIDEO, RECORDED = "in_person", "video", "recorded"
MODES = [
    (IN_PERSON, _("in person")),
    (VIDEO, _("by video link")),
    (RECORDED, _("by recorded address")),
]


class HasDeadlines(Protocol):
    @property
    def nominations_close(self) -> datetime | None: ...
    @property
    def confirmations_close(self) -> datetime | None: ...


def why_not_nominate(edition: HasDeadlines, *, at: datetime, is_open: bool) -> Promise | None:
    """`is_open`: the delegation's party has accepted, or is still weighing."""
    if not is_open:
        return _("This party has declined. Change the reply first, then nominate.")
    if edition.nominations_close and at > edition.nominations_close:
        return _("Nominations have closed. Ask the secretariat to add a late member.")
    return None


def why_not_confirm(edition: HasDeadlines, *, at: datetime, state: str) -> Promise | None:
    if state == CONFIRMED:
        return _("This member is already confirmed.")
    if state == WITHDRAWN:
        return _("This member was withdrawn. Nominate again first.")
    if edition.confirmations_close and at > edition.confirmations_close:
        return _("Confirmation has closed. Only the secretariat can confirm now.")
    return None


def why_not_trust(*, is_self: bool, works_at_a_desk: bool) -> Promise | None:
    """Why this person is not named a focal point: the desk would read what only parties may."""
    if is_self:
        return _("Nobody trusts themselves with a delegation. Its focal points work at no desk.")
    if works_at_a_desk:
        return _(
            "This person works at a desk of this conference, and so acts for no delegation. Take "
            "the role back first, or name somebody of the delegation."
        )
    return None
