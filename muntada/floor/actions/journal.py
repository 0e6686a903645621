"""The Journal: what is recorded for it, its versions, and what the public reads."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from muntada.accounts.models import User
from muntada.audit.actions import record
from muntada.conferences.models import Edition
from muntada.floor.journal import as_stored
from muntada.floor.models import Floor, JournalVersion, Outcome
from muntada.kit.errors import RuleBroken


@transaction.atomic
def issue_journal(edition: Edition, day: date, *, by: User, at: datetime) -> JournalVersion:
    """The Journal of a day from what happened; nothing new, no new version."""
    Edition.objects.select_for_update().get(pk=edition.pk)
    content = as_stored(edition, day)
    if not content["meetings"]:
        raise RuleBroken(_("No meeting was opened on this day."))
    last = JournalVersion.objects.filter(edition=edition, day=day).order_by("-number").first()
    if last and last.content == content:
        raise RuleBroken(_("Nothing has changed since the last version."))
    made = JournalVersion.objects.create(
        edition=edition, day=day, number=last.number + 1 if last else 1, issued_at=at,
        issued_by=by, content=content,
    )  # fmt: skip
    after = {"day": day.isoformat(), "version": made.number}
    record("journal.issued", made, by=by, at=at, after=after)
    return made


@transaction.atomic
def publish_journal(version: JournalVersion, *, by: User, at: datetime) -> None:
    """The public site then shows this version of the day, without what was not public."""
    rows = JournalVersion.objects.filter(pk=version.pk, published_at=None).update(published_at=at)
    if not rows:
        raise RuleBroken(_("This version is published already."))
    version.published_at = at
    after = {"day": version.day.isoformat(), "version": version.number}
    record("journal.published", version, by=by, at=at, after=after)


@transaction.atomic
def record_outcome(floor: Floor, *, fields: dict[str, Any], by: User, at: datetime) -> Outcome:
    """A decision or a document of this meeting; the next version of the Journal names it."""
    known = floor.outcomes.filter(kind=fields["kind"], symbol=fields["symbol"])
    if known.exists():
        raise RuleBroken(_("This symbol is recorded at this meeting already."))
    made = Outcome.objects.create(floor=floor, at=at, **fields)
    after = {"kind": made.kind, "symbol": made.symbol, "title": made.title}
    record("outcome.recorded", floor, by=by, at=at, after=after)
    return made


@transaction.atomic
def remove_outcome(outcome: Outcome, *, by: User, at: datetime) -> None:
    """Recorded by mistake: versions of the Journal already issued keep it."""
    before = {"kind": outcome.kind, "symbol": outcome.symbol, "title": outcome.title}
    record("outcome.removed", outcome.floor, by=by, at=at, before=before)
    outcome.delete()
