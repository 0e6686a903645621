"""Who went where is forgotten some weeks after the conference; how many went stays."""

from datetime import datetime

from django.db import transaction

from muntada.accounts.models import User
from muntada.audit.actions import record
from muntada.conferences.models import Edition
from muntada.gates.models import Conflict, Presence, Scan


def movements(edition: Edition) -> int:
    """Lines that still say whose badge it was."""
    return Scan.objects.filter(edition=edition).exclude(card="").count()


@transaction.atomic
def forget_movements(edition: Edition, *, by: User | None, at: datetime) -> int:
    """Every line of the register loses its badge; conflicts and whereabouts are deleted."""
    Conflict.objects.filter(edition=edition).delete()
    Presence.objects.filter(edition=edition).delete()
    found = Scan.objects.filter(edition=edition).exclude(card="").update(card="")
    if found:
        record("movements.forgotten", edition, by=by, at=at, after={"scans": found})
    return found
