"""What every page of a public site shares: its sections, its languages, its addresses."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from muntada.conferences.models import Edition
from muntada.kit.languages import LANGUAGES, SELF_NAMES, current, direction
from muntada.website.freshness import origin_of

_LOCALES = {
    "ar": "ar_AR",
    "en": "en_GB",
    "fr": "fr_FR",
    "ru": "ru_RU",
    "es": "es_ES",
    "zh": "zh_CN",
}


@dataclass(frozen=True)
class Section:
    name: Promise
    view: str


SECTIONS = [
    Section(_("Home"), "website:home"),
    Section(_("Programme"), "website:programme"),
    Section(_("Speakers"), "website:speakers"),
    Section(_("Participants"), "website:participants"),
    Section(_("Press"), "website:press"),
    Section(_("Practical information"), "website:information"),
    Section(_("Contacts"), "website:contacts"),
    Section(_("Editions"), "website:editions"),
]


@dataclass(frozen=True)
class Alternate:
    """This page in another language."""

    code: str
    name: str
    direction: str
    path: str
    url: str


def alternates(request: HttpRequest) -> list[Alternate]:
    """From the path alone: the page is kept for everybody, and a query is one reader's."""
    origin, rest = origin_of(request), request.path.split("/", 2)[2]
    return [
        Alternate(
            code, SELF_NAMES[code], direction(code), f"/{code}/{rest}", f"{origin}/{code}/{rest}"
        )
        for code in LANGUAGES
    ]


def page(
    request: HttpRequest,
    template: str,
    edition: Edition | None,
    section: str = "",
    *,
    data: SafeString | str = "",
    **more: Any,
) -> HttpResponse:
    """A page of the public site; it never looks at who asks."""
    sections = []
    if edition:
        sections = [
            (one.name, reverse(one.view, args=[edition.slug]), one.view == f"website:{section}")
            for one in SECTIONS
        ]
    context = {
        "edition": edition,
        "sections": sections,
        "origin": origin_of(request),
        "canonical": f"{origin_of(request)}{request.path}",
        "alternates": alternates(request),
        "locale": _LOCALES.get(current(), "en_GB"),
        "data": data,
        **more,
    }
    return render(request, f"site/{template}.html", context)
