"""The archive and the parties as the finder of claims wants them."""

from collections import defaultdict

from muntada.claims.names import Name
from muntada.claims.record import EditionRecord, Figure, Record
from muntada.conferences import rules as conference_rules
from muntada.conferences.models import Edition
from muntada.delegations.models import Delegation
from muntada.parties.models import Party


def names() -> tuple[Name, ...]:
    """Every party under its short and formal name and its acronym, in each language."""
    made = []
    for party in Party.objects.order_by("code"):
        forms: dict[str, list[str]] = defaultdict(list)
        for said in (party.short_name, party.formal_name, party.acronym):
            for language, name in said.items():
                if name:
                    # “Netherlands (Kingdom of the)”: running text drops what is in brackets.
                    forms[language] += [name, name.split(" (")[0]]
        made.append(Name.of(party.code, forms))
    return tuple(made)


def record_of(edition: Edition) -> Record:
    """Every edition of the series: its days, its published figures, who took part.

    The archive hangs its figures on the edition; they are read from there because it stands above
    this chapter.
    """
    editions = list(
        Edition.objects.filter(series=edition.series_id).prefetch_related("published_figures")
    )
    took_part: dict[int, set[str]] = defaultdict(set)
    coming = Delegation.objects.filter(edition__in=editions, is_coming=True)
    for edition_id, code in coming.values_list("edition_id", "party__code"):
        took_part[edition_id].add(code)
    return Record(tuple(_one(one, took_part) for one in editions), names())


def _one(edition: Edition, took_part: dict[int, set[str]]) -> EditionRecord:
    figures = tuple(
        Figure(one.measure, one.comparator, one.value, one.basis, one.source)
        for one in edition.published_figures.all()
    )
    return EditionRecord(
        ordinal=edition.ordinal,
        starts=edition.arrival_day or edition.starts,
        ends=edition.ends,
        held=edition.state not in (conference_rules.CANCELLED, conference_rules.POSTPONED),
        figures=figures,
        took_part=frozenset(took_part[edition.pk]) if edition.pk in took_part else None,
    )
