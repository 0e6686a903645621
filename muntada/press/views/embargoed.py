"""What accredited journalists may read before its time, once they have accepted the terms."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from muntada.accounts.doors import user_of
from muntada.conferences.doors import edition_page
from muntada.conferences.models import Edition
from muntada.kit.languages import direction
from muntada.press import rules
from muntada.press.actions import desk as actions
from muntada.press.models import Acceptance, Statement, Version


@edition_page("embargo.read")
def embargoed(request: HttpRequest, edition: Edition) -> HttpResponse:
    """The terms; once accepted, what is offered under embargo."""
    user, now = user_of(request), timezone.now()
    accepted = Acceptance.objects.filter(edition=edition, user=user).first()
    offered: list[Statement] = []
    if accepted:
        found = Statement.objects.visible_to(user, edition).embargoed(at=now)
        offered = list(found.filter(is_offered=True).prefetch_related("versions"))
    context = {"accepted": accepted, "offered": offered}
    return _private(render(request, "press/embargoed.html", context))


@require_POST
@edition_page("embargo.read")
def accept(request: HttpRequest, edition: Edition) -> HttpResponse:
    actions.accept_terms(edition, by=user_of(request), at=timezone.now())
    messages.success(request, _("Thank you. Your acceptance is recorded."))
    return redirect("press:embargoed", edition.slug)


@require_POST
@edition_page("embargo.read")
def read(request: HttpRequest, edition: Edition, pk: int) -> HttpResponse:
    """One version, marked for its reader; every opening is recorded, so it is asked for by POST."""
    user, now = user_of(request), timezone.now()
    offered = Statement.objects.visible_to(user, edition).embargoed(at=now).filter(is_offered=True)
    version = get_object_or_404(
        Version.objects.select_related("statement__edition").filter(
            statement__in=offered, state=rules.CLEARED
        ),
        pk=pk,
    )
    reading = actions.read_under_embargo(version, by=user, at=now)
    context = {
        "version": version,
        "reading": reading,
        "direction_of_text": direction(version.language),
    }
    return _private(render(request, "press/read.html", context))


def _private(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = "private, no-store"
    response["X-Robots-Tag"] = "noindex"
    return response
