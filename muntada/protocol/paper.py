"""Protocol's paper, typeset in the language of the page."""

from datetime import datetime
from pathlib import Path
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from muntada.conferences.models import Edition
from muntada.delegations import rules as delegation_rules
from muntada.delegations.models import Member
from muntada.delegations.queries import by_rank
from muntada.kit.dates import moment
from muntada.kit.languages import current, direction, listed
from muntada.kit.texts import Text
from muntada.kit.typesetting import pdf
from muntada.protocol import rules
from muntada.protocol.models import SeatPlanVersion
from muntada.protocol.orders import arrangement, group_of, read
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
    empty: dict[str, Any] = {"groups": [], "stand": [], "two": []}
    data = _head(edition, heading, note) | empty | {"rows": rows, **more}
    return pdf(TYPST / "list.typ", data, at=at, archival=archival)


def _as_of(edition: Edition, at: datetime) -> str:
    return _("As of {when}").format(when=moment(at, edition.time_zone))


def flags(edition: Edition, *, at: datetime) -> bytes:
    """How the flags stand, from the left as one faces them; who is raised first."""
    arranged = arrangement(edition, rules.FLAGS)
    ordered = [one.party for one in read(arranged).in_order()]
    host = edition.host_party
    if host and host not in ordered:  # a host that sends itself no delegation has its flag
        ordered.insert(0 if arranged.host_place == rules.FIRST else len(ordered), host)
    rows = [
        {"n": n, "name": str(one.formal_name or one.short_name), "said": one.code}
        for n, one in enumerate(ordered, start=1)
    ]
    place = {one.pk: n for n, one in enumerate(ordered, start=1)}
    stand = rules.flags_from_left(ordered, pattern=arranged.flag_pattern, side=arranged.flag_side)
    two = [_("Host"), _("Guest")]
    notes = _("Flags are equal in size and height. The host’s is raised first and lowered last.")
    return _list(
        edition, _("Order of flags"), f"{_as_of(edition, at)} · {notes}", rows, at,
        stand=[{"n": place[one.pk], "code": one.code[:4]} for one in stand],
        stand_words=_("As one faces the flags, from left to right"),
        two=rules.flags_from_left(two, pattern=rules.LINE, side=arranged.flag_side),
        two_words=_("Two flags at a bilateral meeting"),
    )  # fmt: skip


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


def provisional(edition: Edition, *, at: datetime, everybody: bool = False) -> bytes:
    return _participants(edition, at, final=False, everybody=everybody)


def final(
    edition: Edition, *, at: datetime, everybody: bool = False, archival: bool = False
) -> bytes:
    return _participants(edition, at, final=True, everybody=everybody, archival=archival)


def _addressed(member: Member) -> str:
    """In Chinese the form of address follows the name."""
    person = member.person
    if not person.form_of_address:
        return str(person)
    return pgettext("person", "{address} {name}").format(
        address=person.get_form_of_address_display(), name=person
    )


def _person(member: Member) -> dict[str, str]:
    notes = []
    if member.place != delegation_rules.MEMBER:
        notes.append(str(member.get_place_display()))
    if member.mode != delegation_rules.IN_PERSON:
        notes.append(str(member.get_mode_display()))
    if not member.is_published:
        notes.append(_("not in the public list"))
    return {
        "name": _addressed(member), "said": str(member.function),
        "note": listed(notes, current()),
    }  # fmt: skip


def _participants(
    edition: Edition, at: datetime, *, final: bool, everybody: bool, archival: bool = False
) -> bytes:
    """By group and state, then by rank: the confirmed alone, or provisionally all who are named.

    `everybody`: also those who are not in the public list, for the secretariat alone.
    """
    found = Member.objects.present().filter(edition=edition)
    found = found if everybody else found.filter(is_published=True)
    found = found.confirmed() if final else found
    of: dict[int, list[Member]] = {}
    for member in found.select_related("person", "rank"):
        of.setdefault(member.delegation_id, []).append(member)
    ordered = read(arrangement(edition, rules.PARTICIPANTS)).in_order()
    listed = [one for one in ordered if one.pk in of or not final]
    names, groups, before = dict(rules.GROUPS), [], ""
    for delegation in listed:
        group = group_of(delegation.party)
        people = [_person(one) for one in by_rank(of.get(delegation.pk, []))]
        groups.append({
            "group": capfirst(str(names[group])) if group != before else "",
            "name": str(delegation.party.formal_name or delegation.party.short_name),
            "rows": people or [{"name": _("To be named"), "said": "", "note": ""}],
        })  # fmt: skip
        before = group
    many = sum(len(of.get(one.pk, ())) for one in listed)
    note = f"{_as_of(edition, at)} · {_how_many(len(listed), many)}"
    if everybody:
        note += " · " + _(
            "For the secretariat only: it holds people who are not in the public list."
        )
    heading = _("Final list of participants") if final else _("Provisional list of participants")
    return _list(edition, heading, note, [], at, groups=groups, archival=archival)


def _how_many(delegations: int, people: int) -> str:
    counted = (
        ngettext("{n} delegation", "{n} delegations", delegations).format(n=delegations),
        ngettext("{n} participant", "{n} participants", people).format(n=people),
    )
    return listed(counted, current())
