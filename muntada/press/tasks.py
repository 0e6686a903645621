"""A release leaves by mail when its time comes; pages and feeds do not wait for this."""

import logging
from datetime import datetime

from django.db import transaction
from django.tasks import task
from django.utils import timezone
from django.utils.translation import gettext, override

from muntada.kit.mail import Mail
from muntada.kit.origin import absolute, ensure_known
from muntada.press import rules
from muntada.press.models import Agency, Statement, Version

logger = logging.getLogger(__name__)


@task(queue_name="mail")
def distribute(pk: int) -> None:
    """To each agency in its language, once; what was recalled or put off meanwhile is not sent."""
    now = timezone.now()
    with transaction.atomic():
        found = Statement.objects.select_for_update().filter(pk=pk, sent_at=None)
        statement = found.first()
        if statement is None or not rules.is_released(statement.release_at, at=now):
            return
        statement.sent_at = now
        statement.save(update_fields=["sent_at"])
    versions = {one.language: one for one in statement.versions.filter(state=rules.CLEARED)}
    for agency in Agency.objects.filter(edition=statement.edition_id):
        version = versions.get(agency.language) or versions.get(statement.authentic)
        if version is not None:
            subject, body = wire(statement, version)
            try:
                Mail(subject=subject, body=body, to=[agency.email]).send()
            except OSError:  # one agency's server must not keep the release from the others
                logger.exception("%s was not sent to %s", statement, agency.email)


def wire(statement: Statement, version: Version) -> tuple[str, str]:
    """Plain text as agencies take it: no pictures, nothing that tells who opened it."""
    with override(version.language):
        kind = str(dict(rules.KINDS)[statement.kind])
        address = absolute(f"/{version.language}/{statement.edition.slug}/press/{statement.key}/")
        if statement.is_killed:
            heading = gettext("KILL: {symbol}").format(symbol=statement.symbol)
            return heading, f"{heading}\n\n{statement.kill_note}\n\n{address}\n"
        place = str(statement.dateline)
        body = f"{place} — {version.body}" if place else version.body
        ends = [str(statement.contacts), address]
        if statement.check_against_delivery:
            ends.insert(0, gettext("Check against delivery."))
        text = "\n\n".join(filter(None, [kind.upper(), version.headline, body, *ends]))
        subject = " ".join(version.headline.split())
        return f"{statement.symbol} {subject}", f"{text}\n"


def distribute_at(statement: Statement, moment: datetime, *, at: datetime) -> None:
    """Queue the mail for the moment of release, once the transaction holds."""
    if Agency.objects.filter(edition=statement.edition_id).exists():
        ensure_known()
    if moment <= at:
        transaction.on_commit(lambda: distribute.enqueue(statement.pk))
    elif distribute.get_backend().supports_defer:
        transaction.on_commit(lambda: distribute.using(run_after=moment).enqueue(statement.pk))
