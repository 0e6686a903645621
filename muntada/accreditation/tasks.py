"""A batch of badges typeset in the background, piece by piece; started twice, it is done once.

Each piece is sealed and laid down as soon as it is made, so that a restart goes on where it was.
"""

from concurrent.futures import ProcessPoolExecutor, as_completed
from datetime import timedelta
from multiprocessing import get_context
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.tasks import task
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from muntada.accreditation import documents, typeset
from muntada.accreditation.actions.setup import keys_of
from muntada.accreditation.models import Badge, BadgeTemplate, EditionKeys, PrintBatch
from muntada.kit import deaths, progress

KEPT = timedelta(days=2)
# A multiple of what stands on a sheet (four A6, ten cards).
PIECE = 120
AT_ONCE = 2


def folder() -> Path:
    return Path(settings.DATA) / "uploads" / "badges"


@task()
def typeset_batch(pk: int) -> None:
    batch = PrintBatch.objects.select_related("edition", "template").filter(pk=pk).first()
    if batch is None or batch.state != PrintBatch.WAITING:
        return
    try:
        name = _made(batch)
    except Exception:
        _give_up(batch)
        raise
    finally:
        deaths.forget(typeset_batch, pk)
    PrintBatch.objects.filter(pk=pk).update(state=PrintBatch.DONE, file=name)
    progress.forget(batch.progress_name)


def _give_up(batch: PrintBatch) -> None:
    with override(batch.asked_by.language):
        problem = _("The badges could not be typeset. Try again.")
    PrintBatch.objects.filter(pk=batch.pk).update(state=PrintBatch.FAILED, problem=problem)


def _made(batch: PrintBatch) -> str:
    """Typeset what is missing, two pieces at once; then all pieces as one file."""
    keys = keys_of(batch.edition, at=batch.asked_at)
    related = ("edition", "application__category", "application__delegation__party")
    badges = list(batch.badges.select_related(*related).order_by("pk"))
    pieces = [badges[n : n + PIECE] for n in range(0, len(badges), PIECE)]
    folder().mkdir(parents=True, exist_ok=True, mode=0o700)
    missing = [n for n in range(len(pieces)) if not _piece(batch, n).exists()]
    done = len(badges) - sum(len(pieces[n]) for n in missing)
    progress.tell(batch.progress_name, done, len(badges))
    with ProcessPoolExecutor(AT_ONCE, mp_context=get_context("spawn")) as children:
        work = {children.submit(typeset.badges_pdf, *_gathered(batch, pieces[n])): n
                for n in missing}  # fmt: skip
        for finished in as_completed(work):
            n = work[finished]
            _lay(batch, _piece(batch, n), finished.result(), keys)
            done += len(pieces[n])
            progress.tell(batch.progress_name, done, len(badges))
        parts = [_read(batch, _piece(batch, n), keys) for n in range(len(pieces))]
        whole = children.submit(typeset.joined, parts).result()
    path = folder() / f"{batch.pk}.sealed"
    _lay(batch, path, whole, keys)
    for n in range(len(pieces)):
        _piece(batch, n).unlink(missing_ok=True)
    return path.name


def _gathered(batch: PrintBatch, badges: list[Badge]) -> typeset.Work:
    template = batch.template or BadgeTemplate(edition=batch.edition, languages=["en"])
    data, photos = documents.gathered(
        batch.edition, badges, template, sheet=batch.is_sheet, at=batch.asked_at
    )
    return data, photos, documents.more_fonts()


def _piece(batch: PrintBatch, n: int) -> Path:
    return folder() / f"{batch.pk}-{n}.piece"


def _lay(batch: PrintBatch, path: Path, content: bytes, keys: EditionKeys) -> None:
    """Whole or not at all: a piece cut short by a restart is made again."""
    fresh = path.with_suffix(".new")
    fresh.write_bytes(keys.seal(content, f"batch:{batch.pk}"))
    fresh.replace(path)


def _read(batch: PrintBatch, path: Path, keys: EditionKeys) -> bytes:
    return keys.open(path.read_bytes(), f"batch:{batch.pk}")


def typeset_later(batch: PrintBatch) -> None:
    transaction.on_commit(lambda: typeset_batch.enqueue(batch.pk))


def opened(batch: PrintBatch) -> bytes:
    return _read(batch, folder() / batch.file, keys_of(batch.edition, at=batch.asked_at))


def resume_unfinished() -> int:
    """After a restart whatever was being typeset is taken up again; old sheets are removed."""
    for old in PrintBatch.objects.filter(asked_at__lt=timezone.now() - KEPT).exclude(file=""):
        (folder() / old.file).unlink(missing_ok=True)
        PrintBatch.objects.filter(pk=old.pk).update(file="")
    for left in folder().glob("*.piece"):
        if left.stat().st_mtime < (timezone.now() - KEPT).timestamp():
            left.unlink(missing_ok=True)
    waiting = list(PrintBatch.objects.filter(state=PrintBatch.WAITING).select_related("asked_by"))
    for batch in waiting:
        if deaths.too_many(typeset_batch, batch.pk):
            _give_up(batch)
            deaths.forget(typeset_batch, batch.pk)
        else:
            typeset_batch.enqueue(batch.pk)
    return len(waiting)
