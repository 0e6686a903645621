"""The facts of an edition, its state, its deadlines and its public texts."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from muntada.accounts.doors import user_of
from muntada.conferences import actions, rules
from muntada.conferences.doors import edition_page
from muntada.conferences.forms import DeadlineForm, EditionForm, SeriesForm, SiteForm, StateForm
from muntada.conferences.models import Deadline, Edition


def form_page(request: HttpRequest, edition: Edition, form: Any, **said: Any) -> HttpResponse:
    context = {
        "form": form,
        "back": reverse("conferences:edition", args=[edition.slug]),
        "back_name": _("Edition"),
        **said,
    }
    return render(request, "kit/form_page.html", context)


def steps_from(state: str) -> list[tuple[str, str]]:
    """The verbs that lead on from a state, with the words on their buttons."""
    words = {
        "hold": _("It was held"),
        "postpone": _("Postpone"),
        "reschedule": _("Set a new date"),
        "cancel": _("Cancel the edition"),
    }
    return [(verb, word) for verb, word in words.items() if state in rules.STEPS[verb][0]]


@edition_page("conferences.edit")
def edition(request: HttpRequest, edition: Edition) -> HttpResponse:
    """Everything said of the edition, each part with its way to change it."""
    context = {
        "deadlines": edition.deadlines.all(),
        "rooms": edition.rooms.count(),
        "steps": steps_from(edition.state),
    }
    return render(request, "conferences/edition.html", context)


@edition_page("conferences.edit")
def facts(request: HttpRequest, edition: Edition) -> HttpResponse:
    form = EditionForm(request.POST or None, instance=edition)
    if request.method == "POST" and form.is_valid():
        actions.change_edition(edition, fields=form.said(), by=user_of(request), at=timezone.now())
        messages.success(request, _("Saved."))
        return redirect("conferences:edition", edition.slug)
    return form_page(request, edition, form, heading=_("Facts of the edition"))


@edition_page("conferences.edit")
def site(request: HttpRequest, edition: Edition) -> HttpResponse:
    form = SiteForm(request.POST or None, instance=edition)
    if request.method == "POST" and form.is_valid():
        actions.change_edition(edition, fields=form.said(), by=user_of(request), at=timezone.now())
        messages.success(request, _("Saved."))
        return redirect("conferences:edition", edition.slug)
    return form_page(request, edition, form, heading=_("Public site"))


@edition_page("conferences.edit")
def state(request: HttpRequest, edition: Edition, verb: str) -> HttpResponse:
    """Postpone, reschedule, cancel or hold, with a note for the public."""
    words = dict(steps_from(edition.state))
    if verb not in rules.STEPS:
        raise Http404
    form = StateForm(request.POST or None, initial={"note": edition.state_note})
    if request.method == "POST" and form.is_valid():
        note = form.cleaned_data["note"]
        actions.move_edition(edition, verb, note=note, by=user_of(request), at=timezone.now())
        messages.success(request, _("Saved."))
        return redirect("conferences:edition", edition.slug)
    if verb not in words:
        return redirect("conferences:edition", edition.slug)
    return form_page(request, edition, form, heading=words[verb], save=words[verb])


@edition_page("conferences.open")
def series(request: HttpRequest, edition: Edition) -> HttpResponse:
    """The series the edition belongs to: its name and its host, for all editions."""
    form = SeriesForm(request.POST or None, instance=edition.series)
    if request.method == "POST" and form.is_valid():
        actions.put(edition.series, form.cleaned_data, by=user_of(request), at=timezone.now())
        messages.success(request, _("Saved."))
        return redirect("conferences:edition", edition.slug)
    return form_page(request, edition, form, heading=_("Series"))


@edition_page("conferences.edit")
def deadline(request: HttpRequest, edition: Edition, pk: int | None = None) -> HttpResponse:
    """Any other date people must know."""
    found = get_object_or_404(edition.deadlines, pk=pk) if pk else Deadline(edition=edition)
    form = DeadlineForm(request.POST or None, instance=found)
    if request.method == "POST" and form.is_valid():
        actions.put(found, form.cleaned_data, by=user_of(request), at=timezone.now())
        messages.success(request, _("Saved."))
        return redirect("conferences:edition", edition.slug)
    return form_page(request, edition, form, heading=_("Deadline"))


@require_POST
@edition_page("conferences.edit")
def remove_deadline(request: HttpRequest, edition: Edition, pk: int) -> HttpResponse:
    found = get_object_or_404(edition.deadlines, pk=pk)
    actions.remove(found, by=user_of(request), at=timezone.now())
    messages.success(request, _("Removed."))
    return redirect("conferences:edition", edition.slug)
