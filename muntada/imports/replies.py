"""Replies of parties from a file, entered as the secretariat enters letters received."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, time
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop, override, pgettext_lazy

from muntada.accounts.models import User
from muntada.conferences.models import Edition
from muntada.imports import columns as read
from muntada.imports.columns import Choices, Column
from muntada.imports.parties import Parties
from muntada.imports.plan import CHANGED, NEW, REFUSED, SAME, Row
from muntada.invitations import rules
from muntada.invitations.actions.replies import reply
from muntada.invitations.models import Invitation

COLUMNS = [
    Column(
        "party",
        _("Party"),
        (pgettext_lazy("party", "Name"),),
        required=True,
        example="EGY",
    ),
    Column("answer", _("Reply"), (_("Answer"),), required=True, example="accepted"),
    Column("level", _("Level"), (_("Rank"), _("level of the reply"))),
    Column("received", _("Received"), (_("Replied"),), example="2021-03-15"),
    Column("reference", _("Number of the letter"), (_("number of the letter received"),)),
    Column("reason", _("Reason")),
]

SLICE = 20  # rows written while others wait; each is a reply like one entered by hand


@dataclass
class Pending:
    row: Row
    invitation: Invitation | None = None
    said: dict[str, Any] = field(default_factory=dict)


def plan(
    edition: Edition,
    rows: list[tuple[int, dict[str, Any]]],
    *,
    language: str,
    at: datetime,
    told: Callable[[int], None],
) -> list[Pending]:
    parties = Parties()
    related = ("party", "level_asked", "level_offered", "edition")
    invitations = {
        one.party_id: one
        for one in Invitation.objects.filter(edition=edition).select_related(*related)
    }
    answers = Choices((code, [code, label]) for code, label in rules.REPLIES)
    silent = Choices([(rules.NO_REPLY, [rules.NO_REPLY, dict(rules.ANSWERS)[rules.NO_REPLY]])])
    levels = Choices((one, list(one.name.values())) for one in edition.ranks.all())
    seen: dict[int, int] = {}
    planned = []
    for number, (line, cells) in enumerate(rows, start=1):
        row = Row(line, NEW)
        party = parties.find(row, cells)
        invitation = invitations.get(party.pk) if party else None
        if party is not None:
            row.name = str(party.code)
            _look_at(row, party, invitation, seen)
        if invitation is not None and _is_still_silent(cells, silent, invitation):
            row.what = REFUSED if row.why else SAME
            planned.append(Pending(row, invitation))
            continue
        said = _said(row, cells, answers, levels, edition)
        if row.what != REFUSED and invitation is not None:
            _against_the_rules(row, invitation, said, at)
            _compare(row, invitation, said)
        planned.append(Pending(row, invitation, said))
        if number % 50 == 0:
            told(number)
    return planned


def _is_still_silent(cells: dict[str, Any], silent: Choices, invitation: Invitation) -> bool:
    """Our own list says “no reply” of who has not replied: that is no answer to enter."""
    if invitation.answer != rules.NO_REPLY:
        return False
    says_more = {"level", "received", "reference", "reason"} & set(cells)
    return bool(silent.find(cells.get("answer")) or ("answer" not in cells and not says_more))


def _look_at(row: Row, party: Any, invitation: Invitation | None, seen: dict[int, int]) -> None:
    earlier = seen.setdefault(party.pk, row.line)
    if earlier != row.line:
        row.refuse(gettext_noop("Row {line} of this file speaks of the same party."), line=earlier)
    elif invitation is None:
        row.refuse(gettext_noop("{party} is not on the list of parties to invite."), party=party)


def _said(
    row: Row, cells: dict[str, Any], answers: Choices, levels: Choices, edition: Edition
) -> dict[str, Any]:
    said: dict[str, Any] = {
        "answer": answers.find(cells.get("answer")),
        "level": levels.find(cells.get("level")),
        "reference": read.words(cells.get("reference"))[:80],
        "reason": read.words(cells.get("reason"))[:2000],
        "received_at": None,
    }
    if said["answer"] is None:
        row.refuse(
            gettext_noop("“{said}” is not a reply. Write accepted, tentative or declined."),
            said=read.words(cells.get("answer"))[:60],
        )
    if "level" in cells and said["level"] is None:
        row.refuse(
            gettext_noop("“{said}” is not on the ladder of ranks."),
            said=read.words(cells["level"])[:60],
        )
    if "received" in cells:
        day = read.day(cells["received"])
        if day is None:
            row.refuse(
                gettext_noop("“{said}” is not a date. Write it as 2021-06-23."),
                said=read.words(cells["received"])[:60],
            )
        else:
            said["received_at"] = datetime.combine(day, time(12), tzinfo=edition.zone)
    return said


def _against_the_rules(
    row: Row, invitation: Invitation, said: dict[str, Any], at: datetime
) -> None:
    """The rules of the reply page, asked before anything is written."""
    asked, level = invitation.level_asked, said["level"]
    local = invitation.edition.local
    for why_not in (
        rules.why_not_reply(state=invitation.state, replies_close=None, at=at, by_secretariat=True),
        rules.why_not_this_level(
            answer=said["answer"],
            asked=asked.position if asked else None,
            offered=level.position if level else None,
        ),
        rules.why_not_received_on(
            received=local(said["received_at"] or at).date(),
            invited=local(invitation.invited_at or at).date(),
            today=local(at).date(),
        ),
    ):
        if why_not is not None:
            row.refuse(_msgid(why_not))
            return


def _msgid(sentence: Promise) -> str:
    """The message itself, to be said later in the reader's language: the source is English."""
    with override("en"):
        return str(sentence)


def _compare(row: Row, invitation: Invitation, said: dict[str, Any]) -> None:
    if row.what == REFUSED:
        return
    before = (invitation.answer, invitation.level_offered)
    level = said["level"] if said["answer"] in rules.COMING else None
    if before == (said["answer"], level):
        row.what = SAME
    elif invitation.answer != rules.NO_REPLY:
        row.what = CHANGED
    row.changes.append(("answer", invitation.answer, said["answer"]))
    if level:
        row.changes.append(("level", str(invitation.level_offered or ""), str(level)))


def write(planned: list[Pending], *, by: User, at: datetime, source: dict[str, Any]) -> None:
    for one in planned:
        if one.invitation is not None and one.row.what in (NEW, CHANGED):
            reply(one.invitation, **one.said, by=by, at=at, by_secretariat=True)
