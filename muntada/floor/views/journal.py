"""The Journal of each day: what a new version would say, the versions issued, their paper."""

from datetime import date

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from muntada.accounts.doors import user_of
from muntada.conferences.doors import edition_page
from muntada.conferences.models import Edition
from muntada.floor import actions
from muntada.floor import journal as writing
from muntada.floor.models import JournalVersion
from muntada.kit.errors import RuleBroken
from muntada.kit.languages import current


def _day(edition: Edition, written: str) -> date:
    found = [day for day in edition.days() if day.isoformat() == written]
    if not found:
        raise Http404
    return found[0]


@edition_page("floor.see")
def journals(request: HttpRequest, edition: Edition) -> HttpResponse:
    issued = list(JournalVersion.objects.filter(edition=edition).defer("content"))
    days = [(day, [one for one in issued if one.day == day]) for day in edition.days()]
    return render(request, "floor/journals.html", {"days": days})


@edition_page("floor.see")
def journal(
    request: HttpRequest, edition: Edition, day: str, number: int | None = None
) -> HttpResponse:
    """A version as it was issued, or what one would say now."""
    chosen = _day(edition, day)
    version = None
    if number:
        versions = JournalVersion.objects.select_related("issued_by")
        version = get_object_or_404(versions, edition=edition, day=chosen, number=number)
    content = version.content if version else writing.as_stored(edition, chosen)
    context = {
        "day": chosen,
        "version": version,
        "meetings": writing.in_words(edition, content),
        "versions": JournalVersion.objects.filter(edition=edition, day=chosen).defer("content"),
    }
    return render(request, "floor/journal.html", context)


@require_POST
@edition_page("floor.chair")
def issue(request: HttpRequest, edition: Edition, day: str) -> HttpResponse:
    chosen = _day(edition, day)
    try:
        made = actions.issue_journal(edition, chosen, by=user_of(request), at=timezone.now())
    except RuleBroken as error:
        messages.error(request, str(error))
        return redirect("floor:journal", edition.slug, day)
    messages.success(request, _("Version {n} of the Journal is issued.").format(n=made.number))
    return redirect("floor:journal_version", edition.slug, day, made.number)


@require_POST
@edition_page("journal.publish")
def publish(request: HttpRequest, edition: Edition, day: str, number: int) -> HttpResponse:
    """The version on the public site, without meetings that were not public."""
    found = get_object_or_404(
        JournalVersion, edition=edition, day=_day(edition, day), number=number
    )
    try:
        actions.publish_journal(found, by=user_of(request), at=timezone.now())
        messages.success(request, _("Published. The public site shows it from now on."))
    except RuleBroken as error:
        messages.error(request, str(error))
    return redirect("floor:journal_version", edition.slug, day, number)


@edition_page("floor.see")
def journal_pdf(request: HttpRequest, edition: Edition, day: str, number: int) -> HttpResponse:
    found = get_object_or_404(
        JournalVersion, edition=edition, day=_day(edition, day), number=number
    )
    found.edition = edition
    response = HttpResponse(writing.typeset(found), content_type="application/pdf")
    name = f"journal-{edition.slug}-{day}-{number}-{current()}.pdf"
    response["Content-Disposition"] = f'inline; filename="{name}"'
    response["Cache-Control"] = "private, no-store"
    return response
