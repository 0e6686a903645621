"""What is personal is destroyed when its day has come, or before it by two people; it is counted,
never named."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from muntada.accounts.models import User
from muntada.archive import rules
from muntada.archive.destroy import DESTROYED
from muntada.archive.models import EarlyPurge, PurgeHold, PurgeReport
from muntada.audit.actions import record
from muntada.conferences.models import Edition
from muntada.kit.errors import RuleBroken, ensure
from muntada.kit.states import move


def why_not_purge(
    edition: Edition, kind: str, *, today: date, early: bool = False
) -> object | None:
    hold = edition.purge_holds.filter(kind=kind, ended_at=None).order_by("-until").first()
    return rules.why_not_purge(
        kind=kind, state=edition.state, ends=edition.ends, today=today,
        held_until=hold.until if hold else None, early=early,
    )  # fmt: skip


@transaction.atomic
def destroy_due(edition: Edition, *, by: User | None, at: datetime) -> PurgeReport | None:
    """Whatever the schedule says is due; None, and nothing recorded, where there is nothing."""
    row = Edition.objects.select_for_update().get(pk=edition.pk)
    today = row.local(at).date()
    due = [code for code in DESTROYED if why_not_purge(row, code, today=today) is None]
    return _destroy(row, due, by=by, at=at)


def _destroy(
    edition: Edition, kinds: Iterable[str], *, by: User | None, at: datetime, reason: str = ""
) -> PurgeReport | None:
    counts = {kind: DESTROYED[kind].destroy(edition, by, at) for kind in kinds}
    counts = {kind: n for kind, n in counts.items() if n}
    if not counts:
        return None
    report = PurgeReport.objects.create(edition=edition, at=at, by=by, counts=counts, reason=reason)
    record("edition.purged", edition, by=by, at=at, after=counts)
    return report


@transaction.atomic
def hold_back(
    edition: Edition, *, kind: str, until: date, reason: str, by: User, at: datetime
) -> PurgeHold:
    """A complaint, an inquiry: keep it past its day, for a reason and not for ever."""
    row = Edition.objects.select_for_update().get(pk=edition.pk)
    ensure(rules.why_not_hold(until=until, today=row.local(at).date(), reason=reason))
    row.purge_holds.filter(kind=kind, ended_at=None).update(ended_at=at)
    hold = PurgeHold.objects.create(
        edition=row, kind=kind, until=until, reason=reason.strip(), by=by, at=at
    )
    after = {"kind": kind, "until": until, "reason": reason.strip()}
    record("purge.held_back", row, by=by, at=at, after=after)
    return hold


@transaction.atomic
def end_hold(hold: PurgeHold, *, by: User, at: datetime) -> None:
    ended = PurgeHold.objects.filter(pk=hold.pk, ended_at=None).update(ended_at=at)
    if not ended:
        raise RuleBroken(_("This hold has ended already."))
    record("purge.released", hold.edition, by=by, at=at, before={"kind": hold.kind})


@transaction.atomic
def ask_early(edition: Edition, *, kind: str, reason: str, by: User, at: datetime) -> EarlyPurge:
    row = Edition.objects.select_for_update().get(pk=edition.pk)
    today = row.local(at).date()
    if not reason.strip():
        raise RuleBroken(
            _("Say why it is destroyed before its day: the reason stands in the record.")
        )
    ensure(why_not_purge(row, kind, today=today, early=True))  # type: ignore[arg-type]
    if row.early_purges.filter(kind=kind, state=rules.ASKED).exists():
        raise RuleBroken(_("This is asked already and waits for a second person."))
    asked = EarlyPurge.objects.create(
        edition=row, kind=kind, reason=reason.strip(), asked_by=by, asked_at=at
    )
    record("early_purge.asked", row, by=by, at=at, after={"kind": kind, "reason": asked.reason})
    return asked


@transaction.atomic
def grant_early(asked: EarlyPurge, *, by: User, at: datetime) -> PurgeReport | None:
    """The second pair of eyes: granted, it is destroyed at once."""
    row = Edition.objects.select_for_update().get(pk=asked.edition_id)
    ensure(rules.why_not_decide(asked_by=asked.asked_by_id, decides=by.pk))
    today = row.local(at).date()
    ensure(why_not_purge(row, asked.kind, today=today, early=True))  # type: ignore[arg-type]
    move(asked, rules.EARLY_STEPS, "grant", decided_by=by, decided_at=at)
    record("early_purge.granted", row, by=by, at=at, after={"kind": asked.kind})
    return _destroy(row, [asked.kind], by=by, at=at, reason=asked.reason)


@transaction.atomic
def deny_early(asked: EarlyPurge, *, by: User, at: datetime) -> None:
    ensure(rules.why_not_decide(asked_by=asked.asked_by_id, decides=by.pk))
    move(asked, rules.EARLY_STEPS, "deny", decided_by=by, decided_at=at)
    record("early_purge.denied", asked.edition, by=by, at=at, after={"kind": asked.kind})
