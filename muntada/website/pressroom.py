"""The press room of an edition: what is out at the moment of asking, on pages and in feeds.

A page that follows the clock to the second may be kept by nobody without asking again: it is
answered with a validator and `no-cache`, and unchanged it costs three short queries.
"""

import json
from collections.abc import Callable
from datetime import datetime, time
from functools import wraps
from hashlib import blake2b
from itertools import groupby
from typing import Any, cast

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from muntada.accounts.doors import View
from muntada.conferences.doors import public_edition_page
from muntada.conferences.models import Edition
from muntada.kit.languages import SELF_NAMES, current, direction
from muntada.press import published, wires
from muntada.press.models import Photo
from muntada.press.paper import access_of, typeset
from muntada.press.published import Item
from muntada.press.topics import topic_name
from muntada.website.freshness import PRESS, answer, origin_of, stamp
from muntada.website.site import page

FEEDS = [
    ("Atom", "feed.atom", "application/atom+xml"),
    ("RSS", "feed.rss", "application/rss+xml"),
    ("JSON Feed", "feed.json", "application/feed+json"),
]


def kept_to_the_second(view: View) -> View:
    """Made anew in the instant in which another statement is out; `at` is that instant."""

    @wraps(view)
    def fresh(request: HttpRequest, edition: Edition, *args: Any, **kwargs: Any) -> HttpResponse:
        now = timezone.now()
        return answer(
            request,
            depends_on=(stamp(edition, PRESS), published.stamp(edition, at=now)),
            make=lambda: cast(HttpResponse, view(request, edition, *args, at=now, **kwargs)),
            asks_again=True,
        )

    return fresh


@public_edition_page
@kept_to_the_second
def press(request: HttpRequest, edition: Edition, at: datetime) -> HttpResponse:
    """Statements, the latest first, and what the media may cover."""
    room = reverse("website:press", args=[edition.slug])
    return page(
        request,
        "press",
        edition,
        "press",
        items=published.released(edition, current(), at=at),
        slots=published.media_programme(edition),
        photos=published.photos(edition, at=at),
        feeds=[(name, room + file, kind) for name, file, kind in FEEDS],
    )


@public_edition_page
@kept_to_the_second
def media_programme(request: HttpRequest, edition: Edition, at: datetime) -> HttpResponse:
    """What the media may cover, day by day, with who may come and where to stand."""
    slots = published.media_programme(edition)
    days = groupby(slots, key=lambda one: edition.local(one.starts).date())
    return page(
        request,
        "media_programme",
        edition,
        "press",
        days=[(day, [(one, access_of(one)) for one in group]) for day, group in days],
    )


@public_edition_page
@kept_to_the_second
def media_programme_pdf(request: HttpRequest, edition: Edition, at: datetime) -> HttpResponse:
    made = typeset(edition, published.media_programme(edition))
    return HttpResponse(made, content_type="application/pdf")


@public_edition_page
@require_safe
def photo(request: HttpRequest, edition: Edition, size: str, key: str) -> HttpResponseBase:
    """A picture that is out; one that is not, or no more, answers as one that never was."""
    if size not in ("large", "small"):
        raise Http404
    out = Photo.objects.filter(edition=edition).released(at=timezone.now())
    found = get_object_or_404(out, key=key)
    file = getattr(found, size)
    etag = f'"{blake2b(str(file.name).encode(), digest_size=12).hexdigest()}"'
    response: HttpResponseBase | None = get_conditional_response(request, etag=etag)
    if response is None:
        response = FileResponse(file.open("rb"), content_type="image/jpeg")
    response.headers["ETag"] = etag
    response.headers["Cache-Control"] = "public, no-cache"
    return response


def _found(edition: Edition, key: str, at: datetime) -> Item:
    item = published.one(edition, key, current(), at=at)
    if item is None:
        raise Http404
    return item


@public_edition_page
@kept_to_the_second
def statement(request: HttpRequest, edition: Edition, key: str, at: datetime) -> HttpResponse:
    """One statement in the language of the page, or in its authentic one, said to be so."""
    item = _found(edition, key, at)
    return page(
        request,
        "statement",
        edition,
        "press",
        item=item,
        statement=item.statement,
        spoken=item.version.language,
        spoken_direction=direction(item.version.language),
        authentic=SELF_NAMES[item.statement.authentic],
        topics=[(code, topic_name(code)) for code in item.statement.topics],
        others=[
            (code, SELF_NAMES[code], f"/{code}/{request.path.split('/', 2)[2]}")
            for code in item.languages
            if code != item.version.language
        ],
    )


def source_of(request: HttpRequest, edition: Edition) -> wires.Source:
    return wires.Source(
        title=str(edition.title),
        host=str(edition.series.host) or str(edition.series.name),
        language=current(),
        origin=origin_of(request),
        path=reverse("website:press", args=[edition.slug]),
    )


def _feed(make: Callable[[wires.Source, list[Item], Edition], bytes], kind: str) -> View:
    @public_edition_page
    @kept_to_the_second
    def feed(request: HttpRequest, edition: Edition, at: datetime) -> HttpResponse:
        items = published.released(edition, current(), at=at, alone=True)
        said = make(source_of(request, edition), items, edition)
        return HttpResponse(said, content_type=f"{kind}; charset=utf-8")

    return feed


def _opened(edition: Edition) -> datetime:
    return datetime.combine(edition.starts, time(), tzinfo=edition.zone)


atom = _feed(lambda s, items, e: wires.atom(s, items, opened=_opened(e)), "application/atom+xml")
rss = _feed(lambda s, items, e: wires.rss(s, items, opened=_opened(e)), "application/rss+xml")
json_feed = _feed(lambda s, items, _e: wires.json_feed(s, items), "application/feed+json")


@public_edition_page
@kept_to_the_second
def ninjs(request: HttpRequest, edition: Edition, key: str, at: datetime) -> HttpResponse:
    said = wires.ninjs(source_of(request, edition), _found(edition, key, at))
    return HttpResponse(json.dumps(said, ensure_ascii=False), content_type="application/json")


@public_edition_page
@kept_to_the_second
def newsml(request: HttpRequest, edition: Edition, key: str, at: datetime) -> HttpResponse:
    said = wires.newsml(source_of(request, edition), _found(edition, key, at))
    return HttpResponse(said, content_type="application/vnd.iptc.g2.newsitem+xml; charset=utf-8")
