"""Which parties a page shows, and the groups each is in."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date

from muntada.parties.models import MEMBER, Membership, Party, alphabetical
from muntada.parties.names import normalise

REGIONS = ("Africa", "Americas", "Asia", "Europe", "Oceania")


@dataclass(frozen=True)
class Asked:
    """What a list of parties is filtered by; empty means all."""

    words: str = ""
    kind: str = ""
    region: str = ""
    group: str = ""
    overridden: bool = False


@dataclass(frozen=True)
class Listed:
    party: Party
    groups: list[str] = field(default_factory=list)


def listed(asked: Asked, *, on: date) -> list[Listed]:
    """Parties in the alphabet of the page, with the groups they are full members of that day."""
    found = Party.objects.all()
    if asked.kind:
        found = found.filter(kind=asked.kind)
    if asked.region:
        found = found.filter(region=asked.region)
    if asked.group:
        found = found.in_group(asked.group, on=on)
    words = normalise(asked.words)
    groups = groups_by_party(on)
    return [
        Listed(party, groups[party.pk])
        for party in alphabetical(found)
        if (not words or words in searchable(party))
        and (not asked.overridden or party.is_overridden)
    ]


def searchable(party: Party) -> str:
    said = [party.code, *(name.everything() for name in (party.short_name, party.formal_name))]
    return normalise(" ".join([*said, party.acronym.everything() if party.acronym else ""]))


def groups_by_party(on: date) -> dict[int, list[str]]:
    held: dict[int, list[str]] = defaultdict(list)
    rows = Membership.objects.on(on).filter(status=MEMBER).order_by("group__code")
    for party, code in rows.values_list("party", "group__code"):
        held[party].append(code)
    return held
