"""Seat plans: the map, swaps, cancellations, versions; who is kept apart, what people need."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_POST

from muntada.accounts.doors import user_of
from muntada.conferences.doors import edition_page
from muntada.conferences.models import Edition
from muntada.kit.errors import RuleBroken
from muntada.protocol import pictures, seats
from muntada.protocol.actions import seats as actions
from muntada.protocol.forms import ApartForm, NeedForm, PlanForm, SwapForm
from muntada.protocol.models import Apart, Need, SeatPlan, SeatPlanVersion


@edition_page("protocol.see")
def plans(request: HttpRequest, edition: Edition) -> HttpResponse:
    found = SeatPlan.objects.filter(edition=edition).select_related("room")
    return render(request, "protocol/plans.html", {"plans": found})


@edition_page("protocol.edit")
def plan_seats(request: HttpRequest, edition: Edition) -> HttpResponse:
    form = PlanForm(request.POST or None, edition=edition)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.plan_seats(
                edition, fields=form.cleaned_data, by=user_of(request), at=timezone.now()
            )
            return redirect("protocol:plan", edition.slug, made.pk)
        except RuleBroken as error:
            form.add_error(None, str(error))
    context = {
        "form": form,
        "heading": _("New seating plan"),
        "save": pgettext("verb", "Seat"),
        "back": reverse("protocol:plans", args=[edition.slug]),
        "back_name": _("Seating plans"),
    }
    return render(request, "kit/form_page.html", context)


@edition_page("protocol.edit")
def change_plan(request: HttpRequest, edition: Edition, pk: int) -> HttpResponse:
    """The settings of a plan: which seats a wheelchair reaches, aisles, rows, honour."""
    found = find(edition, pk)
    form = PlanForm(request.POST or None, edition=edition, instance=found)
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_plan(
                find(edition, pk), fields=form.cleaned_data, by=user_of(request), at=timezone.now()
            )
            messages.success(request, _("Seated anew in the order as it is now."))
            return redirect("protocol:plan", edition.slug, pk)
        except RuleBroken as error:
            form.add_error(None, str(error))
    context = {
        "form": form,
        "heading": _("Settings of the plan"),
        "lead": _("Everybody is seated anew; the present version is kept."),
        "save": pgettext("verb", "Seat"),
        "back": reverse("protocol:plan", args=[edition.slug, pk]),
        "back_name": str(find(edition, pk)),
    }
    return render(request, "kit/form_page.html", context)


def find(edition: Edition, pk: int) -> SeatPlan:
    found = SeatPlan.objects.select_related("edition__host_party", "room")
    return get_object_or_404(found, edition=edition, pk=pk)


def version_of(plan: SeatPlan, number: int | None = None) -> SeatPlanVersion:
    versions = plan.versions.select_related("made_by")
    found = versions.filter(number=number).first() if number else versions.first()
    if found is None:
        return get_object_or_404(versions, number=0)
    found.plan = plan
    return found


@edition_page("protocol.see")
def plan(
    request: HttpRequest, edition: Edition, pk: int, number: int | None = None
) -> HttpResponse:
    """The map, the table beneath it, and what may be done; an old version is only read."""
    return _page(request, find(edition, pk), number=number)


def _page(
    request: HttpRequest, found: SeatPlan, *, number: int | None = None, status: int = 200,
    **more: Any,
) -> HttpResponse:  # fmt: skip
    version = version_of(found, number)
    plan = seats.as_plan(version)
    newest = found.versions.values_list("number", flat=True).first()
    context = {
        "plan": found,
        "version": version,
        "is_newest": version.number == newest,
        "versions": found.versions.select_related("made_by").defer("content")[:30],
        "how_good": seats.how_good(version.content),
        "picture": pictures.picture(version, plan),
        "seats": pictures.listed(version, plan),
        "compromises": seats.in_words(version.content)
        if user_of(request).may("protocol.edit", found.edition_id)
        else [],
        **more,
    }
    return render(request, "protocol/plan.html", context, status=status)


@require_POST
@edition_page("protocol.edit")
def swap(request: HttpRequest, edition: Edition, pk: int) -> HttpResponse:
    """Dragged on the map or chosen in the list: the same form, the same sentences."""
    found, form = find(edition, pk), SwapForm(request.POST)
    if not form.is_valid():
        return _page(
            request, found, status=400, broken=_("Choose two different seats of the plan.")
        )
    try:
        actions.swap(found, **form.cleaned_data, by=user_of(request), at=timezone.now())
    except RuleBroken as error:
        asked = form.cleaned_data
        return _page(request, found, status=409, broken=str(error), asked=asked)
    messages.success(request, _("The two have changed seats."))
    return redirect("protocol:plan", edition.slug, pk)


@require_POST
@edition_page("protocol.edit")
def cancel(request: HttpRequest, edition: Edition, pk: int) -> HttpResponse:
    """Somebody cancels, or (nobody named) the plan follows who left the delegations."""
    found, key = find(edition, pk), request.POST.get("guest", "")
    version = actions.cancel(
        found, keys=[key] if key else [], move_up=request.POST.get("move_up") == "on",
        by=user_of(request), at=timezone.now(),
    )  # fmt: skip
    said = _("Repaired: nobody else changed seats.")
    if version.moved:
        said = _("Repaired. Others who changed seats: {n}.").format(n=version.moved)
    messages.success(request, said)
    return redirect("protocol:plan", edition.slug, pk)


@require_POST
@edition_page("protocol.edit")
def seat_anew(request: HttpRequest, edition: Edition, pk: int) -> HttpResponse:
    actions.seat_anew(find(edition, pk), by=user_of(request), at=timezone.now())
    messages.success(request, _("Seated anew in the order as it is now."))
    return redirect("protocol:plan", edition.slug, pk)


@edition_page("protocol.apart")
def apart(request: HttpRequest, edition: Edition) -> HttpResponse:
    """Pairs kept apart: read by who holds this verb, and named nowhere else."""
    form = ApartForm(request.POST or None, edition=edition)
    if request.method == "POST" and form.is_valid():
        try:
            actions.keep_apart(edition, **form.cleaned_data, by=user_of(request), at=timezone.now())
            messages.success(request, _("Saved. Plans seated from now on keep them apart."))
            return redirect("protocol:apart", edition.slug)
        except RuleBroken as error:
            form.add_error(None, str(error))
    pairs = Apart.objects.filter(edition=edition).select_related("one__party", "other__party")
    return render(request, "protocol/apart.html", {"form": form, "pairs": pairs})


@require_POST
@edition_page("protocol.apart")
def lift_apart(request: HttpRequest, edition: Edition, pk: int) -> HttpResponse:
    pair = get_object_or_404(Apart.objects.select_related("edition"), edition=edition, pk=pk)
    actions.lift_apart(pair, by=user_of(request), at=timezone.now())
    messages.success(request, _("Removed."))
    return redirect("protocol:apart", edition.slug)


@edition_page("protocol.edit")
def needs(request: HttpRequest, edition: Edition) -> HttpResponse:
    """Wheelchairs, left hands, interpreters behind: for seating only."""
    form = NeedForm(request.POST or None, edition=edition)
    if request.method == "POST" and form.is_valid():
        try:
            actions.put_need(**form.cleaned_data, by=user_of(request), at=timezone.now())
            messages.success(request, _("Saved."))
            return redirect("protocol:needs", edition.slug)
        except RuleBroken as error:
            form.add_error(None, str(error))
    listed = Need.objects.filter(member__edition=edition).select_related(
        "member__person", "member__delegation__party", "interpreter__person"
    )
    return render(request, "protocol/needs.html", {"form": form, "needs": listed})
