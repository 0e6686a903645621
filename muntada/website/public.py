"""Pages of an edition's public site: the same for everybody, made from what was published."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone

from muntada.accounts.doors import public
from muntada.archive.models import published_by_edition
from muntada.conferences.doors import public_edition_page
from muntada.conferences.models import Edition
from muntada.delegations.queries import participants_figures
from muntada.kit.languages import current
from muntada.website import coming, journals, structured
from muntada.website.freshness import (
    COMING,
    COMPARISON,
    FLOOR,
    INFORMATION,
    JOURNAL,
    answer,
    kept,
    origin_of,
    row,
)
from muntada.website.journals import live_page_of
from muntada.website.published import programme_of
from muntada.website.site import page


@public
def front(request: HttpRequest) -> HttpResponse:
    """Every series and the editions whose public sites are open."""
    editions = list(Edition.objects.public().select_related("series"))
    return answer(
        request,
        depends_on=[(row(edition), row(edition.series)) for edition in editions],
        make=lambda: page(request, "front", None, series=coming.by_series(editions)),
    )


@public_edition_page
@kept(follows=COMING + JOURNAL, follows_clock=True)
def home(request: HttpRequest, edition: Edition) -> HttpResponse:
    programme = programme_of(edition)
    now = timezone.now()
    return page(
        request,
        "home",
        edition,
        "home",
        data=structured.element(structured.home_page(edition, programme, origin_of(request))),
        programme=programme,
        next_sessions=programme.next_sessions(now) if programme else [],
        figures=participants_figures(edition),
        journals=journals.published(edition),
    )


@public_edition_page
@kept(asks=("track", "kind", "room"))
def programme(request: HttpRequest, edition: Edition) -> HttpResponse:
    """The whole programme on one page, by day, hour and room."""
    published = programme_of(edition)
    asked = {name: request.GET.get(name, "")[:60] for name in ("track", "kind", "room")}
    sessions = published.chosen(**asked) if published else []
    said = structured.programme_page(edition, sessions, origin_of(request))
    return page(
        request,
        "programme",
        edition,
        "programme",
        data=structured.element(said),
        programme=published,
        days=published.days(sessions) if published else [],
        asked=asked,
        filtered=any(asked.values()),
        found=len(sessions),
    )


@public_edition_page
@kept(follows=FLOOR)
def session(request: HttpRequest, edition: Edition, session: int) -> HttpResponse:
    published = programme_of(edition)
    found = published.by_id.get(session) if published else None
    if published is None or found is None:
        raise Http404
    said = structured.session_page(edition, found, origin_of(request))
    return page(
        request,
        "session",
        edition,
        "programme",
        data=structured.element(said),
        session=found,
        programme=published,
        is_live=live_page_of(edition, session),
    )


@public_edition_page
@kept()
def speakers(request: HttpRequest, edition: Edition) -> HttpResponse:
    published = programme_of(edition)
    listed = published.speakers_by_name(current()) if published else []
    return page(request, "speakers", edition, "speakers", programme=published, speakers=listed)


@public_edition_page
@kept()
def speaker(request: HttpRequest, edition: Edition, member: int) -> HttpResponse:
    published = programme_of(edition)
    found = published.speakers.get(member) if published else None
    if found is None:
        raise Http404
    said = structured.speaker_page(edition, found, origin_of(request))
    return page(
        request,
        "speaker",
        edition,
        "speakers",
        data=structured.element(said),
        programme=published,
        speaker=found,
    )


@public_edition_page
@kept(follows=COMING)
def participants(request: HttpRequest, edition: Edition) -> HttpResponse:
    """Who is coming; never who declined or has not replied."""
    states, organisations = coming.delegations(edition)
    return page(
        request,
        "participants",
        edition,
        "participants",
        figures=participants_figures(edition),
        states=states,
        organisations=organisations,
    )


@public_edition_page
@kept(follows=INFORMATION)
def information(request: HttpRequest, edition: Edition) -> HttpResponse:
    deadlines = edition.deadlines.filter(is_public=True)
    buildings = edition.buildings.all()
    return page(
        request,
        "information",
        edition,
        "information",
        deadlines=deadlines,
        buildings=buildings,
    )


@public_edition_page
@kept()
def contacts(request: HttpRequest, edition: Edition) -> HttpResponse:
    return page(request, "contacts", edition, "contacts")


@public_edition_page
@kept(follows=COMPARISON, follows_series=True)
def editions(request: HttpRequest, edition: Edition) -> HttpResponse:
    """The editions of the series whose sites are open, with what was published of each."""
    others = Edition.objects.public().filter(series=edition.series_id).select_related("series")
    listed = list(others.order_by("-starts"))
    of = published_by_edition(listed)
    figures = [(one, of[one.pk]) for one in listed if one.pk in of]
    return page(request, "editions", edition, "editions", editions=listed, figures=figures)
