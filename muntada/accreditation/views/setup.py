"""What the lead of accreditation sets up: categories, zones, how badges look."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from muntada.accounts.doors import user_of
from muntada.accreditation import documents
from muntada.accreditation.actions import nouns
from muntada.accreditation.forms.setup import CategoryForm, TemplateForm, ZoneForm
from muntada.accreditation.models import BadgeTemplate, Category, Zone
from muntada.conferences.doors import edition_page
from muntada.conferences.models import Edition
from muntada.kit.errors import RuleBroken

LEAD = "accreditation.approve"


@edition_page(LEAD)
def overview(request: HttpRequest, edition: Edition) -> HttpResponse:
    rooms: dict[str, list[Any]] = {}
    for room in edition.rooms.all():
        rooms.setdefault(room.zone, []).append(room)
    zones = [
        {
            "zone": zone,
            "rooms": rooms.get(zone.letter, []),
            "capacity": zone.own_capacity
            if zone.own_capacity is not None
            else sum(room.capacity or 0 for room in rooms.get(zone.letter, [])),
        }
        for zone in edition.zones.all()
    ]
    context = {
        "categories": edition.accreditation_categories.prefetch_related("zones"),
        "zones": zones,
        "templates": edition.badge_templates.all(),
    }
    return render(request, "accreditation/setup.html", context)


def _form_page(request: HttpRequest, edition: Edition, form: Any, heading: str) -> HttpResponse:
    context = {
        "form": form,
        "heading": heading,
        "back": reverse("accreditation:setup", args=[edition.slug]),
        "back_name": _("Setup of accreditation"),
    }
    return render(request, "kit/form_page.html", context)


def _edited(
    request: HttpRequest, edition: Edition, form: Any, heading: str, save: Any
) -> HttpResponse:
    """One form: shown, or saved by `save`, or shown again with what stands in the way."""
    if request.method == "POST" and form.is_valid():
        try:
            save({"by": user_of(request), "at": timezone.now()})
            messages.success(request, _("Saved."))
            return redirect("accreditation:setup", edition.slug)
        except RuleBroken as error:
            form.add_error(None, str(error))
    return _form_page(request, edition, form, heading)


@edition_page(LEAD)
def category(request: HttpRequest, edition: Edition, pk: int | None = None) -> HttpResponse:
    found = (
        get_object_or_404(edition.accreditation_categories, pk=pk)
        if pk
        else Category(edition=edition)
    )
    form = CategoryForm(request.POST or None, instance=found, edition=edition)

    def save(actor: dict[str, Any]) -> None:
        row = Category.objects.get(pk=pk) if pk else Category(edition=edition)
        fields = dict(form.cleaned_data) | {"zones": list(form.cleaned_data["zones"])}
        nouns.put_category(row, fields=fields, **actor)

    return _edited(request, edition, form, str(found) if pk else _("New category"), save)


@edition_page(LEAD)
def zone(request: HttpRequest, edition: Edition, pk: int | None = None) -> HttpResponse:
    found = get_object_or_404(edition.zones, pk=pk) if pk else Zone(edition=edition)
    form = ZoneForm(request.POST or None, instance=found, edition=edition)

    def save(actor: dict[str, Any]) -> None:
        row = Zone.objects.select_related("edition").get(pk=pk) if pk else Zone(edition=edition)
        fields = dict(form.cleaned_data)
        nouns.put_zone(row, rooms=list(fields.pop("rooms")), fields=fields, **actor)

    return _edited(request, edition, form, str(found) if pk else _("New zone"), save)


@edition_page(LEAD)
def template(request: HttpRequest, edition: Edition, pk: int | None = None) -> HttpResponse:
    """The look of a badge, with a picture of what it will be."""
    found = _template(edition, pk)
    form = TemplateForm(request.POST or None, request.FILES or None, instance=found)
    if request.method == "POST" and form.is_valid():
        actor: dict[str, Any] = {"by": user_of(request), "at": timezone.now()}
        made = nouns.put_template(_template(edition, pk), fields=form.said(), **actor)
        messages.success(request, _("Saved."))
        return redirect("accreditation:template", edition.slug, made.pk)
    return render(request, "accreditation/template.html", {"form": form, "pk": pk})


def _template(edition: Edition, pk: int | None) -> BadgeTemplate:
    if pk is None:
        return BadgeTemplate(edition=edition, languages=["en"])
    return get_object_or_404(edition.badge_templates, pk=pk)


@edition_page(LEAD)
def shown(request: HttpRequest, edition: Edition, pk: int) -> HttpResponse:
    """The picture of the template with what is typed now, or the sentence against it."""
    if not request.htmx:  # type: ignore[attr-defined]
        return redirect("accreditation:template", edition.slug, pk)
    form = TemplateForm(request.GET, instance=_template(edition, pk))
    typed = request.GET.copy()
    for secret in ("csrfmiddlewaretoken", "logo_file"):
        typed.pop(secret, None)
    context = {"query": typed.urlencode(), "pk": pk, "errors": []}
    if not form.is_valid():
        context["errors"] = [error for found in form.errors.values() for error in found]
    return render(request, "accreditation/_preview.html", context)


@edition_page(LEAD)
def preview(request: HttpRequest, edition: Edition, pk: int) -> HttpResponse:
    found = _template(edition, pk)
    if request.GET:
        form = TemplateForm(request.GET, instance=found)
        if not form.is_valid():
            found = _template(edition, pk)
    made = documents.preview(edition, found, at=timezone.now())
    answer = HttpResponse(made, content_type="image/png")
    answer["Cache-Control"] = "no-store, private"
    return answer


@require_POST
@edition_page(LEAD)
def add_template(request: HttpRequest, edition: Edition) -> HttpResponse:
    """A copy of the first, to be changed."""
    first = edition.badge_templates.first()
    fields = {
        "name": first.name if first else {"en": "Badge"},
        "languages": first.languages if first else ["en"],
        "note": first.note if first else {},
    }
    made = nouns.put_template(
        BadgeTemplate(edition=edition), fields=fields, by=user_of(request), at=timezone.now()
    )
    return redirect("accreditation:template", edition.slug, made.pk)
