"""Who is coming to an edition, for the public: accepted delegations and published names only."""

from collections import defaultdict
from dataclasses import dataclass, field
from itertools import groupby

from django.db.models import Count, Q

from muntada.conferences.models import Edition, Series
from muntada.delegations import rules
from muntada.delegations.models import Delegation, Member
from muntada.parties.models import Party, alphabetical


@dataclass(frozen=True)
class Figures:
    """Confirmed and coming, as of now; those who take part by video or recorded address apart."""

    states: int
    organisations: int
    participants: int
    ministers: int
    remote: int


@dataclass(frozen=True)
class Coming:
    party: Party
    members: list[Member] = field(default_factory=list)


def figures(edition: Edition) -> Figures:
    coming = Delegation.objects.filter(edition=edition, is_coming=True).aggregate(
        states=Count("pk", filter=Q(party__kind="state")),
        organisations=Count("pk", filter=~Q(party__kind="state")),
    )
    confirmed = Member.objects.filter(edition=edition, delegation__is_coming=True).confirmed()
    counted = confirmed.aggregate(
        participants=Count("pk"),
        ministers=Count("pk", filter=Q(rank__is_ministerial=True)),
        remote=Count("pk", filter=~Q(mode=rules.IN_PERSON)),
    )
    return Figures(**coming, **counted)


def delegations(edition: Edition) -> tuple[list[Coming], list[Coming]]:
    """States, then organisations and other bodies, each in the alphabet of the page."""
    coming = Delegation.objects.filter(edition=edition, is_coming=True).select_related("party")
    parties = {delegation.party_id: delegation.party for delegation in coming}
    members: dict[int, list[Member]] = defaultdict(list)
    for member in _published(edition):
        members[member.delegation.party_id].append(member)
    listed = [Coming(party, members[party.pk]) for party in alphabetical(parties.values())]
    return (
        [one for one in listed if one.party.is_state],
        [one for one in listed if not one.party.is_state],
    )


def _published(edition: Edition) -> list[Member]:
    """Confirmed and published, the head first, then by rank; without what the desk alone needs."""
    order = {rules.HEAD: 0, rules.ALTERNATE: 1}
    members = (
        Member.objects.filter(edition=edition, is_published=True, delegation__is_coming=True)
        .confirmed()
        .select_related("person", "delegation", "rank")
        .only(
            "place",
            "function",
            "mode",
            "person__name",
            "delegation__party",
            "rank__position",
        )
    )
    return sorted(
        members,
        key=lambda m: (order.get(m.place, 2), m.rank.position if m.rank else 999, m.pk),
    )


def by_series(editions: list[Edition]) -> list[tuple[Series, list[Edition]]]:
    """Each series with its editions, the latest first."""
    ordered = sorted(editions, key=lambda one: one.starts, reverse=True)
    ordered.sort(key=lambda one: one.series_id)
    groups = [(series, list(many)) for series, many in groupby(ordered, key=lambda one: one.series)]
    return sorted(groups, key=lambda group: group[1][0].starts, reverse=True)
