"""What the desk's pages show around their content: the edition and the chapters one may open."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

# name, address, verb that opens it, and whether a focal point has it too
CHAPTERS = [
    (_("Overview"), "website:desk", "desk.see", True),
    (_("Invitations"), "invitations:board", "invitations.see", False),
    (_("Delegations"), "delegations:list", "delegations.see", True),
    (_("People"), "delegations:people", "people.see", False),
    (_("Programme"), "programme:grid", "programme.see", False),
    (_("Edition"), "conferences:edition", "conferences.edit", False),
    (_("Imports"), "imports:list", "imports.apply", False),
]


@dataclass(frozen=True)
class Chapter:
    name: Promise
    url: str
    current: bool


def desk(request: HttpRequest) -> dict[str, Any]:
    edition = getattr(request, "edition", None)
    if edition is None or not request.user.is_authenticated:
        return {"edition": edition}
    chapters = []
    for name, view, verb, for_focal_points in CHAPTERS:
        if for_focal_points or request.user.may(verb, edition.pk):
            try:
                url = reverse(view, args=[edition.slug])
            except NoReverseMatch:  # TEMPORARY while chapters are being built side by side
                continue
            here = request.path == url or (request.path.startswith(url) and view != "website:desk")
            chapters.append(Chapter(name, url, here))
    # The People pages live under the delegations' address: the longest match is the current one.
    longest = max((chapter.url for chapter in chapters if chapter.current), key=len, default="")
    chapters = [Chapter(c.name, c.url, c.url == longest) for c in chapters]
    return {"edition": edition, "chapters": chapters}
