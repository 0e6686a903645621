"""The press room of an edition: what is out at the moment of asking, on pages and in feeds.

A page that follows the clock to the second may be kept by nobody without asking again: it is
answered with a validator and `no-cache`, and unchanged it costs three short queries.
"""

import json
from collections.abc import Callable
from datetime import datetime, time
from functools import wraps
from typing import Any, cast

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from muntada.accounts.doors import View
from muntada.conferences.doors import public_edition_page
from muntada.conferences.models import Edition
from muntada.kit.languages import SELF_NAMES, current, direction
from muntada.press import published, wires
from muntada.press.published import Item
from muntada.website.freshness import answer, origin_of, stamp
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
        of_edition, _changed_at = stamp(edition, follows_record=True)
        return answer(
            request,
            depends_on=(of_edition, published.stamp(edition, at=now)),
            changed_at=None,
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
        feeds=[(name, room + file, kind) for name, file, kind in FEEDS],
    )


def _found(edition: Edition, key: str, at: datetime) -> Item:
    items = published.released(edition, current(), at=at)
    item = next((one for one in items if one.statement.key == key), None)
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
