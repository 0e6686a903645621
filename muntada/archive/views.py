"""The archive's page of an edition: its figures, its closing, its purge."""

from dataclasses import dataclass

from babel.numbers import format_decimal
from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from muntada.accounts.doors import user_of
from muntada.archive import actions, rules
from muntada.archive.models import Closing, Figure
from muntada.archive.queries import COUNTS, checklist
from muntada.conferences.doors import edition_page
from muntada.conferences.models import Edition
from muntada.kit.errors import RuleBroken
from muntada.kit.languages import babel_locale, current


@dataclass(frozen=True)
class Counted:
    code: str
    name: str
    exact: int
    published: list[Figure]
    ways: list[tuple[str, int, str]]


def _said(comparator: str, value: int) -> str:
    words = {">": _("more than {n}"), "~": _("about {n}"), "=": "{n}"}[comparator]
    return words.format(n=format_decimal(value, locale=babel_locale(current())))


@edition_page("archive.see")
def closing(request: HttpRequest, edition: Edition) -> HttpResponse:
    """Counts of this moment beside what was published, and what the closing still waits for."""
    published = list(Figure.objects.filter(edition=edition).select_related("published_by"))
    counts = []
    for code, name in rules.COUNTS:
        exact = COUNTS[code].of(edition)
        ways = [(c, v, _said(c, v)) for c, v in rules.ways_to_say(exact)] if exact else []
        mine = [one for one in published if one.counted == code]
        counts.append(Counted(code, str(name), exact, mine, ways))
    names = {
        "travel": _("journeys"),
        "contact": _("addresses and languages of people"),
        "notes": _("notes of the desk"),
        "focal_points": _("accounts of focal points ended"),
    }
    purges = [
        (report.at, [(names.get(key, key), n) for key, n in report.counts.items()])
        for report in edition.purges.all()
    ]
    context = {
        "counts": counts,
        "closing": Closing.objects.filter(edition=edition).first(),
        "checks": checklist(edition, at=timezone.now()),
        "due": rules.purge_due(edition.ends),
        "purges": purges,
    }
    return render(request, "archive/closing.html", context)


@require_POST
@edition_page("figures.publish")
def publish_figure(request: HttpRequest, edition: Edition) -> HttpResponse:
    counted, value = request.POST.get("counted", ""), request.POST.get("value", "")
    if counted not in COUNTS or not value.isdecimal() or len(value) > 9:
        raise Http404
    try:
        actions.publish_figure(
            edition, counted=counted, comparator=request.POST.get("comparator", ""),
            value=int(value), by=user_of(request), at=timezone.now(),
        )  # fmt: skip
        messages.success(request, _("Published. It stays as it is; a later figure supersedes it."))
    except RuleBroken as error:
        messages.error(request, str(error))
    return redirect("archive:closing", edition.slug)


@require_POST
@edition_page("archive.close")
def close(request: HttpRequest, edition: Edition) -> HttpResponse:
    try:
        actions.close(edition, by=user_of(request), at=timezone.now())
        messages.success(request, _("The edition is closed."))
    except RuleBroken as error:
        messages.error(request, str(error))
    return redirect("archive:closing", edition.slug)


@edition_page("archive.see")
def export(request: HttpRequest, edition: Edition) -> HttpResponseBase:
    """The static site as it was made when the edition was closed."""
    made = Closing.objects.filter(edition=edition).first()
    if made is None or not made.export:
        raise Http404
    return FileResponse(made.export.open("rb"), as_attachment=True, filename=f"{edition.slug}.zip")


@require_POST
@edition_page("archive.close", after_closing=True)
def purge(request: HttpRequest, edition: Edition) -> HttpResponse:
    try:
        actions.purge(edition, by=user_of(request), at=timezone.now())
        messages.success(request, _("Purged. The report says what, how many and when."))
    except RuleBroken as error:
        messages.error(request, str(error))
    return redirect("archive:closing", edition.slug)
