"""What every page shares: the language's direction, and a broken rule said as a sentence."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.decorators import sync_only_middleware
from django.utils.http import url_has_allowed_host_and_scheme

from muntada.kit.errors import RuleBroken
from muntada.kit.languages import SELF_NAMES, current, direction


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


def page_context(request: HttpRequest) -> dict[str, Any]:
    language = current()
    return {
        "language": language,
        "direction": direction(language),
        "languages": [(code, SELF_NAMES[code]) for code in ("ar", "en", "fr", "ru")],
    }
