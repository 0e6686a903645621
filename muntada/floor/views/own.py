"""The list of speakers as a delegation sees it: its own speaker, its turn, changes of places."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from muntada.accounts.doors import user_of
from muntada.conferences.doors import edition_page
from muntada.conferences.models import Edition
from muntada.delegations.models import Delegation, Member, trusted_with
from muntada.floor import actions, rules
from muntada.floor.forms import OwnSpeakerForm, TextForm
from muntada.floor.models import Floor, Speech, Swap
from muntada.kit.errors import RuleBroken
from muntada.kit.numbers import number


@dataclass(frozen=True)
class Own:
    """One list and one delegation: what stands there, and what may be done."""

    floor: Floor
    delegation: Delegation
    speech: Speech | None
    place: int
    turn: list[Speech]
    form: OwnSpeakerForm
    why_not: Promise | None
    may_swap_with: list[Speech]
    asked_of_us: list[Swap]
    asked_by_us: list[Swap]


def _trusted(request: HttpRequest, edition: Edition) -> list[Delegation]:
    """The reader's own delegations that come: everybody else's do not exist here."""
    own = Delegation.objects.filter(edition=edition, pk__in=trusted_with(user_of(request)))
    return list(own.filter(is_coming=True).select_related("party").order_by("party__code"))


@edition_page("floor.see", or_delegation=True)
def own(request: HttpRequest, edition: Edition) -> HttpResponse:
    """Every list a delegation knows of, with its own place on it."""
    delegations = _trusted(request, edition)
    listed = Lists(edition, delegations).each()
    return render(request, "floor/own.html", {"listed": listed, "delegations": delegations})


class Lists:
    """All lists a reader's delegations know of, read together: four queries, however many."""

    def __init__(self, edition: Edition, delegations: list[Delegation]) -> None:
        self.delegations = delegations
        floors = Floor.objects.filter(edition=edition).announced()
        self.floors = list(floors.select_related("session__room"))
        speeches = Speech.objects.filter(floor__in=self.floors).exclude(state=rules.WITHDRAWN)
        related = ("delegation__party", "member__person", "on_behalf")
        self.speeches: dict[int, list[Speech]] = {}
        for one in speeches.select_related(*related).defer("text"):
            self.speeches.setdefault(one.floor_id, []).append(one)
        swaps = Swap.objects.filter(floor__in=self.floors).waiting()
        self.swaps = list(
            swaps.select_related("one__delegation__party", "other__delegation__party")
        )
        members = Member.objects.present().filter(delegation__in=delegations)
        self.members = list(
            members.select_related("person", "rank").order_by("person__search_name")
        )

    def each(self) -> list[Own]:
        return [self._of(floor, ours) for floor in self.floors for ours in self.delegations]

    def _of(self, floor: Floor, ours: Delegation) -> Own:
        here = self.speeches.get(floor.pk, [])
        turn = sorted(
            (one for one in here if one.state == rules.INSCRIBED), key=lambda one: one.turn.key
        )
        speech = next(
            (o for o in here if o.delegation_id == ours.pk and o.kind == rules.STATEMENT), None
        )
        key = speech.pk if speech else None
        waits = speech is not None and speech.state == rules.INSCRIBED
        members = [one for one in self.members if one.delegation_id == ours.pk]
        return Own(
            floor, ours, speech, next((n for n, o in enumerate(turn, 1) if o.pk == key), 0), turn,
            OwnSpeakerForm(delegation=ours, speech=speech, members=members, of=floor.pk),
            rules.why_not_inscribe(
                list_is_open=floor.list_is_open, kind=rules.STATEMENT, state=floor.state,
                already=speech is not None,
            ),
            [
                o for o in turn
                if waits and o.kind == rules.STATEMENT and o.delegation_id != ours.pk
            ],
            [one for one in self.swaps if waits and one.other_id == key],
            [one for one in self.swaps if waits and one.one_id == key],
        )  # fmt: skip


def _done(request: HttpRequest, edition: Edition, deed: Any, said: str, **how: Any) -> HttpResponse:
    try:
        deed(**how, by=user_of(request), at=timezone.now())
        messages.success(request, said)
    except RuleBroken as error:
        messages.error(request, str(error))
    return redirect("floor:own", edition.slug)


@require_POST
@edition_page("floor.inscribe", or_delegation=True)
def own_inscribe(request: HttpRequest, edition: Edition, pk: int, delegation: int) -> HttpResponse:
    """With the time of this moment; minutes are those of the meeting."""
    whose = _trusted(request, edition)
    floor = get_object_or_404(Floor.objects.filter(edition=edition).announced(), pk=pk)
    ours = get_object_or_404(Delegation, pk__in=[one.pk for one in whose if one.pk == delegation])
    form = OwnSpeakerForm(request.POST, delegation=ours)
    if not form.is_valid():
        messages.error(request, _("Choose a speaker of your own delegation, and a language."))
        return redirect("floor:own", edition.slug)
    typed = form.cleaned_data
    return _done(
        request, edition, lambda **how: actions.inscribe(floor, delegation=ours, **typed, **how),
        _("Inscribed."),
    )  # fmt: skip


