"""What parties answer: a later reply stands, the earlier ones stay in the history."""

from datetime import date, datetime, time
from typing import cast

from django.core.files.base import ContentFile
from django.db import transaction

from muntada.accounts.models import User
from muntada.audit.actions import record
from muntada.delegations.actions.desk import note_reply
from muntada.invitations import rules
from muntada.invitations.models import Invitation, Reply
from muntada.kit.errors import ensure
from muntada.people.models import Rank


@transaction.atomic
def reply(
    invitation: Invitation,
    *,
    answer: str,
    level: Rank | None = None,
    reason: str = "",
    received_at: datetime | None = None,
    reference: str = "",
    scan: ContentFile[bytes] | None = None,
    by: User,
    at: datetime,
    by_secretariat: bool = False,
) -> Reply:
    """Enter a reply: online by a focal point, or by the secretariat from a letter received."""
    invitation = (
        Invitation.objects.select_for_update(of=("self",))
        .select_related("edition", "level_asked", "delegation", "party")
        .get(pk=invitation.pk)
    )
    ensure(
        rules.why_not_reply(
            state=invitation.state,
            replies_close=invitation.edition.replies_close,
            at=at,
            by_secretariat=by_secretariat,
        )
    )
    ensure(
        rules.why_not_this_level(
            answer=answer,
            asked=invitation.level_asked.position if invitation.level_asked else None,
            offered=level.position if level else None,
        )
    )
    received = received_at or at
    ensure(
        rules.why_not_received_on(
            received=invitation.edition.local(received).date(),
            invited=_invited_on(invitation),
            today=invitation.edition.local(at).date(),
        )
    )
    made = Reply(
        invitation=invitation,
        answer=answer,
        level=level if answer in rules.COMING else None,
        reason=reason if answer == rules.DECLINED else "",
        at=received,
        entered_by=by,
        by_secretariat=by_secretariat,
        reference=reference,
    )
    if scan is not None:
        made.scan.save(scan.name or "scan", scan, save=False)
    made.save(force_insert=True)
    before = {"answer": invitation.answer}
    _what_stands(invitation)
    after = {"answer": answer, "level": str(level) if level else "", "received": received}
    record("invitation.replied", invitation, by=by, at=at, before=before, after=after)
    return made


def _invited_on(invitation: Invitation) -> date:
    sent = cast(datetime, invitation.invited_at)  # an_invitation_sent_has_a_date
    return invitation.edition.local(sent).date()


def _what_stands(invitation: Invitation) -> None:
    """The reply received last stands, even when an older letter is entered after it."""
    # Replies to an invitation since recalled answer nothing any more.
    midnight = datetime.combine(_invited_on(invitation), time.min, invitation.edition.zone)
    stands = invitation.replies.filter(at__gte=midnight).order_by("-at", "-id")[0]
    invitation.answer, invitation.answered_at = stands.answer, stands.at
    invitation.level_offered = stands.level
    invitation.save(update_fields=["answer", "answered_at", "level_offered"])
    if invitation.delegation:
        note_reply(
            invitation.delegation,
            coming=stands.answer in rules.COMING,
            declined=stands.answer == rules.DECLINED,
        )
