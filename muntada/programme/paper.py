"""The published programme on paper, in the language of the page."""

from datetime import datetime
from itertools import groupby
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from muntada.delegations.rules import IN_PERSON, MODES
from muntada.kit.dates import day
from muntada.kit.languages import current, direction
from muntada.kit.texts import Text
from muntada.kit.typesetting import pdf
from muntada.programme.models import ProgrammeVersion
from muntada.programme.rules import ACCESS, KINDS, OPEN, PARTS

TEMPLATE = Path(__file__).parent / "typst" / "programme.typ"


def typeset(version: ProgrammeVersion, *, heading: str = "", archival: bool = False) -> bytes:
    """Day by day, hour by hour; who speaks, by which means, in which room."""
    edition, language = version.edition, current()
    rooms = {room["id"]: str(Text(room["name"])) for room in version.content["rooms"]}
    data = {
        "language": language,
        "direction": direction(language),
        "host": str(edition.series.host),
        "title": str(edition.title),
        "place": " · ".join(filter(None, [str(edition.venue), str(edition.city)])),
        "heading": heading or _("Programme"),
        "version": _("Version {n}, {when}").format(
            n=version.number, when=_day(version.published_at.astimezone(version.zone))
        ),
        "times": _("Times are those of the venue ({zone}).").format(zone=version.zone.key),
        "page_of": _("Page"),
        "days": _days(version, rooms),
    }
    return pdf(TEMPLATE, data, at=version.published_at, archival=archival)


def _day(moment: datetime) -> str:
    return day(moment.date())


def _days(version: ProgrammeVersion, rooms: dict[int, str]) -> list[dict[str, Any]]:
    zone = version.zone
    sessions = [
        {**one, "begins": datetime.fromisoformat(one["starts"]).astimezone(zone),
         "closes": datetime.fromisoformat(one["ends"]).astimezone(zone)}
        for one in version.content["sessions"]
    ]  # fmt: skip
    sessions.sort(key=lambda one: one["begins"])
    return [
        {"name": _day(next(iter(many := list(group)))["begins"]),
         "sessions": [_session(one, rooms) for one in many]}
        for _date, group in groupby(sessions, key=lambda one: one["begins"].date())
    ]  # fmt: skip


def _session(one: dict[str, Any], rooms: dict[int, str]) -> dict[str, Any]:
    notes = [str(dict(KINDS)[one["kind"]]), rooms.get(one["room"], "")]
    if one["access"] != OPEN:
        notes.append(str(dict(ACCESS)[one["access"]]))
    return {
        "hours": f"{one['begins']:%H:%M}–{one['closes']:%H:%M}",
        "number": one["number"],
        "title": str(Text(one["title"])),
        "notes": " · ".join(filter(None, notes)),
        "people": [_person(part) for part in one["people"]],
    }


def _person(part: dict[str, Any]) -> dict[str, str]:
    said = [str(Text(part[name])) for name in ("function", "party")]
    if part["mode"] != IN_PERSON:
        said.append(str(dict(MODES)[part["mode"]]))
    return {
        "part": str(dict(PARTS)[part["part"]]),
        "name": str(Text(part["name"])) or str(Text(part["party"])),
        "said": " · ".join(filter(None, said)),
    }
