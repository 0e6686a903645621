"""Language versions of one statement: what one says and another does not, at its place."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from muntada.claims.calendars import HIJRI_SLACK, Day
from muntada.claims.find import DATE, NAME, NUMBER, ORDINAL, QUOTE, TIME, Claim, find
from muntada.claims.lexicon import READ
from muntada.claims.names import Name


@dataclass(frozen=True)
class Difference:
    """`one` stands in a version in `language`; `other` is what stands in its stead, if anything."""

    kind: str
    language: str
    one: Claim
    other_language: str
    other: Claim | None


def compare(
    texts: Mapping[str, str], authentic: str, names: Iterable[Name] = ()
) -> list[Difference]:
    """Each version against the authentic one, of those in languages that are read."""
    known = tuple(names)
    read = {code: find(text, code, known) for code, text in texts.items() if code in READ}
    found = []
    for language in read:
        if language != authentic and authentic in read:
            found += _two(read[authentic], authentic, read[language], language, known)
    return found


def _two(
    one: list[Claim],
    language: str,
    other: list[Claim],
    other_language: str,
    names: tuple[Name, ...],
) -> list[Difference]:
    differences: list[Difference] = []
    for kind, alike in _ALIKE.items():
        here = [claim for claim in one if claim.kind == kind]
        there = [claim for claim in other if claim.kind == kind]
        if kind == NAME:  # only what has a name in both languages can be missed
            both = {n.key for n in names if n.in_(language) and n.in_(other_language)}
            here = [claim for claim in here if claim.key in both]
            there = [claim for claim in there if claim.key in both]
        if kind == QUOTE:  # quotations are counted: words of two languages are not compared
            missing, extra = here[len(there) :], there[len(here) :]
            differences += _paired(missing, language, extra, other_language)
            continue
        missing = _without(here, there, alike)
        extra = _without(there, here, _turned(alike))
        missing, extra = _beside(kind, missing, there), _beside(kind, extra, here)
        missing, extra = _asked_after(missing), _asked_after(extra)
        differences += _paired(missing, language, extra, other_language)
    return differences


def _without(
    claims: list[Claim], others: list[Claim], alike: Callable[[Claim, Claim], bool]
) -> list[Claim]:
    """Those with no claim like them among the others.

    Only what has the same key or number can be alike (every date has none), and what is written
    alike is asked about once: a table of figures has thousands.
    """
    by_what: dict[object, list[Claim]] = defaultdict(list)
    for other in others:
        by_what[_what(other)].append(other)
    known: dict[object, bool] = {}
    left = []
    for claim in claims:
        asked = (claim.key, claim.number, claim.comparator, claim.noun, claim.days, claim.hijri)
        if asked not in known:
            known[asked] = any(alike(claim, other) for other in by_what[_what(claim)])
        if not known[asked]:
            left.append(claim)
    return left


def _turned(alike: Callable[[Claim, Claim], bool]) -> Callable[[Claim, Claim], bool]:
    return lambda other, claim: alike(claim, other)


def _what(claim: Claim) -> object:
    return claim.key if claim.kind == NAME else claim.number


def _beside(kind: str, claims: list[Claim], others: list[Claim]) -> list[Claim]:
    """A Hijri date may be given in one language only, beside the common one."""
    if kind != DATE:
        return claims
    return [claim for claim in claims if not (claim.hijri and not any(o.hijri for o in others))]


def _asked_after(claims: list[Claim]) -> list[Claim]:
    """A name once, where it first stands; a shared form of one is no evidence that it is meant."""
    seen: set[str] = set()
    left = []
    for claim in claims:
        if claim.kind != NAME or not (claim.weak or claim.key in seen):
            left.append(claim)
            seen.add(claim.key)
    return left


def _paired(
    missing: list[Claim], language: str, extra: list[Claim], other_language: str
) -> list[Difference]:
    """What is missing here and what is too much there are shown together where they may be one."""
    differences, left = [], list(extra)
    for claim in missing:
        near = left[:MOST_WEIGHED]
        same = [e for e in near if e.noun == claim.noun] or near
        partner = min(same, key=lambda e: abs(e.number - claim.number)) if same else None
        if partner is not None and claim.kind != NAME:
            left.remove(partner)
        elif claim.kind == NAME:
            partner = None
        differences.append(Difference(claim.kind, language, claim, other_language, partner))
    differences += [Difference(e.kind, other_language, e, language, None) for e in left]
    return differences


# Of more than these nobody reads which might be which.
MOST_WEIGHED = 200
# What may be said with another noun in another language.
_NEAR = [{"participants", "guests", "delegates"}, {"meetings", "sessions"}]


def _numbers(a: Claim, b: Claim) -> bool:
    nouns = a.noun == b.noun or not a.noun or not b.noun
    nouns = nouns or any({a.noun, b.noun} <= near for near in _NEAR)
    return a.number == b.number and a.comparator == b.comparator and nouns


def _dates(a: Claim, b: Claim) -> bool:
    """Every day of one may be a day of the other, or of a date beside it."""
    if a.hijri or b.hijri:
        return any(_close(one, other) for one in a.days for other in b.days)
    shorter, longer = sorted((a.days, b.days), key=len)
    return all(
        any(one.may_be(other) and _as_much(one, other) for other in longer) for one in shorter
    )


def _as_much(one: Day, other: Day) -> bool:
    """A year alone is not the day somebody else said."""
    return bool(one.day) == bool(other.day)


def _close(one: Day, other: Day) -> bool:
    if not (one.day and other.day) or (one.year and other.year and one.year != other.year):
        return False
    return abs((one.month - other.month) * 30 + one.day - other.day) <= HIJRI_SLACK


_ALIKE: dict[str, Callable[[Claim, Claim], bool]] = {
    NUMBER: _numbers,
    DATE: _dates,
    TIME: lambda a, b: a.number == b.number,
    ORDINAL: lambda a, b: a.number == b.number,
    NAME: lambda a, b: a.key == b.key,
    QUOTE: lambda _a, _b: True,
}
