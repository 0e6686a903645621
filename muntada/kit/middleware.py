"""What every page shares: the language's direction, and a broken rule said as a sentence."""

import re
from collections.abc import Callable
from typing import Any

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.decorators import sync_only_middleware
from django.utils.http import url_has_allowed_host_and_scheme

from muntada.kit.errors import RuleBroken
from muntada.kit.languages import LANGUAGE_CHOICES, current, direction, eastern_digits


@sync_only_middleware
class rule_broken_is_said:  # noqa: N801 - reads as a sentence in the settings
    """A rule broken outside a form becomes a page with its sentence, not an error."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if not isinstance(error, RuleBroken):
            return None
        back = request.headers.get("Referer", "")
        ours = url_has_allowed_host_and_scheme(back, {request.get_host()})
        context = {"sentence": error.sentence, "back": back if ours else ""}
        return render(request, "kit/rule_broken.html", context, status=409)


@sync_only_middleware
class nul_is_no_letter:  # noqa: N801
    """PostgreSQL keeps no NUL in a text: an address that holds one is a bad request.

    Boxes of forms refuse it themselves, with a sentence.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        asked = request.META.get("QUERY_STRING", "")
        if "%00" in asked or "\x00" in asked:
            raise BadRequest("NUL in the address")
        return self.get_response(request)


# Tags, and elements whose text is a code, an address, a foreign word or not text at all.
_KEPT = re.compile(
    r"<(script|style|textarea|code|bdi|kbd|title|svg)\b.*?</\1>|<[^>]*>|&#?\w+;", re.S | re.I
)


@sync_only_middleware
class eastern_digits_where_chosen:  # noqa: N801
    """Arabic pages in ٠١٢٣ for who chose them; the text between tags alone is changed.

    It asks only for readers a page has already recognised: a public page stays the same for all.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        reader = getattr(request, "_cached_user", None)
        wanted = getattr(reader, "eastern_digits", False) and current() == "ar"
        is_page = response.get("Content-Type", "").startswith("text/html")
        if wanted and is_page and not response.streaming:
            said = response.content.decode()
            response.content = in_eastern_digits(said).encode()
        return response


def in_eastern_digits(html: str) -> str:
    parts, end = [], 0
    for kept in _KEPT.finditer(html):
        parts += [eastern_digits(html[end : kept.start()]), kept.group()]
        end = kept.end()
    return "".join([*parts, eastern_digits(html[end:])])


def page_context(request: HttpRequest) -> dict[str, Any]:
    language = current()
    return {
        "language": language,
        "direction": direction(language),
        "languages": LANGUAGE_CHOICES,
    }
