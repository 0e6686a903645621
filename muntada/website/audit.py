"""The auditor's page: the record, filtered, and whether it is whole."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from muntada.accounts.doors import opens_to
from muntada.accounts.models import Grant
from muntada.audit.models import Entry
from muntada.audit.queries import verify_chain

PAGE = 100
# Meetings two by two are known to their parties and the bilaterals desk. The record says that
# somebody of the desk did something, which an auditor must see, and never on which meeting.
CONFIDENTIAL = "bilaterals."


@dataclass(frozen=True)
class Line:
    """An entry as the auditor reads it."""

    at: datetime
    by_name: str
    verb: str
    thing_name: str
    before: dict[str, Any]
    after: dict[str, Any]


def _lines(entries: Iterable[Entry]) -> list[Line]:
    """Two deeds on one meeting by two focal points would name its parties: neither is named."""
    listed = list(entries)
    doers = {one.by_id for one in listed if one.thing_type.startswith(CONFIDENTIAL)}
    staff = set(Grant.objects.filter(user__in=doers).values_list("user", flat=True))
    return [_line(one, staff) for one in listed]


def _line(one: Entry, staff: set[int]) -> Line:
    if not one.thing_type.startswith(CONFIDENTIAL):
        return Line(one.at, one.by_name, one.verb, one.thing_name, one.before, one.after)
    by_name = one.by_name if one.by_id in staff else _("a focal point")
    return Line(one.at, by_name, one.verb, _("a matter of the bilaterals desk"), {}, {})


@opens_to("audit.see")
def entries(request: HttpRequest) -> HttpResponse:
    """The record, latest first."""
    found = Entry.objects.select_related("by").order_by("-id")
    if verb := request.GET.get("verb", "").strip():
        found = found.filter(verb__startswith=verb)
    if thing := request.GET.get("thing", "").strip():
        found = found.filter(thing_name__icontains=thing)
        found = found.exclude(thing_type__startswith=CONFIDENTIAL)
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    return render(request, "audit/list.html", {"page": page, "lines": _lines(page)})


@opens_to("audit.see")
def chain(request: HttpRequest) -> HttpResponse:
    """Walk the chain now and say whether it holds."""
    return render(request, "audit/chain.html", {"report": verify_chain()})
