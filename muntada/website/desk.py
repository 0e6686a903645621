"""The first page of an edition's desk: what needs doing now, for who is asking."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from muntada.accounts.doors import user_of
from muntada.conferences.doors import edition_page
from muntada.conferences.models import Edition
from muntada.website import overview


@edition_page("desk.see", or_delegation=True)
def desk(request: HttpRequest, edition: Edition) -> HttpResponse:
    """For the desk the whole edition; for a focal point the delegations that trust them."""
    user, now = user_of(request), timezone.now()
    of_the_desk = user.may("desk.see", edition.pk)
    context = {
        "now": now,
        "of_the_desk": of_the_desk,
        "deadlines": overview.deadlines(edition, now, public_only=not of_the_desk),
        "trusted": [] if of_the_desk else overview.trusted(edition, user, now),
        "may_audit": user.may("audit.see"),
    }
    if of_the_desk:
        context |= overview.of_the_desk(edition, user)
    return render(request, "website/desk.html", context)
