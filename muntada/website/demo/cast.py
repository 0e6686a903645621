"""The guests: delegations filled with invented people, their offices, arrivals and states."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from muntada.accounts.models import User
from muntada.audit.actions import Deed, record_all
from muntada.conferences.models import Edition
from muntada.delegations import rules
from muntada.delegations.models import Category, Delegation, Member
from muntada.kit.texts import Text
from muntada.parties.models import Party
from muntada.people.models import Person, Rank
from muntada.website.demo import words
from muntada.website.demo.names import culture, people

MINISTERS, BY_VIDEO, CONFIRMED = 45, 14, 618
NOMINATED_AT = datetime(2021, 4, 20, 8, 0, tzinfo=UTC)
CONFIRMED_AT = datetime(2021, 5, 28, 12, 0, tzinfo=UTC)
# The categories a delegation is made of, in the order in which it grows.
GROWTH = (
    "delegate",
    "adviser",
    "delegate",
    "interpreter",
    "expert",
    "adviser",
    "delegate",
    "expert",
)
SPOKEN = {"arab": ["ar", "en"], "slav": ["ru", "en"], "latin": ["es", "en"], "africa": ["fr", "en"],
          "asia": ["en"], "west": ["en", "fr"]}  # fmt: skip


@dataclass(frozen=True)
class Office:
    kind: str
    rank: Rank | None


def fill_delegations(
    edition: Edition,
    delegations: list[Delegation],
    ladder: list[Rank],
    by: User,
    chance: random.Random,
) -> list[Member]:
    """A head for each delegation and members until CONFIRMED are confirmed; some still wait."""
    names = {kind: people(kind, chance) for kind in SPOKEN}
    categories = {one.code: one for one in Category.objects.filter(edition=edition)}
    offices = _offices(delegations, ladder, chance)
    remote = set(
        chance.sample([n for n, one in enumerate(offices) if one.kind == "minister"], BY_VIDEO)
    )
    made: list[Member] = []
    for number, (delegation, office) in enumerate(zip(delegations, offices, strict=True)):
        mode = rules.VIDEO if number in remote else rules.IN_PERSON
        head = _member(delegation, categories["head"], names, chance, office=office, mode=mode)
        head.place = rules.HEAD
        made.append(head)
    made += _others(delegations, categories, names, chance)
    for number, member in enumerate(made):
        member.state = rules.CONFIRMED if number < CONFIRMED else rules.NOMINATED
        member.confirmed_at = CONFIRMED_AT if number < CONFIRMED else None
    _save(made, by)
    return made


def _offices(
    delegations: list[Delegation], ladder: list[Rank], chance: random.Random
) -> list[Office]:
    """MINISTERS of the states are led by ministers, the rest by deputies, chiefs or ambassadors."""
    ministerial = [n for n, one in enumerate(delegations) if one.party.is_state]
    chosen = set(chance.sample(ministerial, min(MINISTERS, len(ministerial))))
    offices = []
    for number, delegation in enumerate(delegations):
        if not delegation.party.is_state:
            offices.append(Office("secretary", ladder[6]))
        elif number in chosen:
            offices.append(Office("minister", ladder[4]))
        else:
            kind, place = chance.choice([("deputy", 7), ("chief", 8), ("ambassador", 10)])
            offices.append(Office(kind, ladder[place]))
    return offices


def _others(
    delegations: list[Delegation],
    categories: dict[str, Category],
    names: dict[str, Iterator[Text]],
    chance: random.Random,
) -> list[Member]:
    """Members in rounds, so that no delegation passes a category's places; 60 beyond the confirmed."""
    wanted = CONFIRMED - len(delegations) + 60
    made: list[Member] = []
    for code in GROWTH:
        for delegation in delegations:
            if len(made) == wanted:
                return made
            if code == "interpreter" and chance.random() < 0.4:
                continue
            made.append(_member(delegation, categories[code], names, chance))
    return made


def _member(
    delegation: Delegation,
    category: Category,
    names: dict[str, Iterator[Text]],
    chance: random.Random,
    *,
    office: Office | None = None,
    mode: str = rules.IN_PERSON,
) -> Member:
    party: Party = delegation.party
    kind = culture(party.code, party.region, party.subregion)
    functions = words.FUNCTIONS[office.kind if office else category.code]
    arrives = datetime(2021, 6, 22, 5, tzinfo=UTC) + timedelta(minutes=15 * chance.randrange(56))
    comes = mode == rules.IN_PERSON
    person = Person(
        name=next(names[kind]),
        languages=SPOKEN[kind],
        form_of_address="he_m" if office and office.kind == "minister" else "",
        is_fictitious=True,
    )
    return Member(
        edition=delegation.edition,
        delegation=delegation,
        person=person,
        category=category,
        function=words.four(*chance.choice(functions)),
        rank=office.rank if office else None,
        took_office=date(2014, 1, 1) + timedelta(days=chance.randrange(2600)) if office else None,
        mode=mode,
        nominated_at=NOMINATED_AT + timedelta(hours=chance.randrange(600)),
        arrives_at=arrives if comes else None,
        arrival_by=f"DM {chance.randrange(100, 999)}" if comes else "",
        departs_at=datetime(2021, 6, 25, 6, tzinfo=UTC) if comes else None,
    )


def _save(members: list[Member], by: User) -> None:
    for member in members:
        member.person.derive()
    Person.objects.bulk_create([member.person for member in members])
    for member in members:
        member.person_id = member.person.pk
    Member.objects.bulk_create(members)
    said = [Deed("member.nominated", one, after={"place": one.place}) for one in members]
    said += [Deed("member.confirmed", one) for one in members if one.state == rules.CONFIRMED]
    record_all(said, by=by, at=CONFIRMED_AT)
