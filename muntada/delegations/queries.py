"""Long reads of delegations: figures, lists, likely duplicates."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Count, Q

from muntada.conferences.models import Edition
from muntada.delegations import rules
from muntada.delegations.models import Category, Delegation, Member, Quota
from muntada.kit.texts import Text
from muntada.parties.models import STATE
from muntada.parties.names import likely_same, skeleton

LIKELY = 0.8


@dataclass(frozen=True)
class Figures:
    """Counts of who is coming, on the basis each name says; read in two queries.

    People count with their delegation: none of a party that declined or has not decided.
    """

    states: int
    organisations: int
    members_confirmed: int
    members_nominated: int
    heads_ministerial: int
    by_video: int
    ministers_by_video: int


def participants_figures(edition: Edition) -> Figures:
    parties = Delegation.objects.filter(edition=edition, is_coming=True).aggregate(
        states=Count("pk", filter=Q(party__kind=STATE)),
        organisations=Count("pk", filter=~Q(party__kind=STATE)),
    )
    confirmed = Q(state=rules.CONFIRMED)
    minister = confirmed & Q(rank__is_ministerial=True)
    video = confirmed & Q(mode=rules.VIDEO)
    people = (
        Member.objects.coming()
        .filter(edition=edition)
        .aggregate(
            members_confirmed=Count("pk", filter=confirmed),
            members_nominated=Count("pk", filter=~Q(state=rules.WITHDRAWN)),
            heads_ministerial=Count("pk", filter=minister & Q(place=rules.HEAD)),
            by_video=Count("pk", filter=video),
            ministers_by_video=Count("pk", filter=minister & Q(mode=rules.VIDEO)),
        )
    )
    return Figures(**parties, **people)


def published_members(edition: Edition) -> list[Member]:
    """Those the public may read of: confirmed, published, of a delegation that is coming."""
    found = Member.objects.confirmed().coming().filter(edition=edition, is_published=True)
    return list(found.select_related("person", "rank", "category", "delegation__party"))


_PLACE_ORDER = {rules.HEAD: 0, rules.ALTERNATE: 1, rules.MEMBER: 2}


def by_rank(members: list[Member]) -> list[Member]:
    """Head, alternates, then by the ladder, then by name: the order within a delegation."""
    return sorted(
        members,
        key=lambda member: (
            _PLACE_ORDER[member.place],
            member.rank.position if member.rank else 999,
            member.person.search_name,
        ),
    )


def list_of_participants(edition: Edition, language: str) -> list[tuple[Delegation, list[Member]]]:
    """States in the language's alphabet, then organisations and others; members by rank."""
    of: dict[Delegation, list[Member]] = defaultdict(list)
    for member in published_members(edition):
        of[member.delegation].append(member)
    ordered = sorted(
        of,
        key=lambda delegation: (not delegation.party.is_state, delegation.party.sort_key(language)),
    )
    return [(delegation, by_rank(of[delegation])) for delegation in ordered]


@dataclass(frozen=True)
class Likely:
    """Somebody who may be the person about to be named; `score` from 0.8 to 1."""

    member: Member
    score: float


def likely_duplicates(name: Text, edition: Edition) -> list[Likely]:
    """Members of the edition whose name in any script reads like this one, likeliest first."""
    asked = {said for said in name.values() if said}
    keys = {skeleton(said) for said in asked} - {""}
    if not keys:
        return []
    # A shared word of the skeleton is cheap to ask the database for; Python then reads the few.
    words = {word for key in keys for word in key.split() if len(word) > 1}
    near = Q()
    for word in words:
        near |= Q(person__skeleton__contains=word)
    if not words:
        return []
    found = Member.objects.present().filter(edition=edition).filter(near)
    scored = []
    for member in found.select_related("person", "delegation__party")[:400]:
        score = max(likely_same(a, b) for a in asked for b in member.person.name.values() if b)
        if score >= LIKELY:
            scored.append(Likely(member, score))
    return sorted(scored, key=lambda one: -one.score)[:5]


@dataclass(frozen=True)
class Places:
    category: Category
    taken: int
    waiting: int
    nominated: int
    places: int | None

    @property
    def is_full(self) -> bool:
        return self.places is not None and self.taken >= self.places


def places(delegation: Delegation) -> list[Places]:
    """How many of each category are confirmed, wait or are nominated, and how many may be."""
    counts: dict[tuple[int, str], int] = {
        (category, state): n
        for category, state, n in Member.objects.filter(delegation=delegation)
        .values_list("category", "state")
        .annotate(n=Count("pk"))
    }
    exceptions = dict(Quota.objects.filter(delegation=delegation).values_list("category", "places"))
    return [
        Places(
            category,
            counts.get((category.pk, rules.CONFIRMED), 0),
            counts.get((category.pk, rules.WAITING), 0),
            counts.get((category.pk, rules.NOMINATED), 0),
            exceptions.get(category.pk, category.quota),
        )
        for category in Category.objects.filter(edition=delegation.edition_id)
    ]
