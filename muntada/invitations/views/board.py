"""The board of replies, and what is done from it to many parties at once."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q
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
from muntada.kit.languages import colon, current, direction
from muntada.kit.numbers import number, numbers
from muntada.kit.sheets import download
from muntada.parties.models import KINDS, MEMBER, STATE, Group, Membership, Party, alphabetical
from muntada.parties.names import normalise

_STATES = dict(rules.STATES)
SHOWN = [*rules.ANSWERS, *((state, _STATES[state]) for state in (rules.LISTED, rules.RECALLED))]
A_PAGE = 100


def _filtered(request: HttpRequest, edition: Edition) -> list[Invitation]:
    """What the filters of the page leave, in the alphabet of its language."""
    asked = request.GET
    found = (
        Invitation.objects.filter(edition=edition)
        .visible_to(user_of(request))
        .select_related("party", "level_asked", "level_offered")
        .defer("party__formal_name", "party__acronym", "party__shipped_names", "delegation", "note")
    )
    if asked.get("reply") in (rules.LISTED, rules.RECALLED):
        found = found.filter(state=asked["reply"])
    elif asked.get("reply"):
        found = found.invited().filter(answer=asked["reply"])
    if asked.get("region"):
        found = found.filter(party__region=asked["region"])
    if level := number(asked.get("level")):
        found = found.filter(level_asked=level)
    if asked.get("group"):
        members = Membership.objects.on(edition.starts).filter(status=MEMBER)
        members = members.filter(group__code=asked["group"])
        found = found.filter(party__in=members.values("party"))
    words = normalise(asked.get("q", "")[:100])
    kept = list(found)
    if words:
        kept = [one for one in kept if words in normalise(one.party.short_name.everything())]
    return _sorted(kept, asked.get("sort", ""))


def _sorted(invitations: list[Invitation], by: str) -> list[Invitation]:
    """States first in the alphabet of the page; another order keeps that one within it."""
    language = current()
    invitations.sort(key=lambda one: (not one.party.is_state, one.party.sort_key(language)))
    if by == "level":
        invitations.sort(key=lambda one: one.level_asked.position if one.level_asked else 999)
    elif by == "reply":
        invitations.sort(
            key=lambda one: (one.state != rules.INVITED, queries.ORDER.index(one.answer))
        )
    elif by == "replied":  # the latest first, who has not replied last
        invitations.sort(key=lambda one: -one.answered_at.timestamp() if one.answered_at else 0)
    return invitations


@edition_page("invitations.see")
def board(request: HttpRequest, edition: Edition) -> HttpResponse:
    """Replies by group, region and level, on the map, and as a table to act on."""
    shown = _filtered(request, edition)
    if kind := request.GET.get("export"):
        return _export(request, edition, shown, kind)
    page = Paginator(shown, A_PAGE).get_page(request.GET.get("page"))
    context = {
        **_figures(edition),
        "page": page,
        "count": len(shown),
        "answers": SHOWN,
        "ranks": edition.ranks.all(),
        "all_groups": Group.objects.values_list("code", flat=True),
        "all_regions": queries.regions(),
        "sorts": [("", _("name")), ("level", _("level asked for")), ("reply", _("reply")),
                  ("replied", _("latest reply first"))],
    }  # fmt: skip
    return render(request, "invitations/board.html", context)


def _figures(edition: Edition) -> dict[str, Any]:
    """The strips and the map: of all invited, whatever the filters of the table."""
    all_of_them = Invitation.objects.filter(edition=edition)
    counted = ("edition", "answer", "level_asked", "party__kind", "party__region")
    invited = all_of_them.invited().select_related("party", "level_asked")
    everyone = list(invited.only(*counted, "level_asked__position", "level_asked__name"))
    overall = queries.reply_counts(edition)
    return {
        "overall": overall,
        "unanswered": overall.count_of(rules.NO_REPLY),
        "regions": queries.by_region(everyone),
        "levels": queries.by_level(everyone),
        "groups": queries.by_group(everyone, edition),
        "listed": all_of_them.filter(state=rules.LISTED).count(),
    }


@edition_page("invitations.see")
def world_map(request: HttpRequest, edition: Edition) -> HttpResponse:
    """The replies on the map: brought into the board once it is there, or a page of its own."""
    everyone = list(Invitation.objects.filter(edition=edition).invited().select_related("party"))
    context = {"map": drawn(everyone), "overall": queries.reply_counts(edition)}
    fragment = request.headers.get("HX-Request") == "true"
    template = "invitations/_map.html" if fragment else "invitations/map.html"
    return render(request, template, context)


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
    region = request.GET.get("region", "")
    parties = Party.objects.filter(kind=kind).exclude(invitations__edition=edition)
    if group:
        parties = parties.in_group(group, on=edition.starts)
    if region:
        parties = parties.filter(region=region)
    words = normalise(request.GET.get("q", "")[:100])
    shown = [p for p in alphabetical(parties) if words in normalise(p.short_name.everything())]
    choices = [(str(party.pk), str(party)) for party in shown]
    initial = {"language": current()}
    form = ListPartiesForm(request.POST or None, edition=edition, choices=choices, initial=initial)
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
        "all_regions": queries.regions(),
        "chosen": set(request.POST.getlist("parties")),
    }
    return render(request, "invitations/add.html", context)


def _chosen(request: HttpRequest, edition: Edition, everybody: Q) -> list[Invitation]:
    """Those marked, or with `all` every one the deed is meant for."""
    found = Invitation.objects.filter(edition=edition).visible_to(user_of(request))
    if request.POST.get("all"):
        found = found.filter(everybody)
    else:
        found = found.filter(pk__in=numbers(request.POST.getlist("invitation")))
    return list(found.select_related("party", "edition__series", "level_asked").order_by("pk"))


@require_POST
@edition_page("letters.issue")
def invite_many(request: HttpRequest, edition: Edition) -> HttpResponse:
    """Letters to all the parties marked; one that cannot go is said, the others go."""
    chosen = _chosen(request, edition, Q(state=rules.LISTED))
    return _many(request, edition, chosen, letters.invite_all)


@require_POST
@edition_page("letters.issue")
def remind_many(request: HttpRequest, edition: Edition) -> HttpResponse:
    chosen = _chosen(request, edition, Q(state=rules.INVITED, answer=rules.NO_REPLY))
    return _many(request, edition, chosen, letters.remind_all)


def _many(
    request: HttpRequest,
    edition: Edition,
    chosen: list[Invitation],
    action: Callable[..., letters.Sent],
) -> HttpResponse:
    if not chosen:
        messages.warning(request, _("Mark at least one party first."))
        return redirect("invitations:board", edition.slug)
    try:
        sent = action(edition, chosen, by=user_of(request), at=timezone.now())
    except RuleBroken as error:  # of none of them
        messages.error(request, str(error))
        return redirect("invitations:board", edition.slug)
    for invitation, why in sent.refused:
        messages.warning(request, f"{invitation.party}{colon(current())}{why}")
    if done := len(sent.letters):
        said = ngettext("%(n)d letter was issued.", "%(n)d letters were issued.", done)
        messages.success(request, said % {"n": done})
    return redirect("invitations:board", edition.slug)
