"""Verbs of the archive: publish a figure, close an edition, purge what is personal."""

import hashlib
from dataclasses import asdict
from datetime import datetime

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from muntada.accounts.models import User
from muntada.archive import rules
from muntada.archive.export import as_zip, site_of
from muntada.archive.models import Closing, Figure, PurgeReport
from muntada.archive.queries import COUNTS, checklist
from muntada.audit.actions import record
from muntada.conferences.models import Edition
from muntada.delegations.models import Delegation, FocalPoint, Member
from muntada.kit.errors import RuleBroken, ensure
from muntada.people.models import Person


@transaction.atomic
def publish_figure(
    edition: Edition, *, counted: str, comparator: str, value: int, by: User | None, at: datetime
) -> Figure:
    """Count now, and say it in a way that is true and fair; the figure before it is superseded."""
    Edition.objects.select_for_update().get(pk=edition.pk)
    count = COUNTS[counted]
    exact = count.of(edition)
    ensure(rules.why_not_say(exact, comparator, value))
    last = Figure.objects.filter(edition=edition, counted=counted).order_by("-id").first()
    figure = Figure.objects.create(
        edition=edition, counted=counted, exact=exact, query=count.how, as_of=at,
        comparator=comparator, value=value, published_by=by, supersedes=last,
    )  # fmt: skip
    record("figure.published", figure, by=by, at=at, after={"exact": exact})
    return figure


@transaction.atomic
def close(edition: Edition, *, by: User | None, at: datetime) -> Closing:
    """Freeze the edition and leave its public record as a site that needs no server."""
    row = (
        Edition.objects.select_for_update()
        .select_related("series", "host_party")
        .get(pk=edition.pk)
    )
    if row.closed_at is not None:
        raise RuleBroken(_("This edition is already closed."))
    checks = checklist(row, at=at)
    undone = [check.sentence for check in checks if not check.is_done]
    if undone:
        raise RuleBroken(
            _("Not yet: {list}").format(list=" ".join(f"“{sentence}”" for sentence in undone))
        )
    row.closed_at = at
    row.save(update_fields=["closed_at"])
    files = site_of(row, at=at)
    packed = as_zip(files, at=at)
    closing = Closing(
        edition=row, closed_at=at, closed_by=by, files=len(files),
        checklist=[asdict(check) for check in checks], digest=hashlib.sha256(packed).hexdigest(),
    )  # fmt: skip
    closing.export.save(f"{row.slug}.zip", ContentFile(packed), save=False)
    closing.save()
    record("edition.closed", row, by=by, at=at, after={"digest": closing.digest})
    return closing


@transaction.atomic
def purge(edition: Edition, *, by: User | None, at: datetime) -> PurgeReport:
    """Remove what is personal and not of the public record; say how much, never whose."""
    row = Edition.objects.select_for_update().get(pk=edition.pk)
    today = row.local(at).date()
    ensure(rules.why_not_purge(closed_at=row.closed_at, ends=row.ends, today=today))
    members = Member.objects.filter(edition=row)
    travelling = members.exclude(arrives_at=None, departs_at=None, arrival_by="", departure_by="")
    # Who is in an edition still open keeps the address at which its desk writes to them.
    elsewhere = Member.objects.filter(edition__closed_at=None).values("person")
    people = Person.objects.filter(memberships__edition=row).exclude(pk__in=elsewhere)
    reachable = Person.objects.filter(pk__in=people.values("pk")).exclude(email="", languages=[])
    noted = Delegation.objects.filter(edition=row).exclude(note="")
    trusted = FocalPoint.objects.filter(delegation__edition=row, ended_at=None)
    counts = {
        "travel": travelling.update(
            arrives_at=None, departs_at=None, arrival_by="", departure_by=""
        ),
        "contact": reachable.update(email="", languages=[]),
        "notes": noted.update(note=""),
        "focal_points": trusted.update(ended_at=at),
    }
    report = PurgeReport.objects.create(edition=row, at=at, by=by, counts=counts)
    record("edition.purged", row, by=by, at=at, after=counts)
    return report
