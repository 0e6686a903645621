"""Badges issued, printed, collected against a receipt, lost and issued again, brought back."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.db.models import Max
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from muntada.accounts.models import User
from muntada.accreditation import rules
from muntada.accreditation import token as tokens
from muntada.accreditation.actions.setup import keys_of
from muntada.accreditation.models import Application, Badge, EditionKeys, Receipt, ReceiptLine
from muntada.accreditation.models.setup import first_day
from muntada.audit.actions import record
from muntada.conferences.models import Edition
from muntada.delegations.models import Delegation
from muntada.kit.errors import RuleBroken, ensure
from muntada.kit.states import move


def signed(badge: Badge, keys: EditionKeys, zone_bits: dict[str, int]) -> str:
    start = first_day(badge.edition)
    offsets = [(date.fromisoformat(day) - start).days for day in badge.days]
    said = tokens.Token(
        edition=tokens.edition_mark(bytes(keys.signing_public)),
        number=badge.number,
        first_day=start,
        days=tokens.bits(n for n in offsets if 0 <= n < 32),
        zones=tokens.bits(zone_bits[letter] for letter in badge.zones if letter in zone_bits),
    )
    return tokens.sign(said, keys.private_key())


@transaction.atomic
def issue(application: Application, *, by: User, at: datetime) -> Badge:
    """A new badge under a new number, signed; an earlier live one would stand in its way."""
    if application.badges.filter(state__in=rules.LIVE_BADGES).exists():
        raise RuleBroken(_("There is a live badge already. Report it lost first."))
    latest = application.badges.aggregate(n=Max("issue"))["n"] or 0
    badge = Badge(
        edition=application.edition, application=application, issue=latest + 1,
        zones=application.valid_zones(), days=application.valid_days(),
        issued_at=at, changed_at=at,
    )  # fmt: skip
    bits = dict(application.edition.zones.values_list("letter", "bit"))
    badge.token = signed(badge, keys_of(application.edition, at=at), bits)
    badge.save(force_insert=True)
    record("badge.issued", application, by=by, at=at, after={"issue": badge.issue})
    return badge


def why_not_print(badge: Badge) -> Promise | None:
    application = badge.application
    return rules.why_not_print(
        application=application.state,
        badge=badge.state,
        has_photo=application.files.filter(kind=rules.PHOTO).exists(),
        needs_photo=rules.PHOTO in application.category.needs,
    )


@transaction.atomic
def mark_printed(badges: Sequence[Badge], *, by: User, at: datetime) -> None:
    for badge in badges:
        ensure(why_not_print(badge))
        if badge.state == rules.READY:
            move(badge, rules.BADGE_STEPS, "print", printed_at=at, changed_at=at)
            record("badge.printed", badge.application, by=by, at=at, after={"issue": badge.issue})


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
    for badge in badges:
        move(badge, rules.BADGE_STEPS, "collect", changed_at=at)
        ReceiptLine.objects.create(receipt=receipt, badge=badge)
        record(
            "badge.collected", badge.application, by=by, at=at, after={"receipt": receipt.number}
        )
        if activate:
            activate_badge(badge, by=by, at=at)
    return receipt


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
    record("badge.activated", badge.application, by=by, at=at, after={"issue": badge.issue})


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
    for badge in badges:
        move(badge, rules.BADGE_STEPS, "return", changed_at=at)
        ReceiptLine.objects.create(receipt=receipt, badge=badge)
        record("badge.returned", badge.application, by=by, at=at, after={"receipt": receipt.number})
    return receipt
