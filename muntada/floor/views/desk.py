"""The list of speakers as the desk keeps it and the chair uses it."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from muntada.accounts.doors import user_of
from muntada.conferences.doors import edition_page
from muntada.conferences.models import Edition
from muntada.floor import actions, live, rules
from muntada.floor.forms import (
    FloorForm,
    GroupTimeForm,
    InscribeForm,
    OutcomeForm,
    OwnSpeakerForm,
    SwapForm,
)
from muntada.floor.models import Floor, Outcome, Speech, Swap
from muntada.floor.views.own import text_page
from muntada.kit.errors import RuleBroken
from muntada.programme.models import Session

SITTING = {
    "open": gettext_lazy("The meeting is open."),
    "suspend": gettext_lazy("The meeting is suspended."),
    "resume": gettext_lazy("The meeting is resumed."),
    "close": gettext_lazy("The meeting is closed."),
}
TURNS = {"begin": actions.begin, "pause": actions.pause, "go_on": actions.go_on,
         "end": actions.end, "miss": actions.miss, "withdraw": actions.withdraw}  # fmt: skip


def find(edition: Edition, pk: int) -> Floor:
    found = Floor.objects.select_related("session__room", "edition", "presides__person")
    return get_object_or_404(found, edition=edition, pk=pk)


@edition_page("floor.see")
def floors(request: HttpRequest, edition: Edition) -> HttpResponse:
    """Every session, with its list of speakers where it has one."""
    sessions = Session.objects.filter(edition=edition).select_related("room", "floor")
    listed = [(session, getattr(session, "floor", None)) for session in sessions]
    return render(request, "floor/floors.html", {"sessions": listed})


@require_POST
@edition_page("floor.inscribe")
def furnish(request: HttpRequest, edition: Edition, session: int) -> HttpResponse:
    found = get_object_or_404(Session, edition=edition, pk=session)
    made = actions.furnish(found, by=user_of(request), at=timezone.now())
    return redirect("floor:floor", edition.slug, made.pk)


@edition_page("floor.see")
def floor(request: HttpRequest, edition: Edition, pk: int) -> HttpResponse:
    """The chair's page: who speaks, who is next, the whole list, what has been said."""
    found = find(edition, pk)
    turn = live.waiting(found)
    told = found.speeches.select_related("delegation__party", "member__person", "on_behalf")
    budgets = [
        (one, actions.minutes_left(found, one.group))
        for one in found.group_times.select_related("group")
    ]
    context = {
        "floor": found,
        "speaking": told.filter(state=rules.SPEAKING).first(),
        "turn": [(speech, _warning(speech)) for speech in turn],
        "minutes_waiting": sum(speech.minutes for speech in turn),
        "done": told.filter(state=rules.DONE).order_by("ended_at"),
        "happenings": found.happenings.all(),
        "inscribe_form": InscribeForm(edition=edition),
        "swap_form": SwapForm(floor=found),
        "floor_form": FloorForm(floor=found),
        "outcome_form": OutcomeForm(),
        "outcomes": found.outcomes.all(),
        "swaps": Swap.objects.filter(floor=found)
        .waiting()
        .select_related("one__delegation__party", "other__delegation__party"),
        "group_form": GroupTimeForm(),
        "budgets": budgets,
        "now": timezone.now(),
    }
    return render(request, "floor/floor.html", context)


def _warning(speech: Speech) -> str:
    """The text in hand takes longer than the time given, at 105 words a minute."""
    takes = rules.minutes_for(speech.words)
    if takes > speech.minutes:
        return _("The text takes about {takes} minutes; {given} are given.").format(
            takes=takes, given=speech.minutes
        )
    return ""


def _done(request: HttpRequest, floor: Floor, deed: Any, said: str, **how: Any) -> HttpResponse:
    """One deed, then the chair's page again; a refusal is said there."""
    try:
        deed(**how, by=user_of(request), at=timezone.now())
        messages.success(request, said)
    except RuleBroken as error:
        messages.error(request, str(error))
    return redirect("floor:floor", floor.edition.slug, floor.pk)


@require_POST
@edition_page("floor.chair")
def sit(request: HttpRequest, edition: Edition, pk: int, verb: str) -> HttpResponse:
    found = find(edition, pk)
    said = str(SITTING[verb])
    return _done(request, found, lambda **how: actions.sit(found, verb=verb, **how), said)


@require_POST
@edition_page("floor.inscribe")
def open_list(request: HttpRequest, edition: Edition, pk: int) -> HttpResponse:
    found, is_open = find(edition, pk), request.POST.get("open") == "on"
    said = _("The list is open.") if is_open else _("The list is closed.")
    return _done(
        request, found, lambda **how: actions.open_list(found, is_open=is_open, **how), said
    )


