"""The archive's page of an edition: its figures, and its closing."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_POST

from muntada.accounts.doors import user_of
from muntada.archive import actions, rules, tasks
from muntada.archive.models import Closing, Figure
from muntada.archive.queries import COUNTS, checklist
from muntada.conferences.doors import edition_page
from muntada.conferences.models import Edition
from muntada.kit import progress
from muntada.kit.errors import RuleBroken
from muntada.kit.languages import LANGUAGES, SELF_NAMES, current, grouped


@dataclass(frozen=True)
class Counted:
    code: str
    name: str
    basis: str
    exact: int | None
    published: list[Figure]
    ways: list[tuple[str, int, str]]


def _said(comparator: str, value: int) -> str:
    words = {">": _("more than {n}"), "~": _("about {n}"), "=": "{n}"}[comparator]
    return words.format(n=grouped(value, current()))


def _counted(edition: Edition) -> list[Counted]:
    """What has a source in this edition, or was published when it had; the rest is not shown."""
    published: dict[str, list[Figure]] = {}
    for one in Figure.objects.filter(edition=edition).select_related("published_by"):
        published.setdefault(one.counted, []).append(one)
    bases, found = dict(rules.BASES), []
    for code, name, basis, _measure in rules.COUNTED:
        exact = COUNTS[code].of(edition)
        if exact is None and code not in published:
            continue
        ways = [(c, v, _said(c, v)) for c, v in rules.ways_to_say(exact)] if exact else []
        listed = published.get(code, [])
        found.append(Counted(code, str(name), str(bases[basis]), exact, listed, ways))
    return found


def _papers(edition: Edition) -> list[tuple[str, list[tuple[str, str, str]]]]:
    """The final list and the programme, each in every language."""
    kinds = [
        (_("Final list of participants"), "protocol:paper", [edition.slug, "participants-final"]),
        (_("Programme as held"), "website:programme_pdf", [edition.slug]),
    ]
    found = []
    for name, view, words in kinds:
        links = []
        for code in LANGUAGES:
            with override(code):
                links.append((code, SELF_NAMES[code], reverse(view, args=words)))
        found.append((name, links))
    return found


@edition_page("archive.see")
def closing(request: HttpRequest, edition: Edition) -> HttpResponse:
    """Counts of this moment beside what was published, and what the closing still waits for."""
    made = Closing.objects.filter(edition=edition).first()
    said = {"closing": made, "progress": progress.told(made.progress_name) if made else None}
    if made and request.htmx:  # type: ignore[attr-defined]
        response = render(request, "archive/_export.html", said)
        if made.state != rules.MAKING:  # the waiting is over: show the page whole
            response["HX-Refresh"] = "true"
        return response
    checks = [] if made else checklist(edition, at=timezone.now())
    context = {
        **said,
        "counts": _counted(edition),
        "checks": checks,
        "papers": _papers(edition),
        "may_be_closed": all(check.is_done for check in checks),
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
@edition_page("archive.close", after_closing=True)
def close(request: HttpRequest, edition: Edition) -> HttpResponse:
    """Asked twice it is answered with a sentence, not with a closed door."""
    try:
        made = actions.close(edition, by=user_of(request), at=timezone.now())
        tasks.make_later(made)
        messages.success(request, _("The edition is closed. Its static site is being made."))
    except RuleBroken as error:
        messages.error(request, str(error))
    return redirect("archive:closing", edition.slug)


@require_POST
@edition_page("archive.close", after_closing=True)
def make_again(request: HttpRequest, edition: Edition) -> HttpResponse:
    made = get_object_or_404(Closing, edition=edition)
    try:
        actions.make_again(made, by=user_of(request), at=timezone.now())
        tasks.make_later(made)
    except RuleBroken as error:
        messages.error(request, str(error))
    return redirect("archive:closing", edition.slug)


@edition_page("archive.see")
def export(request: HttpRequest, edition: Edition) -> HttpResponseBase:
    """The static site as it was made when the edition was closed."""
    made = Closing.objects.filter(edition=edition, state=rules.READY).first()
    if made is None or not made.export:
        raise Http404
    return FileResponse(made.export.open("rb"), as_attachment=True, filename=f"{edition.slug}.zip")
