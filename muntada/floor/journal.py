"""The Journal of a day, written from what happened, after the pattern of the OSCE's Journal.

Date; opened, suspended, resumed, closed; chair; subjects discussed with the statements made and
their symbols. See https://businessdocbox.com/Government/104326459-1200th-plenary-meeting-of-the-council.html
"""

import json
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Prefetch
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from muntada.conferences.models import Edition
from muntada.floor import rules
from muntada.floor.models import Floor, JournalVersion, Speech
from muntada.kit.dates import day
from muntada.kit.languages import colon, current, direction, listed
from muntada.kit.texts import Text
from muntada.kit.typesetting import pdf
from muntada.programme import rules as programme_rules

TYPST = Path(__file__).parent / "typst" / "journal.typ"
WHAT: dict[str, Promise] = {
    "open": gettext_lazy("Opened"),
    "suspend": gettext_lazy("Suspended"),
    "resume": gettext_lazy("Resumed"),
    "close": gettext_lazy("Closed"),
}


def as_stored(edition: Edition, day: date) -> dict[str, Any]:
    """The day as a version keeps it, in all languages: four queries however much was said."""
    first = datetime.combine(day, datetime.min.time(), tzinfo=edition.zone)
    spoken = Speech.objects.filter(state=rules.DONE).order_by("ended_at")
    spoken = spoken.select_related("delegation__party", "member__person", "on_behalf")
    floors = (
        Floor.objects.filter(
            edition=edition, happenings__what="open", happenings__at__gte=first,
            happenings__at__lt=first + timedelta(days=1),
        )
        .select_related("session", "presides__person")
        .prefetch_related("happenings", "outcomes", Prefetch("speeches", spoken))
        .order_by("happenings__at")
    )  # fmt: skip
    said = {"day": day.isoformat(), "meetings": [_meeting(floor) for floor in floors]}
    stored: dict[str, Any] = json.loads(json.dumps(said, cls=DjangoJSONEncoder))
    return stored


def _meeting(floor: Floor) -> dict[str, Any]:
    session = floor.session
    return {
        "title": session.title,
        "number": session.number,
        "chair": dict(floor.chair_name),
        "public": session.is_public and session.access == programme_rules.OPEN,
        "happenings": [{"what": one.what, "at": one.at} for one in floor.happenings.all()],
        "statements": [_statement(speech) for speech in floor.speeches.all()],
        "outcomes": [
            {"kind": one.kind, "symbol": one.symbol, "title": one.title}
            for one in floor.outcomes.all()
        ],
    }


def _statement(speech: Speech) -> dict[str, Any]:
    return {
        "party": speech.delegation.party.short_name,
        "name": speech.member.person.name if speech.member else {},
        "behalf": speech.on_behalf.name if speech.on_behalf else {},
        "kind": speech.kind,
        "motion": speech.motion,
        "symbol": speech.symbol,
        "text": bool(speech.text),
    }


def for_the_public(content: dict[str, Any]) -> dict[str, Any]:
    """Only meetings that everybody might attend: a closed one is not even named."""
    return content | {"meetings": [one for one in content["meetings"] if one.get("public")]}


def in_words(edition: Edition, content: dict[str, Any]) -> list[dict[str, Any]]:
    """Each meeting in the language of the page, as the page and the paper print it."""
    return [
        {
            "number": meeting["number"],
            "title": str(Text(meeting["title"])),
            "chair": _chair(meeting["chair"]),
            "hours": [
                (
                    str(WHAT[one["what"]]),
                    f"{edition.local(datetime.fromisoformat(one['at'])):%H:%M}",
                )
                for one in meeting["happenings"]
            ],
            "statements": [_said(one) for one in meeting["statements"] if one["kind"] != "point"],
            "motions": [_said(one) for one in meeting["statements"] if one["kind"] == "point"],
            "decisions": _outcomes(meeting, rules.DECISION),
            "documents": _outcomes(meeting, rules.DOCUMENT),
        }
        for meeting in content["meetings"]
    ]


def _chair(said: dict[str, str] | str) -> str:
    """The first versions kept one name for all languages."""
    return said if isinstance(said, str) else str(Text(said))


def _outcomes(meeting: dict[str, Any], kind: str) -> list[dict[str, str]]:
    """Versions issued before decisions were recorded have none."""
    return [
        {"symbol": one["symbol"], "title": str(Text(one["title"]))}
        for one in meeting.get("outcomes", [])
        if one["kind"] == kind
    ]


def _said(one: dict[str, Any]) -> dict[str, str]:
    party = str(Text(one["party"]))
    if one["behalf"]:
        party = _("{party} (on behalf of {group})").format(party=party, group=Text(one["behalf"]))
    notes = []
    if one["kind"] == rules.REPLY:
        notes.append(_("right of reply"))
    if one["kind"] == rules.POINT:
        notes.append(str(dict(rules.MOTIONS).get(one["motion"], "")))
    return {"party": party, "symbol": one["symbol"], "note": listed(filter(None, notes), current())}


def typeset(version: JournalVersion, *, public: bool = False) -> bytes:
    edition = version.edition
    content = for_the_public(version.content) if public else version.content
    data = {
        "language": current(),
        "direction": direction(current()),
        "host": str(edition.series.host),
        "title": str(edition.title),
        "heading": _("Journal"),
        "day": day(version.day),
        "version": _("Version {n}").format(n=version.number),
        "words": {
            "chair": _("Chair"),
            "subject": _("Subject discussed"),
            "statements": pgettext("floor", "Statements"),
            "motions": _("Points of order"),
            "decisions": _("Decisions"),
            "documents": _("Documents"),
            "none": _("No statements were made."),
            "colon": colon(current()),
        },
        "page_of": _("Page"),
        "meetings": in_words(edition, content),
    }
    return pdf(TYPST, data, at=version.issued_at)
