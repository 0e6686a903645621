"""The five orders computed from an edition's delegations, and why one comes before another."""

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from babel import Locale
from django.db.models import Min
from django.utils.translation import gettext as _

from muntada.conferences.models import Edition
from muntada.delegations import rules as delegation_rules
from muntada.delegations.models import Delegation, Member
from muntada.floor import rules as floor_rules
from muntada.floor.models import Speech
from muntada.kit.dates import day, moment
from muntada.kit.languages import LANGUAGES, current
from muntada.parties.models import OBSERVER, Party
from muntada.people.models import Rank
from muntada.planning.precedence import Draw as PlainDraw
from muntada.planning.precedence import Ladder, Order, Standing, order
from muntada.planning.precedence import Pin as PlainPin
from muntada.planning.precedence.order import Reason
from muntada.planning.precedence.rules import (
    Accredited,
    Alphabet,
    Founded,
    Functions,
    Groups,
    Host,
    Inscribed,
    Levels,
    Lot,
    Rule,
    TookOffice,
)  # fmt: skip
from muntada.protocol import rules
from muntada.protocol.models import Arrangement, Draw


@dataclass(frozen=True)
class Row:
    """A delegation at its place; `because`: what put it after the one before."""

    place: int
    delegation: Delegation
    head: Member | None
    because: str
    pinned: bool


@dataclass(frozen=True)
class Read:
    """An order with what it was read from, so that pages need no further query."""

    order: Order
    delegations: dict[str, Delegation]
    heads: dict[str, Member]
    names: dict[str, str]

    def rows(self) -> list[Row]:
        keys, pinned = self.order.keys, {pin.key for pin in self.order.ladder.pins}
        return [
            Row(
                place, self.delegations[key], self.heads.get(key),
                self.because(self.order.why(keys[place - 2], key)) if place > 1 else "",
                key in pinned,
            )
            for place, key in enumerate(keys, start=1)
        ]  # fmt: skip

    def in_order(self) -> list[Delegation]:
        return [self.delegations[key] for key in self.order.keys]

    def because(self, reason: Reason) -> str:
        return because(reason, self.names)


def key_of(delegation: Delegation) -> str:
    return delegation.party.code


def arrangement(edition: Edition, purpose: str) -> Arrangement:
    """The order as the host set it, or as it begins (not stored until it is changed)."""
    found = Arrangement.objects.filter(edition=edition, purpose=purpose).select_related(
        "draw", "next_chair__party", "previous_chair__party"
    )
    begins = Arrangement(
        edition=edition, purpose=purpose, by=rules.DEFAULTS[purpose], language=_alphabet(edition)
    )
    return found.first() or begins


def _alphabet(edition: Edition) -> str:
    return "en" if "en" in edition.languages or not edition.languages else edition.languages[0]


def read(arranged: Arrangement) -> Read:
    """The coming delegations in this order: at most six queries however many there are."""
    edition = arranged.edition
    coming = Delegation.objects.filter(edition=edition, is_coming=True).select_related("party")
    delegations = {key_of(one): one for one in coming}
    heads = Member.objects.present().filter(
        edition=edition, place=delegation_rules.HEAD, delegation__is_coming=True
    )
    led = {
        one.delegation.party.code: one
        for one in heads.select_related("person", "rank", "delegation__party")
    }
    ranks = {f"r{rank.pk}": str(rank) for rank in Rank.objects.filter(edition=edition)}
    ladder = _ladder(arranged, delegations, list(ranks))
    inscribed = _inscribed(arranged) if "inscribed" in arranged.by else {}
    people = [
        _standing(arranged, one, led.get(key), inscribed.get(one.pk))
        for key, one in delegations.items()
    ]
    return Read(
        order(people, ladder), delegations, led, {**ranks, **_words(), "zone": edition.time_zone}
    )


def _inscribed(arranged: Arrangement) -> dict[int, datetime]:
    """When each delegation came on the chosen list of speakers, or first on any."""
    spoken = Speech.objects.filter(floor__edition=arranged.edition, kind=floor_rules.STATEMENT)
    spoken = spoken.exclude(state=floor_rules.WITHDRAWN)
    if arranged.floor_id:
        spoken = spoken.filter(floor=arranged.floor_id)
    first = spoken.values("delegation").annotate(first=Min("inscribed_at")).order_by()
    return {row["delegation"]: row["first"] for row in first}


def _functions(arranged: Arrangement, delegation: Delegation) -> frozenset[str]:
    chairs = {
        "host": delegation.party_id == arranged.edition.host_party_id,
        "next_chair": delegation.pk == arranged.next_chair_id,
        "previous_chair": delegation.pk == arranged.previous_chair_id,
    }
    return frozenset(name for name, holds in chairs.items() if holds)


def _standing(
    arranged: Arrangement, delegation: Delegation, head: Member | None, inscribed: datetime | None
) -> Standing:
    party = delegation.party
    return Standing(
        key=party.code,
        name=str(party.short_name),
        group=group_of(party),
        levels=(f"r{head.rank_id}",) if head and head.rank_id else (),
        functions=_functions(arranged, delegation),
        took_office=head.took_office if head else None,
        accredited=head.accredited_on if head else None,
        inscribed=inscribed,
        founded=None if party.is_state else party.founded,
        alphabet={code: party.sort_key(code) for code in LANGUAGES},
    )


