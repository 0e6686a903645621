"""Categories with their places, and the ladder of ranks."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from muntada.accounts.doors import user_of
from muntada.audit.actions import record
from muntada.conferences.doors import edition_page
from muntada.conferences.models import Edition
from muntada.delegations.forms import CategoryForm, RankForm


@edition_page("conferences.edit")
def setup(request: HttpRequest, edition: Edition) -> HttpResponse:
    """The categories and the ladder, each row to change."""
    context = {"categories": edition.categories.all(), "ranks": edition.ranks.all()}
    return render(request, "delegations/setup.html", context)


def _change(request: HttpRequest, edition: Edition, form: Any, verb: str) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        form.save()
        record(verb, form.instance, by=user_of(request), at=timezone.now(), after=form.cleaned_data)
        messages.success(request, _("Saved."))
        return redirect("delegations:setup", edition.slug)
    context = {
        "form": form,
        "heading": str(form.instance),
        "back": reverse("delegations:setup", args=[edition.slug]),
        "back_name": _("Categories and ranks"),
    }
    return render(request, "kit/form_page.html", context)


@edition_page("conferences.edit")
def category(request: HttpRequest, edition: Edition, pk: int) -> HttpResponse:
    found = get_object_or_404(edition.categories, pk=pk)
    return _change(
        request, edition, CategoryForm(request.POST or None, instance=found), "category.changed"
    )


@edition_page("conferences.edit")
def rank(request: HttpRequest, edition: Edition, pk: int) -> HttpResponse:
    found = get_object_or_404(edition.ranks, pk=pk)
    return _change(request, edition, RankForm(request.POST or None, instance=found), "rank.changed")
