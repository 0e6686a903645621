"""Parties and their names, groups and who was in them when: what all editions share."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_POST

from muntada.accounts.doors import opens_to_any, user_of
from muntada.kit.errors import RuleBroken
from muntada.kit.languages import LANGUAGES, SELF_NAMES, current, direction
from muntada.kit.sheets import download
from muntada.parties import actions
from muntada.parties.forms import BodyForm, GroupForm, MembershipForm, NamesForm
from muntada.parties.models import KINDS, MEMBER, Group, Membership, Party
from muntada.parties.queries import REGIONS, Asked, listed


def _form_page(request: HttpRequest, form: Any, heading: str, back: str, name: str) -> HttpResponse:
    context = {"form": form, "heading": heading, "back": back, "back_name": name}
    return render(request, "kit/form_page.html", context)


def _asked_day(request: HttpRequest) -> Any:
    try:
        day = parse_date(request.GET.get("on", ""))
    except ValueError:  # 31 June
        day = None
    return day or timezone.localdate()


@opens_to_any("parties.see")
def parties(request: HttpRequest) -> HttpResponse:
    """Every party, by name, kind, region and group on a day."""
    read = request.GET.get
    asked = Asked(
        words=read("q", "")[:100], kind=read("kind", ""), region=read("region", ""),
        group=read("group", ""), overridden=read("overridden") == "1",
    )  # fmt: skip
    day = _asked_day(request)
    rows = listed(asked, on=day)
    if kind := read("export"):
        return _export(request, kind, rows)
    regions = {"Africa": _("Africa"), "Americas": _("Americas"), "Asia": _("Asia"),
               "Europe": _("Europe"), "Oceania": _("Oceania")}  # fmt: skip
    context = {
        "rows": rows, "asked": asked, "day": day, "kinds": KINDS, "groups": Group.objects.all(),
        "regions": [(code, regions[code]) for code in REGIONS], "region_names": regions,
    }  # fmt: skip
    return render(request, "parties/list.html", context)


def _export(request: HttpRequest, kind: str, rows: Any) -> HttpResponse:
    if not user_of(request).may_somewhere("exports.take"):
        raise RuleBroken(_("Your role does not include exports."))
    headings = [
        _("Code"),
        pgettext("party", "Name"),
        _("Formal name"),
        _("Kind"),
        _("Region"),
        _("Groups"),
    ]
    table = [
        [row.party.code, str(row.party.short_name), str(row.party.formal_name),
         row.party.get_kind_display(), row.party.region, " ".join(row.groups)]
        for row in rows
    ]  # fmt: skip
    right_to_left = direction(current()) == "rtl"
    return download("parties", kind, headings, table, right_to_left=right_to_left)


@opens_to_any("parties.see")
def party(request: HttpRequest, code: str) -> HttpResponse:
    """One party: its names in six languages, what was overridden, its groups through time."""
    found = get_object_or_404(Party, code=code)
    shipped = found.shipped_names or {"short": {}, "formal": {}}
    names = [
        {
            "code": language,
            "name": SELF_NAMES[language],
            "short": found.short_name.get(language, ""),
            "formal": found.formal_name.get(language, ""),
            "shipped_short": shipped["short"].get(language, ""),
            "shipped_formal": shipped["formal"].get(language, ""),
        }
        for language in LANGUAGES
    ]
    memberships = found.memberships.select_related("group").order_by("group__code", "since")
    context = {"party": found, "names": names, "memberships": memberships}
    return render(request, "parties/party.html", context)


def _to(found: Party) -> tuple[str, str]:
    return reverse("parties:party", args=[found.code]), str(found)


@opens_to_any("parties.edit")
def override_name(request: HttpRequest, code: str) -> HttpResponse:
    found = get_object_or_404(Party, code=code)
    names = {"short_name": found.short_name, "formal_name": found.formal_name}
    form = NamesForm(request.POST or None, initial=names)
    if request.method == "POST" and form.is_valid():
        actions.override_name(found, **form.cleaned_data, by=user_of(request), at=timezone.now())
        messages.success(request, _("Saved."))
        return redirect("parties:party", found.code)
    return _form_page(request, form, _("Names to print"), *_to(found))


@require_POST
@opens_to_any("parties.edit")
def restore_names(request: HttpRequest, code: str) -> HttpResponse:
    found = get_object_or_404(Party, code=code)
    actions.restore_names(found, by=user_of(request), at=timezone.now())
    messages.success(request, _("The shipped names are back."))
    return redirect("parties:party", found.code)


@opens_to_any("parties.edit")
def add_body(request: HttpRequest) -> HttpResponse:
    form = BodyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.add_body(
                fields=form.cleaned_data, by=user_of(request), at=timezone.now()
            )
            messages.success(request, _("Saved."))
            return redirect("parties:party", made.code)
        except RuleBroken as error:
            form.add_error("code", str(error))
    return _form_page(request, form, _("New body"), reverse("parties:list"), _("Parties"))


@opens_to_any("parties.see")
def groups(request: HttpRequest) -> HttpResponse:
    """Groups are tags for filters and figures: they decide neither order nor access."""
    day = _asked_day(request)
    sizes: dict[int, int] = {}
    for group in Membership.objects.on(day).filter(status=MEMBER).values_list("group", flat=True):
        sizes[group] = sizes.get(group, 0) + 1
    rows = [(group, sizes.get(group.pk, 0)) for group in Group.objects.all()]
    return render(request, "parties/groups.html", {"rows": rows, "day": day})


@opens_to_any("parties.see")
def group(request: HttpRequest, code: str) -> HttpResponse:
    """Who is in the group on a day, and who was."""
    found = get_object_or_404(Group, code=code)
    day = _asked_day(request)
    everyone = found.memberships.select_related("party")
    ordered = sorted(everyone, key=lambda one: (one.party.sort_key(current()), one.since))
    now = [one for one in ordered if one.since <= day and (one.until is None or one.until > day)]
    context = {
        "group": found, "day": day, "now": now, "others": [o for o in ordered if o not in now],
    }  # fmt: skip
    return render(request, "parties/group.html", context)


@opens_to_any("parties.edit")
def put_group(request: HttpRequest, code: str = "") -> HttpResponse:
    found = get_object_or_404(Group, code=code) if code else Group()
    form = GroupForm(request.POST or None, group=found)
    if request.method == "POST" and form.is_valid():
        at = timezone.now()
        put = actions.put_group(found, fields=form.cleaned_data, by=user_of(request), at=at)
        messages.success(request, _("Saved."))
        return redirect("parties:group", form.cleaned_data["code"] or put.code)
    return _form_page(request, form, _("Group"), reverse("parties:groups"), _("Groups"))


@opens_to_any("parties.edit")
def membership(request: HttpRequest, code: str, pk: int | None = None) -> HttpResponse:
    found = get_object_or_404(Group, code=code)
    one = get_object_or_404(found.memberships, pk=pk) if pk else Membership(group=found)
    form = MembershipForm(request.POST or None, instance=one)
    if request.method == "POST" and form.is_valid():
        try:
            fields = {**form.cleaned_data, "group": found}
            actions.put_membership(one, fields=fields, by=user_of(request), at=timezone.now())
            messages.success(request, _("Saved."))
            return redirect("parties:group", code)
        except RuleBroken as error:
            form.add_error(None, str(error))
    back = reverse("parties:group", args=[code])
    return _form_page(request, form, _("Place in {group}").format(group=found), back, str(found))


@require_POST
@opens_to_any("parties.edit")
def remove_membership(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    one = get_object_or_404(Membership, group__code=code, pk=pk)
    actions.remove_membership(one, by=user_of(request), at=timezone.now())
    messages.success(request, _("Removed."))
    return redirect("parties:group", code)
