"""The one rule of the gates: may this badge pass here, now, and if not, why.

Pure: the page, the API and (mirrored in its script, and tested to agree) the device without a
network ask it. What is asked first is what a guard must know first.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from muntada.accreditation import rules

ADMITTED, LEFT, ALREADY_INSIDE = "admitted", "left", "already_inside"
WRONG_ZONE, WRONG_DAY, EXPIRED = "wrong_zone", "wrong_day", "expired"
REVOKED, REJECTED, NOT_ACTIVE = "revoked", "rejected", "not_active"
UNKNOWN, FORGED, OTHER_EDITION = "unknown", "forged", "other_edition"
OTHER_KEYBOARD, UNDECIDED = "other_keyboard", "undecided"
# In the order in which they are asked; the first that holds is the verdict.
ORDER = (
    OTHER_KEYBOARD, OTHER_EDITION, FORGED, UNKNOWN, REVOKED, REJECTED, EXPIRED, NOT_ACTIVE,
    WRONG_DAY, WRONG_ZONE, ALREADY_INSIDE, UNDECIDED,
)  # fmt: skip
VERDICTS: dict[str, tuple[Promise, Promise]] = {
    ADMITTED: (_("Admitted"), _("This badge is valid here today.")),
    LEFT: (_("Exit"), _("The exit is noted.")),
    ALREADY_INSIDE: (
        _("Already inside"),
        _("This badge is inside already. Look at the photo; a badge may have been passed back."),
    ),
    WRONG_ZONE: (_("Wrong zone"), _("This badge does not open this zone.")),
    WRONG_DAY: (_("Wrong day"), _("This badge is not valid today.")),
    EXPIRED: (_("Expired"), _("The last day of this badge has passed.")),
    REVOKED: (
        _("Revoked"),
        _("This badge was reported lost, withdrawn or revoked. Keep it and call the desk."),
    ),
    REJECTED: (_("Not accredited"), _("The accreditation of this person does not stand.")),
    NOT_ACTIVE: (
        _("Not yet active"),
        _("This badge was not activated. Send its holder to the accreditation desk."),
    ),
    UNKNOWN: (_("Unknown"), _("There is no such badge. Send its holder to the desk.")),
    FORGED: (
        _("Forged"),
        _("The signature is wrong: this code was not made by us. Keep the badge, call the desk."),
    ),
    OTHER_EDITION: (_("Another edition"), _("This badge belongs to another conference.")),
    OTHER_KEYBOARD: (
        _("Scanner’s keyboard"),
        _(
            "The scanner’s keyboard is set to another language. Set it to English (US), as its"
            " manual says, or type the number."
        ),
    ),
    UNDECIDED: (
        _("Day not certain"),
        _(
            "This device cannot be certain of the day, and this badge is not valid on every day"
            " it may be. Send its holder to the desk."
        ),
    ),
}


@dataclass(frozen=True)
class Facts:
    """All that is known of what was read; `state` None: nobody here knows the number.

    `genuine` is None where a number was typed, so that there was no signature to look at.
    `days` are ISO dates; `inside` is what the gate's register says before this scan.
    """

    genuine: bool | None = None
    same_edition: bool = True
    state: str | None = None
    application: str | None = rules.APPROVED
    zones: Collection[str] = ()
    days: Collection[str] = ()
    inside: bool = False
    other_keyboard: bool = False  # it looks like ours, through a scanner's wrong keyboard


def judge(
    facts: Facts, *, zone: str, day: date, leaving: bool = False, once: bool = False,
    until: date | None = None,
) -> str:  # fmt: skip
    """The verdict. `once`: anti-passback, who is inside does not enter again before leaving.

    Nobody is kept in: a known and genuine badge may always leave, whatever its state. `until` is
    the last day it may be where a device's clock is not sure: what holds on all these days is said.
    """
    said = _judge_on(facts, zone, day, leaving, once)
    for more in range(1, ((until or day) - day).days + 1):
        if _judge_on(facts, zone, day + timedelta(days=more), leaving, once) != said:
            return UNDECIDED
    return said


def _judge_on(facts: Facts, zone: str, day: date, leaving: bool, once: bool) -> str:
    today = day.isoformat()
    if facts.other_keyboard:
        return OTHER_KEYBOARD
    if not facts.same_edition:
        return OTHER_EDITION
    if facts.genuine is False:
        return FORGED
    if facts.state is None:
        return UNKNOWN
    if leaving:
        return LEFT
    if facts.state in rules.BLOCKED_BADGES:
        return REVOKED
    if facts.application != rules.APPROVED:
        return REJECTED
    if facts.state == rules.EXPIRED or (facts.days and max(facts.days) < today):
        return EXPIRED
    if facts.state != rules.ACTIVE:
        return NOT_ACTIVE
    if today not in facts.days:
        return WRONG_DAY
    if zone and zone not in facts.zones:
        return WRONG_ZONE
    if once and facts.inside:
        return ALREADY_INSIDE
    return ADMITTED
