"""Telling a delegation: a notice in the system, and a mail that carries nothing but a link."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from muntada.accounts.models import User
from muntada.bilaterals.models import Meeting, Notice, Request
from muntada.conferences.models import Edition
from muntada.delegations.models import Delegation, FocalPoint
from muntada.kit.outbox import mail_later


def tell(
    delegation: Delegation,
    verb: str,
    *,
    request: Request,
    at: datetime,
    meeting: Meeting | None = None,
    details: dict[str, Any] | None = None,
) -> None:
    """Tell every focal point of `delegation`; `details` only what this side may know."""
    points = FocalPoint.objects.filter(delegation=delegation, ended_at=None, user__is_active=True)
    users = [point.user for point in points.select_related("user").order_by("pk")]
    Notice.objects.bulk_create(
        Notice(
            edition_id=request.edition_id,
            user=user,
            delegation=delegation,
            request=request,
            meeting=meeting,
            verb=verb,
            details=details or {},
            at=at,
        )
        for user in users
    )
    for user in users:
        _mail(user, request.edition_id, request.edition.slug)


def tell_both(
    request: Request,
    verb: str,
    *,
    at: datetime,
    meeting: Meeting | None = None,
    details: dict[str, Any] | None = None,
) -> None:
    for delegation in (request.delegation, request.counterpart):
        tell(delegation, verb, request=request, meeting=meeting, at=at, details=details)


def tell_many(edition: Edition, meetings: Iterable[Meeting], verb: str, *, at: datetime) -> None:
    """One notice for each meeting to each focal point of either side, and one mail a person."""
    points = FocalPoint.objects.filter(
        delegation__edition=edition, ended_at=None, user__is_active=True
    )
    trusted: dict[int, list[User]] = {}
    for point in points.select_related("user").order_by("pk"):
        trusted.setdefault(point.delegation_id, []).append(point.user)
    notices = [
        Notice(
            edition_id=edition.pk, user=user, delegation_id=side, request_id=meeting.request_id,
            meeting=meeting, verb=verb, details={}, at=at,
        )
        for meeting in meetings
        for side in (meeting.request.delegation_id, meeting.request.counterpart_id)
        for user in trusted.get(side, [])
    ]  # fmt: skip
    Notice.objects.bulk_create(notices, batch_size=500)
    for user in dict.fromkeys(notice.user for notice in notices):
        _mail(user, edition.pk, edition.slug)


def _mail(user: User, edition_id: int, slug: str) -> None:
    """The same words whatever happened: neither the parties nor the subject leave the house."""
    with override(user.language):
        mail_later(
            to=user.email,
            subject=_("News from the bilaterals desk"),
            body=_(
                "Something has changed in a request or a meeting of your delegation.\n\n"
                "Sign in to read it: {link}"
            ),
            seen_by="bilaterals.see",
            edition_id=edition_id,
            link=f"/{user.language}/desk/{slug}/bilaterals/notices/",
        )


def read_all(*, user: User, edition_id: int, at: datetime) -> int:
    """Mark what this person has been told in the edition as read."""
    unread = Notice.objects.filter(user=user, edition=edition_id).unread()
    return unread.update(read_at=at)
