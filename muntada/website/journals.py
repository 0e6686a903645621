"""The Journal on the public site: versions that were published, without what was not public."""

from datetime import date

from django.http import Http404, HttpRequest, HttpResponse

from muntada.conferences.doors import public_edition_page
from muntada.conferences.models import Edition
from muntada.floor import journal as writing
from muntada.floor.models import Floor, JournalVersion
from muntada.kit.languages import current
from muntada.programme import rules as programme_rules
from muntada.website.freshness import JOURNAL, kept
from muntada.website.site import page


def published(edition: Edition) -> list[JournalVersion]:
    """Each day's newest published version, by day; without the content, for lists."""
    found = JournalVersion.objects.filter(edition=edition).exclude(published_at=None)
    by_day: dict[date, JournalVersion] = {}
    for one in found.defer("content").order_by("day", "number"):
        by_day[one.day] = one
    return list(by_day.values())


def live_page_of(edition: Edition, session: int) -> bool:
    """Whether the public may follow this session's list of speakers."""
    return Floor.objects.filter(
        edition=edition, session=session, session__is_public=True,
        session__access=programme_rules.OPEN,
    ).exists()  # fmt: skip


def _version(edition: Edition, day: str, number: int | None) -> JournalVersion:
    found = JournalVersion.objects.filter(edition=edition).exclude(published_at=None)
    try:
        found = found.filter(day=date.fromisoformat(day))
    except ValueError as error:
        raise Http404 from error
    version = found.filter(number=number).first() if number else found.first()
    if version is None:
        raise Http404
    version.edition = edition
    return version


@public_edition_page
@kept(follows=JOURNAL)
def journals(request: HttpRequest, edition: Edition) -> HttpResponse:
    return page(request, "journals", edition, journals=published(edition))


@public_edition_page
@kept(follows=JOURNAL)
def journal(
    request: HttpRequest, edition: Edition, day: str, number: int | None = None
) -> HttpResponse:
    """A day as the newest published version tells it, or as an older one did."""
    version = _version(edition, day, number)
    content = writing.for_the_public(version.content)
    others = JournalVersion.objects.filter(edition=edition, day=version.day)
    return page(
        request,
        "journal",
        edition,
        version=version,
        meetings=writing.in_words(edition, content),
        versions=others.exclude(published_at=None).defer("content"),
    )


@public_edition_page
@kept(follows=JOURNAL)
def journal_pdf(request: HttpRequest, edition: Edition, day: str, number: int) -> HttpResponse:
    version = _version(edition, day, number)
    name = f"journal-{edition.slug}-{version.day}-{version.number}-{current()}.pdf"
    headers = {"Content-Disposition": f'inline; filename="{name}"'}
    made = writing.typeset(version, public=True)
    return HttpResponse(made, content_type="application/pdf", headers=headers)
