"""The export of a closed edition, and the daily purge; each may be started twice."""

import logging
from datetime import datetime, time, timedelta

from django.db import transaction
from django.tasks import task
from django.utils import timezone
from django.utils.translation import override
from django_tasks_db.models import DBTaskResult

from muntada.archive import actions, rules
from muntada.archive.models import Closing
from muntada.conferences.models import Edition
from muntada.kit import deaths

logger = logging.getLogger(__name__)
HOUR = time(2)  # UTC: nobody is at a desk


@task()
def make_export(pk: int) -> None:
    found = Closing.objects.select_related("edition__series", "edition__host_party", "closed_by")
    closing = found.filter(pk=pk, state=rules.MAKING).first()
    if closing is None:
        return
    with override("en"):
        try:
            actions.make_export(closing, at=timezone.now())
        except Exception:  # a fault of the program: said on the page, and left to the log
            actions.give_up(closing)
            raise
        finally:
            deaths.forget(make_export, pk)


def make_later(closing: Closing) -> None:
    transaction.on_commit(lambda: make_export.enqueue(closing.pk))


@task()
def purge_daily() -> None:
    """Destroy what is due in every edition; one that fails does not keep the others waiting."""
    now = timezone.now()
    try:
        # A demo's people are invented and its days long past: it shows what is due, and waits.
        for edition in Edition.objects.filter(is_demo=False, ends__lt=now.date()):
            try:
                actions.destroy_due(edition, by=None, at=now)
            except Exception:
                logger.exception("what is due in edition %s was not destroyed", edition.pk)
    finally:
        _tomorrow(now)


def _tomorrow(now: datetime) -> None:
    if purge_daily.get_backend().supports_defer and not _is_waiting():
        next_run = datetime.combine(now.date() + timedelta(days=1), HOUR, tzinfo=now.tzinfo)
        purge_daily.using(run_after=next_run).enqueue()


def _is_waiting() -> bool:
    waiting = DBTaskResult.objects.filter(task_path=purge_daily.module_path, status="READY")
    return waiting.exists()


def resume_unfinished() -> int:
    """After a restart: exports are made from their beginning, and the purge has its next day."""
    waiting = list(Closing.objects.filter(state=rules.MAKING))
    for closing in waiting:
        if deaths.too_many(make_export, closing.pk):
            actions.give_up(closing)
            deaths.forget(make_export, closing.pk)
        else:
            make_export.enqueue(closing.pk)
    if not _is_waiting():
        purge_daily.enqueue()
    return len(waiting)
