"""A batch of badges typeset in the background; started twice, it is done once."""

from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.tasks import task
from django.utils import timezone
from django.utils.translation import gettext as _

from muntada.accreditation import documents
from muntada.accreditation.actions.setup import keys_of
from muntada.accreditation.models import BadgeTemplate, PrintBatch

KEPT = timedelta(days=2)


def folder() -> Path:
    return Path(settings.DATA) / "uploads" / "badges"


@task()
def typeset_batch(pk: int) -> None:
    batch = PrintBatch.objects.select_related("edition", "template").filter(pk=pk).first()
    if batch is None or batch.state != PrintBatch.WAITING:
        return
    at = timezone.now()
    badges = list(
        batch.badges.select_related(
            "edition", "application__category", "application__delegation__party"
        )
    )
    try:
        template = batch.template or BadgeTemplate(edition=batch.edition, languages=["en"])
        pdf = documents.typeset_badges(batch.edition, badges, template, sheet=batch.is_sheet, at=at)
        folder().mkdir(parents=True, exist_ok=True, mode=0o700)
        path = folder() / f"{batch.pk}.sealed"
        path.write_bytes(keys_of(batch.edition, at=at).seal(pdf, f"batch:{batch.pk}"))
    except Exception:
        PrintBatch.objects.filter(pk=pk).update(
            state=PrintBatch.FAILED, problem=_("The badges could not be typeset. Try again.")
        )
        raise
    PrintBatch.objects.filter(pk=pk).update(state=PrintBatch.DONE, file=path.name)


def typeset_later(batch: PrintBatch) -> None:
    transaction.on_commit(lambda: typeset_batch.enqueue(batch.pk))


def opened(batch: PrintBatch) -> bytes:
    sealed = (folder() / batch.file).read_bytes()
    return keys_of(batch.edition, at=batch.asked_at).open(sealed, f"batch:{batch.pk}")


def resume_unfinished() -> int:
    """After a restart whatever was being typeset is taken up again; old sheets are removed."""
    for old in PrintBatch.objects.filter(asked_at__lt=timezone.now() - KEPT).exclude(file=""):
        (folder() / old.file).unlink(missing_ok=True)
        PrintBatch.objects.filter(pk=old.pk).update(file="")
    waiting = list(PrintBatch.objects.filter(state=PrintBatch.WAITING).values_list("pk", flat=True))
    for pk in waiting:
        typeset_batch.enqueue(pk)
    return len(waiting)
