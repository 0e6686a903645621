"""What is known of a card that was read: a person's badge, or a floater that opens one zone."""

from dataclasses import dataclass, field, replace
from datetime import date, datetime

from muntada.accreditation import rules as badge_rules
from muntada.accreditation import token as tokens
from muntada.accreditation.admission import Facts
from muntada.accreditation.models import Badge, Floater
from muntada.conferences.models import Edition
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
    "id", "state", "zones", "days", "changed_at", "application__state", "application__name_latin",
    "application__name_own", "application__category__name", "application__category__letter",
    "application__category__colour", "application__delegation__party__code",
)  # fmt: skip


def find(edition: Edition, number: str) -> Card:
    row = Badge.objects.filter(edition=edition, number=number).values_list(*_FIELDS).first()
    if row is None:
        return _floater(edition, number)
    pk, state, zones, days, changed, application, latin, own, category, letter, colour, party = row
    facts = Facts(state=state, application=application, zones=zones, days=days)
    return Card(number, facts, latin, own, category, letter, colour, party or "", pk, changed)


def _floater(edition: Edition, number: str) -> Card:
    found = (
        Floater.objects.filter(series__edition=edition, number=number)
        .select_related("series__zone", "delegation__party")
        .first()
    )
    if found is None:
        return Card(number, Facts())
    return of_floater(found, [day.isoformat() for day in edition.days()])


def of_floater(found: Floater, days: list[str]) -> Card:
    facts = Facts(state=OF_FLOATERS[found.state], zones=[found.series.zone.letter], days=days)
    return Card(
        found.number, facts, str(found), colour=found.series.zone.colour,
        party=found.delegation.party.code if found.delegation else "",
        changed_at=found.changed_at,
    )  # fmt: skip


def read(edition: Edition, code: str, public: bytes) -> Card:
    """From what the camera, the hand scanner or a finger gave: the card, its signature judged."""
    try:
        token, _body, _signature = tokens.read(code.strip())
    except tokens.NotAToken:
        return find(edition, tokens.tidy_number(code)[: tokens.NUMBER_LENGTH + 1])
    if token.edition != tokens.edition_mark(public):
        return Card("", Facts(same_edition=False))
    if tokens.verify(code.strip(), public) is None:
        return Card("", Facts(genuine=False))
    found = find(edition, token.number)
    return replace(found, facts=replace(found.facts, genuine=True))


def inside(card: Card, yes: bool) -> Facts:
    return replace(card.facts, inside=yes)


def today(edition: Edition, at: datetime) -> date:
    return edition.local(at).date()
