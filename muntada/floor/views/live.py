"""Pages that follow the floor by themselves: the speaker, the booths, the hall, the public."""

import json

from babel import Locale
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from muntada.accounts.doors import public
from muntada.conferences.doors import edition_page, public_edition_page
from muntada.conferences.models import Edition
from muntada.floor import live
from muntada.floor.models import Floor, Speech
from muntada.floor.views.desk import find
from muntada.kit.languages import LANGUAGES, current
from muntada.programme import rules as programme_rules

# How often each page asks, in milliseconds: who works with it sooner than who watches.
WORKING, WATCHING = 400, 1000


@public
def answer(request: HttpRequest, key: str) -> HttpResponse:
    """The live JSON where the server has no wire of its own; the key is the permission."""
    asked = request.headers.get("If-None-Match", "")
    status, headers, body = live.answer(key, asked)
    return HttpResponse(body, status=status, headers=dict(headers))


def _page(request: HttpRequest, floor: Floor, role: str, every: int) -> HttpResponse:
    names, said = Locale.parse(current()).languages, json.loads(floor.live)
    speaking = said.get("current") or {}
    context = {
        "floor": floor,
        "role": role,
        "every": every,
        "said": said,
        "spoken": names.get(speaking.get("language", ""), ""),
        "now": int(timezone.now().timestamp() * 1000),
        "names": {code: names[code] for code in LANGUAGES},
    }
    return render(request, "floor/live.html", context)


@edition_page("floor.see")
def speaker(request: HttpRequest, edition: Edition, pk: int) -> HttpResponse:
    """At the rostrum: the time left, and nothing that distracts."""
    return _page(request, find(edition, pk), "speaker", WORKING)


@edition_page("floor.see")
def booths(request: HttpRequest, edition: Edition, pk: int) -> HttpResponse:
    """For interpreters: the language of who comes next, and the texts in hand."""
    return _page(request, find(edition, pk), "booths", WORKING)


@edition_page("floor.see")
def projector(request: HttpRequest, edition: Edition, pk: int) -> HttpResponse:
    """For the wall of the hall, large and dark."""
    return _page(request, find(edition, pk), "projector", WORKING)


@public_edition_page
def watch(request: HttpRequest, edition: Edition, session: int) -> HttpResponse:
    """The same for everybody, where the session is open and in the public programme."""
    floors = Floor.objects.select_related("session__room", "edition")
    found = get_object_or_404(floors, edition=edition, session=session)
    if not found.session.is_public or found.session.access != programme_rules.OPEN:
        raise Http404
    return _page(request, found, "watch", WATCHING)


@edition_page("floor.see")
def read_text(request: HttpRequest, edition: Edition, pk: int) -> HttpResponse:
    """The text of one statement, as it was handed in."""
    speeches = Speech.objects.select_related("floor__session", "delegation__party")
    found = get_object_or_404(speeches, floor__edition=edition, pk=pk)
    return render(request, "floor/text.html", {"speech": found})
