"""The tracks of the programme."""

from django.contrib import messages
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from muntada.accounts.doors import user_of
from muntada.conferences.doors import edition_page
from muntada.conferences.models import Edition
from muntada.programme.actions import tracks as actions
from muntada.programme.forms import TrackForm
from muntada.programme.models import Track


@edition_page("programme.edit")
def tracks(request: HttpRequest, edition: Edition) -> HttpResponse:
    found = edition.tracks.annotate(size=Count("sessions"))
    return render(request, "programme/tracks.html", {"tracks": found})


@edition_page("programme.edit")
def track(request: HttpRequest, edition: Edition, pk: int | None = None) -> HttpResponse:
    new = Track(edition=edition, position=edition.tracks.count() + 1)
    found = get_object_or_404(edition.tracks, pk=pk) if pk else new
    form = TrackForm(request.POST or None, track=found)
    if request.method == "POST" and form.is_valid():
        actions.put_track(found, **form.cleaned_data, by=user_of(request), at=timezone.now())
        messages.success(request, _("Saved."))
        return redirect("programme:tracks", edition.slug)
    context = {
        "form": form,
        "heading": str(found) if pk else _("New track"),
        "back": reverse("programme:tracks", args=[edition.slug]),
        "back_name": _("Tracks"),
    }
    return render(request, "kit/form_page.html", context)


@require_POST
@edition_page("programme.edit")
def remove_track(request: HttpRequest, edition: Edition, pk: int) -> HttpResponse:
    found = get_object_or_404(edition.tracks, pk=pk)
    actions.remove_track(found, by=user_of(request), at=timezone.now())
    messages.success(request, _("Removed."))
    return redirect("programme:tracks", edition.slug)
