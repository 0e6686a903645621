"""What personal data is destroyed when, what is held back and why, and the reports."""

from dataclasses import dataclass
from datetime import date

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from muntada.accounts.doors import user_of
from muntada.archive import actions, rules
from muntada.archive.destroy import DESTROYED
from muntada.archive.forms import EarlyForm, HoldForm
from muntada.archive.models import EarlyPurge, PurgeHold, PurgeReport
from muntada.conferences.doors import edition_page
from muntada.conferences.models import Edition
from muntada.kit.errors import RuleBroken


@dataclass(frozen=True)
class Line:
    """One kind of personal data: its day, how much there is, and what stands in the way."""

    code: str
    name: str
    day: date
    remains: int
    hold: PurgeHold | None
    why_not: str


def _lines(edition: Edition, today: date) -> list[Line]:
    holds = {
        one.kind: one for one in edition.purge_holds.filter(ended_at=None).select_related("by")
    }
    lines = []
    for code, name, _days in rules.KINDS:
        hold = holds.get(code)
        why_not = rules.why_not_purge(
            kind=code, state=edition.state, ends=edition.ends, today=today,
            held_until=hold.until if hold else None, early=False,
        )  # fmt: skip
        remains = DESTROYED[code].remains(edition, timezone.now())
        day = rules.purge_due(code, edition.ends)
        lines.append(Line(code, str(name), day, remains, hold, str(why_not or "")))
    return lines


def _page(
    request: HttpRequest, edition: Edition, hold: HoldForm | None = None,
    early: EarlyForm | None = None,
) -> HttpResponse:  # fmt: skip
    lines = _lines(edition, edition.local(timezone.now()).date())
    reports = PurgeReport.objects.filter(edition=edition).select_related("by")
    names = rules.KIND_NAMES
    asked = edition.early_purges.filter(state=rules.ASKED).select_related("asked_by")
    context = {
        "lines": lines,
        "due": sum(line.remains for line in lines if not line.why_not),
        "asked": asked,
        "reports": [
            (one, [(names.get(kind, kind), n) for kind, n in one.counts.items()]) for one in reports
        ],
        "hold_form": hold or HoldForm(),
        "early_form": early or EarlyForm(),
        "is_bad": bool(hold or early),
    }
    return render(request, "archive/purge.html", context, status=422 if hold or early else 200)


@edition_page("archive.see")
def purges(request: HttpRequest, edition: Edition) -> HttpResponse:
    return _page(request, edition)


@require_POST
@edition_page("archive.close", after_closing=True)
def destroy_due(request: HttpRequest, edition: Edition) -> HttpResponse:
    """The same as the daily task does, now."""
    if actions.destroy_due(edition, by=user_of(request), at=timezone.now()):
        messages.success(request, _("Destroyed. The report says what, how many and when."))
    else:
        messages.error(request, _("Nothing is due: each kind says below when it will be."))
    return redirect("archive:purges", edition.slug)


@require_POST
@edition_page("archive.close", after_closing=True)
def hold_back(request: HttpRequest, edition: Edition) -> HttpResponse:
    form = HoldForm(request.POST)
    if form.is_valid():
        try:
            actions.hold_back(edition, **form.cleaned_data, by=user_of(request), at=timezone.now())
            messages.success(request, _("Held back. The reason stands in the record."))
            return redirect("archive:purges", edition.slug)
        except RuleBroken as error:
            form.add_error(None, str(error))
    return _page(request, edition, hold=form)


@require_POST
@edition_page("archive.close", after_closing=True)
def end_hold(request: HttpRequest, edition: Edition, pk: int) -> HttpResponse:
    hold = get_object_or_404(PurgeHold, pk=pk, edition=edition)
    try:
        actions.end_hold(hold, by=user_of(request), at=timezone.now())
        messages.success(request, _("The hold is ended."))
    except RuleBroken as error:
        messages.error(request, str(error))
    return redirect("archive:purges", edition.slug)


@require_POST
@edition_page("archive.close", after_closing=True)
def ask_early(request: HttpRequest, edition: Edition) -> HttpResponse:
    form = EarlyForm(request.POST)
    if form.is_valid():
        try:
            actions.ask_early(edition, **form.cleaned_data, by=user_of(request), at=timezone.now())
            messages.success(request, _("Asked. A second person decides."))
            return redirect("archive:purges", edition.slug)
        except RuleBroken as error:
            form.add_error(None, str(error))
    return _page(request, edition, early=form)


@require_POST
@edition_page("archive.close", after_closing=True)
def decide_early(request: HttpRequest, edition: Edition, pk: int, verb: str) -> HttpResponse:
    asked = get_object_or_404(EarlyPurge, pk=pk, edition=edition)
    if verb not in ("grant", "deny"):
        raise Http404
    try:
        if verb == "grant":
            actions.grant_early(asked, by=user_of(request), at=timezone.now())
            messages.success(request, _("Destroyed. The report says what, how many and when."))
        else:
            actions.deny_early(asked, by=user_of(request), at=timezone.now())
            messages.success(request, _("Denied: it keeps its day."))
    except RuleBroken as error:
        messages.error(request, str(error))
    return redirect("archive:purges", edition.slug)