def group_of(party: Party) -> str:
    if party.is_state:
        return "observer_state" if party.un_status == OBSERVER else "state"
    return {"igo": "organisation", "ingo": "other_entity"}.get(party.kind, "other_entity")


def _ladder(arranged: Arrangement, coming: dict[str, Delegation], ranks: list[str]) -> Ladder:
    draw = arranged.draw
    begins, called = "", ""
    if draw and (first := Party.objects.filter(code=draw.result[0]).first()):
        begins, called = first.sort_key(arranged.language), str(first.short_name)
    # Where organisations go by their foundation, their heads do not go by taking office (Seoul).
    states = ("state", "observer_state") if "founded" in arranged.by else ()
    made: dict[str, Rule] = {
        "host": Host(arranged.host_place),
        "function": Functions(("host", "next_chair", "previous_chair")),
        "group": Groups(tuple(arranged.groups or rules.GROUP_CODES)),
        "level": Levels(tuple((rank,) for rank in ranks)),
        "took_office": TookOffice(only=states),
        "accredited": Accredited(),
        "founded": Founded(),
        "inscribed": Inscribed(),
        "alphabet": Alphabet(arranged.language, begins, called),
    }
    if draw:
        made["lot"] = Lot(plain(draw))
    pins = arranged.pins.select_related("delegation__party", "author") if arranged.pk else ()
    stand = tuple(
        PlainPin(key_of(pin.delegation), pin.place, pin.reason, str(pin.author))
        for pin in pins
        if key_of(pin.delegation) in coming
    )
    return Ladder(str(arranged), tuple(made[c] for c in arranged.by if c in made), stand)


def plain(draw: Draw) -> PlainDraw:
    return PlainDraw(
        "", tuple(draw.result), draw.drawn_by, draw.drawn_at, draw.witness, draw.seed
    )  # fmt: skip


def _words() -> dict[str, str]:
    chairs = {
        "host": _("the host"),
        "next_chair": _("the next chair"),
        "previous_chair": _("the previous chair"),
    }
    return {code: str(name) for code, name in rules.GROUPS} | chairs


def because(reason: Reason, names: dict[str, str]) -> str:
    """The rule that decided, as a sentence of the page's language."""
    said = dict(reason.fields)
    for name in ("seen_before", "seen_after"):
        seen = str(said.get(name) or "")
        said[name] = names.get(seen, seen)
    known = {
        "pinned": _("{pinned} is pinned to place {place} by {author}: {reason}."),
        "group": _("{seen_before} come before {seen_after}."),
        "function": _("{seen_before} comes before {seen_after}."),
        "level": _("Rank: {seen_before} comes before {seen_after}."),
        "took_office": _("In office since {seen_before}, before {seen_after}."),
        "accredited": _("Accredited since {seen_before}, before {seen_after}."),
        "inscribed": _("Inscribed {seen_before}, before {seen_after}."),
        "founded": _("Founded in {seen_before}, before {seen_after}."),
        "lot": _("Lot {seen_before} was drawn before lot {seen_after}."),
        "record": _("No rule tells them apart, so their codes decide."),
    }
    unknown = {
        "group": _("{seen_before} come before groups that the order does not name."),
        "function": _("{seen_before} comes before all who have no such function."),
        "level": _("Rank: {seen_before} comes before a rank that is not known."),
        "took_office": _("A known date of taking office comes before one that is not known."),
        "accredited": _("A known date of accreditation comes before one that is not known."),
        "inscribed": _("One who is inscribed comes before one who is not."),
        "founded": _("A known year of foundation comes before one that is not known."),
        "lot": _("One whose lot was drawn comes before one who had none."),
        "alphabet": _("A name in this alphabet comes before none."),
    }
    if reason.code == "host":
        return _("The host comes first.") if said["seen_before"] else _("The host comes last.")
    if reason.code == "alphabet" and said["seen_after"]:
        return _by_alphabet(said)
    if reason.code == "inscribed":
        for name in ("seen_before", "seen_after"):
            said[name] = _as_moment(str(said[name]), names.get("zone", "UTC"))
    if reason.code in ("took_office", "accredited"):
        for name in ("seen_before", "seen_after"):
            said[name] = _as_day(said[name])
    words = unknown if not said.get("seen_after") and reason.code in unknown else known
    written = words[reason.code].format(**said)
    return written[:1].upper() + written[1:]


def _as_day(written: str) -> str:
    return day(date.fromisoformat(written[:10])) if written else ""


def _as_moment(written: str, zone: str) -> str:
    """To the second: two delegations may have been inscribed in one minute."""
    if not written:
        return ""
    at = datetime.fromisoformat(written)
    return f"{moment(at, zone)} ({at.astimezone(ZoneInfo(zone)):%H:%M:%S})"


def _by_alphabet(said: dict[str, object]) -> str:
    language = Locale.parse(current()).languages[str(said["language"])]
    if said.get("starts_name"):
        return _("Alphabet ({language}), counted from {first}, whose lot was drawn.").format(
            language=language, first=said["starts_name"]
        )
    return _("Alphabet ({language}) of the short names.").format(language=language)
