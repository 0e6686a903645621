"""Floaters and pins: made in numbered series, handed out, lost, and a series replaced."""

from datetime import datetime

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from muntada.accounts.models import User
from muntada.accreditation import rules
from muntada.accreditation.actions.badges import new_receipt
from muntada.accreditation.models import Application, Floater, FloaterSeries, Pin, ReceiptLine, Zone
from muntada.audit.actions import record
from muntada.conferences.models import Edition
from muntada.delegations.models import Delegation
from muntada.kit.errors import RuleBroken
from muntada.kit.states import move


def entitlement(delegation: Delegation) -> int:
    """What the delegation's accredited members bring it, by their categories."""
    approved = delegation.applications.filter(state=rules.APPROVED).select_related("category")
    return sum(one.category.floaters for one in approved)


@transaction.atomic
def make_series(zone: Zone, *, name: str, size: int, by: User, at: datetime) -> FloaterSeries:
    if FloaterSeries.objects.filter(edition=zone.edition, name=name).exists():
        raise RuleBroken(_("A series of this name exists. Choose another name."))
    made = FloaterSeries.objects.create(edition=zone.edition, zone=zone, name=name, made_at=at)
    Floater.objects.bulk_create(
        Floater(series=made, place=place, changed_at=at) for place in range(1, size + 1)
    )
    record("floaters.made", made, by=by, at=at, after={"zone": zone.letter, "size": size})
    return made


@transaction.atomic
def hand_out_floater(
    series: FloaterSeries, delegation: Delegation, *, name: str, by: User, at: datetime
) -> Floater:
    """The next one in stock, while the delegation has fewer than it is entitled to."""
    if series.replaced_by_id:
        raise RuleBroken(_("This series was replaced. Hand out from the new one."))
    Delegation.objects.select_for_update().get(pk=delegation.pk)
    held = delegation.floaters.filter(state=rules.OUT).count()
    if held >= entitlement(delegation):
        raise RuleBroken(_("This delegation holds all the floaters it is entitled to."))
    floater = series.floaters.filter(state=rules.IN_STOCK).order_by("place").first()
    if floater is None:
        raise RuleBroken(_("No floater of this series is in stock."))
    move(floater, rules.LENT_STEPS, "hand_out", delegation=delegation, changed_at=at)
    receipt = new_receipt(series.edition, kind="collected", name=name, role="focal_point",
                          delegation=delegation, by=by, at=at)  # fmt: skip
    ReceiptLine.objects.create(receipt=receipt, floater=floater)
    record("floater.handed_out", floater, by=by, at=at, edition_id=series.edition_id,
           after={"delegation": delegation.pk, "receipt": receipt.number})  # fmt: skip
    return floater


@transaction.atomic
def move_lent(thing: Floater | Pin, verb: str, *, by: User, at: datetime) -> None:
    """`take_back` or `lose`."""
    also = {"delegation": None} if verb == "take_back" and isinstance(thing, Floater) else {}
    if verb == "take_back" and isinstance(thing, Pin):
        also = {"application": None}
    edition_id = thing.edition_id if isinstance(thing, Pin) else thing.series.edition_id
    move(thing, rules.LENT_STEPS, verb, changed_at=at, **also)
    past = {"take_back": "taken_back", "lose": "lost"}[verb]
    record(f"{type(thing).__name__.lower()}.{past}", thing, by=by, at=at, edition_id=edition_id)


@transaction.atomic
def replace_series(series: FloaterSeries, *, name: str, by: User, at: datetime) -> FloaterSeries:
    """One was lost: the whole series is void, and a new one of the same size and zone is made."""
    if series.replaced_by_id:
        raise RuleBroken(_("This series was replaced already."))
    made = make_series(series.zone, name=name, size=series.floaters.count(), by=by, at=at)
    FloaterSeries.objects.filter(pk=series.pk).update(replaced_by=made)
    series.floaters.update(state=rules.VOID, changed_at=at)
    record("floaters.replaced", series, by=by, at=at, after={"by": made.name})
    return made


@transaction.atomic
def make_pins(edition: Edition, *, size: int, by: User, at: datetime) -> None:
    Edition.objects.select_for_update().get(pk=edition.pk)
    last = edition.pins.aggregate(n=Max("place"))["n"] or 0
    Pin.objects.bulk_create(
        Pin(edition=edition, place=last + n, changed_at=at) for n in range(1, size + 1)
    )
    record("pins.made", edition, by=by, at=at, after={"size": size})


@transaction.atomic
def hand_out_pin(application: Application, *, name: str, by: User, at: datetime) -> Pin:
    if application.state != rules.APPROVED or not application.category.has_pin:
        raise RuleBroken(_("A pin belongs to an approved application whose category has one."))
    if application.pins.filter(state=rules.OUT).exists():
        raise RuleBroken(_("This person has a pin already."))
    edition = application.edition
    pin = edition.pins.filter(state=rules.IN_STOCK).order_by("place").first()
    if pin is None:
        raise RuleBroken(_("No pin is in stock."))
    move(pin, rules.LENT_STEPS, "hand_out", application=application, changed_at=at)
    receipt = new_receipt(edition, kind="collected", name=name, role="self",
                          delegation=application.delegation, by=by, at=at)  # fmt: skip
    ReceiptLine.objects.create(receipt=receipt, pin=pin)
    record("pin.handed_out", pin, by=by, at=at, after={"receipt": receipt.number})
    return pin