def _own_speech(request: HttpRequest, edition: Edition, pk: int) -> Speech:
    speeches = Speech.objects.filter(floor__edition=edition, kind=rules.STATEMENT)
    speeches = speeches.filter(delegation__in=_trusted(request, edition))
    related = ("floor__session", "floor__edition", "delegation__party", "member__person")
    return get_object_or_404(speeches.select_related(*related), pk=pk)


@require_POST
@edition_page("floor.inscribe", or_delegation=True)
def own_change(request: HttpRequest, edition: Edition, pk: int) -> HttpResponse:
    """Somebody else of the delegation speaks."""
    speech = _own_speech(request, edition, pk)
    form = OwnSpeakerForm(request.POST, delegation=speech.delegation)
    if not form.is_valid():
        messages.error(request, _("Choose a speaker of your own delegation, and a language."))
        return redirect("floor:own", edition.slug)
    typed = form.cleaned_data
    return _done(
        request, edition, lambda **how: actions.change_speaker(speech, **typed, **how), _("Saved.")
    )


@require_POST
@edition_page("floor.inscribe", or_delegation=True)
def own_withdraw(request: HttpRequest, edition: Edition, pk: int) -> HttpResponse:
    speech = _own_speech(request, edition, pk)
    said = _("Your delegation is off the list.")
    return _done(request, edition, lambda **how: actions.withdraw(speech, **how), said)


@require_POST
@edition_page("floor.inscribe", or_delegation=True)
def own_ask(request: HttpRequest, edition: Edition, pk: int) -> HttpResponse:
    """Ask another delegation on the same list to change places."""
    speech = _own_speech(request, edition, pk)
    others = speech.floor.speeches.filter(kind=rules.STATEMENT).select_related("delegation__party")
    other = others.filter(pk=number(request.POST.get("other"))).first()
    if other is None:
        messages.error(request, _("Choose two who are still to speak."))
        return redirect("floor:own", edition.slug)
    said = _("Asked. The two change places once the other side has consented.")
    return _done(
        request, edition,
        lambda **how: actions.ask_swap(speech.floor, one=speech, other=other, **how), said,
    )  # fmt: skip


@require_POST
@edition_page("floor.inscribe", or_delegation=True)
def own_answer(request: HttpRequest, edition: Edition, pk: int, verb: str) -> HttpResponse:
    """Consent or decline what was asked of us; take back what we asked."""
    whose = _trusted(request, edition)
    swaps = Swap.objects.filter(floor__edition=edition).select_related(
        "floor__edition", "one__delegation__party", "other__delegation__party"
    )
    side = "one" if verb == "take_back" else "other"
    found = get_object_or_404(swaps.filter(**{f"{side}__delegation__in": whose}), pk=pk)
    deed, said = {
        "consent": (actions.consent, _("The two have changed places.")),
        "decline": (actions.decline, _("Declined.")),
        "take_back": (actions.decline, _("Taken back.")),
    }[verb]
    return _done(request, edition, lambda **how: deed(found, **how), said)


@edition_page("floor.inscribe", or_delegation=True)
def own_text(request: HttpRequest, edition: Edition, pk: int) -> HttpResponse:
    """The delegation's own text for the booths, with the minutes it takes."""
    speech = _own_speech(request, edition, pk)
    return text_page(request, edition, speech, reverse("floor:own", args=[edition.slug]))


def text_page(request: HttpRequest, edition: Edition, speech: Speech, back: str) -> HttpResponse:
    """Typed or uploaded; what it takes is said at once."""
    form = TextForm(request.POST or None, request.FILES or None, initial={"text": speech.text})
    if request.method == "POST" and form.is_valid():
        try:
            actions.hand_in(
                speech, text=form.cleaned_data["text"], by=user_of(request), at=timezone.now()
            )
        except RuleBroken as error:
            messages.error(request, str(error))
            return redirect(back)
        takes = rules.minutes_for(speech.words)
        said = _("{words} words: about {minutes} minutes.").format(
            words=speech.words, minutes=takes
        )
        if takes > speech.minutes:
            said += " " + _("{given} are given: shorten it.").format(given=speech.minutes)
        messages.success(request, said)
        return redirect(back)
    context = {
        "form": form,
        "heading": str(speech.delegation.party.short_name),
        "lead": _("Estimated at 105 words a minute. Interpreters read it in the booth."),
        "back": back,
        "back_name": str(speech.floor.session),
    }
    return render(request, "kit/form_page.html", context)
