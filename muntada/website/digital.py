"""The digital badge: whoever has its link shows it, as with the card itself, while it lives."""

import io
from typing import Any

import segno
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone

from muntada.accreditation import documents, rules
from muntada.accreditation.actions.setup import keys_of
from muntada.accreditation.models import Badge
from muntada.conferences.doors import public_edition_page
from muntada.conferences.models import Edition
from muntada.kit.throttle import address_of, failed, is_tired
from muntada.website.site import page


def _found(request: HttpRequest, edition: Edition, link: str) -> Badge:
    where, at = address_of(request), timezone.now()
    if is_tired("badge", where, at=at):
        raise Http404  # as for a link that is none: who guesses learns nothing
    related = ("edition", "application__category__template", "application__delegation__party")
    badge = Badge.objects.filter(edition=edition, link=link).select_related(*related).first()
    if badge is None:
        failed("badge", where, at=at)
        raise Http404
    return badge


def _live(request: HttpRequest, edition: Edition, link: str) -> Badge:
    badge = _found(request, edition, link)
    if badge.state not in rules.LIVE_BADGES:
        raise Http404
    return badge


def _private(answer: HttpResponse) -> HttpResponse:
    answer["Cache-Control"] = "no-store, private"
    answer["X-Robots-Tag"] = "noindex"
    return answer


@public_edition_page
def badge(request: HttpRequest, edition: Edition, link: str) -> HttpResponse:
    """The badge as a page; once it is lost, revoked or withdrawn it says so and shows no code."""
    found = _found(request, edition, link)
    is_live = found.state in rules.LIVE_BADGES
    context: dict[str, Any] = {
        "badge": found,
        "application": found.application,
        "is_live": is_live,
        "zones": edition.zones.filter(letter__in=found.zones),
        "has_photo": is_live and found.application.files.filter(kind=rules.PHOTO).exists(),
        "days": [day for day in edition.days() if day.isoformat() in found.days],
    }
    return _private(page(request, "badge", edition, "", **context))


@public_edition_page
def code(request: HttpRequest, edition: Edition, link: str) -> HttpResponse:
    """The square code as a drawing, sharp on every screen."""
    found = _live(request, edition, link)
    out = io.BytesIO()
    made = segno.make(found.token, version=6, error="m", micro=False, boost_error=False)
    made.save(out, kind="svg", border=4, xmldecl=False, light="#ffffff")
    return _private(HttpResponse(out.getvalue(), content_type="image/svg+xml"))


@public_edition_page
def photo(request: HttpRequest, edition: Edition, link: str) -> HttpResponse:
    found = _live(request, edition, link)
    sealed = get_object_or_404(found.application.files, kind=rules.PHOTO)
    content = keys_of(edition, at=timezone.now()).open(sealed.content, sealed.about)
    return _private(HttpResponse(content, content_type=sealed.media_type))


@public_edition_page
def pdf(request: HttpRequest, edition: Edition, link: str) -> HttpResponse:
    found = _live(request, edition, link)
    made = documents.typeset_badges(
        edition, [found], documents.template_for(found), sheet=False, at=timezone.now()
    )
    answer = HttpResponse(made, content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="badge-{found.number}.pdf"'
    return _private(answer)
