"""Calendar links given and ended."""

from datetime import datetime

from django.db import transaction

from muntada.accounts.models import User
from muntada.audit.actions import record
from muntada.bilaterals.models import CalendarLink, Principal
from muntada.bilaterals.models.calendars import digest_of, new_secret


@transaction.atomic
def make_link(principal: Principal, *, by: User, at: datetime) -> str:
    """The secret of a new link; it is shown once, and only its digest is kept."""
    secret = new_secret()
    link = CalendarLink.objects.create(
        user=by, delegation=principal.delegation, principal=principal, digest=digest_of(secret),
        made_at=at,
    )  # fmt: skip
    record("calendar.opened", link, by=by, at=at, edition_id=principal.edition_id)
    return secret


@transaction.atomic
def end_links(principal: Principal, *, by: User, at: datetime) -> int:
    """Every link this person made to the calendar stops working at once."""
    found = CalendarLink.objects.in_use().filter(user=by, principal=principal)
    ended = 0
    for link in found:
        CalendarLink.objects.filter(pk=link.pk).update(ended_at=at)
        record("calendar.ended", link, by=by, at=at, edition_id=principal.edition_id)
        ended += 1
    return ended
