"""Badges issued, printed, collected against a receipt, lost and issued again, brought back."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.db.models import Max, prefetch_related_objects
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from muntada.accounts.models import User
from muntada.accreditation import rules
from muntada.accreditation import token as tokens
from muntada.accreditation.actions.setup import keys_of
from muntada.accreditation.models import (
    Application,
    Badge,
    EditionKeys,
    Receipt,
    ReceiptLine,
    SealedFile,
)
from muntada.accreditation.models.setup import first_day
from muntada.audit.actions import Deed, record, record_all
from muntada.conferences.models import Edition
from muntada.delegations.models import Delegation
from muntada.kit.errors import RuleBroken, ensure
from muntada.kit.states import ensure_moved, move

LIVE = _("There is a live badge already. Report it lost first.")


def signed(badge: Badge, keys: EditionKeys, zone_bits: dict[str, int]) -> str:
    return _signed(badge, keys, keys.private_key(), zone_bits)


def _signed(badge: Badge, keys: EditionKeys, private: bytes, zone_bits: dict[str, int]) -> str:
    start = first_day(badge.edition)
    offsets = [(date.fromisoformat(day) - start).days for day in badge.days]
    said = tokens.Token(
        edition=tokens.edition_mark(bytes(keys.signing_public)),
        number=badge.number,
        first_day=start,
        days=tokens.bits(n for n in offsets if 0 <= n < 32),
        zones=tokens.bits(zone_bits[letter] for letter in badge.zones if letter in zone_bits),
    )
    return tokens.sign(said, private)


@transaction.atomic
def issue(application: Application, *, by: User, at: datetime) -> Badge:
    """A new badge under a new number, signed; an earlier live one would stand in its way."""
    [badge] = issued([application], at=at)
    record_all([deed_of(badge)], by=by, at=at)
    return badge


def issued(applications: Sequence[Application], *, at: datetime) -> list[Badge]:
    """A new badge for each, all of one edition; who asks for them records them."""
    if not applications:
        return []
    if with_live_badge(applications):
        raise RuleBroken(LIVE)
    prefetch_related_objects(applications, "edition", "category__edition", "category__zones")
    edition = applications[0].edition
    before = Badge.objects.filter(application__in=applications).order_by()
    latest = dict(before.values_list("application").annotate(n=Max("issue")))
    made = [
        Badge(
            edition=one.edition, application=one, issue=latest.get(one.pk, 0) + 1,
            zones=one.valid_zones(), days=one.valid_days(), issued_at=at, changed_at=at,
        )
        for one in applications
    ]  # fmt: skip
    bits = dict(edition.zones.values_list("letter", "bit"))
    keys = keys_of(edition, at=at)
    private = keys.private_key()
    for badge in made:
        badge.token = _signed(badge, keys, private, bits)
    return Badge.objects.bulk_create(made, batch_size=500)


def with_live_badge(applications: Sequence[Application]) -> set[int]:
    live = Badge.objects.filter(application__in=applications, state__in=rules.LIVE_BADGES)
    return set(live.values_list("application", flat=True))


def deed_of(badge: Badge) -> Deed:
    return Deed("badge.issued", badge.application, after={"issue": badge.issue})


def why_not_print(badge: Badge) -> Promise | None:
    return reasons_not_to_print([badge])[0]


def reasons_not_to_print(badges: Sequence[Badge]) -> list[Promise | None]:
    """For each, in their order: why it cannot be printed, or None."""
    prefetch_related_objects(badges, "application__category")
    photos = SealedFile.objects.filter(
        application__in=[one.application_id for one in badges], kind=rules.PHOTO
    )
    with_photo = set(photos.values_list("application", flat=True))
    return [
        rules.why_not_print(
            application=one.application.state,
            badge=one.state,
            has_photo=one.application_id in with_photo,
            needs_photo=rules.PHOTO in one.application.category.needs,
        )
        for one in badges
    ]


def printable(badges: Sequence[Badge]) -> list[Badge]:
    reasons = reasons_not_to_print(badges)
    return [one for one, why in zip(badges, reasons, strict=True) if why is None]


@transaction.atomic
def mark_printed(badges: Sequence[Badge], *, by: User, at: datetime) -> None:
    for why in reasons_not_to_print(badges):
        ensure(why)
    ready = [one for one in badges if one.state == rules.READY]
    ensure_moved(ready, rules.BADGE_STEPS, "print", printed_at=at, changed_at=at)
    deeds = [Deed("badge.printed", one.application, after={"issue": one.issue}) for one in ready]
    record_all(deeds, by=by, at=at)


@transaction.atomic
def collect(
    badges: Sequence[Badge], *, name: str, role: str, activate: bool, by: User, at: datetime,
    delegation: Delegation | None = None,
) -> Receipt:  # fmt: skip
    """Handed over against one receipt; in bulk to the focal point, or to the holder in person."""
    if not badges or any(badge.state != rules.PRINTED for badge in badges):
        raise RuleBroken(_("Only printed badges are handed out. Print them first."))
    receipt = new_receipt(badges[0].edition, kind="collected", name=name, role=role,
                          delegation=delegation, by=by, at=at)  # fmt: skip
    ensure_moved(badges, rules.BADGE_STEPS, "collect", changed_at=at)
    if activate:
        ensure_moved(badges, rules.BADGE_STEPS, "activate", activated_at=at, changed_at=at)
    deeds = []
    for badge in _on_receipt(badges, receipt):
        deeds.append(Deed("badge.collected", badge.application, after={"receipt": receipt.number}))
        if activate:
            deeds.append(_activated(badge))
    record_all(deeds, by=by, at=at)
    return receipt


def _on_receipt(badges: Sequence[Badge], receipt: Receipt) -> Sequence[Badge]:
    prefetch_related_objects(badges, "application")
    ReceiptLine.objects.bulk_create(
        [ReceiptLine(receipt=receipt, badge=badge) for badge in badges], batch_size=500
    )
    return badges


def new_receipt(
    edition: Edition, *, kind: str, name: str, role: str, delegation: Delegation | None,
    by: User, at: datetime,
) -> Receipt:  # fmt: skip
    if not name.strip():
        raise RuleBroken(_("A receipt names who signs it."))
    Edition.objects.select_for_update().get(pk=edition.pk)
    number = 1 + (edition.receipts.aggregate(n=Max("number"))["n"] or 0)
    return Receipt.objects.create(
        edition=edition, number=number, kind=kind, name=name.strip()[:150], role=role,
        delegation=delegation, at=at, by=by,
    )  # fmt: skip


@transaction.atomic
def activate_badge(badge: Badge, *, by: User, at: datetime) -> None:
    move(badge, rules.BADGE_STEPS, "activate", activated_at=at, changed_at=at)
    record_all([_activated(badge)], by=by, at=at)


def _activated(badge: Badge) -> Deed:
    return Deed("badge.activated", badge.application, after={"issue": badge.issue})


@transaction.atomic
def block(badge: Badge, *, verb: str, by: User | None, at: datetime) -> None:
    """`lose`, `revoke`, `withdraw` or `expire`: from this moment no gate admits it."""
    move(badge, rules.BADGE_STEPS, verb, changed_at=at)
    record(f"badge.{badge.state}", badge.application, by=by, at=at, after={"issue": badge.issue})


@transaction.atomic
def report_lost(badge: Badge, *, by: User, at: datetime) -> Badge | None:
    """Blocked at once; where the application stands, a new badge under a new number is ready."""
    block(badge, verb="lose", by=by, at=at)
    if badge.application.state != rules.APPROVED:
        return None
    return issue(badge.application, by=by, at=at)


@transaction.atomic
def bring_back(badges: Sequence[Badge], *, name: str, by: User, at: datetime) -> Receipt:
    if not badges:
        raise RuleBroken(_("Choose the badges that were brought back."))
    receipt = new_receipt(badges[0].edition, kind="returned", name=name, role="self",
                          delegation=None, by=by, at=at)  # fmt: skip
    ensure_moved(badges, rules.BADGE_STEPS, "return", changed_at=at)
    deeds = [
        Deed("badge.returned", badge.application, after={"receipt": receipt.number})
        for badge in _on_receipt(badges, receipt)
    ]
    record_all(deeds, by=by, at=at)
    return receipt
