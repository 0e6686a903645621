"""The five orders, why one comes before another, pins and draws."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from muntada.accounts.doors import user_of
from muntada.conferences.doors import edition_page
from muntada.conferences.models import Edition
from muntada.kit.errors import RuleBroken
from muntada.parties.models import Party
from muntada.protocol import rules
from muntada.protocol.actions import orders as actions
from muntada.protocol.forms import DrawForm, HandDrawForm, OrderForm, PinForm
from muntada.protocol.models import Draw, Pin
from muntada.protocol.orders import arrangement, plain, read

NAMES = dict(rules.PURPOSES)


def _known(purpose: str) -> str:
    if purpose not in NAMES:
        raise Http404
    return purpose


@edition_page("protocol.see")
def orders(request: HttpRequest, edition: Edition) -> HttpResponse:
    """The five orders side by side: who stands first in each, and by which rules."""
    words = dict(rules.RULES)
    listed = []
    for purpose, name in rules.PURPOSES:
        arranged = arrangement(edition, purpose)
        found = read(arranged)
        listed.append((purpose, name, found.in_order()[:5], [words[code] for code in arranged.by]))
    return render(request, "protocol/orders.html", {"orders": listed})


@edition_page("protocol.see")
def order(request: HttpRequest, edition: Edition, purpose: str) -> HttpResponse:
    """One order in full; each line says what put it after the line before."""
    arranged = arrangement(edition, _known(purpose))
    found = read(arranged)
    context = {
        "purpose": purpose,
        "name": NAMES[purpose],
        "arranged": arranged,
        "rules": [dict(rules.RULES)[code] for code in arranged.by],
        "rows": found.rows(),
        "pins": arranged.pins.select_related("delegation__party", "author") if arranged.pk else [],
        "form": PinForm(edition=edition),
        "orders": rules.PURPOSES,
    }
    one, other = request.GET.get("one", ""), request.GET.get("other", "")
    if one in found.delegations and other in found.delegations and one != other:
        reason = found.order.why(one, other)
        context |= {"why": reason, "because": found.because(reason)}
    elif one or other:
        context["choose"] = _("Choose two different delegations.")
    return render(request, "protocol/order.html", context | {"one": one, "other": other})


@edition_page("protocol.edit")
def set_order(request: HttpRequest, edition: Edition, purpose: str) -> HttpResponse:
    arranged = arrangement(edition, _known(purpose))
    form = OrderForm(request.POST or None, arranged=arranged)
    if request.method == "POST" and form.is_valid():
        try:
            actions.set_order(
                edition, purpose, fields=form.said(), by=user_of(request), at=timezone.now()
            )
            messages.success(request, _("Saved."))
            return redirect("protocol:order", edition.slug, purpose)
        except RuleBroken as error:
            form.add_error(None, str(error))
    context = {
        "form": form,
        "heading": NAMES[purpose],
        "lead": _("Number the rules from the weightiest; leave a rule empty that does not count."),
        "back": reverse("protocol:order", args=[edition.slug, purpose]),
        "back_name": NAMES[purpose],
    }
    return render(request, "kit/form_page.html", context)


@require_POST
@edition_page("protocol.edit")
def pin(request: HttpRequest, edition: Edition, purpose: str) -> HttpResponse:
    form = PinForm(request.POST, edition=edition)
    if form.is_valid():
        actions.pin(
            edition, _known(purpose), **form.cleaned_data, by=user_of(request), at=timezone.now()
        )
        messages.success(request, _("Pinned. The reason is shown with every explanation."))
    else:
        messages.error(request, _("A pinned place needs a delegation, a place and a reason."))
    return redirect("protocol:order", edition.slug, purpose)


@require_POST
@edition_page("protocol.edit")
def unpin(request: HttpRequest, edition: Edition, pk: int) -> HttpResponse:
    pins = Pin.objects.select_related("arrangement", "delegation__party")
    found = get_object_or_404(pins, pk=pk, arrangement__edition=edition)
    actions.unpin(found, by=user_of(request), at=timezone.now())
    messages.success(request, _("Removed."))
    return redirect("protocol:order", edition.slug, found.arrangement.purpose)


@edition_page("protocol.see")
def draws(request: HttpRequest, edition: Edition) -> HttpResponse:
    """Every draw as it happened, drawn again from its seed and compared."""
    found = list(Draw.objects.filter(edition=edition))
    codes = {code for one in found for code in one.result}
    names = {party.code: party.short_name for party in Party.objects.filter(code__in=codes)}
    listed = [
        (one, [names.get(code, code) for code in one.result], plain(one).why_not_as_drawn())
        for one in found
    ]
    return render(request, "protocol/draws.html", {"draws": listed})


@edition_page("protocol.edit")
def draw(request: HttpRequest, edition: Edition) -> HttpResponse:
    form = DrawForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.draw(edition, **form.cleaned_data, by=user_of(request), at=timezone.now())
            messages.success(request, _("The lot is drawn. Seating begins at the first."))
            return redirect("protocol:draws", edition.slug)
        except RuleBroken as error:
            form.add_error(None, str(error))
    context = {
        "form": form,
        "heading": _("Draw the lot"),
        "lead": _(
            "A draw cannot be taken back: it stays in the record, and another may follow it."
        ),
        "save": _("Draw"),
        "back": reverse("protocol:draws", args=[edition.slug]),
        "back_name": _("Drawing of lots"),
    }
    return render(request, "kit/form_page.html", context)


@edition_page("protocol.edit")
def record_draw(request: HttpRequest, edition: Edition) -> HttpResponse:
    """Lots drawn by hand from a box, entered as they were read out."""
    form = HandDrawForm(request.POST or None, edition=edition)
    if request.method == "POST" and form.is_valid():
        try:
            actions.record_draw(edition, **form.said(), by=user_of(request), at=timezone.now())
            messages.success(request, _("The lot is recorded. Seating begins at the first."))
            return redirect("protocol:draws", edition.slug)
        except RuleBroken as error:
            form.add_error(None, str(error))
    context = {
        "form": form,
        "heading": _("Enter lots drawn by hand"),
        "lead": _(
            "A draw cannot be taken back: it stays in the record, and another may follow it."
        ),
        "save": _("Record"),
        "back": reverse("protocol:draws", args=[edition.slug]),
        "back_name": _("Drawing of lots"),
    }
    return render(request, "kit/form_page.html", context)
