"""Public pages are the same for everybody, so they are made once and validated before any work.

The validator is computed from what a page depends on (edition, version, language, release of the
software) in one query; a reader who has the page gets 304, another the bytes kept in this process.
A proxy or CDN may keep them for a minute and serve them stale while it asks again.
"""

import gzip
import hashlib
from collections import OrderedDict
from collections.abc import Callable
from datetime import UTC, datetime
from functools import cache, wraps
from pathlib import Path
from threading import Lock
from typing import Any, cast
from urllib.parse import urlencode

from django.conf import settings
from django.db import connection
from django.db.models import Model
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.http import http_date

import muntada
from muntada.accounts.doors import View
from muntada.audit.models import Entry
from muntada.conferences.models import Edition
from muntada.kit.languages import current
from muntada.programme.models import ProgrammeVersion

LONGEST_SHELF = 48 * 1024 * 1024
_SHIPPED = {".py", ".html", ".mo", ".css", ".js", ".svg"}


@cache
def release() -> str:
    """What this copy of the software is made of: pages change with it even between versions."""
    digest = hashlib.blake2b(muntada.__version__.encode(), digest_size=12)
    root = Path(muntada.__file__).parent
    for path in sorted(path for path in root.rglob("*") if path.suffix in _SHIPPED):
        digest.update(path.read_bytes())
    return digest.hexdigest()


class Shelf:
    """Pages already made and compressed, by validator; the least recently asked for goes first."""

    def __init__(self, room: int) -> None:
        self.room, self.used = room, 0
        self.pages: OrderedDict[str, tuple[bytes, str]] = OrderedDict()
        self.lock = Lock()

    def find(self, etag: str) -> tuple[bytes, str] | None:
        with self.lock:
            if page := self.pages.get(etag):
                self.pages.move_to_end(etag)
            return page

    def keep(self, etag: str, page: tuple[bytes, str]) -> None:
        with self.lock:
            if etag not in self.pages:
                self.used += len(page[0])
            self.pages[etag] = page
            while self.used > self.room:
                _etag, (body, _type) = self.pages.popitem(last=False)
                self.used -= len(body)

    def clear(self) -> None:
        with self.lock:
            self.pages.clear()
            self.used = 0


shelf = Shelf(LONGEST_SHELF)
# In the instant of a release all ask for the same new page: one makes it, the others wait for that.
_making = [Lock() for _ in range(64)]


def origin_of(request: HttpRequest) -> str:
    """The address the public knows; behind a proxy it is the one in the settings."""
    return settings.ORIGIN or f"{request.scheme}://{request.get_host()}"


def answer(
    request: HttpRequest,
    *,
    depends_on: Any,
    changed_at: datetime | None,
    make: Callable[[], HttpResponse],
    asks: tuple[str, ...] = (),
    asks_again: bool = False,
) -> HttpResponse:
    """304, or the page kept, or the page made now and kept.

    `asks_again`: nobody shows it without asking here first (what follows the clock to the second).
    """
    if request.method not in ("GET", "HEAD"):
        return HttpResponseNotAllowed(["GET", "HEAD"])
    asked = urlencode([(name, request.GET[name][:60]) for name in asks if request.GET.get(name)])
    told = (release(), origin_of(request), request.path, asked, current(), depends_on)
    etag = f'W/"{hashlib.blake2b(repr(told).encode(), digest_size=16).hexdigest()}"'
    modified = int(changed_at.timestamp()) if changed_at else None
    response = get_conditional_response(request, etag=etag, last_modified=modified)
    if response is None:
        response = _page(request, etag, make)
    response.headers["ETag"] = etag
    response.headers["Cache-Control"] = (
        "public, no-cache" if asks_again else "public, max-age=60, stale-while-revalidate=600"
    )
    if modified is not None:
        response.headers["Last-Modified"] = http_date(modified)
    patch_vary_headers(response, ("Accept-Encoding",))
    return response


