"""Requests that no plan has met: why, what would be enough, and what if."""

from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from muntada.accounts.doors import user_of
from muntada.bilaterals import reasons, rules
from muntada.bilaterals.desk.problem import KEPT_APART, Reading, read_problem
from muntada.bilaterals.desk.refusals import standing
from muntada.bilaterals.forms.plan import WhatIfForm
from muntada.bilaterals.models import Interpreter, Meeting, Request
from muntada.bilaterals.sentences import Names
from muntada.conferences.doors import edition_page
from muntada.conferences.models import Edition
from muntada.kit.errors import RuleBroken
from muntada.kit.templatetags.muntada import languages
from muntada.planning.meetings.explain import explain
from muntada.planning.meetings.problem import BadProblem, Plan
from muntada.planning.meetings.what_if import Longer, MoreInterpreters, MoreRooms, what_if

SECONDS = 5


def _waiting(edition: Edition) -> QuerySet[Request]:
    has = Meeting.objects.filter(edition=edition).standing().values("request")
    found = Request.objects.filter(edition=edition, state=rules.ACCEPTED).exclude(pk__in=has)
    return found.select_related("edition", "delegation__party", "counterpart__party").order_by(
        "priority", "-weight", "sent_at"
    )


@edition_page("bilaterals.plan")
def left_out(request: HttpRequest, edition: Edition) -> HttpResponse:
    """Every agreed request without a meeting; and one supposition, answered in seconds."""
    form = WhatIfForm(request.POST or None, edition=edition, pairs=_pairs(edition))
    supposed = None
    if request.method == "POST" and form.is_valid():
        supposed = _supposed(edition, form.cleaned_data)
    page = Paginator(_waiting(edition), 100).get_page(request.GET.get("page"))
    context = {"page": page, "form": form, "supposed": supposed}
    return render(request, "meetings/left_out.html", context)


def _pairs(edition: Edition) -> list[tuple[str, str]]:
    pairs = {
        tuple(sorted(pair))
        for one in Interpreter.objects.filter(edition=edition)
        for pair in one.pairs
    }
    return [(f"{a}-{b}", languages([a, b])) for a, b in sorted(pairs)]


def _right(read: Reading) -> Plan:
    """What stands, without what no longer can: the planner begins from a plan without faults."""
    kept, _loose = standing(read.problem, read.plan.meetings)
    return Plan(tuple(kept))


def _supposed(edition: Edition, said: dict[str, Any]) -> dict[str, list[str]]:
    read, names = read_problem(edition), Names.of(edition)
    change: MoreRooms | MoreInterpreters | Longer
    if said["kind"] == "room":
        change = MoreRooms(like=str(said["room"].pk), many=1)
    elif said["kind"] == "interpreter":
        one, other = said["pair"].split("-")
        change = MoreInterpreters(pair=(one, other), many=1)
    else:
        change = Longer(minutes=said["minutes"])
    try:
        found = what_if(read.problem, _right(read), change, seconds=SECONDS)
    except BadProblem as error:
        raise RuleBroken(str(error)) from error

    def named(keys: tuple[str, ...]) -> list[str]:
        return [names.requests.get(key, "") for key in keys]

    return {
        "gained": named(found.gained), "lost": named(found.lost), "moved": named(found.moved),
    }  # fmt: skip


@edition_page("bilaterals.plan")
def why(request: HttpRequest, edition: Edition, code: str) -> HttpResponse:
    """One request left out: what blocks it, and the smallest change that would be enough."""
    visible = _waiting(edition).filter(pk__in=Request.objects.visible_to(user_of(request)))
    asked = get_object_or_404(visible, code=code)
    read, names = read_problem(edition), Names.of(edition)
    context = {"asked": asked, **_explained(read, asked, names)}
    return render(request, "meetings/why.html", context)


def _explained(read: Reading, asked: Request, names: Names) -> dict[str, Any]:
    """What blocks it, what would be enough, and whether every single change was tried.

    Nothing was tried for what a party has to say first.
    """
    if kind := read.unfit.get(asked.pk):
        said = (
            _("The two delegations are kept apart, and are not planned into one room.")
            if kind == KEPT_APART
            else _("A side has not named who is to meet.")
        )
        return {"blocked": [said], "cures": None}
    key = str(asked.pk)
    reason = explain(read.problem, _right(read), keys=[key], seconds=SECONDS)[key]
    cures = [reasons.cured(cure, names) for cure in reason.cures]
    blocked = reasons.explained(reason, asked, names)
    if reason.kind == "not agreed":
        return {"blocked": blocked, "cures": None}
    return {
        "blocked": blocked, "cures": list(dict.fromkeys(cures)), "all_tried": reason.all_tried,
    }  # fmt: skip
