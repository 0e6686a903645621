"""Telling a delegation: a notice in the system, and a mail that carries nothing but a link."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from muntada.accounts.models import User
from muntada.bilaterals.models import Meeting, Notice, Request
from muntada.conferences.models import Edition
from muntada.delegations.models import Delegation, FocalPoint
from muntada.kit.models import Outgoing
from muntada.kit.outbox import outgoing, queue


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
    queue(_mail(user, request.edition) for user in users)


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


@dataclass(frozen=True)
class News:
    """What is told of one meeting to both its sides; `details` only what both may know."""

    meeting: Meeting
    verb: str
    details: dict[str, Any] = field(default_factory=dict)


def tell_many(edition: Edition, news: Sequence[News], *, at: datetime) -> None:
    """One notice for each meeting to each focal point of either side, and one mail a person."""
    if not news:
        return
    requests = [one.meeting.request for one in news]
    sides = {side for one in requests for side in (one.delegation_id, one.counterpart_id)}
    points = FocalPoint.objects.filter(delegation__in=sides, ended_at=None, user__is_active=True)
    trusted: dict[int, list[User]] = {}
    for point in points.select_related("user").order_by("pk"):
        trusted.setdefault(point.delegation_id, []).append(point.user)
    notices = [
        Notice(
            edition_id=edition.pk, user=user, delegation_id=side,
            request_id=one.meeting.request_id, meeting=one.meeting, verb=one.verb,
            details=one.details, at=at,
        )
        for one in news
        for side in (one.meeting.request.delegation_id, one.meeting.request.counterpart_id)
        for user in trusted.get(side, [])
    ]  # fmt: skip
    Notice.objects.bulk_create(notices, batch_size=500)
    queue(_mail(user, edition) for user in dict.fromkeys(notice.user for notice in notices))


def _mail(user: User, edition: Edition) -> Outgoing:
    """The same words whatever happened: neither the parties nor the subject leave the house."""
    with override(user.language):
        return outgoing(
            to=user.email,
            subject=_("News from the bilaterals desk"),
            body=_(
                "Something has changed in a request or a meeting of your delegation.\n\n"
                "Sign in to read it: {link}"
            ),
            seen_by="bilaterals.see",
            edition_id=edition.pk,
            link=f"/{user.language}/desk/{edition.slug}/bilaterals/notices/",
        )


def read_all(*, user: User, edition_id: int, at: datetime) -> int:
    """Mark what this person has been told in the edition as read."""
    unread = Notice.objects.filter(user=user, edition=edition_id).unread()
    return unread.update(read_at=at)
