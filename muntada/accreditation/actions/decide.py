"""The desk decides: asks more, vets, approves, refuses with four eyes, changes zones."""

import secrets
from collections.abc import Sequence
from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from muntada.accounts.models import User
from muntada.accreditation import rules
from muntada.accreditation.actions import applications, badges
from muntada.accreditation.actions.setup import keys_of
from muntada.accreditation.models import (
    Application,
    Badge,
    Category,
    VettingBatch,
    VettingItem,
    ZoneChange,
)
from muntada.accreditation.token import LETTERS
from muntada.audit.actions import record
from muntada.conferences.models import Edition
from muntada.kit.errors import RuleBroken, ensure
from muntada.kit.states import move


@transaction.atomic
def ask_more(application: Application, *, question: str, by: User, at: datetime) -> None:
    if not question.strip():
        raise RuleBroken(_("Say what is missing."))
    move(application, rules.STEPS, "ask_more", question=question.strip()[:500])
    record("application.more_asked", application, by=by, at=at)


@transaction.atomic
def approve(application: Application, *, by: User, at: datetime) -> Badge:
    """The person is accredited; a badge is ready to be printed."""
    needs = application.category.needs_vetting
    ensure(rules.why_not_approve(state=application.state, needs_vetting=needs))
    if application.category.quota is not None:
        Category.objects.select_for_update().get(pk=application.category_id)
        approved = application.category.applications.filter(state=rules.APPROVED).count()
        ensure(rules.why_not_more(quota=application.category.quota, approved=approved))
    move(application, rules.STEPS, "approve", decided_at=at)
    record("application.approved", application, by=by, at=at)
    return badges.issue(application, by=by, at=at)


@transaction.atomic
def propose_refusal(application: Application, *, reason: str, by: User, at: datetime) -> None:
    """One person proposes, with a reason that is sealed; another decides."""
    if not reason.strip():
        raise RuleBroken(
            _("A refusal has a reason. It is shown to nobody outside unless released.")
        )
    keys = keys_of(application.edition, at=at)
    sealed = keys.seal(reason.strip().encode(), application.about("refusal"))
    move(application, rules.STEPS, "propose_refusal", refusal=sealed, refusal_proposed_by=by)
    record("application.refusal_proposed", application, by=by, at=at)


@transaction.atomic
def refuse(application: Application, *, by: User, at: datetime) -> None:
    ensure(rules.why_not_second(proposed_by=application.refusal_proposed_by_id, decides=by.pk))
    move(application, rules.STEPS, "refuse", decided_at=at)
    record("application.refused", application, by=by, at=at)


@transaction.atomic
def keep(application: Application, *, by: User, at: datetime) -> None:
    """The second person does not agree: the application goes on as if nothing had been proposed."""
    ensure(rules.why_not_second(proposed_by=application.refusal_proposed_by_id, decides=by.pk))
    move(application, rules.STEPS, "keep", refusal=None, refusal_proposed_by=None)
    record("application.kept", application, by=by, at=at)


@transaction.atomic
def reopen(application: Application, *, by: User, at: datetime) -> None:
    """A refusal taken back: the application is looked at again; its sealed reason is forgotten."""
    try:
        with transaction.atomic():
            move(
                application, rules.STEPS, "reopen",
                refusal=None, refusal_proposed_by=None, refusal_released_at=None,
            )  # fmt: skip
    except IntegrityError as error:
        raise RuleBroken(applications.TWICE) from error
    record("application.reopened", application, by=by, at=at)


@transaction.atomic
def release_reason(application: Application, *, by: User, at: datetime) -> None:
    if application.state != rules.REFUSED:
        raise RuleBroken(_("Only the reason of a refusal can be released."))
    Application.objects.filter(pk=application.pk).update(refusal_released_at=at)
    record("application.reason_released", application, by=by, at=at)


@transaction.atomic
def withdraw(application: Application, *, by: User | None, at: datetime) -> None:
    """The person does not come: any live badge is withdrawn with the application."""
    move(application, rules.STEPS, "withdraw", decided_at=at)
    record("application.withdrawn", application, by=by, at=at)
    for badge in application.badges.filter(state__in=rules.LIVE_BADGES):
        badges.block(badge, verb="withdraw", by=by, at=at)


@transaction.atomic
def ask_zones(
    application: Application, *, zones: Sequence[str], days: Sequence[str], reason: str,
    by: User, at: datetime,
) -> ZoneChange:  # fmt: skip
    """Other zones or days, with a reason. Fewer hold at once; more wait for a second person."""
    if not reason.strip():
        raise RuleBroken(_("Another zone or day has a reason."))
    if application.zone_changes.filter(state=rules.ASKED).exists():
        raise RuleBroken(_("A change of zones waits already for a second person."))
    more = rules.is_upgrade(
        now=application.valid_zones(), wanted=zones,
        days_now=application.valid_days(), days=days,
    )  # fmt: skip
    made = ZoneChange.objects.create(
        application=application, zones=sorted(zones), days=sorted(days),
        reason=reason.strip()[:300], asked_by=by, asked_at=at, is_upgrade=more,
    )  # fmt: skip
    record("zones.asked", application, by=by, at=at, after={"zones": made.zones, "days": made.days})
    if not more:
        _grant(made, by=by, at=at)
    return made


