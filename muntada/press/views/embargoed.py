"""What accredited journalists may read before its time, once they have accepted the terms."""

from django.contrib import messages
from django.core.paginator import Paginator
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
from muntada.press.models import Acceptance, EmbargoReading, Statement, Version


@edition_page("press.see")
def readings(request: HttpRequest, edition: Edition) -> HttpResponse:
    """Who accepted the terms, and every opening with the mark of its copy."""
    asked = request.GET.get("mark", "").strip()
    found = EmbargoReading.objects.filter(version__statement__edition=edition)
    if asked:
        found = found.filter(mark__startswith=asked.lower())
    page = Paginator(found.select_related("user", "version__statement"), 50).get_page(
        request.GET.get("page")
    )
    accepted = Acceptance.objects.filter(edition=edition).select_related("user").order_by("at")
    context = {"page": page, "accepted": accepted, "asked": asked}
    return _private(render(request, "press/readings.html", context))


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
        # The mark lies under every part of the text, so that any part copied carries it.
        "ground": range(8 + len(version.body) // 120),
        "direction_of_text": direction(version.language),
    }
    return _private(render(request, "press/read.html", context))


def _private(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = "private, no-store"
    response["X-Robots-Tag"] = "noindex"
    return response
