"""Rounds of planning: started, watched, stopped, compared, taken onto the board."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from muntada.accounts.doors import user_of
from muntada.bilaterals import rules, tasks
from muntada.bilaterals.actions import rounds as planning
from muntada.bilaterals.desk.comparison import gains, measure
from muntada.bilaterals.desk.problem import as_plan
from muntada.bilaterals.desk.reports import repair_report
from muntada.bilaterals.forms.plan import RoundForm
from muntada.bilaterals.models import Round
from muntada.bilaterals.sentences import Names
from muntada.conferences.doors import edition_page
from muntada.conferences.models import Edition
from muntada.kit.errors import RuleBroken
from muntada.kit.numbers import numbers

MOST_COMPARED = 4


def _back(edition: Edition, number: int) -> HttpResponse:
    return redirect("meetings:round", edition.slug, number)


def find_round(edition: Edition, number: int) -> Round:
    return get_object_or_404(
        Round.objects.select_related("edition"), edition=edition, number=number
    )


@edition_page("bilaterals.plan")
def rounds(request: HttpRequest, edition: Edition) -> HttpResponse:
    """The rounds until now, and a place to start the next."""
    form = RoundForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            one = planning.ask_for_round(
                edition, **form.cleaned_data, by=user_of(request), at=timezone.now()
            )
            tasks.work_later(one)
            return _back(edition, one.number)
        except RuleBroken as error:
            form.add_error(None, str(error))
    found = Round.objects.filter(edition=edition).visible_to(user_of(request))
    found = found.select_related("created_by").defer("problem", "plan", "explanations", "options")
    page = Paginator(found, 50).get_page(request.GET.get("page"))
    context = {"form": form, "page": page, "can_compare": len(page.object_list) > 1}
    return render(request, "meetings/rounds.html", context)


@edition_page("bilaterals.plan")
def detail(request: HttpRequest, edition: Edition, number: int) -> HttpResponse:
    """How far it has come; then the plan in figures, and what taking it would change."""
    one = find_round(edition, number)
    if one.is_working:
        partial = bool(request.htmx)  # type: ignore[attr-defined]
        page = "meetings/_progress.html" if partial else "meetings/round.html"
        return render(request, page, {"one": one, "gap": gap_of(one)})
    names = Names.of(edition)
    context = {
        "one": one,
        "gap": gap_of(one),
        "measure": measure(one, as_plan(edition)) if one.plan else None,
        "repair": repair_report(one, names) if one.kind == rules.REPAIR else None,
        "loosened": [names.requests.get(key, "") for key in one.options.get("loosened", [])],
        "unfit": [
            (names.requests.get(str(key), ""), kind)
            for key, kind in one.options.get("unfit", {}).items()
        ],
    }
    response = render(request, "meetings/round.html", context)
    if request.htmx:  # type: ignore[attr-defined]  # the work is over: show the page whole
        response["HX-Refresh"] = "true"
    return response


def gap_of(one: Round) -> float | None:
    """How far the plan may still be from the best there is, in per cent."""
    if one.bound is None or not one.score:
        return None
    return round(100 * max(0, one.bound - one.score["weight"]) / max(one.bound, 1), 1)


@edition_page("bilaterals.plan")
def compare(request: HttpRequest, edition: Edition) -> HttpResponse:
    """Alternatives side by side; of two, which party has more meetings in which."""
    asked = numbers(request.GET.getlist("round"))[:MOST_COMPARED]
    chosen = [
        one
        for one in Round.objects.filter(edition=edition, number__in=asked).order_by("number")
        if one.plan
    ]
    told = as_plan(edition)
    names = Names.of(edition)
    differences = gains(chosen[0], chosen[-1]) if len(chosen) > 1 else []
    context = {
        "measures": [measure(one, told) for one in chosen],
        "first": chosen[0] if chosen else None,
        "last": chosen[-1] if chosen else None,
        "gains": [(names.parties.get(key, ""), n) for key, n in differences],
    }
    return render(request, "meetings/compare.html", context)


@require_POST
@edition_page("bilaterals.plan")
def stop(request: HttpRequest, edition: Edition, number: int) -> HttpResponse:
    try:
        planning.stop_round(find_round(edition, number), by=user_of(request), at=timezone.now())
        messages.success(request, _("The planner stops in a moment and keeps what it has."))
    except RuleBroken as error:
        messages.error(request, str(error))
    return _back(edition, number)


@require_POST
@edition_page("bilaterals.plan")
def adopt(request: HttpRequest, edition: Edition, number: int) -> HttpResponse:
    try:
        planning.adopt_round(find_round(edition, number), by=user_of(request), at=timezone.now())
        messages.success(
            request,
            _("The plan is on the board. Both sides were told of what changed for them, and "
              "learn of new meetings once they are published."),
        )  # fmt: skip
        return redirect("meetings:board", edition.slug)
    except RuleBroken as error:
        messages.error(request, str(error))
    return _back(edition, number)


@require_POST
@edition_page("bilaterals.plan")
def put_away(request: HttpRequest, edition: Edition, number: int) -> HttpResponse:
    try:
        planning.put_away(find_round(edition, number), by=user_of(request), at=timezone.now())
        messages.success(request, _("The round is put away."))
        return redirect("meetings:rounds", edition.slug)
    except RuleBroken as error:
        messages.error(request, str(error))
    return _back(edition, number)
