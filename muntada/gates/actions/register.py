"""The register of the gates: a scan judged now, and scans that a device judged without a network.

Both lock what is known of the card in the zone first, so that of twelve at one instant one is
admitted; both are written once however often they are sent.
"""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from muntada.accounts.models import User
from muntada.accreditation import admission
from muntada.accreditation.admission import Facts
from muntada.accreditation.models import Zone
from muntada.audit.actions import record
from muntada.conferences.models import Edition
from muntada.gates import cards, rules
from muntada.gates.actions import conflicts
from muntada.gates.cards import Card
from muntada.gates.models import Device, Gate, Held, Presence, Scan
from muntada.kit.errors import RuleBroken, ensure
from muntada.kit.turns import in_turn

CHUNK = 10  # scans in one transaction of a merge: other gates wait no longer than that


@dataclass(frozen=True)
class Judged:
    scan: Scan
    card: Card


@dataclass(frozen=True)
class Told:
    """A scan as a device tells it that judged it alone."""

    number: uuid.UUID
    code: str
    at: datetime
    direction: str
    verdict: str
    anyway: bool = False
    gate: int | None = None  # where; None: where the device stands now
    # What it can have been by the house's clock: not before, and not after; `at` is the device's.
    known_at: datetime | None = None
    known_until: datetime | None = None


def scan(
    device: Device, *, number: uuid.UUID, code: str, direction: str, public: bytes, at: datetime,
    anyway: bool = False,
) -> Judged:  # fmt: skip
    """Judge what was read at this device's gate, now. Sent again, it gives the same answer."""
    ensure(rules.why_not_this_way(gate=device.gate.direction, asked=direction))
    card = cards.read(device.edition, code, public)
    try:
        with in_turn():
            return Judged(_judge(device, card, number, direction, anyway, at), card)
    except IntegrityError:
        # Sent before, or twice at this instant: the line that is there is the scan.
        before = Scan.objects.get(device=device, number=number)
        return Judged(before, _of_the_same(before, card))


def _of_the_same(before: Scan, card: Card) -> Card:
    """The answer of one scan is never given to another person's badge."""
    if before.card == _known(card):
        return card
    if before.card and card.is_known:
        raise RuleBroken(_("This scan’s number was used for another badge. Scan again."))
    return Card("", card.facts if not card.is_known else Facts())


def _known(card: Card) -> str:
    return card.number if card.is_known else ""


def _judge(
    device: Device, card: Card, number: uuid.UUID, direction: str, anyway: bool, at: datetime
) -> Scan:
    gate, day = device.gate, cards.today(device.edition, at)
    held = _locked(device.edition_id, card, gate.zone_id, at=at, day=day)
    # Of two that waited for each other the later line is the later moment, whatever their doors'
    # clocks read.
    at = max(at, held.since) if held else at
    verdict = admission.judge(
        cards.inside(card, bool(held and held.is_inside(day))),
        zone=gate.zone.letter,
        day=day,
        leaving=direction == rules.EXIT,
        once=gate.once and not anyway,
    )
    made = Scan.objects.create(
        edition_id=device.edition_id, device=device, gate=gate, zone_id=gate.zone_id,
        number=number, card=_known(card), direction=direction,
        verdict=verdict, anyway=anyway and verdict == admission.ADMITTED, at=at, received_at=at,
    )  # fmt: skip
    if held and verdict in rules.EFFECTIVE:
        Presence.objects.put(held, inside=verdict == admission.ADMITTED, day=day, at=at)
    return made


def _locked(edition_id: int, card: Card, zone_id: int, *, at: datetime, day: date) -> Held | None:
    """A card nobody here knows is nowhere; it makes no row."""
    if not card.is_known:
        return None
    return Presence.objects.locked(
        edition_id=edition_id, card=card.number, zone_id=zone_id, at=at, day=day
    )


# ── merging ───────────────────────────────────────────────────────────────────


