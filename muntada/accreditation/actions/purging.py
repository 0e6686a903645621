"""The key of an edition destroyed by two: proposed by one, done by another who types its name."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from muntada.accounts.models import User
from muntada.accreditation import rules
from muntada.accreditation.actions.setup import purge
from muntada.accreditation.models import Application, EditionKeys, SealedFile
from muntada.audit.actions import record
from muntada.conferences.models import Edition
from muntada.kit.errors import RuleBroken, ensure


def what_will_go(edition: Edition) -> dict[str, int]:
    mine = Application.objects.filter(edition=edition)
    files = SealedFile.objects.filter(application__edition=edition)
    return {
        "photos": files.filter(kind=rules.PHOTO).count(),
        "papers": files.exclude(kind=rules.PHOTO).count(),
        "identities": mine.exclude(identity=None).count(),
        "refusals": mine.exclude(refusal=None).count(),
    }


def proposal(edition: Edition) -> EditionKeys | None:
    found = EditionKeys.objects.filter(edition=edition, destroyed_at=None)
    return found.exclude(purge_proposed_by=None).select_related("purge_proposed_by").first()


def _keys(edition: Edition) -> EditionKeys:
    keys = EditionKeys.objects.select_for_update().filter(edition=edition).first()
    if keys is None or keys.destroyed_at:
        raise RuleBroken(_("There is no key to destroy, or it was destroyed already."))
    return keys


@transaction.atomic
def propose(edition: Edition, *, by: User, at: datetime) -> None:
    """Not while badges still open gates: a badge without its key cannot be printed again."""
    ensure(rules.why_not_purge(last_day=edition.ends, today=edition.local(at).date()))
    keys = _keys(edition)
    keys.purge_proposed_by, keys.purge_proposed_at = by, at
    keys.save(update_fields=["purge_proposed_by", "purge_proposed_at"])
    record("purge.proposed", edition, by=by, at=at)


@transaction.atomic
def take_back(edition: Edition, *, by: User, at: datetime) -> None:
    keys = _keys(edition)
    keys.purge_proposed_by = keys.purge_proposed_at = None
    keys.save(update_fields=["purge_proposed_by", "purge_proposed_at"])
    record("purge.taken_back", edition, by=by, at=at)


@transaction.atomic
def destroy(edition: Edition, *, typed: str, by: User, at: datetime) -> EditionKeys:
    keys = _keys(edition)
    if keys.purge_proposed_by_id is None:
        raise RuleBroken(_("Nobody has proposed this. One person proposes, another destroys."))
    ensure(rules.why_not_second(proposed_by=keys.purge_proposed_by_id, decides=by.pk))
    if typed.strip() != edition.slug:
        raise RuleBroken(_("Type the short name of the edition exactly, so that it is meant."))
    return purge(edition, by=by, at=at)
