"""Who is coming to an edition, for the public: accepted delegations and published names only."""

from collections import defaultdict
from dataclasses import dataclass, field
from itertools import groupby

from muntada.conferences.models import Edition, Series
from muntada.delegations.models import Delegation, Member
from muntada.delegations.queries import by_rank, published_members
from muntada.parties.models import Party, alphabetical


@dataclass(frozen=True)
class Coming:
    party: Party
    members: list[Member] = field(default_factory=list)


def delegations(edition: Edition) -> tuple[list[Coming], list[Coming]]:
    """States, then organisations and other bodies, each in the alphabet of the page."""
    coming = Delegation.objects.filter(edition=edition, is_coming=True).select_related("party")
    parties = {delegation.party_id: delegation.party for delegation in coming}
    members: dict[int, list[Member]] = defaultdict(list)
    for member in published_members(edition):
        members[member.delegation.party_id].append(member)
    listed = [Coming(party, by_rank(members[party.pk])) for party in alphabetical(parties.values())]
    return (
        [one for one in listed if one.party.is_state],
        [one for one in listed if not one.party.is_state],
    )


def by_series(editions: list[Edition]) -> list[tuple[Series, list[Edition]]]:
    """Each series with its editions, the latest first."""
    ordered = sorted(editions, key=lambda one: one.starts, reverse=True)
    ordered.sort(key=lambda one: one.series_id)
    groups = [(series, list(many)) for series, many in groupby(ordered, key=lambda one: one.series)]
    return sorted(groups, key=lambda group: group[1][0].starts, reverse=True)
