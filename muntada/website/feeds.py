"""Feeds of the published programme, and what search engines ask a site for."""

import json
from collections.abc import Iterator
from datetime import datetime
from xml.sax.saxutils import escape

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from muntada.accounts.doors import public
from muntada.conferences.doors import public_edition_page
from muntada.conferences.models import Edition
from muntada.kit.languages import LANGUAGES, colon, current
from muntada.press import published
from muntada.press.models import Statement
from muntada.programme.models import ProgrammeVersion
from muntada.programme.paper import typeset
from muntada.website import schedules
from muntada.website.calendars import calendar_of
from muntada.website.freshness import answer, kept, origin_of, row
from muntada.website.published import (
    Programme,
    Session,
    Withdrawn,
    programme_of,
    withdrawn_sessions,
)
from muntada.website.site import SECTIONS

TOO_MANY = 40_000  # a sitemap holds 50,000 addresses at most


def published_or_404(edition: Edition) -> Programme:
    programme = programme_of(edition)
    if programme is None:
        raise Http404
    return programme


@public_edition_page
@kept()
def calendar(request: HttpRequest, edition: Edition) -> HttpResponse:
    programme = published_or_404(edition)
    withdrawn = withdrawn_sessions(edition, programme)
    return _calendar(request, edition, programme, programme.sessions, withdrawn, str(edition.title))


@public_edition_page
@kept()
def programme_pdf(request: HttpRequest, edition: Edition) -> HttpResponse:
    version = ProgrammeVersion.objects.filter(edition=edition).order_by("-number").first()
    if version is None:
        raise Http404
    version.edition = edition
    name = f"{edition.slug}-programme-{version.number}-{current()}.pdf"
    headers = {"Content-Disposition": f'inline; filename="{name}"'}
    return HttpResponse(typeset(version), content_type="application/pdf", headers=headers)


@public_edition_page
@kept()
def track_calendar(request: HttpRequest, edition: Edition, track: str) -> HttpResponse:
    programme = published_or_404(edition)
    name = next((one.name for one in programme.tracks if one.slug == track), None)
    if name is None:
        raise Http404
    chosen = programme.chosen(track=track)
    withdrawn = [
        gone
        for gone in withdrawn_sessions(edition, programme)
        if gone.session.track and gone.session.track.slug == track
    ]
    title = f"{edition.title}{colon(current())}{name}"
    return _calendar(request, edition, programme, chosen, withdrawn, title)


@public_edition_page
@kept()
def session_calendar(request: HttpRequest, edition: Edition, session: int) -> HttpResponse:
    """One session; also when it was withdrawn, so that a calendar which has it is told."""
    programme = published_or_404(edition)
    if found := programme.by_id.get(session):
        return _calendar(request, edition, programme, [found], [], str(found.title))
    for gone in withdrawn_sessions(edition, programme):
        if gone.session.id == session:
            return _calendar(request, edition, programme, [], [gone], str(gone.session.title))
    raise Http404


def _calendar(
    request: HttpRequest,
    edition: Edition,
    programme: Programme,
    sessions: list[Session],
    withdrawn: list[Withdrawn],
    name: str,
) -> HttpResponse:
    body = calendar_of(
        edition, programme, sessions, withdrawn, origin=origin_of(request), name=name
    )
    return HttpResponse(body, content_type="text/calendar; charset=utf-8")


@public_edition_page
@kept()
def schedule_json(request: HttpRequest, edition: Edition) -> HttpResponse:
    said = schedules.schedule_of(edition, published_or_404(edition), origin_of(request))
    return HttpResponse(json.dumps(said, ensure_ascii=False), content_type="application/json")


@public_edition_page
@kept()
def schedule_xml(request: HttpRequest, edition: Edition) -> HttpResponse:
    said = schedules.schedule_of(edition, published_or_404(edition), origin_of(request))
    return HttpResponse(schedules.as_xml(said), content_type="application/xml; charset=utf-8")


@public
def robots(request: HttpRequest) -> HttpResponse:
    """Search engines are welcome on the public pages and have nothing to do at the desk."""
    lines = ["User-agent: *"]
    lines += [f"Disallow: /{code}/{door}/" for code in LANGUAGES for door in ("desk", "account")]
    lines += ["", f"Sitemap: {origin_of(request)}{reverse('sitemap')}", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


@public
def sitemap(request: HttpRequest) -> HttpResponse:
    """Every public page in every language, each naming the others."""
    editions = list(Edition.objects.public().select_related("series", "host_party"))
    versions = {edition.pk: programme_of(edition) for edition in editions}
    now = timezone.now()
    out = {edition.pk: published.stamp(edition, at=now) for edition in editions}
    numbers = [(pk, one.number, one.published_at) for pk, one in versions.items() if one]
    return answer(
        request,
        depends_on=([row(edition) for edition in editions], numbers, out),
        make=lambda: _sitemap(origin_of(request), editions, versions, now),
        asks_again=True,
    )


def _sitemap(
    origin: str, editions: list[Edition], versions: dict[int, Programme | None], now: datetime
) -> HttpResponse:
    written = ['<?xml version="1.0" encoding="utf-8"?>']
    written.append(
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" '
        'xmlns:xhtml="http://www.w3.org/1999/xhtml">'
    )
    pages: list[tuple[str, list[object]]] = [("website:front", [])]
    for edition in editions:
        pages += list(_pages(edition, versions[edition.pk]))
        keys = Statement.objects.filter(edition=edition).released(at=now)
        pages += [
            ("website:statement", [edition.slug, key]) for key in keys.values_list("key", flat=True)
        ]
    for name, args in pages[: TOO_MANY // len(LANGUAGES)]:
        paths = {}
        for code in LANGUAGES:
            with override(code):
                paths[code] = escape(origin + reverse(name, args=args))
        others = "".join(
            f'<xhtml:link rel="alternate" hreflang="{code}" href="{path}"/>'
            for code, path in paths.items()
        )
        written += [f"<url><loc>{path}</loc>{others}</url>" for path in paths.values()]
    written.append("</urlset>")
    return HttpResponse("\n".join(written), content_type="application/xml; charset=utf-8")


def _pages(edition: Edition, programme: Programme | None) -> Iterator[tuple[str, list[object]]]:
    for section in SECTIONS:
        yield section.view, [edition.slug]
    yield "website:media_programme", [edition.slug]
    if programme:
        for session in programme.sessions:
            yield "website:session", [edition.slug, session.id]
        for member in programme.speakers:
            yield "website:speaker", [edition.slug, member]
