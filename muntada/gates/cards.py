"""What is known of a card that was read: a person's badge, or a floater that opens one zone."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet

from muntada.accreditation import keyboards
from muntada.accreditation import rules as badge_rules
from muntada.accreditation import token as tokens
from muntada.accreditation.admission import Facts
from muntada.accreditation.models import Badge, Floater
from muntada.conferences.models import Edition
from muntada.kit.asked import Asked
from muntada.kit.texts import Text

# A floater in the words of badges, so that one rule judges both.
OF_FLOATERS = {
    badge_rules.IN_STOCK: badge_rules.PRINTED,
    badge_rules.OUT: badge_rules.ACTIVE,
    badge_rules.LOST: badge_rules.LOST,
    badge_rules.VOID: badge_rules.REVOKED,
}


@dataclass(frozen=True)
class Card:
    number: str
    facts: Facts
    name: str = ""
    name_own: str = ""
    category: Text = field(default_factory=Text)
    letter: str = ""
    colour: str = "#3c4a52"
    party: str = ""
    badge_id: int | None = None
    changed_at: datetime | None = None

    @property
    def is_known(self) -> bool:
        return self.facts.state is not None


_FIELDS = (
    "number", "id", "state", "zones", "days", "changed_at", "application__state",
    "application__name_latin", "application__name_own", "application__category__name",
    "application__category__letter",
    "application__category__colour", "application__delegation__party__code",
)  # fmt: skip


def _badges(edition_id: int) -> QuerySet[Badge, tuple[Any, ...]]:
    return Badge.objects.filter(edition=edition_id).order_by().values_list(*_FIELDS)


_ASKED = Asked(lambda edition_id, number: _badges(edition_id).filter(number=number), 0, "")


def find_all(edition: Edition, numbers: Collection[str]) -> dict[str, Card]:
    """The cards of these numbers; one nobody here knows has no state."""
    known = {}
    if len(numbers) == 1:  # as at every scan
        rows = _ASKED(edition.pk, *numbers)
    else:
        rows = list(_badges(edition.pk).filter(number__in=numbers))
    for row in rows:
        known[row[0]] = _of_badge(*row)
    if rest := [number for number in numbers if number not in known]:
        every_day = [day.isoformat() for day in edition.days()]
        lent = Floater.objects.filter(series__edition=edition, number__in=rest)
        for one in lent.select_related("series__zone", "delegation__party"):
            known[one.number] = of_floater(one, every_day)
    return {number: known.get(number) or Card(number, Facts()) for number in numbers}


def _of_badge(
    number: str, pk: int, state: str, zones: list[str], days: list[str], changed: datetime,
    application: str, latin: str, own: str, category: Text, letter: str, colour: str,
    party: str | None,
) -> Card:  # fmt: skip
    facts = Facts(state=state, application=application, zones=zones, days=days)
    return Card(number, facts, latin, own, category, letter, colour, party or "", pk, changed)


def of_floater(found: Floater, days: list[str]) -> Card:
    facts = Facts(state=OF_FLOATERS[found.state], zones=[found.series.zone.letter], days=days)
    return Card(
        found.number, facts, str(found), colour=found.series.zone.colour,
        party=found.delegation.party.code if found.delegation else "",
        changed_at=found.changed_at,
    )  # fmt: skip


def read(edition: Edition, code: str, public: bytes) -> Card:
    """From what the camera, the hand scanner or a finger gave: the card, its signature judged."""
    return read_all(edition, [code], public)[0]


def read_all(edition: Edition, codes: Sequence[str], public: bytes) -> list[Card]:
    said = [_spelled(code, public) for code in codes]
    found = find_all(edition, {card.number for card in said if card.number})
    return [
        replace(found[one.number], facts=replace(found[one.number].facts, genuine=one.genuine))
        if one.number
        else Card("", Facts(one.genuine, one.same_edition, other_keyboard=one.other_keyboard))
        for one in said
    ]


@dataclass(frozen=True)
class _Spelled:
    """What the code says by itself; a number is believed only where we signed it, or typed."""

    number: str = ""
    genuine: bool | None = None
    same_edition: bool = True
    other_keyboard: bool = False


def _spelled(code: str, public: bytes) -> _Spelled:
    if keyboards.is_of_another_keyboard(code):
        return _Spelled(other_keyboard=True)
    code = keyboards.folded(code)
    try:
        token, _body, _signature = tokens.read(code)
    except tokens.NotAToken:
        if code.startswith(tokens.PREFIX):
            return _Spelled(genuine=False)  # said to be ours, and not as we write
        number = tokens.tidy_number(code)
        return _Spelled(number if is_a_number(number) else "")
    if token.edition != tokens.edition_mark(public):
        return _Spelled(same_edition=False)
    if tokens.verify(code, public) is None:
        return _Spelled(genuine=False)
    return _Spelled(token.number, genuine=True)


def is_a_number(typed: str) -> bool:
    return len(typed) == tokens.NUMBER_LENGTH and not set(typed) - set(tokens.LETTERS)


def inside(card: Card, yes: bool) -> Facts:
    return replace(card.facts, inside=yes)


def today(edition: Edition, at: datetime) -> date:
    return edition.local(at).date()
