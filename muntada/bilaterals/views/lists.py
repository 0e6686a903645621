"""Lists: the requests one may see, the parties, one party's line, and what one has been told."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from muntada.accounts.doors import user_of
from muntada.audit.actions import record
from muntada.bilaterals import rules
from muntada.bilaterals.actions.notices import read_all
from muntada.bilaterals.actions.setup import weigh as give_weight
from muntada.bilaterals.forms.requests import WeighForm
from muntada.bilaterals.models import Meeting, Notice, Principal, Request
from muntada.bilaterals.views.common import is_desk, own_delegations
from muntada.bilaterals.words import said_of_notice
from muntada.conferences.doors import edition_page
from muntada.conferences.models import Edition
from muntada.delegations.models import Delegation
from muntada.kit.errors import RuleBroken
from muntada.kit.languages import current, direction
from muntada.kit.numbers import number
from muntada.kit.sheets import download
from muntada.parties.names import normalise

PAGE = 60
_SORTS: dict[str, tuple[str, ...]] = {
    "sent": ("-sent_at", "-id"),
    "priority": ("priority", "-weight", "id"),
    "level": ("-level", "priority", "id"),
    "state": ("state", "id"),
}
_WITH = ("delegation__party", "counterpart__party")


def _found(request: HttpRequest, edition: Edition) -> QuerySet[Request]:
    asked = request.GET
    found = Request.objects.filter(edition=edition).visible_to(user_of(request))
    if asked.get("state") == "open":
        found = found.open()
    elif asked.get("state") == "answer":
        found = found.to_answer(own_delegations(request, edition))
    elif asked.get("state"):
        found = found.filter(state=asked["state"])
    for name in ("level", "priority"):
        if key := number(asked.get(name)):
            found = found.filter(**{name: key})
    if party := number(asked.get("party")):
        found = found.filter(Q(delegation=party) | Q(counterpart=party))
    if asked.get("confidential"):
        found = found.filter(Q(is_confidential=True) | Q(counterpart_confidential=True))
    order = _SORTS.get(asked.get("sort", ""), _SORTS["sent"])
    return found.select_related(*_WITH).order_by(*order)


def _fits(one: Request, words: list[str]) -> bool:
    """By any spelling of either party, by the code, or by a word of the topics."""
    parties = (one.delegation.party, one.counterpart.party)
    said = " ".join([one.code, one.topics, *(p.short_name.everything() for p in parties)])
    said = normalise(said)
    return all(word in said for word in words)


@edition_page("bilaterals.see", or_delegation=True)
def requests(request: HttpRequest, edition: Edition) -> HttpResponse:
    """All requests to the desk; to a focal point those of their own delegations."""
    at_desk = is_desk(request, edition)
    words = normalise(request.GET.get("q", "")[:100]).split()
    found = _found(request, edition)
    shown = [one for one in found if _fits(one, words)] if words else found
    if "export" in request.GET:
        return _export(request, edition, shown, at_desk=at_desk)
    own = own_delegations(request, edition)
    waiting = Request.objects.filter(edition=edition).to_answer(own).count() if own else 0
    context = {
        "page": Paginator(shown, PAGE).get_page(request.GET.get("page")),
        "own": own,
        "waiting": waiting,
        "at_desk": at_desk,
        "may_edit": user_of(request).may("bilaterals.edit", edition.pk),
        "states": rules.STATES,
        "levels": rules.LEVELS,
        "priorities": rules.PRIORITIES,
        "sorts": [
            ("sent", _("latest first")),
            ("priority", _("priority")),
            ("level", _("level")),
            ("state", _("state")),
        ],
        "marks": rules.MARKS,
        "unread": Notice.objects.filter(user=user_of(request), edition=edition).unread().count(),
    }
    return render(request, "bilaterals/list.html", context)


def _export(
    request: HttpRequest, edition: Edition, shown: Iterable[Request], *, at_desk: bool
) -> HttpResponse:
    """Exactly what is shown; the desk's own judgement leaves in the desk's export alone."""
    headings = [_("Code"), _("Asks"), _("Is asked"), _("Level"), _("Minutes"), _("State"),
                _("Confidential"), _("Sent")]  # fmt: skip
    if at_desk:
        headings += [_("Priority"), _("Weight"), _("How it came")]
    rows = []
    for one in shown:
        row: list[Any] = [
            one.code, str(one.delegation.party), str(one.counterpart.party),
            one.get_level_display(), one.minutes, one.get_state_display(),
            _("yes") if one.confidential else _("no"),
            edition.local(one.sent_at) if one.sent_at else None,
        ]  # fmt: skip
        rows.append(
            [*row, one.get_priority_display(), one.weight, one.get_channel_display()]
            if at_desk
            else row
        )
    # That it was taken is on the record; how many rows would be a count of meetings.
    record("requests.exported", edition, by=user_of(request), at=timezone.now())
    kind = request.GET.get("export", "csv")
    right_to_left = direction(current()) == "rtl"
    return download(f"requests-{edition.slug}", kind, headings, rows, right_to_left=right_to_left)


@require_POST
@edition_page("bilaterals.edit")
def weigh(request: HttpRequest, edition: Edition) -> HttpResponse:
    """Priority and weight for all the requests ticked."""
    visible = Request.objects.filter(edition=edition).visible_to(user_of(request))
    form = WeighForm(request.POST, codes=visible.values_list("code", flat=True))
    # Back to the list as it was filtered.
    listed = reverse("bilaterals:list", args=[edition.slug])
    back = redirect(f"{listed}?{request.GET.urlencode()}")
    if not form.is_valid():
        messages.error(request, _("Tick the requests first; a weight is from 1 to 100."))
        return back
    typed = form.cleaned_data
    try:
        n = give_weight(
            visible.filter(code__in=typed["code"]), priority=typed["priority"],
            weight=typed["weight"], by=user_of(request), at=timezone.now(),
        )  # fmt: skip
        said = ngettext("%(n)d request is weighed.", "%(n)d requests are weighed.", n)
        messages.success(request, said % {"n": n})
    except RuleBroken as error:
        messages.error(request, str(error))
    return back


@dataclass
class Line:
    """One party's requests and meetings in figures."""

    delegation: Delegation
    made: int = 0
    received: int = 0
    to_answer: int = 0
    agreed: int = 0
    meetings: int = 0
    principals: list[Principal] = field(default_factory=list)


