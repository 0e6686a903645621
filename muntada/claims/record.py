"""A text against the record: agrees, differs, or is left open, with what the record says."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from muntada.claims import lexicon
from muntada.claims.calendars import Day
from muntada.claims.find import ABOUT, DATE, EQUAL, LESS, MORE, NAME, NUMBER, ORDINAL, Claim, find
from muntada.claims.names import Name
from muntada.claims.text import place, sentences, words

AGREES, DIFFERS, OPEN = "agrees", "differs", "open"
# How far from an ordinal a date may stand and still be said of that edition.
NEAR = 90


@dataclass(frozen=True)
class Figure:
    """A published figure; `measure` in the archive's words."""

    measure: str
    comparator: str
    value: int
    basis: str = ""
    source: str = ""


@dataclass(frozen=True)
class EditionRecord:
    """What the archive holds of one edition; an edition cancelled may have no number."""

    ordinal: int | None
    starts: date
    ends: date
    held: bool = True
    figures: tuple[Figure, ...] = ()
    # Keys of those who took part; None: the record does not say.
    took_part: frozenset[str] | None = None

    def has(self, day: Day) -> bool:
        return (
            any(day.may_be(_day(one)) for one in (self.starts, self.ends))
            or (
                bool(day.year and day.month and day.day)
                and self.starts <= date(day.year, day.month, day.day) <= self.ends
            )
            or (
                not day.year
                and bool(day.month and day.day)
                and self.starts <= date(self.starts.year, day.month, day.day) <= self.ends
            )
        )


@dataclass(frozen=True)
class Finding:
    """One claim, the edition it is about, and how it stands with the record."""

    claim: Claim
    verdict: str
    edition: int | None
    reason: str
    line: int
    column: int
    figures: tuple[Figure, ...] = ()
    record: EditionRecord | None = None
    # An edition cancelled, of which the day is true.
    mistaken_for: EditionRecord | None = None


@dataclass(frozen=True)
class Record:
    editions: tuple[EditionRecord, ...]
    names: tuple[Name, ...] = ()
    _by_ordinal: dict[int, EditionRecord] = field(default_factory=dict, compare=False)

    def of(self, ordinal: int | None) -> EditionRecord | None:
        return next((e for e in self.editions if ordinal and e.ordinal == ordinal), None)


def check(text: str, language: str, record: Record, *, edition: int | None) -> list[Finding]:
    """Every claim of the text that the record can speak to; `edition` is whose coverage it is."""
    claims = find(text, language, record.names)
    findings: list[Finding] = []
    about = edition
    for start, end in sentences(text):
        inside = [claim for claim in claims if start <= claim.start < end]
        counted = [c for c in inside if c.kind == ORDINAL and c.of_edition]
        leading = about
        if counted:
            about = int(counted[-1].number)
            leading = int(counted[0].number)
        for claim in inside:
            ordinal = _edition_of(claim, counted, leading)
            said = text[start:end]
            found = _judge(claim, record, ordinal, said, language, counted)
            if found:
                verdict, reason, more = found
                line, column = place(text, claim.start)
                findings.append(
                    Finding(claim, verdict, ordinal, reason, line, column, **more)  # type: ignore[arg-type]
                )
    return findings


def _edition_of(claim: Claim, counted: list[Claim], leading: int | None) -> int | None:
    """The edition named last before the claim; in a sentence with one ordinal, that one."""
    if not counted:
        return leading
    before = [c for c in counted if c.start <= claim.start]
    return int((before[-1] if before else counted[0]).number)


Judged = tuple[str, str, dict[str, object]] | None