def _page(request: HttpRequest, etag: str, make: Callable[[], HttpResponse]) -> HttpResponse:
    page = shelf.find(etag)
    if page is None:
        with _making[hash(etag) % len(_making)]:
            page = shelf.find(etag)
            if page is None:
                made = make()
                if made.status_code != 200:
                    return made
                page = (gzip.compress(made.content, 6, mtime=0), made.headers["Content-Type"])
                shelf.keep(etag, page)
    body, content_type = page
    if "gzip" in request.headers.get("Accept-Encoding", ""):
        response = HttpResponse(body, content_type=content_type)
        response.headers["Content-Encoding"] = "gzip"
    else:
        response = HttpResponse(gzip.decompress(body), content_type=content_type)
    return response


def kept(
    *,
    asks: tuple[str, ...] = (),
    follows_record: bool = False,
    follows_clock: bool = False,
    follows_series: bool = False,
) -> Callable[[View], View]:
    """A public page of an edition, made anew when its programme or the edition changes.

    `asks` names the parts of the query the page reads; anything else in it is ignored.
    `follows_record` also makes it anew after every deed recorded in the edition, and
    `follows_clock` every minute; `follows_series` after every deed in any edition of its series.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def fresh(
            request: HttpRequest, edition: Edition, *args: Any, **kwargs: Any
        ) -> HttpResponse:
            depends_on, changed_at = stamp(
                edition, follows_record=follows_record, follows_series=follows_series
            )
            if follows_clock:
                changed_at = timezone.now().replace(second=0, microsecond=0)
                depends_on = (depends_on, changed_at)
            return answer(
                request,
                depends_on=depends_on,
                changed_at=changed_at,
                make=lambda: cast(HttpResponse, view(request, edition, *args, **kwargs)),
                asks=asks,
            )

        return fresh

    return decorate


def row(thing: Model | None) -> list[Any]:
    """Every column of a row already read, so that any change of it is a change of the page."""
    if thing is None:
        return []
    return [getattr(thing, field.attname) for field in thing._meta.concrete_fields]


# Written out, because this is all the work of a page that has not changed and the query builder
# takes longer over it than the database.
_STAMP = """
SELECT (SELECT "number" FROM {version} WHERE edition_id = %s ORDER BY "number" DESC LIMIT 1),
       (SELECT published_at FROM {version} WHERE edition_id = %s ORDER BY "number" DESC LIMIT 1),
       (SELECT id FROM {entry} WHERE {about} ORDER BY id DESC LIMIT 1),
       (SELECT "at" FROM {entry} WHERE {about} ORDER BY id DESC LIMIT 1)
"""
# Deeds of the whole house count too: the name of a party may be overridden.
_RECORD = "(edition_id = %s OR edition_id IS NULL)"
_SERIES = "(edition_id IN (SELECT id FROM {edition} WHERE series_id = %s) OR edition_id IS NULL)"
_EDITION = "thing_type = 'conferences.edition' AND thing_id = %s"


def stamp(
    edition: Edition, *, follows_record: bool, follows_series: bool = False
) -> tuple[Any, datetime | None]:
    """What the edition's pages depend on, and when that last changed: one query."""
    about: Any = str(edition.pk)
    which = _EDITION
    if follows_series:
        about, which = edition.series_id, _SERIES.format(edition=Edition._meta.db_table)
    elif follows_record:
        about, which = edition.pk, _RECORD
    sql = _STAMP.format(
        version=ProgrammeVersion._meta.db_table, entry=Entry._meta.db_table, about=which
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, [edition.pk, edition.pk, about, about])
        number, published_at, entry, entered_at = cursor.fetchone()
    rows = [row(edition), row(edition.series), row(edition.host_party)]
    moments = [_moment(at) for at in (published_at, entered_at) if at]
    return (rows, number, str(published_at), entry), max(moments, default=None)


def _moment(at: datetime | str) -> datetime:
    """SQLite hands moments back as text, in UTC."""
    return datetime.fromisoformat(at).replace(tzinfo=UTC) if isinstance(at, str) else at