@edition_page("bilaterals.see")
def parties(request: HttpRequest, edition: Edition) -> HttpResponse:
    """A line for each party, the busiest first; three queries."""
    user = user_of(request)
    coming = Delegation.objects.filter(edition=edition, is_coming=True).select_related("party")
    lines = {one.pk: Line(one) for one in coming}
    for one in Request.objects.filter(edition=edition).visible_to(user):
        for pk, is_made in ((one.delegation_id, True), (one.counterpart_id, False)):
            line = lines.get(pk)
            if line is None:
                continue
            line.made += is_made
            line.received += not is_made
            line.to_answer += (
                one.state in rules.FOR_ASKER if is_made else one.state in rules.FOR_COUNTERPART
            )
            line.agreed += one.state in (rules.ACCEPTED, rules.MET)
    standing = Meeting.objects.filter(edition=edition).standing()
    for pair in standing.values_list("request__delegation", "request__counterpart"):
        for pk in pair:
            if pk in lines:
                lines[pk].meetings += 1
    words = normalise(request.GET.get("q", ""))
    shown = [
        line
        for line in lines.values()
        if words in normalise(line.delegation.party.short_name.everything())
    ]
    shown.sort(key=lambda line: (-line.made - line.received, str(line.delegation.party)))
    return render(request, "bilaterals/parties.html", {"lines": shown})


@edition_page("bilaterals.see", or_delegation=True)
def party(request: HttpRequest, edition: Edition, pk: int) -> HttpResponse:
    """All requests and meetings of one party: to the desk, and to the party itself."""
    at_desk = is_desk(request, edition)
    delegations = Delegation.objects.filter(edition=edition).select_related("party")
    if not at_desk:
        delegations = delegations.filter(
            pk__in=[one.pk for one in own_delegations(request, edition)]
        )
    delegation = get_object_or_404(delegations, pk=pk)
    user = user_of(request)
    found = Request.objects.of(delegation).visible_to(user).select_related(*_WITH)
    held = Meeting.objects.of(delegation).visible_to(user).standing()
    context = {
        "delegation": delegation,
        "requests": found.order_by("-sent_at", "-pk"),
        "meetings": held.select_related(
            "request__delegation__party", "request__counterpart__party", "room__room"
        ),
        "principals": Principal.objects.filter(delegation=delegation).select_related(
            "member__person", "member"
        ),
        "marks": rules.MARKS,
        "at_desk": at_desk,
    }
    return render(request, "bilaterals/party.html", context)


@edition_page("bilaterals.see", or_delegation=True)
def notices(request: HttpRequest, edition: Edition) -> HttpResponse:
    """What the reader has been told, latest first."""
    is_desk(request, edition)
    told = Notice.objects.filter(user=user_of(request), edition=edition)
    told = told.select_related(
        "request__edition", "request__delegation__party", "request__counterpart__party",
        "meeting", "delegation",
    )  # fmt: skip
    page = Paginator(told, PAGE).get_page(request.GET.get("page"))
    visible = set(
        Request.objects.filter(pk__in=[one.request_id for one in page])
        .visible_to(user_of(request))
        .values_list("pk", flat=True)
    )
    # A focal point no longer trusted keeps no window on the delegation's affairs.
    shown = [(one, said_of_notice(one)) for one in page if one.request_id in visible]
    context = {"page": page, "shown": shown, "unread": told.unread().count()}
    return render(request, "bilaterals/notices.html", context)


@require_POST
@edition_page("bilaterals.see", or_delegation=True)
def read(request: HttpRequest, edition: Edition) -> HttpResponse:
    """All that the reader has been told is read."""
    read_all(user=user_of(request), edition_id=edition.pk, at=timezone.now())
    return redirect("bilaterals:notices", edition.slug)
