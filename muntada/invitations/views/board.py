"""The board of replies, and what is done from it to many parties at once."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from muntada.accounts.doors import user_of
from muntada.conferences.doors import edition_page
from muntada.conferences.models import Edition
from muntada.invitations import queries, rules
from muntada.invitations.actions import letters
from muntada.invitations.forms import ListPartiesForm
from muntada.invitations.models import Invitation
from muntada.invitations.worldmap import drawn
from muntada.kit.errors import RuleBroken
from muntada.kit.languages import current, direction
from muntada.kit.sheets import download
from muntada.parties.models import KINDS, STATE, Group, Membership, Party, alphabetical
from muntada.parties.names import normalise

STATES_SHOWN = [*rules.ANSWERS, (rules.LISTED, dict(rules.STATES)[rules.LISTED])]


def _filtered(request: HttpRequest, edition: Edition) -> list[Invitation]:
    """What the filters of the page leave, in the alphabet of its language."""
    asked = request.GET
    found = (
        Invitation.objects.filter(edition=edition)
        .visible_to(user_of(request))
        .select_related("party", "level_asked", "level_offered", "delegation")
        .defer("party__formal_name", "party__shipped_names")
    )
    if asked.get("reply") == rules.LISTED:
        found = found.filter(state=rules.LISTED)
    elif asked.get("reply"):
        found = found.invited().filter(answer=asked["reply"])
    if asked.get("region"):
        found = found.filter(party__region=asked["region"])
    if asked.get("level", "").isdigit():
        found = found.filter(level_asked=asked["level"])
    if asked.get("group"):
        members = Membership.objects.on(edition.starts).filter(group__code=asked["group"])
        found = found.filter(party__in=members.values("party"))
    words = normalise(asked.get("q", ""))
    language = current()
    kept = [one for one in found if words in normalise(one.party.short_name.everything())]
    return sorted(kept, key=lambda one: (not one.party.is_state, one.party.sort_key(language)))


@edition_page("invitations.see")
def board(request: HttpRequest, edition: Edition) -> HttpResponse:
    """Replies by group, region and level, on the map, and as a table to act on."""
    shown = _filtered(request, edition)
    if kind := request.GET.get("export"):
        return _export(request, edition, shown, kind)
    invited = Invitation.objects.filter(edition=edition).invited()
    everyone = list(invited.select_related("party", "level_asked"))
    context = {
        "invitations": shown,
        "overall": queries.reply_counts(edition),
        "regions": queries.by_region(everyone),
        "levels": queries.by_level(everyone),
        "groups": queries.by_group(everyone, edition),
        "map": drawn(everyone),
        "listed": Invitation.objects.filter(edition=edition, state=rules.LISTED).count(),
        "answers": STATES_SHOWN,
        "ranks": edition.ranks.all(),
        "all_groups": Group.objects.values_list("code", flat=True),
        "all_regions": [("Africa", _("Africa")), ("Americas", _("Americas")), ("Asia", _("Asia")),
                        ("Europe", _("Europe")), ("Oceania", _("Oceania"))],
        "marks": queries.MARKS,
    }  # fmt: skip
    return render(request, "invitations/board.html", context)


def _export(
    request: HttpRequest, edition: Edition, shown: list[Invitation], kind: str
) -> HttpResponse:
    if not user_of(request).may("exports.take", edition.pk):
        raise RuleBroken(_("Your role does not include exports."))
    headings = [_("Code"), _("Party"), _("Region"), _("Level asked for"), _("State"), _("Reply"),
                _("Level of the reply"), _("Replied")]  # fmt: skip
    rows: list[list[Any]] = [
        [
            one.party.code,
            str(one.party),
            one.party.region,
            str(one.level_asked or ""),
            str(one.get_state_display()),
            str(one.get_answer_display()) if one.state == rules.INVITED else "",
            str(one.level_offered or ""),
            edition.local(one.answered_at).date() if one.answered_at else "",
        ]
        for one in shown
    ]
    right_to_left = direction(current()) == "rtl"
    return download(f"replies-{edition.slug}", kind, headings, rows, right_to_left=right_to_left)


@edition_page("invitations.edit")
def add(request: HttpRequest, edition: Edition) -> HttpResponse:
    """Choose parties for the list to invite."""
    kind, group = request.GET.get("kind", STATE), request.GET.get("group", "")
    parties = Party.objects.filter(kind=kind).exclude(invitations__edition=edition)
    if group:
        members = Membership.objects.on(edition.starts).filter(group__code=group)
        parties = parties.filter(pk__in=members.values("party"))
    words = normalise(request.GET.get("q", ""))
    shown = [p for p in alphabetical(parties) if words in normalise(p.short_name.everything())]
    choices = [(str(party.pk), str(party)) for party in shown]
    form = ListPartiesForm(request.POST or None, edition=edition, choices=choices)
    if request.method == "POST" and form.is_valid():
        chosen = Party.objects.filter(pk__in=form.cleaned_data["parties"])
        added = letters.list_parties(
            edition,
            parties=chosen,
            level_asked=form.cleaned_data["level_asked"],
            language=form.cleaned_data["language"],
            by=user_of(request),
            at=timezone.now(),
        )
        said = ngettext("%(n)d party is on the list.", "%(n)d parties are on the list.", len(added))
        messages.success(request, said % {"n": len(added)})
        return redirect("invitations:board", edition.slug)
    context = {
        "form": form,
        "parties": shown,
        "kinds": KINDS,
        "kind": kind,
        "all_groups": Group.objects.values_list("code", flat=True),
        "chosen": set(request.POST.getlist("parties")),
    }
    return render(request, "invitations/add.html", context)


def _chosen(request: HttpRequest, edition: Edition) -> list[Invitation]:
    keys = [key for key in request.POST.getlist("invitation") if key.isdigit()]
    found = Invitation.objects.filter(edition=edition, pk__in=keys).visible_to(user_of(request))
    return list(found.select_related("party", "edition__series", "level_asked").order_by("pk"))


@require_POST
@edition_page("letters.issue")
def invite_many(request: HttpRequest, edition: Edition) -> HttpResponse:
    """Letters to all the parties marked; one that cannot go is said, the others go."""
    return _many(request, edition, letters.invite)


@require_POST
@edition_page("letters.issue")
def remind_many(request: HttpRequest, edition: Edition) -> HttpResponse:
    return _many(request, edition, letters.remind)


def _many(request: HttpRequest, edition: Edition, action: Any) -> HttpResponse:
    done = 0
    for invitation in _chosen(request, edition):
        try:
            action(invitation, by=user_of(request), at=timezone.now())
            done += 1
        except RuleBroken as error:
            messages.warning(request, f"{invitation.party}: {error}")
    said = ngettext("%(n)d letter was issued.", "%(n)d letters were issued.", done)
    messages.success(request, said % {"n": done})
    return redirect("invitations:board", edition.slug)
