"""Categories with their places, and the ladder of ranks."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from muntada.accounts.doors import user_of
from muntada.conferences.doors import edition_page
from muntada.conferences.models import Edition
from muntada.delegations.actions import ladder
from muntada.delegations.forms import CategoryForm, RankForm
from muntada.delegations.models import Category
from muntada.kit.errors import RuleBroken
from muntada.people.models import Rank


@edition_page("conferences.edit")
def setup(request: HttpRequest, edition: Edition) -> HttpResponse:
    """The categories and the ladder, each row to change."""
    context = {"categories": edition.categories.all(), "ranks": edition.ranks.all()}
    return render(request, "delegations/setup.html", context)


def _page(
    request: HttpRequest, edition: Edition, form: Any, heading: str, put: Callable[[], None]
) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        put()
        messages.success(request, _("Saved."))
        return redirect("delegations:setup", edition.slug)
    context = {
        "form": form,
        "heading": heading,
        "back": reverse("delegations:setup", args=[edition.slug]),
        "back_name": _("Categories and ranks"),
    }
    return render(request, "kit/form_page.html", context)


@edition_page("conferences.edit")
def category(request: HttpRequest, edition: Edition, pk: int | None = None) -> HttpResponse:
    last = edition.categories.count() + 1
    new = Category(edition=edition, position=last)
    found = get_object_or_404(edition.categories, pk=pk) if pk else new
    form = CategoryForm(request.POST or None, instance=found)

    def put() -> None:
        fields = form.cleaned_data
        ladder.put_category(found, fields=fields, by=user_of(request), at=timezone.now())

    return _page(request, edition, form, str(found) if pk else _("New category"), put)


@edition_page("conferences.edit")
def rank(request: HttpRequest, edition: Edition, pk: int | None = None) -> HttpResponse:
    new = Rank(edition=edition, position=edition.ranks.count() + 1)
    found = get_object_or_404(edition.ranks, pk=pk) if pk else new
    form = RankForm(request.POST or None, rank=found)

    def put() -> None:
        ladder.put_rank(found, **form.cleaned_data, by=user_of(request), at=timezone.now())

    return _page(request, edition, form, str(found) if pk else _("New rank"), put)


def _removed(request: HttpRequest, edition: Edition, remove: Callable[[], None]) -> HttpResponse:
    try:
        remove()
        messages.success(request, _("Removed."))
    except RuleBroken as error:
        messages.error(request, str(error))
    return redirect("delegations:setup", edition.slug)


@require_POST
@edition_page("conferences.edit")
def remove_category(request: HttpRequest, edition: Edition, pk: int) -> HttpResponse:
    found = get_object_or_404(edition.categories, pk=pk)
    actor: dict[str, Any] = {"by": user_of(request), "at": timezone.now()}
    return _removed(request, edition, lambda: ladder.remove_category(found, **actor))


@require_POST
@edition_page("conferences.edit")
def remove_rank(request: HttpRequest, edition: Edition, pk: int) -> HttpResponse:
    found = get_object_or_404(edition.ranks, pk=pk)
    actor: dict[str, Any] = {"by": user_of(request), "at": timezone.now()}
    return _removed(request, edition, lambda: ladder.remove_rank(found, **actor))
