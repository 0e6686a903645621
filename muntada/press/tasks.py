"""A release leaves by mail when its time comes; pages and feeds do not wait for this."""

from datetime import datetime

from django.db import transaction
from django.tasks import task
from django.utils import timezone

from muntada.kit.origin import ensure_known
from muntada.kit.outbox import queue
from muntada.press import rules
from muntada.press.distribution import mails_of
from muntada.press.models import Agency, Statement


@task(queue_name="mail")
@transaction.atomic
def distribute(pk: int) -> None:
    """Into the outbox, once, in one transaction; what was recalled or put off is not sent."""
    now = timezone.now()
    statement = Statement.objects.select_for_update().filter(pk=pk, sent_at=None).first()
    if statement is None or not rules.is_released(statement.release_at, at=now):
        return
    queue(mails_of(statement))
    statement.sent_at = now
    statement.save(update_fields=["sent_at"])


def distribute_at(statement: Statement, moment: datetime, *, at: datetime) -> None:
    """Queue the mail for the moment of release, once the transaction holds."""
    if Agency.objects.filter(edition=statement.edition_id).exists():
        ensure_known()
    if moment <= at:
        transaction.on_commit(lambda: distribute.enqueue(statement.pk))
    elif distribute.get_backend().supports_defer:
        transaction.on_commit(lambda: distribute.using(run_after=moment).enqueue(statement.pk))
