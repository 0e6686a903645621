"""The auditor's page: the record, filtered, and whether it is whole."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from muntada.accounts.doors import opens_to
from muntada.audit.models import Entry
from muntada.audit.queries import verify_chain

PAGE = 100


@opens_to("audit.see")
def entries(request: HttpRequest) -> HttpResponse:
    """The record, latest first."""
    found = Entry.objects.select_related("by").order_by("-id")
    if verb := request.GET.get("verb", "").strip():
        found = found.filter(verb__startswith=verb)
    if thing := request.GET.get("thing", "").strip():
        found = found.filter(thing_name__icontains=thing)
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    return render(request, "audit/list.html", {"page": page})


@opens_to("audit.see")
def chain(request: HttpRequest) -> HttpResponse:
    """Walk the chain now and say whether it holds."""
    return render(request, "audit/chain.html", {"report": verify_chain()})
