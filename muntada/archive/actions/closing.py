"""An edition is frozen at once; the site it leaves is made by a task, whole or not at all."""

import hashlib
from dataclasses import asdict
from datetime import datetime

from django.core.files.base import ContentFile
from django.db import transaction

from muntada.accounts.models import User
from muntada.archive import rules
from muntada.archive.export import as_zip, site_of
from muntada.archive.models import Closing
from muntada.archive.queries import checklist
from muntada.audit.actions import record
from muntada.conferences.models import Edition
from muntada.kit import progress
from muntada.kit.errors import ensure
from muntada.kit.states import move


@transaction.atomic
def close(edition: Edition, *, by: User | None, at: datetime) -> Closing:
    """Freeze the edition; from here on its record says the same whenever it is read."""
    row = (
        Edition.objects.select_for_update(of=("self",))
        .select_related("series", "host_party")
        .get(pk=edition.pk)
    )
    checks = checklist(row, at=at)
    undone = [check.sentence for check in checks if not check.is_done]
    ensure(rules.why_not_close(closed_at=row.closed_at, undone=undone))
    row.closed_at = at
    row.save(update_fields=["closed_at"])
    closing = Closing.objects.create(
        edition=row, closed_at=at, closed_by=by, state=rules.MAKING,
        checklist=[asdict(check) for check in checks],
    )  # fmt: skip
    record("edition.closed", row, by=by, at=at)
    return closing


def make_export(closing: Closing, *, at: datetime) -> None:
    """Everything is typeset before anything is kept; started twice, the second finds it done.

    The files say the moment of the closing, not this one: made again, they are the same bytes.
    """
    edition = closing.edition
    files = site_of(
        edition,
        at=closing.closed_at,
        told=lambda done, total: progress.tell(closing.progress_name, done, total),
    )
    packed = as_zip(files, at=closing.closed_at)
    digest = hashlib.sha256(packed).hexdigest()
    kept = closing.export.storage.save(f"archive/{edition.slug}.zip", ContentFile(packed))
    try:
        with transaction.atomic():
            move(closing, rules.EXPORT_STEPS, "finish", export=kept, digest=digest,
                 files=len(files))  # fmt: skip
            record("edition.exported", edition, by=closing.closed_by, at=at,
                   after={"digest": digest, "files": len(files)})  # fmt: skip
    except Exception:
        closing.export.storage.delete(kept)  # somebody else was quicker, or nothing was written
        raise
    finally:
        progress.forget(closing.progress_name)


def give_up(closing: Closing) -> None:
    """After a fault nobody foresaw: the page must not wait for ever. The edition stays closed."""
    Closing.objects.filter(pk=closing.pk, state=rules.MAKING).update(state=rules.FAILED)
    progress.forget(closing.progress_name)


@transaction.atomic
def make_again(closing: Closing, *, by: User, at: datetime) -> None:
    move(closing, rules.EXPORT_STEPS, "make_again")
    record("edition.export_asked_again", closing.edition, by=by, at=at)
