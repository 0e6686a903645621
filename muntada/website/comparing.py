"""Editions compared, for the public: small multiples, a map, and the tables they are drawn from;
each as a page, SVG, PNG and CSV."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from muntada.archive import comparison, own, pictures
from muntada.archive.comparison import Multiple
from muntada.archive.pictures import Took
from muntada.conferences.doors import public_edition_page
from muntada.conferences.models import Edition
from muntada.kit import worldmap
from muntada.kit.sheets import write_csv
from muntada.website.freshness import COMPARISON, kept
from muntada.website.site import page

CSV = "text/csv; charset=utf-8"


def _others(edition: Edition) -> list[Edition]:
    found = Edition.objects.public().filter(series=edition.series_id).select_related("series")
    return list(found)


def _made(edition: Edition) -> tuple[list[Multiple], str]:
    title = _("{series}: the editions compared").format(series=edition.series.name)
    return comparison.multiples(_others(edition)), title


def _mapped(edition: Edition) -> tuple[list[Took], str]:
    editions = _others(edition)
    title = _("{series}: states that accepted").format(series=edition.series.name)
    return pictures.took_part(own.presence(editions), editions), title


def _files(edition: Edition, name: str) -> list[tuple[str, str]]:
    return [
        (kind, reverse(f"website:{name}_{kind.lower()}", args=[edition.slug]))
        for kind in ("SVG", "PNG", "CSV")
    ]


@public_edition_page
@kept(follows=COMPARISON, follows_series=True)
def compare(request: HttpRequest, edition: Edition) -> HttpResponse:
    """Each figure with its basis and source, those that contradict it beside it."""
    made, _title = _made(edition)
    took, _title = _mapped(edition)
    drawn = {one.measure: mark_safe(one.svg) for one in pictures.charts(made)}
    return page(
        request,
        "compare",
        edition,
        "editions",
        made=[(one, drawn[one.measure]) for one in made],
        note=pictures.note(),
        files=_files(edition, "compare"),
        took=took,
        map_files=_files(edition, "map"),
        map_sentence=pictures.map_sentence(took),
        map_size=(worldmap.load().width, worldmap.load().height + 92),
    )


@public_edition_page
@kept(follows=COMPARISON, follows_series=True)
def compare_svg(request: HttpRequest, edition: Edition) -> HttpResponse:
    picture = pictures.small_multiples(*_made(edition))
    return HttpResponse(picture, content_type="image/svg+xml")


@public_edition_page
@kept(follows=COMPARISON, follows_series=True)
def compare_png(request: HttpRequest, edition: Edition) -> HttpResponse:
    picture = pictures.small_multiples(*_made(edition))
    drawn = pictures.png(picture, pictures.WIDE * pictures.ACROSS)
    return HttpResponse(drawn, content_type="image/png")


@public_edition_page
@kept(follows=COMPARISON, follows_series=True)
def compare_csv(request: HttpRequest, edition: Edition) -> HttpResponse:
    made, _title = _made(edition)
    return HttpResponse(write_csv(*comparison.table(made)), content_type=CSV)


@public_edition_page
@kept(follows=COMPARISON, follows_series=True)
def map_svg(request: HttpRequest, edition: Edition) -> HttpResponse:
    return HttpResponse(pictures.world(*_mapped(edition)), content_type="image/svg+xml")


@public_edition_page
@kept(follows=COMPARISON, follows_series=True)
def map_png(request: HttpRequest, edition: Edition) -> HttpResponse:
    drawn = pictures.png(pictures.world(*_mapped(edition)), worldmap.load().width)
    return HttpResponse(drawn, content_type="image/png")


@public_edition_page
@kept(follows=COMPARISON, follows_series=True)
def map_csv(request: HttpRequest, edition: Edition) -> HttpResponse:
    took, _title = _mapped(edition)
    return HttpResponse(write_csv(*pictures.map_table(took)), content_type=CSV)
