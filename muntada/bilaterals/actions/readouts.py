"""What is said of a meeting: each side's own words, and words that both agreed to."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from muntada.accounts.models import User
from muntada.audit.actions import record
from muntada.bilaterals import rules
from muntada.bilaterals.actions.notices import tell
from muntada.bilaterals.models import Meeting, Readout
from muntada.kit.errors import RuleBroken
from muntada.kit.rows import write_row
from muntada.kit.texts import Text


@transaction.atomic
def write_readout(
    meeting: Meeting,
    *,
    side: str,
    text: Text,
    embargo_until: datetime | None,
    by: User,
    at: datetime,
    acting: str = "",
) -> Readout:
    """`acting`: the side that writes the agreed one; it consents to its own words, nobody else."""
    if meeting.state != rules.HELD:
        raise RuleBroken(_("A readout is written once the meeting has been held."))
    readout, _new = Readout.objects.select_for_update().get_or_create(
        meeting=meeting, side=side, defaults={"written_at": at, "written_by": by}
    )
    changed = readout.text != text
    fields: dict[str, Any] = {
        "text": text,
        "embargo_until": embargo_until,
        "written_at": at,
        "written_by": by,
    }
    readout.text = text
    if side == rules.JOINT and changed:
        fields |= {"asker_consent": "", "counterpart_consent": ""}
        if acting:
            fields[f"{acting}_consent"] = readout.digest
    write_row(readout, fields)
    # The words themselves are not for the record: they are the parties'.
    record("readout.written", readout, by=by, at=at, edition_id=meeting.edition_id)
    if side == rules.JOINT and changed:
        _tell_others(meeting, acting, "readout.written", at)
    return readout


@transaction.atomic
def consent_to_readout(
    meeting: Meeting, *, side: str, digest: str, by: User, at: datetime
) -> Readout:
    """To the very words read; if they have changed since, they are to be read again."""
    readout = Readout.objects.select_for_update().filter(meeting=meeting, side=rules.JOINT).first()
    if readout is None or readout.digest != digest:
        raise RuleBroken(_("The text has changed since you opened the page. Read it again."))
    setattr(readout, f"{side}_consent", digest)
    readout.save(update_fields=[f"{side}_consent"])
    record("readout.consented", readout, by=by, at=at, edition_id=meeting.edition_id)
    _tell_others(meeting, side, "readout.agreed" if readout.is_joint else "readout.consented", at)
    return readout


def _tell_others(meeting: Meeting, side: str, verb: str, at: datetime) -> None:
    request = meeting.request
    parties = {rules.ASKER: request.delegation, rules.COUNTERPART: request.counterpart}
    for whose, delegation in parties.items():
        if whose != side:
            tell(delegation, verb, request=request, meeting=meeting, at=at)
