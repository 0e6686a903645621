"""The gate's own page: the same for every device, holding nothing until a device is enrolled.

It lives outside the language's addresses, so that one worker keeps it in all its languages for
when there is no network.
"""

import hashlib
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.templatetags.static import static
from django.utils import translation
from django.utils.translation import gettext as _

from muntada.accounts.doors import public
from muntada.gates.words import words
from muntada.kit.languages import direction

STATIC = Path(__file__).resolve().parent.parent / "static" / "gates"
TEMPLATE = Path(__file__).resolve().parent.parent / "templates" / "gates" / "gate.html"
FONTS = [
    f"fonts/plex-sans-{script}-{weight}.woff2"
    for script in ("arabic", "latin", "cyrillic")
    for weight in (400, 600)
]


def _languages() -> list[str]:
    return [code for code, _name in settings.LANGUAGES]


@public
def front(request: HttpRequest) -> HttpResponse:
    return redirect("gate_page", translation.get_language() or "en")


@public
def page(request: HttpRequest, language: str) -> HttpResponse:
    if language not in _languages():
        raise Http404
    with translation.override(language):
        context = {
            "language": language,
            "direction": direction(language),
            "words": words(),
            "root": settings.STATIC_URL,
        }
        answer = render(request, "gates/gate.html", context)
    answer["Cache-Control"] = "no-cache"
    return answer


@public
def manifest(request: HttpRequest, language: str) -> HttpResponse:
    if language not in _languages():
        raise Http404
    with translation.override(language):
        said = {
            "name": _("Gate"), "short_name": _("Gate"), "lang": language,
            "dir": direction(language), "start_url": f"/gate/{language}/", "scope": "/gate/",
            "display": "standalone", "background_color": "#ffffff", "theme_color": "#14191b",
            "icons": [
                {"src": static("favicon.svg"), "sizes": "any", "type": "image/svg+xml"},
                {"src": static("icon-180.png"), "sizes": "180x180", "type": "image/png"},
            ],
        }  # fmt: skip
    return JsonResponse(said, content_type="application/manifest+json")


@lru_cache(maxsize=1)
def held() -> tuple[str, list[str]]:
    """What the worker keeps, and a version that changes with any of it."""
    files = sorted(path for path in STATIC.rglob("*") if path.suffix in (".js", ".css"))
    root = settings.STATIC_URL
    addresses = [f"{root}gates/{path.relative_to(STATIC).as_posix()}" for path in files]
    addresses = [one for one in addresses if not one.endswith("/worker.js")]
    addresses += [static("css/fonts.css"), static("favicon.svg"), *map(static, FONTS)]
    addresses += [f"/gate/{language}/" for language in _languages()]
    seal = hashlib.sha256("\n".join(addresses).encode())
    for path in [*files, TEMPLATE]:
        seal.update(path.read_bytes())
    for language in _languages():
        with translation.override(language):
            seal.update(repr(words()).encode())
    return seal.hexdigest()[:16], addresses


@public
def worker(request: HttpRequest) -> HttpResponse:
    """The worker, with the list of what it keeps written before its own text."""
    version, addresses = held()
    head: dict[str, Any] = {"version": version, "addresses": addresses}
    body = f"const HELD = {JsonResponse(head).content.decode()};\n"
    body += (STATIC / "worker.js").read_text()
    answer = HttpResponse(body, content_type="text/javascript; charset=utf-8")
    answer["Cache-Control"] = "no-cache"
    return answer
