"""Reads of the desk: who is inside, what the gates said, by name where a card is known."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Count, Max, Q, QuerySet, Sum

from muntada.accreditation.models import Badge, Floater, Zone
from muntada.conferences.models import Edition, Room
from muntada.gates.models import Presence, Scan


@dataclass(frozen=True)
class Hall:
    zone: Zone
    inside: int
    capacity: int | None

    @property
    def is_full(self) -> bool:
        return bool(self.capacity and self.inside >= self.capacity)

    @property
    def share(self) -> int:
        """Of a hundred, for the bar; never wider than the bar."""
        return min(100, round(100 * self.inside / self.capacity)) if self.capacity else 0


def day_shown(edition: Edition, today: date) -> date:
    """Today; once the conference is over, its last day with anybody at the gates."""
    if today <= edition.ends:
        return today
    last: date | None = edition.presences.aggregate(last=Max("day"))["last"]
    return last or today


def halls(edition: Edition, day: date) -> list[Hall]:
    """Every zone with how many are inside today."""
    there = dict(
        Presence.objects.filter(edition=edition, inside=True, day=day)
        .values_list("zone")
        .annotate(n=Count("id"))
    )
    seats = _seats(edition)
    return [
        Hall(zone, there.get(zone.pk, 0), zone.own_capacity or seats.get(zone.letter))
        for zone in Zone.objects.filter(edition=edition)
    ]


def _seats(edition: Edition) -> dict[str, int]:
    rooms = Room.objects.filter(edition=edition).exclude(zone="")
    return {letter: n for letter, n in rooms.values_list("zone").annotate(n=Sum("capacity")) if n}


@dataclass(frozen=True)
class Holder:
    name: str
    own: str
    party: str
    application: int | None


def holders(edition: Edition, cards: Iterable[str]) -> dict[str, Holder]:
    """Who carries these cards; two queries however many."""
    wanted = {card for card in cards if card}
    found = {
        number: Holder(latin, own, party or "", pk)
        for number, latin, own, party, pk in Badge.objects.filter(
            edition=edition, number__in=wanted
        ).values_list(
            "number", "application__name_latin", "application__name_own",
            "application__delegation__party__code", "application",
        )
    }  # fmt: skip
    if left := wanted - set(found):
        for one in Floater.objects.filter(series__edition=edition, number__in=left).select_related(
            "series", "delegation__party"
        ):
            party = one.delegation.party.code if one.delegation else ""
            found[one.number] = Holder(str(one), "", party, None)
    return found


def scans_of(
    edition: Edition,
    *,
    verdict: str = "",
    gate: int | None = None,
    q: str = "",
    day: date | None = None,
) -> QuerySet[Scan]:
    """The register, newest first."""
    found = Scan.objects.filter(edition=edition).select_related("gate", "zone", "device", "by")
    if day:
        morning = datetime.combine(day, time(), tzinfo=edition.zone)
        found = found.filter(at__gte=morning, at__lt=morning + timedelta(days=1))
    if verdict:
        found = found.filter(verdict=verdict)
    if gate:
        found = found.filter(gate=gate)
    if q:
        named = Badge.objects.filter(edition=edition).filter(
            Q(application__name_latin__icontains=q) | Q(application__name_own__icontains=q)
            | Q(number__startswith=q.upper().replace(" ", ""))
        )  # fmt: skip
        found = found.filter(card__in=named.values("number"))
    return found


def attended(edition: Edition) -> int:
    """Persons whose badge a gate admitted at least once: the figure “attended”."""
    cards = Scan.objects.filter(edition=edition, verdict="admitted").exclude(card="")
    badges = Badge.objects.filter(edition=edition, number__in=cards.values("card"))
    return badges.values("application__person").distinct().count()
