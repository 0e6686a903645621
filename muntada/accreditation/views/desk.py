"""The desk's list: where everybody is, and what is done to many at once."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Count, F, OuterRef, QuerySet, Subquery
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from muntada.accounts.doors import user_of
from muntada.accreditation import rules
from muntada.accreditation.actions import decide
from muntada.accreditation.actions.badges import collect, mark_printed, printable
from muntada.accreditation.actions.setup import open_accreditation
from muntada.accreditation.models import Application, Badge
from muntada.accreditation.views.common import is_desk
from muntada.conferences.doors import edition_page
from muntada.conferences.models import Edition
from muntada.kit.errors import RuleBroken
from muntada.kit.numbers import number, numbers
from muntada.parties.models import Party
from muntada.parties.names import normalise

PAGE = 60
LATE = "late"


def _late(found: QuerySet[Application]) -> QuerySet[Application]:
    """Past the deadline of their category: handed in after it, or still not handed in."""
    past = found.filter(category__deadline__isnull=False)
    after = past.filter(submitted_at__gt=F("category__deadline"))
    missing = past.filter(
        category__deadline__lt=timezone.now(), state__in=[rules.DRAFT, rules.INCOMPLETE]
    )
    return after | missing


def _filtered(request: HttpRequest, edition: Edition) -> QuerySet[Application]:
    asked = request.GET
    visible = Application.objects.filter(edition=edition).visible_to(user_of(request))
    found: QuerySet[Application] = visible
    if asked.get("state") == LATE:
        found = _late(found)
    elif asked.get("state"):
        found = found.filter(state=asked["state"])
    if asked.get("badge"):
        latest = Badge.objects.filter(application=OuterRef("pk")).order_by("-issue")
        found = found.annotate(badge=Subquery(latest.values("state")[:1]))
        found = found.filter(badge=asked["badge"])
    if category := number(asked.get("category")):
        found = found.filter(category=category)
    if asked.get("party"):
        found = found.filter(delegation__party__code=asked["party"])
    for word in normalise(asked.get("q", "")[:100]).split():
        found = found.filter(person__search_name__contains=word)
    return found.order_by("number")


def _funnel(edition: Edition, asked: QueryDict) -> list[tuple[str, list[dict[str, Any]]]]:
    """How many are in each state, and how far the badges of the approved have come."""
    counted = edition.applications.values_list("state").annotate(n=Count("pk"))
    held = edition.badges.values_list("state").annotate(n=Count("pk"))
    late = _late(edition.applications.all()).count()
    applied = dict(counted) | ({LATE: late} if late else {})
    steps: list[tuple[str, str, list[tuple[str, Any]], dict[str, int]]] = [
        (_("Applications"), "state", [*rules.STATES, (LATE, _("late"))], applied),
        (_("Badges"), "badge", rules.BADGE_STATES, dict(held)),
    ]
    return [
        (heading, [
            {"filter": name, "code": code, "name": said, "n": numbers[code],
             "current": asked.get(name) == code,
             "share": max(2, 100 * numbers[code] // max(sum(numbers.values()), 1))}
            for code, said in states
            if code in numbers
        ])
        for heading, name, states, numbers in steps
        if numbers
    ]  # fmt: skip


@edition_page("accreditation.see", or_delegation=True)
def listed(request: HttpRequest, edition: Edition) -> HttpResponse:
    """Every application to the desk; a focal point is led to those of their delegation."""
    if not is_desk(request, edition):
        return redirect("accreditation:own", edition.slug)
    found = _filtered(request, edition).select_related("person", "category", "delegation__party")
    page = Paginator(found.defer("identity", "refusal"), PAGE).get_page(request.GET.get("page"))
    parties = Party.objects.filter(delegations__applications__edition=edition).distinct()
    context = {
        "page": page,
        "funnel": _funnel(edition, request.GET),
        "states": [(LATE, _("late")), *rules.STATES],
        "badge_states": rules.BADGE_STATES,
        "categories": list(edition.accreditation_categories.all()),
        "parties": parties.order_by("code"),
        "marks": MARKS,
    }
    return render(request, "accreditation/list.html", context)


MARKS = {
    rules.APPROVED: "agreed",
    rules.CLEARED: "agreed",
    rules.NOT_CLEARED: "refused",
    rules.REFUSING: "refused",
    rules.REFUSED: "refused",
    rules.WITHDRAWN: "refused",
    rules.INCOMPLETE: "waiting",
    rules.VETTING: "waiting",
}


@require_POST
@edition_page("accreditation.edit")
def start(request: HttpRequest, edition: Edition) -> HttpResponse:
    """Zones, templates and the usual categories, once."""
    open_accreditation(edition, by=user_of(request), at=timezone.now())
    messages.success(request, _("Saved."))
    return redirect("accreditation:list", edition.slug)


def _vet(chosen: list[Application], name: str, actor: dict[str, Any]) -> int:
    if not chosen or not name:
        raise RuleBroken(_("Tick the applications and say who receives the list."))
    made = decide.send_to_vetting(chosen[0].edition, chosen, recipient=name[:150], **actor)
    return made.items.count()


def _approve(chosen: list[Application], name: str, actor: dict[str, Any]) -> int:
    """Whoever can be approved is; what stands in the way of the others is seen on their page."""
    ready = [
        one
        for one in chosen
        if one.state in (rules.SUBMITTED, rules.CLEARED)
        and not rules.why_not_approve(state=one.state, needs_vetting=one.category.needs_vetting)
    ]
    done = decide.approve_all(ready, **actor)
    # Of a category that is full the first were approved; why the rest waits is said once.
    for why in dict.fromkeys(str(why) for _one, why in done.refused):
        raise RuleBroken(why)
    return len(done.badges)


def _print(chosen: list[Application], name: str, actor: dict[str, Any]) -> int:
    """Whoever has all a badge needs; the photo that another lacks is asked for on their page."""
    found = Badge.objects.filter(application__in=chosen, state=rules.READY)
    ready = printable(list(found.select_related("application__category")))
    mark_printed(ready, **actor)
    return len(ready)


def _collect(chosen: list[Application], name: str, actor: dict[str, Any]) -> int:
    """One receipt for the printed badges of one delegation, signed by its focal point."""
    if len({one.delegation_id for one in chosen}) > 1:
        raise RuleBroken(_("One receipt is for one delegation. Tick its members only."))
    found = Badge.objects.filter(application__in=chosen, state=rules.PRINTED)
    badges = list(found.select_related("edition", "application__delegation"))
    delegation = badges[0].application.delegation if badges else None
    collect(badges, name=name, role="focal_point", activate=False, delegation=delegation, **actor)
    return len(badges)


Bulk = Callable[[list[Application], str, dict[str, Any]], int]
BULK: dict[str, tuple[str, Bulk]] = {
    "vet": ("accreditation.edit", _vet),
    "approve": ("accreditation.approve", _approve),
    "print": ("accreditation.print", _print),
    "collect": ("accreditation.print", _collect),
}


@require_POST
@edition_page("accreditation.edit")
def bulk(request: HttpRequest, edition: Edition) -> HttpResponse:
    """What is ticked goes one step on; the rest stays where it is, and the number says so."""
    verb, work = BULK.get(request.POST.get("do", ""), ("", _vet))
    user = user_of(request)
    if not verb or not user.may(verb, edition.pk):
        raise PermissionDenied
    ticked = numbers(request.POST.getlist("one"))
    visible = Application.objects.filter(edition=edition, pk__in=ticked).visible_to(user)
    chosen = list(visible.select_related("category", "edition").order_by("number"))
    try:
        n = work(chosen, request.POST.get("name", "").strip(), {"by": user, "at": timezone.now()})
        said = ngettext("%(n)d application went on.", "%(n)d applications went on.", n)
        messages.success(request, said % {"n": n})
    except RuleBroken as error:
        messages.error(request, str(error))
    return redirect("accreditation:list", edition.slug)
