"""The desk of the gates: who is inside, what was said at each gate, what does not agree."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from muntada.accounts.doors import user_of
from muntada.accreditation.admission import VERDICTS
from muntada.accreditation.models import Zone
from muntada.conferences.doors import edition_page
from muntada.conferences.models import Edition
from muntada.gates import cards, queries
from muntada.gates.actions import register
from muntada.gates.actions.conflicts import settle
from muntada.gates.models import Conflict, Device, Scan
from muntada.kit.numbers import number

PAGE, LATEST = 60, 12
MARKS = {"admitted": "agreed", "left": "agreed", "already_inside": "waiting",
         "wrong_zone": "waiting", "wrong_day": "waiting", "not_active": "waiting"}  # fmt: skip


def _named(edition: Edition, found: list[Scan]) -> list[dict[str, Any]]:
    holders = queries.holders(edition, (one.card for one in found))
    return [
        {"scan": one, "holder": holders.get(one.card), "mark": MARKS.get(one.verdict, "refused")}
        for one in found
    ]


@edition_page("gates.see")
def now(request: HttpRequest, edition: Edition) -> HttpResponse:
    at = timezone.now()
    day = queries.day_shown(edition, cards.today(edition, at))
    devices = Device.objects.filter(edition=edition, shut_out_at=None).select_related("gate")
    context = {
        "halls": queries.halls(edition, day),
        "day": day,
        "latest": _named(edition, list(queries.scans_of(edition, day=day)[:LATEST])),
        "devices": [
            {"device": one, "silent": one.is_silent(at=at)} for one in devices if one.enrolled_at
        ],
        "open_conflicts": edition.gate_conflicts.filter(settled_at=None).count(),
        "has_gates": edition.gates.filter(closed_at=None).exists(),
    }
    part = "gates/_now.html" if request.headers.get("HX-Request") else "gates/now.html"
    return render(request, part, context)


@edition_page("gates.see")
def scans(request: HttpRequest, edition: Edition) -> HttpResponse:
    asked = request.GET
    gate = number(asked.get("gate")) or None
    found = queries.scans_of(
        edition, verdict=asked.get("verdict", ""), gate=gate, q=asked.get("q", "").strip()[:100]
    )
    page = Paginator(found, PAGE).get_page(asked.get("page"))
    context = {
        "page": page,
        "rows": _named(edition, list(page.object_list)),
        "verdicts": [(code, said[0]) for code, said in VERDICTS.items()],
        "gates": edition.gates.all(),
    }
    return render(request, "gates/scans.html", context)


@edition_page("gates.see")
def conflicts(request: HttpRequest, edition: Edition) -> HttpResponse:
    found: list[Conflict] = list(
        edition.gate_conflicts.select_related(
            "first__gate", "second__gate", "first__device", "second__device", "first__zone",
            "settled_by",
        ).order_by("-reported_at")[:200]
    )  # fmt: skip
    holders = queries.holders(edition, (one.first.card for one in found))
    found.sort(key=lambda one: one.settled_at is not None)
    rows = [{"conflict": one, "holder": holders.get(one.first.card)} for one in found]
    return render(request, "gates/conflicts.html", {"rows": rows})


@require_POST
@edition_page("gates.edit")
def settled(request: HttpRequest, edition: Edition, pk: int) -> HttpResponse:
    found = get_object_or_404(Conflict, edition=edition, pk=pk)
    note = request.POST.get("note", "")
    settle(found, note=note, by=user_of(request), at=timezone.now())
    messages.success(request, _("Saved."))
    return redirect("gates:conflicts", edition.slug)


@require_POST
@edition_page("gates.edit")
def put_out(request: HttpRequest, edition: Edition, pk: int) -> HttpResponse:
    """Everybody in the zone, or one card, is marked as having left."""
    zone = get_object_or_404(Zone, edition=edition, pk=pk)
    card = request.POST.get("card", "")[:12]
    n = register.put_out(edition, zone, card=card, by=user_of(request), at=timezone.now())
    said = ngettext("{n} exit is noted.", "{n} exits are noted.", n).format(n=n)
    messages.success(request, said)
    return redirect("gates:now", edition.slug)
