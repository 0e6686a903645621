"""The desk decides: asks more, vets, approves, refuses with four eyes, changes zones."""

import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import Count, Max, prefetch_related_objects
from django.utils.functional import Promise
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
from muntada.audit.actions import Deed, record, record_all
from muntada.conferences.models import Edition
from muntada.kit.errors import RuleBroken, ensure
from muntada.kit.states import CHANGED, ensure_moved, move, move_all


@transaction.atomic
def ask_more(application: Application, *, question: str, by: User, at: datetime) -> None:
    if not question.strip():
        raise RuleBroken(_("Say what is missing."))
    move(application, rules.STEPS, "ask_more", question=question.strip()[:500])
    record("application.more_asked", application, by=by, at=at)


@dataclass
class Approved:
    """Badges now ready to be printed, and who could not be approved, each with the reason."""

    badges: list[Badge] = field(default_factory=list)
    refused: list[tuple[Application, str | Promise]] = field(default_factory=list)


def approve(application: Application, *, by: User, at: datetime) -> Badge:
    """The person is accredited; a badge is ready to be printed."""
    done = approve_all([application], by=by, at=at)
    for _one, why in done.refused:
        raise RuleBroken(why)
    return done.badges[0]


@transaction.atomic
def approve_all(applications: Sequence[Application], *, by: User, at: datetime) -> Approved:
    """All of one edition, in this order as long as a category has places; the others are named."""
    prefetch_related_objects(applications, "category")
    free = _free_places({one.category_id for one in applications})
    live = badges.with_live_badge(applications)
    ready, done = [], Approved()
    for one in applications:
        why = _why_not_approve(one, free.get(one.category_id), has_badge=one.pk in live)
        if why is not None:
            done.refused.append((one, why))
            continue
        ready.append(one)
        if one.category_id in free:
            free[one.category_id] -= 1
    moved, late = move_all(ready, rules.STEPS, "approve", decided_at=at)
    done.refused += [(one, CHANGED) for one in late]
    done.badges = badges.issued(moved, at=at)
    deeds = []
    for badge in done.badges:
        deeds += [Deed("application.approved", badge.application), badges.deed_of(badge)]
    record_all(deeds, by=by, at=at)
    return done


def _free_places(categories: Iterable[int]) -> dict[int, int]:
    """Of those that have a quota; held until the transaction ends, so that none is given twice."""
    limited = Category.objects.filter(pk__in=categories, quota__isnull=False)
    quotas = {one.pk: one.quota or 0 for one in limited.order_by("pk").select_for_update()}
    approved = Application.objects.filter(category__in=quotas, state=rules.APPROVED).order_by()
    taken = dict(approved.values_list("category").annotate(n=Count("pk")))
    return {pk: quota - taken.get(pk, 0) for pk, quota in quotas.items()}


def _why_not_approve(
    application: Application, free: int | None, *, has_badge: bool
) -> str | Promise | None:
    category = application.category
    why = rules.why_not_approve(state=application.state, needs_vetting=category.needs_vetting)
    if why is not None:
        return why
    if free is not None and category.quota is not None:
        full = rules.why_not_more(quota=category.quota, approved=category.quota - free)
        if full is not None:
            return full
    if application.state not in rules.STEPS["approve"][0]:
        return CHANGED
    return badges.LIVE if has_badge else None


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
    ensure_moved(ready, rules.STEPS, "send_to_vetting")
    items = [
        VettingItem(
            batch=batch, application=one,
            reference="".join(secrets.choice(LETTERS) for _n in range(10)),
        )
        for one in ready
    ]  # fmt: skip
    VettingItem.objects.bulk_create(items, batch_size=500)
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
    answered: dict[bool, list[VettingItem]] = {True: [], False: []}
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
        item.is_cleared = is_cleared
        answered[is_cleared].append(item)
    for is_cleared, found in answered.items():
        verb = "clear" if is_cleared else "not_clear"
        ensure_moved([item.application for item in found], rules.STEPS, verb)
        VettingItem.objects.filter(pk__in=[item.pk for item in found]).update(
            is_cleared=is_cleared, answered_at=at
        )
    if not batch.items.filter(is_cleared=None).exists():
        VettingBatch.objects.filter(pk=batch.pk).update(answered_at=at)
    counts = {is_cleared: len(found) for is_cleared, found in answered.items()}
    after = {"cleared": counts[True], "not_cleared": counts[False]}
    record("vetting.answered", batch, by=by, at=at, after=after, edition_id=batch.edition_id)
    return counts[True], counts[False]