@require_POST
@edition_page("floor.inscribe")
def inscribe(request: HttpRequest, edition: Edition, pk: int) -> HttpResponse:
    found, form = find(edition, pk), InscribeForm(request.POST, edition=edition)
    if not form.is_valid():
        messages.error(request, _("Choose a delegation, and check the minutes."))
        return redirect("floor:floor", edition.slug, pk)
    typed = form.cleaned_data
    return _done(
        request, found, lambda **how: actions.inscribe(found, **typed, **how), _("Inscribed.")
    )


@require_POST
@edition_page("floor.chair")
def turn(request: HttpRequest, edition: Edition, pk: int, verb: str) -> HttpResponse:
    """Give the floor, stop the clock, thank, note an absence, withdraw."""
    speeches = Speech.objects.select_related("floor__edition", "delegation__party")
    found = get_object_or_404(speeches, floor__edition=edition, pk=pk)
    deed = TURNS[verb]
    return _done(request, found.floor, lambda **how: deed(found, **how), _("Noted."))


@require_POST
@edition_page("floor.inscribe")
def swap(request: HttpRequest, edition: Edition, pk: int) -> HttpResponse:
    found = find(edition, pk)
    form = SwapForm(request.POST, floor=found)
    if not form.is_valid():
        messages.error(request, _("Both sides must consent. Write who gave the word for each."))
        return redirect("floor:floor", edition.slug, pk)
    typed = form.cleaned_data
    return _done(
        request, found, lambda **how: actions.swap(found, **typed, **how),
        _("The two have changed places."),
    )  # fmt: skip


@require_POST
@edition_page("floor.chair")
def set_floor(request: HttpRequest, edition: Edition, pk: int) -> HttpResponse:
    found = find(edition, pk)
    form = FloorForm(request.POST, floor=found)
    if not form.is_valid():
        messages.error(
            request, _("A time limit is from 1 to 60 minutes, and replies are from 0 to 5.")
        )
        return redirect("floor:floor", edition.slug, pk)
    typed = form.cleaned_data
    return _done(
        request, found, lambda **how: actions.set_floor(found, fields=typed, **how), _("Saved.")
    )


@require_POST
@edition_page("floor.inscribe")
def group_time(request: HttpRequest, edition: Edition, pk: int) -> HttpResponse:
    found, form = find(edition, pk), GroupTimeForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Choose a group, and from 1 to 600 minutes."))
        return redirect("floor:floor", edition.slug, pk)
    typed = form.cleaned_data
    return _done(
        request, found, lambda **how: actions.give_group_time(found, **typed, **how), _("Saved.")
    )


@require_POST
@edition_page("floor.inscribe")
def put_outcome(request: HttpRequest, edition: Edition, pk: int) -> HttpResponse:
    """A decision or a document, for the Journal."""
    found, form = find(edition, pk), OutcomeForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("A decision or a document needs its symbol and its title."))
        return redirect("floor:floor", edition.slug, pk)
    typed = form.cleaned_data
    return _done(
        request, found, lambda **how: actions.record_outcome(found, fields=typed, **how),
        _("Recorded. The next version of the Journal names it."),
    )  # fmt: skip


@require_POST
@edition_page("floor.inscribe")
def remove_outcome(request: HttpRequest, edition: Edition, pk: int) -> HttpResponse:
    outcomes = Outcome.objects.select_related("floor__edition")
    found = get_object_or_404(outcomes, floor__edition=edition, pk=pk)
    return _done(
        request, found.floor, lambda **how: actions.remove_outcome(found, **how), _("Removed.")
    )


@edition_page("floor.inscribe")
def change_speaker(request: HttpRequest, edition: Edition, pk: int) -> HttpResponse:
    """Another member speaks: the turn follows their rank."""
    speeches = Speech.objects.select_related(
        "floor__edition", "floor__session", "delegation__party"
    )
    found = get_object_or_404(speeches, floor__edition=edition, pk=pk)
    form = OwnSpeakerForm(request.POST or None, delegation=found.delegation, speech=found)
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        return _done(
            request, found.floor,
            lambda **how: actions.change_speaker(found, **typed, **how), _("Saved."),
        )  # fmt: skip
    context = {
        "form": form,
        "heading": str(found.delegation.party.short_name),
        "lead": _("The turn follows the rank of who speaks; the time of inscription stays."),
        "back": reverse("floor:floor", args=[edition.slug, found.floor_id]),
        "back_name": str(found.floor.session),
    }
    return render(request, "kit/form_page.html", context)


@edition_page("floor.inscribe")
def text(request: HttpRequest, edition: Edition, pk: int) -> HttpResponse:
    """The text handed in, for the booths, with the minutes it takes."""
    speeches = Speech.objects.select_related("floor__session", "delegation__party")
    found = get_object_or_404(speeches, floor__edition=edition, pk=pk)
    return text_page(
        request, edition, found, reverse("floor:floor", args=[edition.slug, found.floor_id])
    )
