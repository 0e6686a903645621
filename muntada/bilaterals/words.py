"""Notices in words, in the language of who reads them."""

from django.utils.translation import gettext as _

from muntada.bilaterals.models import Notice


def said_of_notice(notice: Notice) -> str:
    """One sentence; the other party's name is for those who may open the request."""
    request = notice.request
    if request is None:
        return _("Something has changed.")
    mine = notice.delegation_id == request.delegation_id
    other = (request.counterpart if mine else request.delegation).party
    return _sentences().get(notice.verb, _("Something has changed: {party}.")).format(party=other)


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
        "meeting.confirmed": _("{party} confirms the meeting."),
        "meeting.cancelled": _("Your meeting with {party} is cancelled."),
        "meeting.held": _("Your meeting with {party} is entered as held."),
        "readout.written": _("A common text on the meeting with {party} waits for your consent."),
        "readout.consented": _("{party} consents to the common text on the meeting."),
        "readout.agreed": _("The text on the meeting with {party} is agreed by both sides."),
    }
