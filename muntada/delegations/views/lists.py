"""The delegations, the people, the arrivals: long lists, few queries."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

from django.core.paginator import Paginator
from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from muntada.accounts.doors import user_of
from muntada.conferences.doors import edition_page
from muntada.conferences.models import Edition
from muntada.delegations import rules
from muntada.delegations.models import Delegation, Member
from muntada.delegations.queries import participants_figures
from muntada.kit.errors import RuleBroken
from muntada.kit.languages import current, direction
from muntada.kit.numbers import number
from muntada.kit.sheets import download
from muntada.kit.texts import Text
from muntada.parties.names import normalise

PAGE = 60
LARGEST_PAGE = 1000


def _export(
    request: HttpRequest, edition: Edition, name: str, headings: Any, rows: Any
) -> HttpResponse:
    if not user_of(request).may("exports.take", edition.pk):
        raise RuleBroken(_("Your role does not include exports."))
    right_to_left = direction(current()) == "rtl"
    kind = request.GET.get("export", "csv")
    return download(f"{name}-{edition.slug}", kind, headings, rows, right_to_left=right_to_left)


@edition_page("delegations.see", or_delegation=True)
def delegations(request: HttpRequest, edition: Edition) -> HttpResponse:
    """Every delegation the reader may see, in the alphabet of the page."""
    heads = Member.objects.present().filter(delegation=OuterRef("pk"), place=rules.HEAD)
    found = (
        Delegation.objects.filter(edition=edition)
        .visible_to(user_of(request))
        .select_related("party")
        .annotate(
            nominated=Count("members", filter=Q(members__state=rules.NOMINATED), distinct=True),
            confirmed=Count("members", filter=Q(members__state=rules.CONFIRMED), distinct=True),
            waiting=Count("members", filter=Q(members__state=rules.WAITING), distinct=True),
            has_head=Exists(heads),
        )
    )
    if state := request.GET.get("state"):
        found = found.filter(**_STATES.get(state, {}))
    if region := request.GET.get("region"):
        found = found.filter(party__region=region)
    words = normalise(request.GET.get("q", ""))
    language = current()
    shown = sorted(
        (one for one in found if words in normalise(one.party.short_name.everything())),
        key=lambda one: (not one.party.is_state, one.party.sort_key(language)),
    )
    leading = _heads(edition)
    if "export" in request.GET:
        headings = [
            _("Code"),
            _("Party"),
            _("Coming"),
            _("Head of delegation"),
            _("Confirmed"),
            _("Nominated"),
            _("Waiting"),
        ]
        rows = [
            [one.party.code, str(one.party), _("yes") if one.is_coming else _("no"),
             str(leading[one.pk].person) if one.pk in leading else "",
             one.confirmed, one.nominated, one.waiting]
            for one in shown
        ]  # fmt: skip
        return _export(request, edition, "delegations", headings, rows)
    totals = {
        name: sum(getattr(one, name) for one in shown)
        for name in ("confirmed", "nominated", "waiting")
    }
    regions = [("Africa", _("Africa")), ("Americas", _("Americas")), ("Asia", _("Asia")),
               ("Europe", _("Europe")), ("Oceania", _("Oceania"))]  # fmt: skip
    context = {
        "delegations": shown,
        "heads": leading,
        "totals": totals,
        "states": _state_names(),
        "regions": regions,
    }
    return render(request, "delegations/list.html", context)


def _heads(edition: Edition) -> dict[int, Member]:
    """Who leads each delegation, in one query."""
    heads = Member.objects.present().filter(edition=edition, place=rules.HEAD)
    heads = heads.select_related("person").only("delegation", "function", "person__name")
    return {head.delegation_id: head for head in heads}


_STATES: dict[str, dict[str, Any]] = {
    "coming": {"is_coming": True},
    "closed": {"is_open": False},
    "to_confirm": {"nominated__gt": 0},
    "waiting": {"waiting__gt": 0},
    "no_head": {"is_coming": True, "has_head": False},
}


def _state_names() -> list[tuple[str, str]]:
    return [
        ("coming", _("coming")),
        ("to_confirm", _("with members to confirm")),
        ("waiting", _("with a waiting list")),
        ("no_head", _("coming, without a head")),
        ("closed", pgettext("nominations", "closed")),
    ]


def _people(request: HttpRequest, edition: Edition) -> QuerySet[Member]:
    asked = request.GET
    found = Member.objects.filter(edition=edition).visible_to(user_of(request))
    found = found.filter(state=asked["state"]) if asked.get("state") else found.present()
    for name in ("category", "rank", "delegation"):
        if key := number(asked.get(name)):
            found = found.filter(**{name: key})
    if asked.get("mode"):
        found = found.filter(mode=asked["mode"])
    for word in normalise(asked.get("q", "")[:100]).split():
        found = found.filter(person__search_name__contains=word)
    return found.order_by("person__search_name", "pk")


@dataclass(frozen=True)
class Listed:
    """A row of the list of people, as light as a page of hundreds needs it."""

    url: str
    name: Text
    party: Text
    function: Text
    category: Text
    mark: str
    state_name: str


_MARKS = {rules.CONFIRMED: "agreed", rules.WAITING: "waiting", rules.WITHDRAWN: "refused"}
_COLUMNS = ("pk", "person__name", "delegation", "function", "category", "state")


def _listed(
    edition: Edition, rows: list[tuple[Any, ...]], categories: dict[int, Text]
) -> list[Listed]:
    """Names of parties are read once, not once a row."""
    delegations = Delegation.objects.filter(pk__in={row[2] for row in rows})
    parties = dict(delegations.values_list("pk", "party__short_name"))
    states = {code: str(name) for code, name in rules.STATES}
    base = reverse("delegations:member", args=[edition.slug, 0]).removesuffix("0/")
    return [
        Listed(f"{base}{pk}/", name, parties[delegation], function, categories[category],
               _MARKS.get(state, ""), states[state])
        for pk, name, delegation, function, category, state in rows
    ]  # fmt: skip


@edition_page("people.see")
def people(request: HttpRequest, edition: Edition) -> HttpResponse:
    """Everybody named to the edition, a thousand to a page if asked."""
    found = _people(request, edition)
    if "export" in request.GET:
        headings = [
            pgettext("person", "Name"),
            _("Party"),
            _("Function"),
            _("Rank"),
            _("Category"),
            _("State"),
            _("Takes part"),
        ]
        rows = (
            [str(one.person), str(one.delegation.party), str(one.function), str(one.rank or ""),
             str(one.category), one.get_state_display(), one.get_mode_display()]
            for one in found.select_related("person", "category", "rank", "delegation__party")
        )  # fmt: skip
        return _export(request, edition, "people", headings, rows)
    size = min(number(request.GET.get("per")) or PAGE, LARGEST_PAGE)
    categories = list(edition.categories.all())
    page = Paginator(found.values_list(*_COLUMNS), size).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": _listed(edition, list(page), {one.pk: one.name for one in categories}),
        "states": rules.STATES,
        "modes": rules.MODES,
        "categories": categories,
        "ranks": edition.ranks.all(),
        "figures": participants_figures(edition),
    }
    return render(request, "delegations/people.html", context)


@edition_page("people.see")
def arrivals(request: HttpRequest, edition: Edition) -> HttpResponse:
    """Who arrives when, by day and hour of the venue."""
    found = (
        Member.objects.filter(edition=edition)
        .visible_to(user_of(request))
        .confirmed()
        .coming()
        .exclude(arrives_at=None)
        .select_related("person", "delegation__party", "rank")
        .order_by("arrives_at", "pk")
    )
    days: dict[Any, dict[int, list[Member]]] = defaultdict(lambda: defaultdict(list))
    for member in found:
        local = edition.local(cast(datetime, member.arrives_at))
        days[local.date()][local.hour].append(member)
    busiest = max((len(hour) for day in days.values() for hour in day.values()), default=1)
    listed = [(day, sorted(hours.items())) for day, hours in sorted(days.items())]
    return render(request, "delegations/arrivals.html", {"days": listed, "busiest": busiest})
