"""What a device holds so that it can go on without a network: cards, and who is inside its zone.

The least that a gate needs, in short rows: number, state, zones and days as bits, the name as
printed, category and party. No photo, no document, no address. Asked with the cursor of the last
answer, only what has changed since is given.
"""

from datetime import date, datetime, timedelta
from typing import Any

from muntada.accreditation import rules as badge_rules
from muntada.accreditation import token as tokens
from muntada.accreditation.models import Badge, Category, Floater
from muntada.accreditation.models.setup import first_day
from muntada.conferences.models import Edition
from muntada.gates import cards
from muntada.gates.models import Device, Presence

# A change whose transaction was still open at the last answer must not be missed: the cursor
# reaches back further than any transaction of the house lasts. Rows given twice do no harm.
OVERLAP = timedelta(seconds=30)


def made(device: Device, *, since: datetime | None, at: datetime) -> dict[str, Any]:
    """The whole list, or what changed since; `as_of` is the cursor of the next question."""
    edition, gate = device.edition, device.gate
    day = cards.today(edition, at)
    said: dict[str, Any] = {
        "as_of": at.isoformat(),
        "whole": since is None,
        "day": day.isoformat(),
        "device": device.name,
        "public_key": bytes(edition.keys.signing_public).hex(),
        "first_day": first_day(edition).isoformat(),
        "last_day": edition.days()[-1].isoformat(),
        "time_zone": edition.time_zone,
        "edition": dict(edition.title),
        "gate": {
            "id": gate.pk,
            "name": dict(gate.name),
            "zone": gate.zone.letter,
            "zone_name": dict(gate.zone.name),
            "colour": gate.zone.colour,
            "bit": gate.zone.bit,
            "direction": gate.direction,
            "once": gate.once,
        },
        "count": count(device, day),
        "cards": card_rows(edition, since),
        "inside": inside_rows(device, since, day),
    }
    if since is None:
        said["categories"] = categories(edition)
    return said


def count(device: Device, day: date) -> dict[str, int | None]:
    """How many are inside the gate's zone today, against what it holds."""
    there = Presence.objects.filter(zone=device.gate.zone_id, inside=True, day=day)
    return {"inside": there.count(), "capacity": device.gate.zone.capacity}


def categories(edition: Edition) -> dict[str, Any]:
    found = Category.objects.filter(edition=edition)
    return {
        str(one.pk): {"name": dict(one.name), "letter": one.letter, "colour": one.colour}
        for one in found
    }


_FIELDS = (
    "number", "state", "application__state", "zones", "days", "application__name_latin",
    "application__name_own", "application__category_id", "application__delegation__party__code",
)  # fmt: skip


def card_rows(edition: Edition, since: datetime | None) -> list[list[Any]]:
    """`[number, state, application approved, zones, days, name, own script, category, party]`."""
    zone_bits = dict(edition.zones.values_list("letter", "bit"))
    start = first_day(edition)
    found = Badge.objects.filter(edition=edition)
    lent = Floater.objects.filter(series__edition=edition)
    if since:
        found = found.filter(changed_at__gte=since - OVERLAP)
        lent = lent.filter(changed_at__gte=since - OVERLAP)

    def bits(letters: list[str], days: list[str]) -> tuple[int, int]:
        offsets = [(date.fromisoformat(day) - start).days for day in days]
        return (
            tokens.bits(zone_bits[one] for one in letters if one in zone_bits),
            tokens.bits(n for n in offsets if 0 <= n < 32),
        )

    rows: list[list[Any]] = []
    for number, state, application, zones, days, *rest in found.values_list(*_FIELDS):
        approved = int(application == badge_rules.APPROVED)
        rows.append([number, state, approved, *bits(zones, days), *rest])
    every_day = [day.isoformat() for day in edition.days()]
    for one in lent.select_related("series__zone", "delegation__party"):
        card = cards.of_floater(one, every_day)
        letters = list(card.facts.zones)
        rows.append(
            [card.number, card.facts.state, 1, *bits(letters, every_day), card.name, "", None,
             card.party]
        )  # fmt: skip
    return rows


def inside_rows(device: Device, since: datetime | None, day: date) -> list[list[Any]]:
    """`[number, inside]`: those inside now, or everybody whose line was written since."""
    moved = Presence.objects.filter(zone=device.gate.zone_id, day=day)
    if since is None:
        moved = moved.filter(inside=True)
    else:
        moved = moved.filter(changed_at__gte=since - OVERLAP)
    return [[card, int(inside)] for card, inside in moved.values_list("card", "inside")]
