"""Repairs and what-ifs as pages say them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from muntada.bilaterals import rules
from muntada.bilaterals.models import Round
from muntada.bilaterals.sentences import Names
from muntada.kit.dates import short_moment


@dataclass(frozen=True)
class MovedLine:
    name: str
    before: str
    after: str


@dataclass(frozen=True)
class RepairReport:
    disturbance: str
    moved: list[MovedLine]
    lost: list[str]
    kept: int


def place_said(meeting: dict[str, Any], names: Names) -> str:
    start = datetime.fromisoformat(meeting["start"])
    parts = [short_moment(start), names.rooms.get(meeting["room"], "")]
    if voice := meeting.get("interpreter"):
        parts.append(names.interpreters.get(voice, ""))
    return " · ".join(filter(None, parts))


def repair_report(one: Round, names: Names) -> RepairReport:
    said = one.options
    moved = [
        MovedLine(
            names.requests.get(move["request"], ""),
            place_said(move["before"], names),
            place_said(move["after"], names),
        )
        for move in sorted(said["moved"], key=lambda move: move["before"]["start"])
    ]
    lost = [names.requests.get(key, "") for key in said["lost"]]
    return RepairReport(_disturbance(one, names), moved, lost, said["kept"])


def _disturbance(one: Round, names: Names) -> str:
    said = one.options["disturbance"]
    local = one.edition.local(datetime.fromisoformat(said["moment"]))
    when = short_moment(local)
    sentences = {
        rules.LATE: _("{who} is late, until {when}."),
        rules.LEAVES: _("{who} leaves early, at {when}."),
        rules.CANCELS: _("{who} cancels, from {when} on."),
        rules.ROOM_LOST: _("{who} is lost, from {when} on."),
    }
    if said["kind"] == rules.ROOM_LOST:
        who = names.rooms.get(str(said["room"]), "")
    else:
        who = names.principals.get(str(said["principal"]), "")
    return sentences[said["kind"]].format(who=who, when=when)
