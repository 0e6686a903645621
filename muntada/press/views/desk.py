"""The media programme, the agencies, and what was written about the edition."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from muntada.accounts.doors import user_of
from muntada.conferences.doors import edition_page
from muntada.conferences.models import Edition
from muntada.kit.errors import RuleBroken
from muntada.kit.languages import direction
from muntada.press import words
from muntada.press.actions import desk as actions
from muntada.press.forms import AgencyForm, CoverageForm, MediaSlotForm
from muntada.press.marking import marked
from muntada.press.models import Agency, Coverage, MediaSlot
from muntada.press.record import record_of

# What one list of the desk holds: its model, its form, and what a new one is called.
LISTS: dict[str, tuple[Any, Any, Promise, Promise]] = {
    "media": (MediaSlot, MediaSlotForm, gettext_lazy("Media programme"), gettext_lazy("New item")),
    "agencies": (Agency, AgencyForm, gettext_lazy("Agencies"), gettext_lazy("New agency")),
    "coverage": (Coverage, CoverageForm, gettext_lazy("Coverage"), gettext_lazy("Add coverage")),
}


def _rows(name: str, edition: Edition) -> Any:
    return LISTS[name][0]._default_manager.filter(edition=edition)


@edition_page("press.see")
def media(request: HttpRequest, edition: Edition) -> HttpResponse:
    """What may be covered, by whom, when and from where."""
    return render(request, "press/media.html", {"slots": _rows("media", edition)})


@edition_page("press.see")
def agencies(request: HttpRequest, edition: Edition) -> HttpResponse:
    """Who is sent each release."""
    return render(request, "press/agencies.html", {"agencies": _rows("agencies", edition)})


@edition_page("press.see")
def coverage(request: HttpRequest, edition: Edition) -> HttpResponse:
    """What was written about the edition, and what in it differs from the record."""
    found = _rows("coverage", edition).defer("added_by")
    page = Paginator(found, 30).get_page(request.GET.get("page"))
    known = record_of(edition)
    listed = []
    for one in page:
        remarks = words.against_record(one.text, one.language, known, ordinal=edition.ordinal)
        counts = {v: sum(r.verdict == v for r in remarks) for v in ("agrees", "differs", "open")}
        listed.append((one, counts))
    return render(request, "press/coverage.html", {"page": page, "listed": listed})


@edition_page("press.see")
def piece(request: HttpRequest, edition: Edition, pk: int) -> HttpResponse:
    """One article: every claim found, what the record says, and its place in the text."""
    found = get_object_or_404(_rows("coverage", edition), pk=pk)
    remarks = words.against_record(
        found.text, found.language, record_of(edition), ordinal=edition.ordinal
    )
    worst_first = sorted(remarks, key=lambda one: ("differs", "open", "agrees").index(one.verdict))
    context = {
        "piece": found,
        "remarks": worst_first,
        "unread": words.unread([found.language]),
        "marked": marked(found.text, remarks),
        "direction_of_text": direction(found.language),
    }
    return render(request, "press/piece.html", context)


@edition_page("press.edit")
def put(request: HttpRequest, edition: Edition, name: str, pk: int | None = None) -> HttpResponse:
    """A new line of one of the lists, or an old one changed."""
    if name not in LISTS:
        raise Http404
    model, form_class, list_name, new = LISTS[name]
    found = get_object_or_404(_rows(name, edition), pk=pk) if pk else model(edition=edition)
    form = form_class(request.POST or None, request.FILES or None, instance=found, edition=edition)
    if request.method == "POST" and form.is_valid():
        fields = {field: form.cleaned_data[field] for field in form.Meta.fields}
        if name == "coverage" and not pk:
            fields |= {"added_at": timezone.now(), "added_by": user_of(request)}
        try:
            fresh = _rows(name, edition).get(pk=pk) if pk else model(edition=edition)
            done = actions.put(fresh, fields=fields, by=user_of(request), at=timezone.now())
            messages.success(request, _("Saved."))
            if name == "coverage":
                return redirect("press:piece", edition.slug, done.pk)
            return redirect(f"press:{name}", edition.slug)
        except RuleBroken as error:
            form.add_error(None, str(error))
    context = {
        "form": form,
        "heading": str(found) if pk else new,
        "back": reverse(f"press:{name}", args=[edition.slug]),
        "back_name": list_name,
    }
    return render(request, "kit/form_page.html", context)


@require_POST
@edition_page("press.edit")
def remove(request: HttpRequest, edition: Edition, name: str, pk: int) -> HttpResponse:
    if name not in LISTS:
        raise Http404
    found = get_object_or_404(_rows(name, edition), pk=pk)
    actions.remove(found, by=user_of(request), at=timezone.now())
    messages.success(request, _("Removed."))
    return redirect(f"press:{name}", edition.slug)
