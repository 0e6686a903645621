"""The draft becomes what the public reads: a new version, never a changed one."""

import json
from datetime import datetime

from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from muntada.accounts.models import User
from muntada.audit.actions import record
from muntada.conferences.models import Edition
from muntada.kit.errors import RuleBroken
from muntada.programme.documents import differences, snapshot
from muntada.programme.models import ProgrammeVersion


@transaction.atomic
def publish(edition: Edition, *, note: str, by: User | None, at: datetime) -> ProgrammeVersion:
    """Publish the draft as the next version, with what changed since the last."""
    Edition.objects.select_for_update().get(pk=edition.pk)
    last = ProgrammeVersion.objects.filter(edition=edition).order_by("-number").first()
    content = as_stored(edition)
    changes = differences(last.content if last else None, content)
    if last and not changes:
        raise RuleBroken(_("Nothing has changed since the last version."))
    version = ProgrammeVersion.objects.create(
        edition=edition,
        number=last.number + 1 if last else 1,
        published_at=at,
        published_by=by,
        note=note,
        content=content,
        changes=changes,
    )
    record(
        "programme.published", version, by=by, at=at, after={"number": version.number, "note": note}
    )
    return version


def as_stored(edition: Edition) -> dict[str, object]:
    """The snapshot as it will come back from the database, so that comparing is fair."""
    stored: dict[str, object] = json.loads(json.dumps(snapshot(edition), cls=DjangoJSONEncoder))
    return stored
