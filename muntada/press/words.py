"""Differences and findings as sentences for the desk, each with its place in the text."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from muntada.claims.between import Difference
from muntada.claims.between import compare as compare_versions
from muntada.claims.find import DATE, NAME, ORDINAL, find
from muntada.claims.lexicon import READ
from muntada.claims.record import AGREES, DIFFERS, EditionRecord, Figure, Finding, Record, check
from muntada.kit.dates import long_until
from muntada.kit.languages import (
    SELF_NAMES,
    bracketed,
    current,
    direction,
    grouped,
    semicolon,
    sentences,
)
from muntada.press.models import Statement, Version


@dataclass(frozen=True)
class Remark:
    """A sentence, and which characters of which version it is about."""

    sentence: str
    language: str
    start: int
    end: int
    said: str
    verdict: str = DIFFERS


def between(statement: Statement, versions: list[Version], record: Record) -> list[Remark]:
    """What the versions of a statement do not all say."""
    texts = {one.language: one.text for one in versions if one.body.strip()}
    found = compare_versions(texts, statement.authentic, record.names)
    return [remark for difference in found for remark in _difference(difference)]


def isolated(said: str) -> str:
    """A figure, an address or a word of another script keeps its place in an Arabic sentence."""
    return f"\u2068{said}\u2069" if direction(current()) == "rtl" else said


def _difference(difference: Difference) -> list[Remark]:
    """One remark in each version concerned."""
    one, other = difference.one, difference.other
    here, there = (
        isolated(SELF_NAMES[code]) for code in (difference.language, difference.other_language)
    )
    if other is None:
        sentence = _("“{said}” stands in {here} and is missing in {there}.")
        said = sentence.format(said=isolated(one.said), here=here, there=there)
        return [Remark(said, difference.language, one.start, one.end, one.said)]
    sentence = _("{here} says “{said}”, {there} says “{other}”.").format(
        said=isolated(one.said), here=here, there=there, other=isolated(other.said)
    )
    return [
        Remark(sentence, difference.language, one.start, one.end, one.said),
        Remark(sentence, difference.other_language, other.start, other.end, other.said),
    ]


def unread(languages: Iterable[str]) -> str:
    """What the desk must know where nobody but a person compares these texts."""
    names = [isolated(SELF_NAMES[code]) for code in languages if code not in READ]
    if not names:
        return ""
    said = _("Figures, dates and names in {languages} are not compared here: a person reads them.")
    return said.format(languages=_list(names))


def named(versions: list[Version], record: Record) -> set[str]:
    """Keys of the parties and people that any version names."""
    found = (find(one.text, one.language, record.names) for one in versions)
    return {claim.key for claims in found for claim in claims if claim.kind == NAME}


def once(remarks: Iterable[Remark]) -> list[Remark]:
    """A difference stands at two places and is one sentence."""
    return list({remark.sentence: remark for remark in remarks}.values())


def against_record(
    text: str, language: str, record: Record, *, ordinal: int | None
) -> list[Remark]:
    """Every claim the record can speak to, as a sentence."""
    return [
        Remark(
            sentence_of(finding), language, finding.claim.start, finding.claim.end,
            finding.claim.said, finding.verdict,
        )
        for finding in check(text, language, record, edition=ordinal)
    ]  # fmt: skip


def sentence_of(finding: Finding) -> str:
    """What the record says about a claim."""
    if finding.record is None:
        return _("The record knows no edition of that number.")
    if finding.claim.kind == ORDINAL:
        return _("The record has this edition: {days}.").format(days=days_of(finding.record))
    if finding.claim.kind == DATE:
        said = _("The record says {days}.").format(days=days_of(finding.record))
        if finding.mistaken_for is not None:
            planned = _("The edition planned for {days} was not held.").format(
                days=days_of(finding.mistaken_for)
            )
            said = sentences([said, planned], current())
        return said
    if finding.claim.kind == NAME:
        if finding.verdict == AGREES:
            return _("The record lists this name among those who took part.")
        return _("The record does not list this name among those who took part.")
    if not finding.figures:
        return _("No such figure of this edition has been published.")
    return _("Published: {figures}.").format(figures=_list(figure_of(f) for f in finding.figures))


def _list(said: Iterable[str]) -> str:
    return semicolon(current()).join(said)


def figure_of(figure: Figure) -> str:
    words = {">": _("more than {n}"), "~": _("about {n}"), "=": "{n}"}[figure.comparator]
    number = grouped(figure.value, current())
    said = words.format(n=number)
    return said + bracketed(isolated(figure.source), current()) if figure.source else said


def days_of(record: EditionRecord) -> str:
    return long_until(record.starts, record.ends)