def _judge(
    claim: Claim,
    record: Record,
    ordinal: int | None,
    sentence: str,
    language: str,
    counted: list[Claim],
) -> Judged:
    known = record.of(ordinal)
    if claim.kind == ORDINAL and claim.of_edition:
        if known:
            return AGREES, "edition", {"record": known}
        return OPEN, "no edition", {}
    if known is None:
        return None
    if claim.kind == DATE:
        return _date(claim, record, known, counted)
    if claim.kind == NUMBER:
        return _number(claim, known)
    if claim.kind == NAME and known.took_part is not None:
        said = [word.folded for word in words(sentence)]
        if _any(said, lexicon.STAYED_AWAY[language]) or not _any(said, lexicon.TOOK_PART[language]):
            return None
        took_part = claim.key in known.took_part
        return (
            (AGREES if took_part else OPEN),
            "took part" if took_part else "not listed",
            {"record": known},
        )
    return None


def _any(said: Iterable[str], stems: tuple[str, ...]) -> bool:
    from muntada.claims.text import folded

    forms = tuple(folded(stem) for stem in stems)
    return any(word.startswith(forms) or word[1:].startswith(forms) for word in said)


def _day(one: date) -> Day:
    return Day(one.year, one.month, one.day)


def _date(claim: Claim, record: Record, known: EditionRecord, counted: list[Claim]) -> Judged:
    if all(known.has(day) for day in claim.days):
        return AGREES, "date", {"record": known}
    beside = any(min(abs(c.start - claim.end), abs(claim.start - c.end)) <= NEAR for c in counted)
    if not beside:
        return OPEN, "date", {"record": known}
    years = {day.year for day in claim.days if day.year}
    days = [Day(0, day.month, day.day) for day in claim.days if day.day]
    if years and (not days or all(known.has(day) for day in days)):
        called_off = [
            e for e in record.editions if not e.held and all(e.has(d) for d in claim.days)
        ]
        return (
            DIFFERS,
            "year",
            {
                "record": known,
                "mistaken_for": called_off[0] if called_off else None,
            },
        )
    near = all(day.month in (known.starts.month, known.ends.month) for day in claim.days)
    return (DIFFERS if near and days else OPEN), "date", {"record": known}


# The finder's nouns, in the archive's words.
_MEASURES = {
    "participants": ("participants", "guests"),
    "guests": ("guests", "participants"),
    "delegates": ("participants", "guests"),
    "countries": ("countries",),
    "organisations": ("organisations",),
    "ministers": ("ministers of defence",),
}


def _number(claim: Claim, known: EditionRecord) -> Judged:
    measures = _MEASURES.get(claim.noun)
    if measures is None:
        return None
    figures = tuple(f for f in known.figures if f.measure in measures)
    more: dict[str, object] = {"figures": figures, "record": known}
    if not figures:
        return OPEN, "no figure", more
    if any(_says(claim, figure) for figure in figures):
        contradicted = [f for f in figures if f.comparator == EQUAL and not _can_be(claim, f)]
        supported = [f for f in figures if _says(claim, f) and f.comparator == claim.comparator]
        if supported or not contradicted:
            return AGREES, "figure", more
    if any(_can_be(claim, figure) for figure in figures):
        return OPEN, "figure", more
    return DIFFERS, "figure", more


def _says(claim: Claim, figure: Figure) -> bool:
    """The figure makes the claim true."""
    value = claim.number
    if claim.comparator == figure.comparator and value == figure.value:
        return True
    if figure.comparator == EQUAL:
        return _can_be(claim, figure)
    if claim.comparator == MORE and figure.comparator == MORE:
        return value <= figure.value
    return False


def _can_be(claim: Claim, figure: Figure) -> bool:
    """Both can be true of one number; “more than 100” leaves 100 itself within a rounding."""
    value, known = claim.number, figure.value
    pair = (claim.comparator, figure.comparator)
    if pair == (EQUAL, EQUAL):
        return value == known
    if ABOUT in pair:
        return abs(value - known) <= max(value, known) / 5
    if pair == (MORE, EQUAL):
        return known > value
    if pair == (EQUAL, MORE):
        return value >= known
    if pair == (MORE, MORE):
        return max(value, known) <= 1.5 * min(value, known)
    if pair == (LESS, EQUAL):
        return known < value
    return True
