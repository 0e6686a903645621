"""Public pages are the same for everybody, so they are made once and kept in this process.

A page is looked up by what it depends on (edition, version, language, release of the software; one
query) and made anew when that changed. Its validator is the digest of its bytes and of nothing
else: who watches it learns that the page changed and never that something else was done. For the
same reason no page says when it was last modified. A proxy or CDN may keep pages for a minute and
serve them stale while it asks again.
"""

import gzip
import hashlib
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
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


@dataclass(frozen=True)
class Page:
    """As it is sent: compressed, with the validator of what it says."""

    body: bytes
    content_type: str
    etag: str

    @classmethod
    def of(cls, made: HttpResponse) -> "Page":
        digest = hashlib.blake2b(made.content, digest_size=16).hexdigest()
        body = gzip.compress(made.content, 6, mtime=0)
        return cls(body, made.headers["Content-Type"], f'W/"{digest}"')


class Shelf:
    """Pages already made, by what they depend on; the least recently asked for goes first."""

    def __init__(self, room: int) -> None:
        self.room, self.used = room, 0
        self.pages: OrderedDict[bytes, Page] = OrderedDict()
        self.lock = Lock()

    def find(self, key: bytes) -> Page | None:
        with self.lock:
            if page := self.pages.get(key):
                self.pages.move_to_end(key)
            return page

    def keep(self, key: bytes, page: Page) -> None:
        with self.lock:
            if key not in self.pages:
                self.used += len(page.body)
            self.pages[key] = page
            while self.used > self.room:
                _key, gone = self.pages.popitem(last=False)
                self.used -= len(gone.body)

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
    page = _page((release(), origin_of(request), request.path, asked, current(), depends_on), make)
    if isinstance(page, HttpResponse):
        return page
    response = get_conditional_response(request, etag=page.etag) or _sent(request, page)
    response.headers["ETag"] = page.etag
    response.headers["Cache-Control"] = (
        "public, no-cache" if asks_again else "public, max-age=60, stale-while-revalidate=600"
    )
    patch_vary_headers(response, ("Accept-Encoding",))
    return response


def _page(depends_on: Any, make: Callable[[], HttpResponse]) -> Page | HttpResponse:
    """The page kept, or made now; what is no page (a 404) is handed on and not kept."""
    key = hashlib.blake2b(repr(depends_on).encode(), digest_size=16).digest()
    page = shelf.find(key)
    if page is None:
        with _making[key[0] % len(_making)]:
            page = shelf.find(key)
            if page is None:
                made = make()
                if made.status_code != 200:
                    return made
                page = Page.of(made)
                shelf.keep(key, page)
    return page


def _sent(request: HttpRequest, page: Page) -> HttpResponse:
    if "gzip" in request.headers.get("Accept-Encoding", ""):
        response = HttpResponse(page.body, content_type=page.content_type)
        response.headers["Content-Encoding"] = "gzip"
        return response
    return HttpResponse(gzip.decompress(page.body), content_type=page.content_type)


# Kinds of things whose deeds may change a page, as the record names them.
COMING = (
    "invitations.invitation",
    "delegations.delegation",
    "delegations.member",
    "people.person",
    "people.rank",
    "parties.party",
)
JOURNAL = ("floor.journalversion",)
FLOOR = ("floor.floor", "programme.session")
INFORMATION = ("conferences.deadline", "conferences.building")
PRESS = (
    "press.mediaslot",
    "press.photo",
    "press.statement",
    "press.version",
    "people.person",
    "parties.party",
)
COMPARISON = (*COMING, "archive.figure", "conferences.edition", "conferences.series")


def kept(
    *,
    asks: tuple[str, ...] = (),
    follows: tuple[str, ...] = (),
    follows_clock: bool = False,
    follows_series: bool = False,
) -> Callable[[View], View]:
    """A public page of an edition, made anew when its programme or the edition changes.

    `asks` names the parts of the query the page reads; anything else in it is ignored. `follows`
    names the kinds of things it also shows, in any edition of the series if `follows_series`;
    `follows_clock` makes it anew every minute.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def fresh(
            request: HttpRequest, edition: Edition, *args: Any, **kwargs: Any
        ) -> HttpResponse:
            depends_on: list[Any] = [stamp(edition, follows, of_series=follows_series)]
            if follows_clock:
                depends_on.append(timezone.now().replace(second=0, microsecond=0))
            return answer(
                request,
                depends_on=depends_on,
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
# takes longer over it than the database. Every line is answered by one step down an index, however
# long the record is (audit.models: entries_of_a_kind).
_VERSION = """
SELECT (SELECT "number" FROM {version} WHERE edition_id = %s ORDER BY "number" DESC LIMIT 1),
       (SELECT published_at FROM {version} WHERE edition_id = %s ORDER BY "number" DESC LIMIT 1)
"""
_LAST_DEED = """,
       (SELECT max((SELECT max(id) FROM {entry} WHERE thing_type = %s AND edition_id = shown.id))
          FROM {edition} shown WHERE shown.{which} = %s),
       (SELECT max(id) FROM {entry} WHERE thing_type = %s AND edition_id IS NULL)
"""


def stamp(edition: Edition, follows: tuple[str, ...] = (), *, of_series: bool = False) -> list[Any]:
    """What the edition's pages depend on: one query."""
    tables = {
        "version": ProgrammeVersion._meta.db_table,
        "entry": Entry._meta.db_table,
        "edition": Edition._meta.db_table,
        "which": "series_id" if of_series else "id",
    }
    about = edition.series_id if of_series else edition.pk
    words: list[int | str] = [edition.pk, edition.pk]
    for kind in follows:
        words += [kind, about, kind]
    with connection.cursor() as cursor:
        cursor.execute((_VERSION + _LAST_DEED * len(follows)).format(**tables), words)
        deeds = cursor.fetchone()
    return [row(edition), row(edition.series), row(edition.host_party), str(deeds)]