def merge(
    device: Device, told: Sequence[Told], *, sent_at: datetime, public: bytes, at: datetime
) -> list[tuple[Scan, bool]]:
    """Take what a device judged alone: each scan is kept once, as it happened at the gate.

    The scans, in the order told, and whether the desk hears of each. What the device let in is
    in, whatever the rule says here: nobody's entry is unmade by a computer.
    """
    gates = _gates(device, told)
    found = cards.read_all(device.edition, [one.code for one in told], public)
    read = [
        (one, card, gates.get(one.gate, device.gate)) for one, card in zip(told, found, strict=True)
    ]
    # One order for all who lock: by card and zone, then by time. Two merges never wait for each
    # other in a circle.
    read.sort(key=lambda line: (line[1].number, line[2].zone_id, line[0].at))
    done: dict[uuid.UUID, Scan] = {}
    for start in range(0, len(read), CHUNK):
        with in_turn():
            for one, card, gate in read[start : start + CHUNK]:
                when = rules.happened(
                    one.at, known=one.known_at, until=one.known_until, sent=sent_at, received=at
                )
                done[one.number] = _take(device, gate, one, card, when=when, at=at)
    # Asked when all is written: a line further on may explain what an earlier one raised.
    reported = conflicts.reported(done.values())
    return [(made, made.pk in reported) for made in (done[one.number] for one in told)]


def _gates(device: Device, told: Sequence[Told]) -> dict[int | None, Gate]:
    """Where each was scanned: a device moved since then may still hold scans of its old gate."""
    others = {one.gate for one in told if one.gate not in (None, device.gate_id)}
    elsewhere = Gate.objects.filter(edition=device.edition_id, pk__in=others) if others else []
    return {gate.pk: gate for gate in elsewhere}


def _take(
    device: Device, gate: Gate, one: Told, card: Card, *, when: datetime, at: datetime
) -> Scan:
    day = cards.today(device.edition, when)
    _locked(device.edition_id, card, gate.zone_id, at=when, day=day)
    said = {
        "verdict": one.verdict, "anyway": one.anyway, "offline": True, "direction": one.direction,
        "received_at": at, "device_at": rules.clock_kept(one.at, at=at),
    }  # fmt: skip
    made, is_new = Scan.objects.get_or_create(
        device=device, number=one.number,
        defaults={"edition_id": device.edition_id, "gate": gate, "zone_id": gate.zone_id,
                  "card": _known(card), "at": when, **said},
    )  # fmt: skip
    vacated = None
    if not is_new:
        if made.offline or made.card != _known(card):
            return made
        # The answer was lost or came too late, and the device decided alone: what happened at the
        # gate is what the guard was shown, and when.
        vacated = made.at if made.verdict in rules.EFFECTIVE else None
        Scan.objects.filter(pk=made.pk).update(at=when, **said)
        made.refresh_from_db()
    if made.card:
        recount(device.edition, made.card, made.zone_id, at=at)
    conflicts.report(made, card, gate, device.edition, vacated=vacated, at=at)
    if made.verdict == admission.LEFT or not is_new:
        conflicts.explain(made, device.edition, at=at)
    return made


def recount(edition: Edition, card: str, zone_id: int, *, at: datetime) -> None:
    """Where a card is follows from its latest admission or exit; call with the presence locked."""
    latest = (
        Scan.objects.filter(card=card, zone=zone_id, verdict__in=rules.EFFECTIVE)
        .order_by("-at", "-id")
        .values_list("verdict", "at")
        .first()
    )
    now: dict[str, Any] = {"inside": False}
    if latest:
        inside, since = latest[0] == admission.ADMITTED, latest[1]
        now = {"inside": inside, "since": since, "day": cards.today(edition, since)}
    Presence.objects.filter(card=card, zone=zone_id).update(**now, changed_at=at)


# ── put right by the desk ─────────────────────────────────────────────────────


@transaction.atomic
def put_out(edition: Edition, zone: Zone, *, card: str = "", by: User, at: datetime) -> int:
    """Mark one card, or all in the zone, as having left: people go home without scanning."""
    # Who came in after the desk pressed, while this waited, stays in.
    there = Presence.objects.filter(
        edition=edition, zone=zone, inside=True, day=cards.today(edition, at), since__lte=at
    )
    if card:
        there = there.filter(card=card)
    held = list(there.order_by("card").select_for_update().values_list("pk", "card"))
    numbers = [number for _pk, number in held]
    Scan.objects.bulk_create(
        Scan(edition=edition, zone=zone, card=one, direction=rules.EXIT, verdict=admission.LEFT,
             at=at, received_at=at, by=by)
        for one in numbers
    )  # fmt: skip
    Presence.objects.filter(pk__in=[pk for pk, _number in held]).update(
        inside=False, since=at, changed_at=at
    )
    if numbers:
        after = {"zone": zone.letter, "cards": len(numbers)}
        record("zone.emptied" if not card else "card.put_out", zone, by=by, at=at, after=after,
               edition_id=edition.pk)  # fmt: skip
    return len(numbers)
