"""The archive, the parties and the people of an edition as the finder of claims wants them."""

from collections import Counter, defaultdict

from muntada.claims.names import Name
from muntada.claims.record import EditionRecord, Figure, Record
from muntada.conferences import rules as conference_rules
from muntada.conferences.models import Edition
from muntada.delegations.models import Delegation, Member
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


PERSON = "person:"
SHORTEST_SURNAME = 4
# Latin names serve the languages of Latin letters: a person's own are written once.
LATIN = ("en", "fr")


def people(edition: Edition) -> tuple[Name, ...]:
    """Everybody of the edition under the names the record gives them, and their surnames.

    A surname stands for its person where nobody else of the edition has it. In Arabic, which has no
    capitals, it may be a common word, so that it only answers for a name said in full elsewhere.
    """
    members = Member.objects.present().filter(edition=edition).select_related("person")
    found = {member.person_id: member.person.name for member in members.order_by("person_id")}
    names = {
        pk: {k: " ".join(v.split()) for k, v in name.items() if v} for pk, name in found.items()
    }
    for name in names.values():
        latin = next((name[code] for code in LATIN if code in name), None)
        name |= {code: latin for code in LATIN if latin and code not in name}
    last = {
        pk: {k: v.split()[-1] for k, v in name.items() if " " in v} for pk, name in names.items()
    }
    carried = Counter((k, word) for surnames in last.values() for k, word in surnames.items())
    made = []
    for pk, name in names.items():
        forms = {code: [said] for code, said in name.items()}
        shared: dict[str, list[str]] = {}
        for code, word in last[pk].items():
            if len(word) >= SHORTEST_SURNAME and carried[code, word] == 1:
                (shared if code == "ar" else forms).setdefault(code, []).append(word)
        made.append(Name.of(f"{PERSON}{pk}", forms, shared))
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
    known = people(edition)
    if edition.pk in took_part:
        took_part[edition.pk] |= {name.key for name in known}
    return Record(tuple(_one(one, took_part) for one in editions), names() + known)


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
