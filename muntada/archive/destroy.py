"""What is destroyed of an edition, kind by kind: how much of it there is, and its destruction.

Only counts leave this file. What is public (names, functions, statements, programme) is not here.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from muntada.accounts.models import User
from muntada.accreditation import rules as accreditation_rules
from muntada.accreditation.actions.setup import purge as destroy_key
from muntada.accreditation.models import (
    Application,
    EditionKeys,
    Receipt,
    SealedFile,
    VettingItem,
)
from muntada.archive import rules
from muntada.conferences.models import Edition
from muntada.delegations.models import Delegation, FocalPoint, Member
from muntada.gates.actions.forget import forget_movements, movements
from muntada.imports import rules as import_rules
from muntada.imports.models import Import
from muntada.kit.models import Outgoing
from muntada.people.models import Person

# Mail that failed yesterday may still have to be looked into.
MAIL_KEPT = timedelta(days=14)


@dataclass(frozen=True)
class Kind:
    remains: Callable[[Edition, datetime], int]
    destroy: Callable[[Edition, User | None, datetime], int]


def _identity_remains(edition: Edition, _at: datetime) -> int:
    if not EditionKeys.objects.filter(edition=edition, destroyed_at=None).exists():
        return 0
    sealed = Application.objects.filter(edition=edition).exclude(identity=None, refusal=None)
    files = SealedFile.objects.filter(application__edition=edition).count()
    return files + sealed.count() + 1  # the key itself


def _destroy_identity(edition: Edition, by: User | None, at: datetime) -> int:
    found = _identity_remains(edition, at)
    if found:
        destroy_key(edition, by=by, at=at)
    return found


def _travelling(edition: Edition) -> QuerySet[Member]:
    return Member.objects.filter(edition=edition).exclude(
        arrives_at=None, departs_at=None, arrival_by="", departure_by=""
    )


def _reachable(edition: Edition, at: datetime) -> QuerySet[Person]:
    """Who is in another edition whose own day has not come keeps the address it writes to."""
    day_after = at.date() - timedelta(days=rules.KEPT_DAYS[rules.CONTACT])
    elsewhere = Member.objects.filter(edition__ends__gt=day_after).exclude(edition=edition)
    people = Person.objects.filter(memberships__edition=edition)
    people = people.exclude(pk__in=elsewhere.values("person"))
    return Person.objects.filter(pk__in=people.values("pk")).exclude(email="", languages=[])


def _applicants(edition: Edition) -> list[QuerySet[Any]]:
    """Who was not accredited stands in no public list; who was vetted, and who signed, neither."""
    ended = Application.objects.filter(edition=edition, state__in=accreditation_rules.ENDED)
    return [
        ended.exclude(name_latin="", name_own="", outlet="", nationality=None),
        VettingItem.objects.filter(batch__edition=edition),
        Receipt.objects.filter(edition=edition).exclude(name=""),
    ]


def _destroy_applicants(edition: Edition, _by: User | None, _at: datetime) -> int:
    ended, vetted, signed = _applicants(edition)
    found = ended.update(
        name_latin="", name_own="", outlet="", equipment="", question="", link_digest="",
        nationality=None,
    )  # fmt: skip
    return found + vetted.delete()[0] + signed.update(name="")


def _noted(edition: Edition) -> QuerySet[Delegation]:
    return Delegation.objects.filter(edition=edition).exclude(note="")


def _trusted(edition: Edition) -> QuerySet[FocalPoint]:
    return FocalPoint.objects.filter(delegation__edition=edition, ended_at=None)


def _brought_in(edition: Edition) -> QuerySet[Import]:
    found = Import.objects.filter(edition=edition).exclude(state__in=import_rules.WORKING)
    return found.exclude(state=import_rules.APPLIED, preview=[])


def _destroy_imports(edition: Edition, _by: User | None, _at: datetime) -> int:
    """An import applied keeps its counts; what it read, and files never applied, are gone."""
    found = list(_brought_in(edition))
    for one in found:
        name, storage = str(one.file.name), one.file.storage
        transaction.on_commit(partial(storage.delete, name))
    applied = [one.pk for one in found if one.state == import_rules.APPLIED]
    Import.objects.filter(pk__in=applied).update(preview=[], unknown_headings=[])
    Import.objects.filter(pk__in={one.pk for one in found} - set(applied)).delete()
    return len(found)


def _sent(at: datetime) -> QuerySet[Outgoing]:
    """The outbox is one for the house; what left it is of no use to any edition."""
    ended = Outgoing.objects.exclude(state=Outgoing.WAITING)
    return ended.filter(ended_at__lt=at - MAIL_KEPT)


DESTROYED: dict[str, Kind] = {
    rules.IDENTITY: Kind(_identity_remains, _destroy_identity),
    rules.TRAVEL: Kind(
        lambda edition, _at: _travelling(edition).count(),
        lambda edition, _by, _at: _travelling(edition).update(
            arrives_at=None, departs_at=None, arrival_by="", departure_by=""
        ),
    ),
    rules.MOVEMENTS: Kind(
        lambda edition, _at: movements(edition),
        lambda edition, by, at: forget_movements(edition, by=by, at=at),
    ),
    rules.IMPORTS: Kind(lambda edition, _at: _brought_in(edition).count(), _destroy_imports),
    rules.CONTACT: Kind(
        lambda edition, at: _reachable(edition, at).count(),
        lambda edition, _by, at: _reachable(edition, at).update(email="", languages=[]),
    ),
    rules.APPLICANTS: Kind(
        lambda edition, _at: sum(found.count() for found in _applicants(edition)),
        _destroy_applicants,
    ),
    rules.NOTES: Kind(
        lambda edition, _at: _noted(edition).count(),
        lambda edition, _by, _at: _noted(edition).update(note=""),
    ),
    rules.FOCAL_POINTS: Kind(
        lambda edition, _at: _trusted(edition).count(),
        lambda edition, _by, at: _trusted(edition).update(ended_at=at),
    ),
    rules.MAIL: Kind(
        lambda _edition, at: _sent(at).count(), lambda _edition, _by, at: _sent(at).delete()[0]
    ),
}
