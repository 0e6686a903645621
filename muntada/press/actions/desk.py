"""The rest of the press office: embargo terms, the media programme, agencies, coverage."""

from datetime import datetime
from typing import Any

from django.db import IntegrityError, models, transaction
from django.utils.translation import gettext_lazy as _

from muntada.accounts.models import User
from muntada.audit.actions import record
from muntada.conferences.models import Edition
from muntada.kit.errors import RuleBroken
from muntada.kit.rows import write_row
from muntada.press.models import Acceptance, Agency, Coverage, EmbargoReading, MediaSlot, Version


@transaction.atomic
def accept_terms(edition: Edition, *, by: User, at: datetime) -> Acceptance:
    accepted, new = Acceptance.objects.get_or_create(edition=edition, user=by, defaults={"at": at})
    if new:
        record("embargo_terms.accepted", accepted, by=by, at=at, edition_id=edition.pk)
    return accepted


@transaction.atomic
def read_under_embargo(version: Version, *, by: User, at: datetime) -> EmbargoReading:
    """Every opening is written down, with a mark that stands in the copy shown."""
    if not Acceptance.objects.filter(edition=version.statement.edition_id, user=by).exists():
        raise RuleBroken(_("Accept the terms of the embargo first."))
    reading = EmbargoReading.objects.create(version=version, user=by, at=at)
    record("version.read_under_embargo", version, by=by, at=at, after={"mark": reading.mark})
    return reading


@transaction.atomic
def put(
    thing: MediaSlot | Agency | Coverage, *, fields: dict[str, Any], by: User | None, at: datetime
) -> MediaSlot | Agency | Coverage:
    """Add or change a line of the media programme, an agency or a piece of coverage."""
    new = thing.pk is None
    try:
        with transaction.atomic():
            write_row(thing, fields)
    except IntegrityError as error:
        raise RuleBroken(_("This is already in the list.")) from error
    word = thing._meta.model_name
    record(f"{word}.{'added' if new else 'changed'}", thing, by=by, at=at)
    return thing


@transaction.atomic
def remove(thing: models.Model, *, by: User, at: datetime) -> None:
    record(f"{thing._meta.model_name}.removed", thing, by=by, at=at)
    thing.delete()
