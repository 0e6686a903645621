"""Paper in the language of the page: seats, cards, plates, flags, cars, participants."""

from collections.abc import Callable

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone

from muntada.accounts.doors import user_of
from muntada.conferences.doors import edition_page
from muntada.conferences.models import Edition
from muntada.kit.languages import current
from muntada.protocol import paper
from muntada.protocol.views.seats import find, version_of


def _pdf(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{name}-{current()}.pdf"'
    response["Cache-Control"] = "private, no-store"
    return response


@edition_page("protocol.see")
def plan_paper(
    request: HttpRequest, edition: Edition, pk: int, number: int, kind: str
) -> HttpResponse:
    """A version of a seat plan as a plan, place cards or nameplates."""
    version = version_of(find(edition, pk), number)
    makers = {"plan": paper.seat_plan, "cards": paper.place_cards, "plates": paper.nameplates}
    if kind not in makers:
        raise Http404
    return _pdf(makers[kind](version), f"{edition.slug}-{kind}-{pk}-{number}")


@edition_page("protocol.see")
def paper_of(request: HttpRequest, edition: Edition, kind: str) -> HttpResponse:
    """The flag order sheet, the order of cars, the list of participants."""
    makers: dict[str, Callable[..., bytes]] = {
        "flags": paper.flags,
        "cars": paper.cars,
        "participants-provisional": paper.provisional,
        "participants-final": paper.final,
    }
    if kind not in makers:
        raise Http404
    more = {}
    if request.GET.get("everybody") == "on" and kind.startswith("participants"):
        # People who are not in the public list are for the secretariat alone.
        if not user_of(request).may("delegations.confirm", edition.pk):
            raise PermissionDenied
        more["everybody"] = True
    return _pdf(makers[kind](edition, at=timezone.now(), **more), f"{edition.slug}-{kind}")
