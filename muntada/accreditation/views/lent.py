"""What is lent: floaters by series and delegation, pins by number, each out against a receipt."""

from typing import Any

from django.contrib import messages
from django.db.models import Count, Q, Sum
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from muntada.accounts.doors import user_of
from muntada.accreditation import rules
from muntada.accreditation.actions import lent
from muntada.accreditation.forms.setup import HandOutForm, SeriesForm
from muntada.accreditation.models import Floater, Pin
from muntada.conferences.doors import edition_page
from muntada.conferences.models import Edition
from muntada.delegations.models import Delegation
from muntada.kit.errors import RuleBroken
from muntada.kit.numbers import number

PRINT = "accreditation.print"


def _series(edition: Edition) -> Any:
    said = {state: Count("floaters", filter=Q(floaters__state=state)) for state, _n in
            rules.LENT_STATES}  # fmt: skip
    return edition.floater_series.select_related("zone", "replaced_by").annotate(**said)


@edition_page(PRINT)
def register(request: HttpRequest, edition: Edition) -> HttpResponse:
    """Who holds what, and what is still in stock."""
    away = Floater.objects.filter(series__edition=edition, state__in=[rules.OUT, rules.LOST])
    pins = edition.pins.filter(state__in=[rules.OUT, rules.LOST])
    entitled = (
        Delegation.objects.filter(edition=edition, applications__state=rules.APPROVED)
        .annotate(
            entitled=Sum("applications__category__floaters",
                         filter=Q(applications__state=rules.APPROVED)),
        )
        .filter(entitled__gt=0)
    )  # fmt: skip
    without_pin = edition.applications.filter(state=rules.APPROVED, category__has_pin=True).exclude(
        pins__state=rules.OUT
    )
    context = {
        "series": _series(edition),
        "floaters": away.select_related("series", "delegation__party"),
        "pins": pins.select_related("application__delegation__party"),
        "pins_in_stock": edition.pins.filter(state=rules.IN_STOCK).count(),
        "entitled": entitled.count(),
        "series_form": SeriesForm(edition=edition),
        "hand_out": HandOutForm(edition=edition, prefix="out"),
        "without_pin": without_pin.select_related("delegation__party").order_by("number")[:300],
        "lost": rules.LOST,
        "out": rules.OUT,
    }
    return render(request, "accreditation/lent.html", context)


def _form(form: Any) -> dict[str, Any]:
    if not form.is_valid():
        raise RuleBroken(next(iter(form.errors.values()))[0])
    said: dict[str, Any] = form.cleaned_data
    return said


def _number(request: HttpRequest, name: str) -> int:
    return number(request.POST.get(name))


def _make_series(request: HttpRequest, edition: Edition, actor: dict[str, Any]) -> str:
    said = _form(SeriesForm(request.POST, edition=edition))
    lent.make_series(said["zone"], name=said["name"], size=said["size"], **actor)
    return _("Saved.")


def _hand_out(request: HttpRequest, edition: Edition, actor: dict[str, Any]) -> str:
    said = _form(HandOutForm(request.POST, edition=edition, prefix="out"))
    out = lent.hand_out_floater(said["series"], said["delegation"], name=said["name"], **actor)
    return _("Floater {number} is handed out.").format(number=out)


def _replace(request: HttpRequest, edition: Edition, actor: dict[str, Any]) -> str:
    series = get_object_or_404(edition.floater_series, pk=_number(request, "series"))
    name = request.POST.get("name", "").strip()[:20]
    if not name:
        raise RuleBroken(_("The new series has a name."))
    made = lent.replace_series(series, name=name, **actor)
    return _("The series is void at every gate. Series {name} takes its place.").format(name=made)


def _make_pins(request: HttpRequest, edition: Edition, actor: dict[str, Any]) -> str:
    size = _number(request, "size")
    if not 1 <= size <= 2000:
        raise RuleBroken(_("Between 1 and 2,000 pins at once."))
    lent.make_pins(edition, size=size, **actor)
    return _("Saved.")


def _hand_out_pin(request: HttpRequest, edition: Edition, actor: dict[str, Any]) -> str:
    found = edition.applications.select_related("edition", "category", "delegation")
    application = get_object_or_404(found, pk=_number(request, "application"))
    pin = lent.hand_out_pin(application, name=request.POST.get("name", ""), **actor)
    return _("Pin {number} is handed out.").format(number=pin)


DEEDS = {
    "series": _make_series, "out": _hand_out, "replace": _replace, "pins": _make_pins,
    "pin": _hand_out_pin,
}  # fmt: skip


@require_POST
@edition_page(PRINT)
def done(request: HttpRequest, edition: Edition, verb: str) -> HttpResponse:
    """What the buttons of the register do."""
    if verb not in DEEDS:
        raise Http404
    try:
        actor = {"by": user_of(request), "at": timezone.now()}
        messages.success(request, DEEDS[verb](request, edition, actor))
    except RuleBroken as error:
        messages.error(request, str(error))
    return redirect("accreditation:lent", edition.slug)


@require_POST
@edition_page(PRINT)
def moved(request: HttpRequest, edition: Edition, noun: str, pk: int, verb: str) -> HttpResponse:
    """One floater or pin taken back or lost."""
    if verb not in ("take_back", "lose") or noun not in ("floater", "pin"):
        raise Http404
    floaters = Floater.objects.filter(series__edition=edition).select_related("series")
    found: Floater | Pin = (
        get_object_or_404(floaters, pk=pk)
        if noun == "floater"
        else get_object_or_404(edition.pins, pk=pk)
    )
    if isinstance(found, Floater) and verb == "take_back" and found.series.replaced_by_id:
        raise RuleBroken(_("This series was replaced. Hand out from the new one."))
    try:
        lent.move_lent(found, verb, by=user_of(request), at=timezone.now())
        said = _("Saved.")
        if verb == "lose" and isinstance(found, Floater):
            said = _("The floater is blocked. If it may have been found, replace its series.")
        messages.success(request, said)
    except RuleBroken as error:
        messages.error(request, str(error))
    return redirect("accreditation:lent", edition.slug)
