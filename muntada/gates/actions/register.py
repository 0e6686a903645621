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
from muntada.gates.actions.known import Key, Known, key_of
from muntada.gates.cards import Card
from muntada.gates.models import Device, Gate, Held, Presence, Scan
from muntada.kit.errors import RuleBroken, ensure
from muntada.kit.rows import write_row
from muntada.kit.turns import in_turn

CHUNK = 40  # scans in one transaction of a merge: other gates wait no longer than that


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


@dataclass(frozen=True)
class Line:
    """A scan told, the card that was read, the gate where, and when by the house's clock."""

    told: Told
    card: Card
    gate: Gate
    when: datetime

    @property
    def key(self) -> Key:
        return self.card.number, self.gate.zone_id


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
    lines = [
        Line(one, card, gate, rules.happened(
            one.at, known=one.known_at, until=one.known_until, sent=sent_at, received=at
        ))
        for one, card, gate in read
    ]  # fmt: skip
    # One order for all who lock: by card and zone, then by time. Two merges never wait for each
    # other in a circle.
    lines.sort(key=lambda line: (line.card.number, line.gate.zone_id, line.told.at))
    done: dict[uuid.UUID, Scan] = {}
    for start in range(0, len(lines), CHUNK):
        with in_turn():
            done |= _take_slice(device, lines[start : start + CHUNK], at=at)
    # Asked when all is written: a line further on may explain what an earlier one raised.
    reported = conflicts.reported(done.values())
    return [(made, made.pk in reported) for made in (done[one.number] for one in told)]


def _gates(device: Device, told: Sequence[Told]) -> dict[int | None, Gate]:
    """Where each was scanned: a device moved since then may still hold scans of its old gate."""
    others = {one.gate for one in told if one.gate not in (None, device.gate_id)}
    elsewhere = Gate.objects.filter(edition=device.edition_id, pk__in=others) if others else []
    return {gate.pk: gate for gate in elsewhere}


def _take_slice(device: Device, lines: Sequence[Line], *, at: datetime) -> dict[uuid.UUID, Scan]:
    edition = device.edition
    held = Presence.objects.locked_all(
        edition_id=edition.pk,
        lines={
            line.key: (line.when, cards.today(edition, line.when))
            for line in reversed(lines)  # the first of a card makes its row
            if line.card.is_known
        },
    )
    known = Known(held)
    written = _write(device, lines, at=at)
    touched: set[Key] = set()
    for line in lines:
        made, is_new = written[line.told.number]
        written[line.told.number] = (made, False)  # told twice in one slice: the first is the scan
        vacated = None
        if not is_new:
            if made.offline or made.card != _known(line.card):
                continue
            # The answer was lost or came too late, and the device decided alone: what happened at
            # the gate is what the guard was shown, and when.
            vacated = made.at if made.verdict in rules.EFFECTIVE else None
            write_row(made, {"at": line.when, **_as_told(line.told, at=at)})
        if made.card:
            known.add(made)
            touched.add(key_of(made))
        conflicts.report(made, line.card, line.gate, edition, known, vacated=vacated, at=at)
        if made.verdict == admission.LEFT or not is_new:
            conflicts.explain(made, edition, known, at=at)
    _recount_all(edition, known, [held[key] for key in held if key in touched], at=at)
    return {number: made for number, (made, _new) in written.items()}


def _as_told(told: Told, *, at: datetime) -> dict[str, Any]:
    return {
        "verdict": told.verdict, "anyway": told.anyway, "offline": True,
        "direction": told.direction, "received_at": at,
        "device_at": rules.clock_kept(told.at, at=at),
    }  # fmt: skip


def _write(
    device: Device, lines: Sequence[Line], *, at: datetime
) -> dict[uuid.UUID, tuple[Scan, bool]]:
    """By number each line's scan, and whether it is new."""
    rows = Scan.objects.filter(device=device, number__in=[line.told.number for line in lines])
    found = {one.number: (one, False) for one in rows}
    new: dict[uuid.UUID, Scan] = {}
    for line in lines:
        if line.told.number not in found and line.told.number not in new:
            new[line.told.number] = Scan(
                device=device, number=line.told.number, edition_id=device.edition_id,
                gate=line.gate, zone_id=line.gate.zone_id, card=_known(line.card), at=line.when,
                **_as_told(line.told, at=at),
            )  # fmt: skip
    try:
        with transaction.atomic():
            Scan.objects.bulk_create(new.values())
    except IntegrityError:
        # One of them came at this instant by another way; then each finds its own.
        return found | {one.number: _written_alone(one) for one in new.values()}
    return found | {number: (one, True) for number, one in new.items()}


def _written_alone(scan: Scan) -> tuple[Scan, bool]:
    try:
        with transaction.atomic():
            write_row(scan, {"pk": None})
    except IntegrityError:
        return Scan.objects.get(device=scan.device, number=scan.number), False
    return scan, True


def _recount_all(edition: Edition, known: Known, held: Sequence[Held], *, at: datetime) -> None:
    """Where each card is follows from its latest admission or exit."""
    rows = []
    for one in held:
        latest = known.latest(one.key)
        inside = bool(latest and latest.verdict == admission.ADMITTED)
        since = latest.at if latest else one.since
        day = cards.today(edition, since) if latest else one.day
        rows.append(Presence(pk=one.pk, inside=inside, since=since, day=day, changed_at=at))
    if rows:
        Presence.objects.bulk_update(rows, ["inside", "since", "day", "changed_at"])


def recount(edition: Edition, card: str, zone_id: int, *, at: datetime) -> None:
    """Of one card; call it with the presence locked."""
    rows = Presence.objects.filter(card=card, zone=zone_id)
    fields = ("pk", "inside", "day", "since", "card", "zone_id")
    held = [Held(*row) for row in rows.values_list(*fields)]
    _recount_all(edition, Known({(card, zone_id)}), held, at=at)


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
