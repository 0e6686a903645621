"""What every page of the chapter asks first: the desk, a party, or nobody."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone

from muntada.accounts.doors import user_of
from muntada.audit.actions import record
from muntada.bilaterals.models import Meeting, Notice, Request
from muntada.bilaterals.queries import sides_of
from muntada.conferences.models import Edition
from muntada.delegations.models import Delegation, trusted_with

_WITH = ("edition", "delegation__party", "counterpart__party", "principal__member__person",
         "counterpart_principal__member__person", "proposal")  # fmt: skip


def own_delegations(request: HttpRequest, edition: Edition) -> list[Delegation]:
    """Those of the edition that trust the reader."""
    mine = Delegation.objects.filter(edition=edition, pk__in=trusted_with(user_of(request)))
    return list(mine.select_related("party", "edition").order_by("party__code"))


def is_desk(request: HttpRequest, edition: Edition) -> bool:
    """True for the desk, False for a party; the rest of the secretariat has no business here."""
    user = user_of(request)
    if user.may("bilaterals.see", edition.pk):
        return True
    if Delegation.objects.filter(edition=edition, pk__in=trusted_with(user)).exists():
        return False
    raise PermissionDenied


def find_request(request: HttpRequest, edition: Edition, code: str) -> Request:
    visible = Request.objects.filter(edition=edition).visible_to(user_of(request))
    return get_object_or_404(visible.select_related(*_WITH), code=code)


def find_meeting(request: HttpRequest, edition: Edition, code: str) -> Meeting:
    visible = Meeting.objects.filter(edition=edition).visible_to(user_of(request))
    found = visible.select_related(
        "edition", "room__room", "interpreter", *(f"request__{name}" for name in _WITH)
    )
    return get_object_or_404(found, code=code)


def acts_for(request: HttpRequest, asked: Request, side: str) -> bool:
    """False: for their own delegation. True: the desk, entering what that side wrote or said."""
    user = user_of(request)
    if side in sides_of(user, asked):
        return False
    if user.may("bilaterals.edit", asked.edition_id):
        return True
    raise PermissionDenied


def note_opening(request: HttpRequest, asked: Request) -> None:
    """Who of the desk looks at a request is itself on the record; what was told of it is read.

    At any request, not at confidential ones alone: the record would then tell that one is.
    """
    user, now = user_of(request), timezone.now()
    if not sides_of(user, asked):
        record("request.opened", asked, by=user, at=now)
    Notice.objects.filter(user=user, request=asked).unread().update(read_at=now)
