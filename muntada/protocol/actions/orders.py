"""Orders set, places pinned, lots drawn."""

from datetime import datetime
from typing import Any

from django.db import transaction

from muntada.accounts.models import User
from muntada.audit.actions import record, save_changes
from muntada.conferences.models import Edition
from muntada.delegations.models import Delegation
from muntada.kit.errors import ensure
from muntada.planning.precedence.draw import lots_in_order
from muntada.protocol import rules
from muntada.protocol.models import Arrangement, Draw, Pin
from muntada.protocol.orders import arrangement


def _stored(edition: Edition, purpose: str) -> Arrangement:
    begins = arrangement(edition, purpose)
    made, _new = Arrangement.objects.get_or_create(
        edition=edition,
        purpose=purpose,
        defaults={"by": begins.by, "language": begins.language},
    )
    return made


@transaction.atomic
def set_order(
    edition: Edition, purpose: str, *, fields: dict[str, Any], by: User, at: datetime
) -> Arrangement:
    ensure(rules.why_not_these_rules(fields["by"], has_draw=bool(fields.get("draw"))))
    stored = _stored(edition, purpose)
    save_changes(stored, fields, verb="order.set", by=by, at=at, edition_id=edition.pk)
    stored.refresh_from_db()
    return stored


@transaction.atomic
def pin(
    edition: Edition, purpose: str, *, delegation: Delegation, place: int, reason: str,
    by: User, at: datetime,
) -> Pin:  # fmt: skip
    stored = _stored(edition, purpose)
    others = stored.pins.exclude(delegation=delegation)
    size = Delegation.objects.filter(edition=edition, is_coming=True).count()
    ensure(rules.why_not_pin(
        reason=reason, place=place, size=size, taken=set(others.values_list("place", flat=True))
    ))  # fmt: skip
    stored.pins.filter(delegation=delegation).delete()
    made = Pin.objects.create(
        arrangement=stored, delegation=delegation, place=place, reason=reason, author=by,
        pinned_at=at,
    )  # fmt: skip
    after = {"delegation": str(delegation), "place": place, "reason": reason, "order": purpose}
    record("place.pinned", stored, by=by, at=at, after=after)
    return made


@transaction.atomic
def unpin(pinned: Pin, *, by: User, at: datetime) -> None:
    before = {"delegation": str(pinned.delegation), "place": pinned.place, "reason": pinned.reason}
    record("place.unpinned", pinned.arrangement, by=by, at=at, before=before)
    pinned.delete()


@transaction.atomic
def draw(
    edition: Edition, *, seed: str, drawn_by: str, witness: str, by: User, at: datetime
) -> Draw:
    """Draw all who are coming; anybody who knows the seed can draw again. Seating follows it."""
    coming = Delegation.objects.filter(edition=edition, is_coming=True)
    codes = list(coming.values_list("party__code", flat=True))
    ensure(rules.why_not_draw(witness=witness, seed=seed, candidates=len(codes)))
    drawn = Draw.objects.create(
        edition=edition, seed=seed, drawn_by=drawn_by, witness=witness, drawn_at=at,
        recorded_by=by, result=list(lots_in_order(codes, seed=seed)),
    )  # fmt: skip
    after = {"seed": seed, "drawn_by": drawn_by, "witness": witness, "first": drawn.result[0]}
    record("lots.drawn", drawn, by=by, at=at, after=after)
    _seating_follows(drawn, by, at)
    return drawn


@transaction.atomic
def record_draw(
    edition: Edition, *, result: list[str], drawn_by: str, witness: str, drawn_at: datetime,
    by: User, at: datetime,
) -> Draw:  # fmt: skip
    """Lots drawn by hand from a box: entered as read out, confirmed by the witness alone."""
    coming = Delegation.objects.filter(edition=edition, is_coming=True)
    ensure(rules.why_not_record_draw(
        result=result, coming=set(coming.values_list("party__code", flat=True)), witness=witness,
        is_past=drawn_at <= at,
    ))  # fmt: skip
    drawn = Draw.objects.create(
        edition=edition, by_hand=True, drawn_by=drawn_by, witness=witness, drawn_at=drawn_at,
        recorded_by=by, result=result,
    )  # fmt: skip
    after = {"by_hand": True, "drawn_by": drawn_by, "witness": witness, "result": result}
    record("lots.recorded", drawn, by=by, at=at, after=after)
    _seating_follows(drawn, by, at)
    return drawn


def _seating_follows(drawn: Draw, by: User, at: datetime) -> None:
    fields = {"by": _stored(drawn.edition, rules.SEATING).by, "draw": drawn}
    set_order(drawn.edition, rules.SEATING, fields=fields, by=by, at=at)
