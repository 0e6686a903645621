"""What the public reads: the draft published as a version, and the versions there were."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from muntada.accounts.doors import user_of
from muntada.conferences.doors import edition_page
from muntada.conferences.models import Edition
from muntada.kit.errors import RuleBroken
from muntada.kit.texts import Text
from muntada.programme import queries
from muntada.programme.actions import publish as publishing
from muntada.programme.documents import differences
from muntada.programme.forms import PublishForm
from muntada.programme.models import ProgrammeVersion


@edition_page("programme.publish")
def publish(request: HttpRequest, edition: Edition) -> HttpResponse:
    """What would change for the public, and the button that changes it."""
    versions = ProgrammeVersion.objects.filter(edition=edition).defer("content", "changes")
    last = ProgrammeVersion.objects.filter(edition=edition).first()
    form = PublishForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            version = publishing.publish(
                edition, note=form.cleaned_data["note"], by=user_of(request), at=timezone.now()
            )
            messages.success(request, _("Version {n} is published.").format(n=version.number))
            return redirect("programme:publish", edition.slug)
        except RuleBroken as error:
            form.add_error(None, str(error))
    changes = differences(last.content if last else None, publishing.as_stored(edition))
    context = {
        "form": form,
        "changes": [(_said(change["what"]), change) for change in changes],
        "versions": versions.select_related("published_by"),
        "last": last,
        "clashes": queries.in_words(edition, queries.all_clashes(edition)),
    }
    return render(request, "programme/publish.html", context)


def _said(what: str) -> str:
    return {
        "added": _("added"),
        "removed": _("removed"),
        "moved": _("moved"),
        "renamed": _("renamed"),
        "people": _("speakers changed"),
        "changed": _("changed"),
        "time_zone": _("another time zone"),
        "days": _("other days"),
        "rooms": _("rooms changed"),
        "tracks": _("tracks changed"),
        "order": _("another order"),
    }[what]


@edition_page("programme.see")
def version(request: HttpRequest, edition: Edition, number: int) -> HttpResponse:
    """A version as it was published, with what it changed."""
    found = get_object_or_404(
        ProgrammeVersion.objects.select_related("published_by"), edition=edition, number=number
    )
    rooms = {room["id"]: room["name"] for room in found.content["rooms"]}
    changes = [
        (_said(change["what"]), change, _was(found, change, rooms)) for change in found.changes
    ]
    return render(
        request, "programme/version.html", {"version": found, "changes": changes, "rooms": rooms}
    )


def _was(
    version: ProgrammeVersion, change: dict[str, Any], rooms: dict[int, Any]
) -> list[tuple[str, str]]:
    """Before and after of what moved or was renamed; of the rest it is enough that it changed."""

    def word(name: str, value: Any) -> str:
        if name in ("starts", "ends"):
            moment = datetime.fromisoformat(value).astimezone(version.zone)
            return f"{moment:%Y-%m-%d %H:%M}"
        if name == "room":
            return str(Text(rooms.get(value) or {})) or "—"
        return str(Text(value)) if isinstance(value, dict) else str(value)

    before, after = change.get("before", {}), change.get("after", {})
    told = ("starts", "ends", "room", "title", "number", "time_zone")
    return [(word(n, before[n]), word(n, after[n])) for n in told if n in before]
