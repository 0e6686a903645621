"""Protocol's paper, typeset in the language of the page."""

from datetime import datetime
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from muntada.conferences.models import Edition
from muntada.delegations import rules as delegation_rules
from muntada.delegations.models import Member
from muntada.delegations.queries import by_rank
from muntada.kit.languages import current, direction
from muntada.kit.templatetags.muntada import moment
from muntada.kit.texts import Text
from muntada.kit.typesetting import pdf
from muntada.protocol import rules
from muntada.protocol.models import SeatPlanVersion
from muntada.protocol.orders import arrangement, read
from muntada.protocol.pictures import Chair, picture
from muntada.protocol.seats import as_plan

TYPST = Path(__file__).parent / "typst"


def _head(edition: Edition, heading: str, note: str) -> dict[str, Any]:
    return {
        "language": current(),
        "direction": direction(current()),
        "host": str(edition.series.host),
        "title": str(edition.title),
        "heading": heading,
        "note": note,
        "page_of": _("Page"),
    }


def _said(version: SeatPlanVersion) -> str:
    when = moment(version.made_at, version.plan.edition.time_zone)
    return _("Version {n}, {when}").format(n=version.number, when=when)


def _label(chair: Chair) -> str:
    return str(chair.party) or str(chair.name)


def seat_plan(version: SeatPlanVersion) -> bytes:
    """The hall drawn, and who sits where."""
    drawn = picture(version, as_plan(version))
    many = drawn.is_round and len(drawn.tables) > 1
    data = _head(version.plan.edition, str(version.plan), _said(version)) | {
        "width": drawn.width,
        "height": drawn.height,
        "podium": _("Podium") if drawn.podium else "",
        "round": drawn.is_round,
        "tables": drawn.tables,
        "table": _("Table"),
        "seats": [
            {"n": one.number, "x": one.x, "y": one.y, "code": one.short, "party": str(one.party),
             "name": str(one.name), "table": one.table if many else 0}
            for one in drawn.chairs
        ],
    }  # fmt: skip
    return pdf(TYPST / "hall.typ", data, at=version.made_at)


def _cards(version: SeatPlanVersion, *, large: bool) -> bytes:
    drawn = picture(version, as_plan(version))
    seated = [one for one in drawn.chairs if one.key]
    with_tables = drawn.is_round and len(drawn.tables) > 1
    data = _head(version.plan.edition, str(version.plan), _said(version)) | {
        "large": large,
        "cards": [_card(one, with_tables) for one in seated],
    }
    return pdf(TYPST / "cards.typ", data, at=version.made_at)


def _card(chair: Chair, with_tables: bool) -> dict[str, str]:
    """In the page's language, and beneath in English (Arabic where the page is English)."""
    other = "ar" if current() == "en" else "en"
    where = _("Seat {n}").format(n=chair.number)
    if with_tables:
        where = _("Table {n}").format(n=chair.table)
    second = Text(chair.party).in_(other)
    return {
        "party": str(chair.party),
        "second": second if second != str(chair.party) else "",
        "name": str(chair.name),
        "function": str(chair.function),
        "where": where,
    }


def place_cards(version: SeatPlanVersion) -> bytes:
    """Eight a sheet, to fold: the person's name."""
    return _cards(version, large=False)


def nameplates(version: SeatPlanVersion) -> bytes:
    """One a sheet, to fold into a roof: the state's name on both faces."""
    return _cards(version, large=True)


def _list(
    edition: Edition, heading: str, note: str, rows: Any, at: datetime, *,
    archival: bool = False, **more: Any,
) -> bytes:  # fmt: skip
    data = _head(edition, heading, note) | {"rows": rows, "groups": [], **more}
    return pdf(TYPST / "list.typ", data, at=at, archival=archival)


def _as_of(edition: Edition, at: datetime) -> str:
    return _("As of {when}").format(when=moment(at, edition.time_zone))


def flags(edition: Edition, *, at: datetime) -> bytes:
    """Flags from the host's side; equal in size and height, the host's raised first."""
    rows = [
        {"n": n, "name": str(one.party.formal_name or one.party.short_name), "said": one.party.code}
        for n, one in enumerate(read(arrangement(edition, rules.FLAGS)).in_order(), start=1)
    ]
    notes = _("Flags are equal in size and height. The host’s is raised first and lowered last.")
    return _list(edition, _("Order of flags"), f"{_as_of(edition, at)} · {notes}", rows, at)


def cars(edition: Edition, *, at: datetime) -> bytes:
    """Cars are called in the order of precedence; who joins by video has none."""
    found = read(arrangement(edition, rules.PRECEDENCE))
    heads = [(one, found.heads.get(one.party.code)) for one in found.in_order()]
    here = [(d, h) for d, h in heads if h is None or h.mode == delegation_rules.IN_PERSON]
    rows = [
        {"n": n, "name": str(d.party.short_name),
         "said": f"{h.person} · {h.function}" if h else ""}
        for n, (d, h) in enumerate(here, start=1)
    ]  # fmt: skip
    return _list(edition, _("Order of cars"), _as_of(edition, at), rows, at)


def provisional(edition: Edition, *, at: datetime) -> bytes:
    return _participants(edition, at, final=False)


def final(edition: Edition, *, at: datetime, archival: bool = False) -> bytes:
    return _participants(edition, at, final=True, archival=archival)


def _person(member: Member) -> dict[str, str]:
    address = member.person.get_form_of_address_display() if member.person.form_of_address else ""
    return {"name": f"{address} {member.person}".strip(), "said": str(member.function)}


def _participants(edition: Edition, at: datetime, *, final: bool, archival: bool = False) -> bytes:
    """By state, then by rank; the final list holds the confirmed alone, the other those named."""
    found = Member.objects.present().filter(edition=edition, is_published=True)
    found = found.confirmed() if final else found
    of: dict[int, list[Member]] = {}
    for member in found.select_related("person", "rank"):
        of.setdefault(member.delegation_id, []).append(member)
    groups = [
        {
            "name": str(delegation.party.formal_name or delegation.party.short_name),
            "rows": [
                _person(one)
                for one in by_rank(of[delegation.pk])
            ],
        }
        for delegation in read(arrangement(edition, rules.PARTICIPANTS)).in_order()
        if delegation.pk in of
    ]  # fmt: skip
    heading = _("Final list of participants") if final else _("Provisional list of participants")
    return _list(edition, heading, _as_of(edition, at), [], at, groups=groups, archival=archival)
