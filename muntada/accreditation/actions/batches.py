"""Many badges typeset together: chosen, asked for, marked as printed."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from muntada.accounts.models import User
from muntada.accreditation import rules
from muntada.accreditation.actions.badges import printable
from muntada.accreditation.models import Badge, BadgeTemplate, Category, PrintBatch
from muntada.audit.actions import Deed, record, record_all
from muntada.conferences.models import Edition
from muntada.delegations.models import Delegation
from muntada.kit.errors import RuleBroken

MOST = 3000


def chosen(
    edition: Edition, *, only_ready: bool, category: Category | None, delegation: Delegation | None
) -> list[Badge]:
    """Badges of the approved; whoever lacks a photo that the category needs is left out."""
    states = [rules.READY] if only_ready else sorted(rules.LIVE_BADGES)
    found = Badge.objects.filter(
        edition=edition, state__in=states, application__state=rules.APPROVED
    )
    if category:
        found = found.filter(application__category=category)
    if delegation:
        found = found.filter(application__delegation=delegation)
    needing = [one.pk for one in edition.accreditation_categories.all() if rules.PHOTO in one.needs]
    with_photo = edition.applications.filter(files__kind=rules.PHOTO)
    lacking = found.filter(application__category__in=needing).exclude(
        application__in=with_photo.values("pk")
    )
    return list(found.exclude(pk__in=lacking.values("pk")).order_by("pk")[:MOST])


@transaction.atomic
def ask_for_batch(
    edition: Edition, *, template: BadgeTemplate, badges: Sequence[Badge], is_sheet: bool,
    name: str, by: User, at: datetime,
) -> PrintBatch:  # fmt: skip
    if not badges:
        raise RuleBroken(_("No badge matches. Approve applications first, or choose all badges."))
    made = PrintBatch.objects.create(
        edition=edition, template=template, is_sheet=is_sheet, name=name[:200], asked_at=at,
        asked_by=by,
    )  # fmt: skip
    made.badges.set(badges)
    record("badges.batch_asked", made, by=by, at=at, after={"badges": len(badges)})
    return made


@transaction.atomic
def mark_batch_printed(batch: PrintBatch, *, by: User, at: datetime) -> int:
    """Those of the batch that still wait; whatever happened to the others meanwhile stays."""
    if batch.state != PrintBatch.DONE:
        raise RuleBroken(_("These badges are not typeset yet."))
    waiting = batch.badges.filter(state=rules.READY).select_related("application__category")
    ready = printable(list(waiting))
    Badge.objects.filter(pk__in=[one.pk for one in ready], state=rules.READY).update(
        state=rules.PRINTED, printed_at=at, changed_at=at
    )
    said = [
        Deed("badge.printed", one.application, after={"issue": one.issue, "batch": batch.pk})
        for one in ready
    ]
    record_all(said, by=by, at=at)
    PrintBatch.objects.filter(pk=batch.pk).update(printed_at=at)
    return len(ready)
