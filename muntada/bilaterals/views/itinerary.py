"""A principal's own days: as a page, on paper, and as a calendar other programs read."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_POST

from muntada.accounts.doors import public, user_of
from muntada.bilaterals.actions import calendars, plans
from muntada.bilaterals.calendars import calendar_of
from muntada.bilaterals.desk import sheets
from muntada.bilaterals.desk.itinerary import by_day, meetings_of
from muntada.bilaterals.models import CalendarLink, Principal
from muntada.bilaterals.models.calendars import digest_of
from muntada.bilaterals.queries import sides_of
from muntada.bilaterals.views.common import find_meeting, is_desk
from muntada.bilaterals.views.papers import as_pdf, in_every_language, paper
from muntada.conferences.doors import edition_page
from muntada.conferences.models import Edition
from muntada.delegations.models import acting
from muntada.kit.errors import RuleBroken
from muntada.kit.origin import absolute

_WITH = ("delegation__party", "member__person", "edition")


def find_principal(request: HttpRequest, edition: Edition, pk: int) -> Principal:
    visible = Principal.objects.filter(edition=edition).visible_to(user_of(request))
    return get_object_or_404(visible.select_related(*_WITH), pk=pk)


@edition_page("bilaterals.see", or_delegation=True)
def itineraries(request: HttpRequest, edition: Edition) -> HttpResponse:
    """Whose days the reader may open."""
    is_desk(request, edition)
    visible = Principal.objects.filter(edition=edition).visible_to(user_of(request))
    people = list(visible.select_related(*_WITH))
    people.sort(key=lambda one: (str(one.delegation), -one.level, one.pk))
    return render(request, "meetings/itineraries.html", {"people": people})


@edition_page("bilaterals.see", or_delegation=True)
def itinerary(request: HttpRequest, edition: Edition, pk: int) -> HttpResponse:
    """Day by day: meetings that were published, and the sessions in between."""
    principal = find_principal(request, edition, pk)
    if as_pdf(request):
        return paper(edition, sheets.itinerary(edition, principal), f"itinerary-{pk}")
    return _page(request, edition, principal)


def _page(
    request: HttpRequest, edition: Edition, principal: Principal, *, address: str = ""
) -> HttpResponse:
    user = user_of(request)
    links = CalendarLink.objects.in_use().filter(user=user, principal=principal)
    context = {
        "principal": principal,
        "days": by_day(edition, principal),
        "papers": in_every_language("meetings:itinerary", edition.slug, principal.pk),
        "links": links.count(),
        "address": address,
        "acts": acting(user).filter(delegation=principal.delegation_id).exists(),
    }
    response = render(request, "meetings/itinerary.html", context)
    if address:
        response["Cache-Control"] = "no-store"
    return response


@require_POST
@edition_page("bilaterals.see", or_delegation=True)
def confirm(request: HttpRequest, edition: Edition, code: str) -> HttpResponse:
    """One side says that the published time and room suit it."""
    meeting = find_meeting(request, edition, code)
    sides = sides_of(user_of(request), meeting.request)
    if not sides:
        raise PermissionDenied
    try:
        for side in sides:
            plans.confirm_meeting(meeting, side=side, by=user_of(request), at=timezone.now())
        messages.success(request, _("Confirmed. The meeting stands once the other side has too."))
    except RuleBroken as error:
        messages.error(request, str(error))
    return redirect("bilaterals:meeting", edition.slug, code)


@require_POST
@edition_page("bilaterals.see", or_delegation=True)
def open_calendar(request: HttpRequest, edition: Edition, pk: int) -> HttpResponse:
    """A new secret address, shown this once."""
    principal = find_principal(request, edition, pk)
    secret = calendars.make_link(principal, by=user_of(request), at=timezone.now())
    address = absolute(reverse("meetings_feed", args=[secret]))
    return _page(request, edition, principal, address=address)


@require_POST
@edition_page("bilaterals.see", or_delegation=True)
def end_calendar(request: HttpRequest, edition: Edition, pk: int) -> HttpResponse:
    principal = find_principal(request, edition, pk)
    calendars.end_links(principal, by=user_of(request), at=timezone.now())
    messages.success(request, _("The calendar can no longer be read."))
    return redirect("meetings:itinerary", edition.slug, pk)


@public
def feed(request: HttpRequest, secret: str) -> HttpResponse:
    """Whoever has the address reads it, as long as the person it was given to may still."""
    links = CalendarLink.objects.in_use().select_related(
        "user", "principal__edition__series", "principal__delegation", "principal__member__person"
    )
    link = get_object_or_404(links, digest=digest_of(secret))
    principal = link.principal
    if (
        principal is None
        or not Principal.objects.visible_to(link.user).filter(pk=principal.pk).exists()
    ):
        raise Http404
    with override(link.user.language):
        name = f"{principal} · {principal.edition.title}"
        body = calendar_of(principal.edition, meetings_of(principal), name=name)
    headers = {"Cache-Control": "private, no-store", "X-Robots-Tag": "noindex"}
    return HttpResponse(body, content_type="text/calendar; charset=utf-8", headers=headers)
