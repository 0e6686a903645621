"""Mail that could not leave: told to the desk whose mail it is, tried again or set aside there."""

from collections.abc import Callable

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from muntada.accounts.doors import user_of
from muntada.accounts.models import User
from muntada.accounts.roles import VERBS
from muntada.audit.actions import record
from muntada.conferences.doors import edition_page
from muntada.conferences.models import Edition
from muntada.kit import outbox
from muntada.kit.models import Outgoing

PAGE = 100


def mails_for(user: User, edition: Edition) -> QuerySet[Outgoing]:
    """Of the desks this person works at: whom another desk writes to may itself be confidential."""
    here = [verb for verb in VERBS if user.may(verb, edition.pk)]
    everywhere = [verb for verb in VERBS if user.may(verb)]
    return Outgoing.objects.filter(
        Q(edition_id=edition.pk, seen_by__in=here) | Q(edition_id=None, seen_by__in=everywhere)
    )


def in_trouble(mails: QuerySet[Outgoing]) -> QuerySet[Outgoing]:
    """Given up, or waiting after a try that failed."""
    waiting = Q(state=Outgoing.WAITING) & ~Q(problem="")
    return mails.filter(Q(state=Outgoing.FAILED) | waiting)


@edition_page("desk.see")
def outgoing(request: HttpRequest, edition: Edition) -> HttpResponse:
    mails = mails_for(user_of(request), edition)
    page = Paginator(in_trouble(mails).order_by("-pk"), PAGE).get_page(request.GET.get("page"))
    counts = {
        "waiting": mails.filter(state=Outgoing.WAITING, problem="").count(),
        "sent": mails.filter(state=Outgoing.SENT).count(),
    }
    return render(request, "website/outgoing.html", {"page": page, "counts": counts})


@require_POST
@edition_page("desk.see", after_closing=True)
def again(request: HttpRequest, edition: Edition, pk: int) -> HttpResponse:
    said = _("It is tried again now.")
    return _settle(request, edition, pk, outbox.try_again, "mail.tried_again", said)


@require_POST
@edition_page("desk.see", after_closing=True)
def set_aside(request: HttpRequest, edition: Edition, pk: int) -> HttpResponse:
    said = _("It is set aside, and is not tried again.")
    return _settle(request, edition, pk, outbox.set_aside, "mail.set_aside", said)


def _settle(
    request: HttpRequest,
    edition: Edition,
    pk: int,
    act: Callable[..., bool],
    verb: str,
    said: str,
) -> HttpResponse:
    """Nothing is recorded of a mail that left, or was settled by somebody else, meanwhile."""
    user, at = user_of(request), timezone.now()
    mail = get_object_or_404(in_trouble(mails_for(user, edition)), pk=pk)
    if act(mail, at=at):
        record(verb, mail, by=user, at=at, edition_id=edition.pk)
        messages.success(request, said)
    return redirect("website:outgoing", edition.slug)
