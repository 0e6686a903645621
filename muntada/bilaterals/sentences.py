"""Whose key is whose, and what a forbidden move runs into, in words."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from muntada.bilaterals.desk import refusals
from muntada.bilaterals.desk.refusals import Refusal
from muntada.bilaterals.models import Interpreter, MeetingRoom, Principal, Request
from muntada.conferences.models import Edition
from muntada.delegations.models import Delegation
from muntada.kit.languages import bracketed, current


@dataclass(frozen=True)
class Names:
    """Whose key is whose; read in four queries."""

    principals: dict[str, str]
    parties: dict[str, str]
    rooms: dict[str, str]
    interpreters: dict[str, str]
    requests: dict[str, str]

    @classmethod
    def of(cls, edition: Edition) -> "Names":
        people = Principal.objects.filter(edition=edition)
        people = people.select_related("member__person", "delegation__party").order_by()
        rooms = MeetingRoom.objects.filter(edition=edition).select_related("room")
        parties = {
            str(one.pk): str(one)
            for one in Delegation.objects.filter(edition=edition).select_related("party")
        }
        requests = Request.objects.filter(edition=edition).order_by()
        return cls(
            {str(one.pk): f"{one}{bracketed(str(one.delegation), current())}" for one in people},
            parties,
            {str(one.pk): str(one) for one in rooms},
            {str(o.pk): o.name for o in Interpreter.objects.filter(edition=edition)},
            {
                str(pk): f"{parties[str(a)]} – {parties[str(b)]}"
                for pk, a, b in requests.values_list("pk", "delegation", "counterpart")
            },
        )


def why_not(found: Iterable[Refusal], names: Names) -> list[str]:
    said = [_refusal(one, names) for one in found]
    return list(dict.fromkeys(said))


def _refusal(one: Refusal, names: Names) -> str:
    said: dict[str, object] = {
        "other": names.requests.get(one.other, ""),
        "who": _who(one, names),
        "minutes": one.minutes,
    }
    return str(_PATTERNS()[one.kind]).format(**said)


def _who(one: Refusal, names: Names) -> str:
    for book in (
        names.rooms if one.kind in _OF_ROOMS else {},
        names.interpreters if one.kind in _OF_INTERPRETERS else {},
        names.parties if one.kind in (refusals.CAP, refusals.DOOR) else {},
        names.principals if one.kind in (refusals.AWAY, refusals.PERSON, refusals.WALK) else {},
    ):
        if one.who in book:
            return book[one.who]
    return ""


_OF_ROOMS = (refusals.SMALL, refusals.LEVEL, refusals.CLOSED, refusals.ROOM)
_OF_INTERPRETERS = (
    refusals.LANGUAGES, refusals.OFF, refusals.VOICE, refusals.REST, refusals.DAY,
)  # fmt: skip


def _PATTERNS() -> dict[str, str]:  # noqa: N802 - a table, made when the language is known
    return {
        refusals.STEP: _("Meetings begin every {minutes} minutes."),
        refusals.TIMES: _("The two sides have asked for other times."),
        refusals.SMALL: _("{who} has too few seats: {minutes} people are coming."),
        refusals.LEVEL: _("{who} is not given to meetings of this level."),
        refusals.CLOSED: _("{who} is closed to meetings then."),
        refusals.ROOM: _(
            "{who} is taken by {other}; {minutes} minutes are needed between two meetings."
        ),
        refusals.AWAY: _("{who} is not free then."),
        refusals.PERSON: _("{who} is in the meeting {other} then."),
        refusals.WALK: _("{who} needs {minutes} minutes on foot from or to the meeting {other}."),
        refusals.CAP: _("{who} has {minutes} meetings on that day, the most there may be."),
        refusals.DOOR: _(
            "{who} meets at the same door ({other}), and the two are kept {minutes} minutes apart."
        ),
        refusals.ORDER: _("This meeting and {other} are to follow one another."),
        refusals.NO_VOICE: _("No interpreter is free for this meeting then."),
        refusals.LANGUAGES: _("{who} does not work between these languages."),
        refusals.OFF: _("{who} is not on duty then."),
        refusals.VOICE: _("{who} interprets {other} then."),
        refusals.REST: _(
            "{who} would work more than {minutes} minutes without the rest that is due."
        ),
        refusals.DAY: _("{who} would work more than {minutes} minutes on that day."),
    }
