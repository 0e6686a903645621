"""A new edition: opened with a ladder of ranks and categories to edit, so that work can begin."""

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from muntada.accounts.doors import opens_to, user_of
from muntada.conferences import actions
from muntada.conferences.forms import NewEditionForm
from muntada.conferences.models import Edition
from muntada.delegations.actions.desk import open_categories, open_ladder


@opens_to("conferences.open")
def open_edition(request: HttpRequest) -> HttpResponse:
    """The few facts an edition cannot be without; a new series is named on the same page."""
    form = NewEditionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        edition = _open(request, form)
        messages.success(request, _("The edition is open. Go on with its venue and its letters."))
        return redirect("conferences:edition", edition.slug)
    context = {
        "form": form,
        "heading": _("New edition"),
        "back": reverse("website:desks"),
        "back_name": _("My desks"),
    }
    return render(request, "kit/form_page.html", context)


@transaction.atomic
def _open(request: HttpRequest, form: NewEditionForm) -> Edition:
    by, at, typed = user_of(request), timezone.now(), form.cleaned_data
    series = typed["series"]
    if series is None:
        fields = {name: typed[f"series_{name}"] for name in ("name", "host")}
        series = actions.open_series(fields={**fields, "slug": typed["slug"]}, by=by, at=at)
    edition = actions.open_edition(series, fields=form.said(), by=by, at=at)
    open_ladder(edition, by=by, at=at)
    open_categories(edition, by=by, at=at)
    return edition
