"""What the desk's pages show around their content: the edition and the chapters one may open."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise, SimpleLazyObject
from django.utils.translation import gettext_lazy as _

from muntada.accounts.doors import user_of
from muntada.conferences.models import Edition

# name, address, verb that opens it, and whether a focal point has it too
CHAPTERS = [
    (_("Overview"), "website:desk", "desk.see", True),
    (_("Invitations"), "invitations:board", "invitations.see", False),
    (_("Delegations"), "delegations:list", "delegations.see", True),
    (_("People"), "delegations:people", "people.see", False),
    (_("Accreditation"), "accreditation:list", "accreditation.see", True),
    (_("Gates"), "gates:now", "gates.see", False),
    (_("Programme"), "programme:grid", "programme.see", False),
    (_("Protocol"), "protocol:orders", "protocol.see", False),
    (_("Floor"), "floor:floors", "floor.see", False),
    (_("List of speakers"), "floor:own", "", True),
    (_("Press"), "press:list", "press.see", False),
    (_("Under embargo"), "press:embargoed", "embargo.read", False),
    (_("Archive"), "archive:closing", "archive.see", False),
    (_("Bilaterals"), "bilaterals:list", "bilaterals.see", True),
    (_("Venue"), "conferences:venue", "venue.edit", False),
    (_("Edition"), "conferences:edition", "conferences.edit", False),
    (_("Imports"), "imports:list", "imports.apply", False),
]


@dataclass(frozen=True)
class Chapter:
    name: Promise
    url: str
    current: bool


def desk(request: HttpRequest) -> dict[str, Any]:
    """The chapters are worked out only where a template shows them: a public page, the same for
    everybody, must not ask who is reading (that would read the session and end its caching)."""
    edition = getattr(request, "edition", None)
    return {"edition": edition, "chapters": SimpleLazyObject(lambda: _chapters(request, edition))}


def _chapters(request: HttpRequest, edition: Edition | None) -> list[Chapter]:
    if edition is None or not request.user.is_authenticated:
        return []
    user = user_of(request)
    # Who works at the desk has its role's chapters; who comes from a delegation has these few.
    is_outside = not user.may("desk.see", edition.pk)
    chapters = []
    for name, view, verb, for_focal_points in CHAPTERS:
        if user.may(verb, edition.pk) or (for_focal_points and is_outside):
            url = address(view, edition.slug)
            if not url:  # a chapter that is not built yet is not shown
                continue
            here = request.path == url or (request.path.startswith(url) and view != "website:desk")
            chapters.append(Chapter(name, url, here))
    # The People pages live under the delegations' address: the longest match is the current one.
    longest = max((chapter.url for chapter in chapters if chapter.current), key=len, default="")
    return [Chapter(c.name, c.url, c.url == longest) for c in chapters]


def address(view: str, *args: object) -> str:
    """Where a page is, or nothing while it does not exist."""
    try:
        return reverse(view, args=args)
    except NoReverseMatch:
        return ""
