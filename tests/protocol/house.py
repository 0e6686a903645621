"""Delegations with heads, for tests of orders and seats."""

from datetime import date

from muntada.protocol.actions import seats
from muntada.protocol.models import SeatPlan
from tests import world

HEADS = {
    "EGY": ("Laila Haddad", "Minister", date(2019, 1, 1)),
    "KAZ": ("Aigerim Bekova", "Minister", date(2020, 5, 5)),
    "BRA": ("Joana Prado", "Head of State", date(2021, 1, 1)),
    "FRA": ("Claire Dumas", "Ambassador", None),
    "NZL": ("Tui Parata", "Minister", date(2018, 3, 3)),
}


def furnished(codes=tuple(HEADS)):
    """The delegations that come, each with a confirmed head; by code."""
    made = {}
    for code in codes:
        name, rank, since = HEADS[code]
        delegation = world.delegation(code, is_coming=True)
        party = delegation.party
        party.sort_keys = {"en": party.short_name["en"].lower(), "ar": party.short_name["ar"]}
        party.save()
        world.member(
            name, code, place="head", state="confirmed", rank=world.rank(rank), took_office=since
        )
        made[code] = delegation
    return made


def plan(**fields) -> SeatPlan:
    from muntada.kit.texts import Text

    said = {
        "name": Text(en="Hall", ar="القاعة"), "shape": "rows", "who": "heads",
        "purpose": "precedence", "size": 6, "per_row": 6, "behind": 0, "honour": 0, "room": None,
    } | fields  # fmt: skip
    return seats.plan_seats(world.edition(), fields=said, by=world.pavel(), at=world.NOW)


def codes(version) -> list[str]:
    """Whose head sits on the first seat, the second, and so on."""
    people = version.content["people"]
    return [
        people[key]["code"]
        for _n, key in sorted(version.content["at"].items(), key=lambda s: int(s[0]))
    ]
