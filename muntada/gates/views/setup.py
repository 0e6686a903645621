"""Gates set up; devices given a code, moved, shut out."""

import segno
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from muntada.accounts.doors import user_of
from muntada.conferences.doors import edition_page
from muntada.conferences.models import Edition
from muntada.gates.actions import setup as do
from muntada.gates.forms import DeviceForm, GateForm
from muntada.gates.models import Device, Gate
from muntada.kit.errors import RuleBroken
from muntada.kit.numbers import number


def _page(request: HttpRequest, edition: Edition, **also: object) -> HttpResponse:
    at = timezone.now()
    gates = list(edition.gates.filter(closed_at=None).select_related("zone"))
    by_gate: dict[int, list[dict[str, object]]] = {}
    for one in edition.devices.filter(shut_out_at=None):
        row = {"device": one, "silent": one.is_silent(at=at)}
        by_gate.setdefault(one.gate_id, []).append(row)
    context = {
        "gates": [{"gate": gate, "devices": by_gate.get(gate.pk, [])} for gate in gates],
        "has_zones": edition.zones.exists(),
        "form": DeviceForm(),
        **also,
    }
    return render(request, "gates/setup.html", context)


@edition_page("gates.edit")
def setup(request: HttpRequest, edition: Edition) -> HttpResponse:
    return _page(request, edition)


def _form(request: HttpRequest, edition: Edition, gate: Gate | None) -> HttpResponse:
    form = GateForm(request.POST or None, instance=gate, edition=edition)
    if request.method == "POST" and form.is_valid():
        fields = {name: form.cleaned_data[name] for name in form.changed_data}
        by, at = user_of(request), timezone.now()
        if gate:
            do.change_gate(Gate.objects.get(pk=gate.pk), fields=fields, by=by, at=at)
        else:
            do.add_gate(edition, fields=dict(form.cleaned_data), by=by, at=at)
        messages.success(request, _("Saved."))
        return redirect("gates:setup", edition.slug)
    title = _("Change the gate") if gate else _("New gate")
    return render(request, "gates/gate_form.html", {"form": form, "gate": gate, "title": title})


@edition_page("gates.edit")
def add(request: HttpRequest, edition: Edition) -> HttpResponse:
    return _form(request, edition, None)


@edition_page("gates.edit")
def change(request: HttpRequest, edition: Edition, pk: int) -> HttpResponse:
    return _form(request, edition, get_object_or_404(Gate, edition=edition, pk=pk, closed_at=None))


@require_POST
@edition_page("gates.edit")
def close(request: HttpRequest, edition: Edition, pk: int) -> HttpResponse:
    gate = get_object_or_404(Gate, edition=edition, pk=pk, closed_at=None)
    do.close_gate(gate, by=user_of(request), at=timezone.now())
    messages.success(request, _("The gate is closed and its devices are shut out."))
    return redirect("gates:setup", edition.slug)


def _shown(request: HttpRequest, edition: Edition, device: Device, code: str) -> HttpResponse:
    """The code, once: as letters, and as a square code that opens the page with it filled in.

    It rides behind the #, which no server and no log ever sees.
    """
    address = request.build_absolute_uri(reverse("gate_page", args=[get_language() or "en"]))
    drawn = segno.make(f"{address}#{code}", error="m").svg_inline(scale=5, border=2)
    answer = _page(
        request, edition, device=device, code=f"{code[:4]} {code[4:]}", address=address,
        drawn=mark_safe(drawn),
    )  # fmt: skip
    answer["Cache-Control"] = "no-store, private"
    return answer


@require_POST
@edition_page("gates.edit")
def add_device(request: HttpRequest, edition: Edition, pk: int) -> HttpResponse:
    gate = get_object_or_404(Gate, edition=edition, pk=pk, closed_at=None)
    form = DeviceForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Give the device a name."))
        return redirect("gates:setup", edition.slug)
    try:
        device, code = do.add_device(
            gate, name=form.cleaned_data["name"], by=user_of(request), at=timezone.now()
        )
    except RuleBroken as error:
        messages.error(request, str(error))
        return redirect("gates:setup", edition.slug)
    return _shown(request, edition, device, code)


def _device(edition: Edition, pk: int) -> Device:
    return get_object_or_404(Device, edition=edition, pk=pk, shut_out_at=None)


@require_POST
@edition_page("gates.edit")
def code(request: HttpRequest, edition: Edition, pk: int) -> HttpResponse:
    device = _device(edition, pk)
    made = do.new_device_code(device, by=user_of(request), at=timezone.now())
    return _shown(request, edition, device, made)


@require_POST
@edition_page("gates.edit")
def move(request: HttpRequest, edition: Edition, pk: int) -> HttpResponse:
    gates = edition.gates.filter(closed_at=None)
    gate = get_object_or_404(gates, pk=number(request.POST.get("gate")))
    do.move_device(_device(edition, pk), gate, by=user_of(request), at=timezone.now())
    messages.success(request, _("Saved."))
    return redirect("gates:setup", edition.slug)


@require_POST
@edition_page("gates.edit")
def shut_out(request: HttpRequest, edition: Edition, pk: int) -> HttpResponse:
    do.shut_out(_device(edition, pk), by=user_of(request), at=timezone.now())
    said = _("The device is shut out. It wipes what it holds at its next contact.")
    messages.success(request, said)
    return redirect("gates:setup", edition.slug)
