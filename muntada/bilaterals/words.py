"""Notices in words, in the language of who reads them."""

from datetime import datetime

from django.utils.translation import gettext as _

from muntada.bilaterals.models import Notice
from muntada.conferences.models import Edition
from muntada.kit.dates import moment
from muntada.kit.languages import current, ended, sentences
from muntada.kit.texts import Text


def said_of_notice(notice: Notice) -> str:
    """One sentence; the other party's name is for those who may open the request."""
    request = notice.request
    if request is None:
        return _("Something has changed.")
    mine = notice.delegation_id == request.delegation_id
    other = (request.counterpart if mine else request.delegation).party
    said = _sentences().get(notice.verb, _("Something has changed: {party}.")).format(party=other)
    return sentences([said, *_where(notice, request.edition)], current())


def _where(notice: Notice, edition: Edition) -> list[str]:
    """The hour and the room, the old ones too where it moved, and a reason that may be told."""
    told = notice.details
    if "starts" not in told:
        return []
    now = _place(edition, told["starts"], told.get("room"))
    if "was" in told:
        was = _place(edition, told["was"], told.get("was_room"))
        said = [_("From {was} to {now}.").format(was=was, now=now)]
    else:
        said = [ended(now, current())]
    if reason := told.get("reason"):
        said.append(_("Reason: {reason}.").format(reason=str(reason).rstrip(".")))
    return said


def _place(edition: Edition, starts: str, room: dict[str, str] | None) -> str:
    when = moment(datetime.fromisoformat(starts), edition.time_zone)
    return " · ".join(filter(None, [when, str(Text(room or {}))]))


def _sentences() -> dict[str, str]:
    return {
        "request.sent": _("{party} asks for a meeting."),
        "request.changed": _("{party} has changed its request or its side of the meeting."),
        "request.withdrawn": _("{party} has withdrawn its request."),
        "request.accepted": _("{party} accepts the meeting."),
        "request.agreed": _("{party} agrees to the terms you proposed."),
        "request.declined": _("{party} declines the meeting."),
        "request.held": _("{party} has put the request on hold."),
        "request.terms_proposed": _("{party} proposes other terms."),
        "meeting.published": _("Your meeting with {party} has a time and a room."),
        "meeting.moved": _("Your meeting with {party} has moved."),
        "meeting.zone_changed": _(
            "The conference’s time zone was corrected: look again at the hours of your meeting "
            "with {party}."
        ),
        "meeting.confirmed": _("{party} confirms the meeting."),
        "meeting.cancelled": _("Your meeting with {party} is cancelled."),
        "meeting.held": _("Your meeting with {party} is entered as held."),
        "readout.written": _("A common text on the meeting with {party} waits for your consent."),
        "readout.consented": _("{party} consents to the common text on the meeting."),
        "readout.agreed": _("The text on the meeting with {party} is agreed by both sides."),
    }