@transaction.atomic
def decide_zones(change: ZoneChange, *, grant: bool, by: User, at: datetime) -> None:
    ensure(rules.why_not_second(proposed_by=change.asked_by_id, decides=by.pk))
    if grant:
        _grant(change, by=by, at=at)
    else:
        move(change, rules.CHANGE_STEPS, "deny", decided_by=by, decided_at=at)
        record("zones.denied", change.application, by=by, at=at)


def _grant(change: ZoneChange, *, by: User, at: datetime) -> None:
    application = change.application
    was = {"zones": application.valid_zones(), "days": application.valid_days()}
    move(change, rules.CHANGE_STEPS, "grant", decided_by=by, decided_at=at)
    application.zones, application.days = change.zones, change.days
    application.save(update_fields=["zones", "days"])
    now = {"zones": change.zones, "days": change.days}
    application.badges.filter(state__in=rules.LIVE_BADGES).update(**now, changed_at=at)
    record("zones.granted", application, by=by, at=at, before=was, after=now)


# ── vetting ──────────────────────────────────────────────────────────────────


@transaction.atomic
def send_to_vetting(
    edition: Edition, applications: Sequence[Application], *, recipient: str, by: User, at: datetime
) -> VettingBatch:
    """A batch for the vetting body: whoever is submitted and has identity data."""
    ready = [
        one for one in applications if one.state == rules.SUBMITTED and one.identity is not None
    ]
    if not ready:
        raise RuleBroken(_("None of these can be vetted: submitted, with a document, is needed."))
    Edition.objects.select_for_update().get(pk=edition.pk)
    number = 1 + (edition.vetting_batches.aggregate(n=Max("number"))["n"] or 0)
    batch = VettingBatch.objects.create(
        edition=edition, number=number, recipient=recipient, sent_at=at, sent_by=by
    )
    for one in ready:
        move(one, rules.STEPS, "send_to_vetting")
        VettingItem.objects.create(
            batch=batch, application=one,
            reference="".join(secrets.choice(LETTERS) for _n in range(10)),
        )  # fmt: skip
    after = {"to": recipient, "persons": len(ready)}
    record("vetting.sent", batch, by=by, at=at, after=after, edition_id=edition.pk)
    return batch


def vetting_rows(batch: VettingBatch, *, at: datetime) -> list[list[str]]:
    """The minimum: reference, name, date of birth, nationality, number of the document."""
    keys = keys_of(batch.edition, at=at)
    rows = []
    for item in batch.items.select_related("application"):
        said = item.application.opened_identity(keys)
        names = ("name", "born", "nationality", "number")
        rows.append([item.reference, *(str(said.get(name, "")) for name in names)])
    return rows


CLEARED_WORDS = {"cleared": True, "yes": True, "not cleared": False, "no": False}


@transaction.atomic
def take_answers(
    batch: VettingBatch, rows: Sequence[tuple[int, Sequence[object]]], *, by: User, at: datetime
) -> tuple[int, int]:
    """Reference and answer, nothing else is read. Whole or not at all. (cleared, not cleared)."""
    items = {item.reference: item for item in batch.items.select_related("application")}
    counts = {True: 0, False: 0}
    for line, row in rows:
        reference, answer = str(row[0]).strip(), str(row[-1]).strip().lower()
        if reference not in items or answer not in CLEARED_WORDS:
            said = _(
                "Row {line}: an answer is a reference of this batch and “cleared” or “not cleared”."
            )
            raise RuleBroken(str(said).format(line=line))
        item, is_cleared = items[reference], CLEARED_WORDS[answer]
        if item.is_cleared is not None:
            continue
        if item.application.state != rules.VETTING:
            continue  # withdrawn meanwhile
        move(item.application, rules.STEPS, "clear" if is_cleared else "not_clear")
        VettingItem.objects.filter(pk=item.pk).update(is_cleared=is_cleared, answered_at=at)
        counts[is_cleared] += 1
    if not batch.items.filter(is_cleared=None).exists():
        VettingBatch.objects.filter(pk=batch.pk).update(answered_at=at)
    after = {"cleared": counts[True], "not_cleared": counts[False]}
    record("vetting.answered", batch, by=by, at=at, after=after, edition_id=batch.edition_id)
    return counts[True], counts[False]
