"""A number is counted, said, and kept as it was said."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from muntada.accounts.models import User
from muntada.archive import rules
from muntada.archive.models import Figure, PublishedFigure
from muntada.archive.queries import COUNTS
from muntada.audit.actions import record
from muntada.conferences.models import Edition
from muntada.kit.errors import RuleBroken, ensure


@transaction.atomic
def publish_figure(
    edition: Edition, *, counted: str, comparator: str, value: int, by: User | None, at: datetime
) -> Figure:
    """Count now, and say it in a way that is true and fair; the figure before it is superseded."""
    row = Edition.objects.select_for_update().get(pk=edition.pk)
    count = COUNTS[counted]
    exact = count.of(row)
    if exact is None:
        raise RuleBroken(_("Nothing here says this number: it has no source in this edition."))
    ensure(rules.why_not_say(exact, comparator, value))
    last = Figure.objects.filter(edition=row, counted=counted).order_by("-id").first()
    figure = Figure.objects.create(
        edition=row, counted=counted, exact=exact, query=count.how, as_of=at,
        comparator=comparator, value=value, published_by=by, supersedes=last,
    )  # fmt: skip
    _claim(figure, last, at=at)
    record("figure.published", figure, by=by, at=at, after={"exact": exact})
    return figure


def _claim(figure: Figure, last: Figure | None, *, at: datetime) -> None:
    """What the house says stands among what others said, on its basis, for texts to be held
    against and editions compared; what it no longer says stands in its figures alone."""
    edition = figure.edition
    if last is not None:
        PublishedFigure.objects.filter(figure=last).delete()
    today = edition.local(at).date()
    when = "before" if today < edition.starts else "opening" if today <= edition.ends else "after"
    PublishedFigure.objects.create(
        edition=edition, figure=figure, measure=rules.MEASURE_OF[figure.counted],
        basis=rules.BASIS_OF[figure.counted], comparator=figure.comparator, value=figure.value,
        said_when=when, source=f"{edition.slug}, {today.isoformat()}",
    )  # fmt: skip
