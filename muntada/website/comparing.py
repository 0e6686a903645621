"""Editions compared, for the public: a page, and the same as SVG, PNG and CSV."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from muntada.archive import comparison
from muntada.archive.comparison import Multiple
from muntada.conferences.doors import public_edition_page
from muntada.conferences.models import Edition
from muntada.kit.sheets import write_csv
from muntada.website.freshness import kept
from muntada.website.site import page


def _made(edition: Edition) -> tuple[list[Multiple], str]:
    others = Edition.objects.public().filter(series=edition.series_id).select_related("series")
    title = _("{series}: the editions compared").format(series=edition.series.name)
    return comparison.multiples(others), title


@public_edition_page
@kept(follows_record=True)
def compare(request: HttpRequest, edition: Edition) -> HttpResponse:
    """Small multiples, and the table they are drawn from, each figure with basis and source."""
    made, title = _made(edition)
    files = [
        (name, reverse(f"website:compare_{name.lower()}", args=[edition.slug]))
        for name in ("SVG", "PNG", "CSV")
    ]
    picture = mark_safe(comparison.svg(made, title)) if made else ""
    return page(request, "compare", edition, "editions", made=made, picture=picture, files=files)


@public_edition_page
@kept(follows_record=True)
def compare_svg(request: HttpRequest, edition: Edition) -> HttpResponse:
    return HttpResponse(comparison.svg(*_made(edition)), content_type="image/svg+xml")


@public_edition_page
@kept(follows_record=True)
def compare_png(request: HttpRequest, edition: Edition) -> HttpResponse:
    return HttpResponse(comparison.png(comparison.svg(*_made(edition))), content_type="image/png")


@public_edition_page
@kept(follows_record=True)
def compare_csv(request: HttpRequest, edition: Edition) -> HttpResponse:
    made, _title = _made(edition)
    headings = [
        _("Edition"),
        _("State"),
        _("What was counted"),
        _("Figure"),
        _("Basis"),
        _("Source"),
    ]
    rows = []
    for one in made:
        for point in one.points:
            figure, edition = point.figure, point.edition
            row = [str(edition.title), edition.get_state_display(), one.name]
            if figure:
                row += [
                    f"{figure.comparator}{figure.value}".lstrip("="),
                    figure.get_basis_display(),
                    figure.source,
                ]
            rows.append(row)
    return HttpResponse(write_csv(headings, rows), content_type="text/csv; charset=utf-8")
