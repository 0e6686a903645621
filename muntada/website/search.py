"""Search by any spelling, in whatever the reader may see: parties, people, sessions, letters."""

from dataclasses import dataclass, field

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from muntada.accounts.doors import user_of
from muntada.accounts.models import User
from muntada.bilaterals.models import Request
from muntada.conferences.doors import edition_page
from muntada.conferences.models import Edition
from muntada.delegations.models import Delegation, Member, trusted_with
from muntada.floor.models import Outcome, Speech
from muntada.floor.rules import WITHDRAWN
from muntada.invitations.models import Letter
from muntada.kit.texts import Text
from muntada.parties.models import Party, alphabetical
from muntada.parties.names import normalise
from muntada.press.models import Statement
from muntada.press.rules import CLEARED, KILLED
from muntada.programme.models import Session
from muntada.protocol.models import SeatPlan
from muntada.protocol.rules import PURPOSES
from muntada.website.context import address
from muntada.website.published import programme_of

MOST, SHORTEST = 20, 2


@dataclass(frozen=True)
class Found:
    name: str | Text
    url: str
    detail: str | Text = ""


@dataclass(frozen=True)
class Kind:
    """What was found of one kind, at most MOST of it."""

    name: Promise
    found: list[Found] = field(default_factory=list)
    more: bool = False


@edition_page("desk.see", or_delegation=True)
def search(request: HttpRequest, edition: Edition) -> HttpResponse:
    """Whatever the reader may see, by any spelling."""
    asked = request.GET.get("q", "").strip()[:100]
    words = normalise(asked).split()
    kinds: list[Kind] = []
    if len(asked) >= SHORTEST and words:
        kinds = look_for(asked, words, edition, user_of(request))
    context = {"q": asked, "kinds": kinds, "too_short": bool(asked) and len(asked) < SHORTEST}
    return render(request, "website/search.html", context)


def look_for(asked: str, words: list[str], edition: Edition, user: User) -> list[Kind]:
    kinds = [
        _kind(_("Parties"), _parties(words, edition, user)),
        _kind(_("People"), _people(words, edition, user)),
        _kind(_("Sessions"), _sessions(words, edition, user)),
        _kind(_("Letters"), _letters(asked, edition, user)),
        _kind(_("Statements"), _statements(words, edition, user)),
        _kind(_("Protocol"), _plans(words, edition, user)),
        _kind(_("Lists of speakers"), _speeches(words, edition, user)),
        _kind(_("Decisions and documents"), _outcomes(words, edition, user)),
        _kind(_("Bilateral meetings"), _requests(words, edition, user)),
    ]
    return [kind for kind in kinds if kind.found]


def _kind(name: Promise, found: list[Found]) -> Kind:
    return Kind(name, found[:MOST], len(found) > MOST)


def _fits(words: list[str], *texts: str) -> bool:
    said = normalise(" ".join(texts))
    return all(word in said for word in words)


def _parties(words: list[str], edition: Edition, user: User) -> list[Found]:
    """All parties to who sees them; a focal point's own only."""
    delegations = Delegation.objects.filter(edition=edition).visible_to(user)
    pages = dict(delegations.values_list("party_id", "pk"))
    parties = Party.objects.all()
    if not user.may("parties.see", edition.pk):
        parties = parties.filter(pk__in=pages)
    fitting = [
        party
        for party in parties
        if _fits(
            words,
            party.code,
            party.short_name.everything(),
            party.formal_name.everything(),
            party.acronym.everything(),
        )
    ]
    return [
        Found(
            party.short_name,
            address("delegations:detail", edition.slug, pages[party.pk])
            if party.pk in pages
            else address("parties:party", party.code),
            party.formal_name,
        )
        for party in alphabetical(fitting)
    ]


def _people(words: list[str], edition: Edition, user: User) -> list[Found]:
    fitting = Q()
    for word in words:
        fitting &= Q(person__search_name__contains=word)
    members = (
        Member.objects.filter(fitting, edition=edition)
        .visible_to(user)
        .present()
        .select_related("person", "delegation__party")
        .order_by("person__search_name", "pk")
    )
    return [
        Found(
            member.person.name,
            address("delegations:detail", edition.slug, member.delegation_id),
            f"{member.function} · {member.delegation.party}",
        )
        for member in members[: MOST + 1]
    ]


def _sessions(words: list[str], edition: Edition, user: User) -> list[Found]:
    """The draft for those who see it; for others what was published."""
    if not user.may("programme.see", edition.pk):
        return _published_sessions(words, edition)
    sessions = Session.objects.filter(edition=edition).select_related("room")
    return [
        Found(
            session.title,
            address("programme:session", edition.slug, session.pk)
            or address("programme:grid", edition.slug),
            str(session.room or ""),
        )
        for session in sessions
        if _fits(words, session.number, session.title.everything())
    ]


def _published_sessions(words: list[str], edition: Edition) -> list[Found]:
    programme = programme_of(edition)
    return [
        Found(
            session.title,
            address("website:session", edition.slug, session.id) if edition.is_public else "",
            str(session.room.name) if session.room else "",
        )
        for session in (programme.sessions if programme else [])
        if _fits(words, session.number, session.title.everything())
    ]


def _statements(words: list[str], edition: Edition, user: User) -> list[Found]:
    """All to the press desk; to everybody else what is out at this moment."""
    of_the_desk = user.may("press.see", edition.pk)
    statements = Statement.objects.filter(edition=edition)
    if not of_the_desk:
        statements = statements.released(at=timezone.now()).exclude(state=KILLED)
    found = []
    for one in statements.prefetch_related("versions"):
        versions = [v for v in one.versions.all() if of_the_desk or v.state == CLEARED]
        if _fits(words, one.symbol, *(version.text for version in versions)):
            page = "press:statement" if of_the_desk else "website:statement"
            key = one.pk if of_the_desk else one.key
            headline = next((v.headline for v in versions if v.is_authentic), one.symbol)
            found.append(Found(headline, address(page, edition.slug, key), one.symbol))
    return found


def _letters(asked: str, edition: Edition, user: User) -> list[Found]:
    if not user.may("invitations.see", edition.pk):
        return []
    letters = Letter.objects.filter(edition=edition, symbol__icontains=asked)
    return [
        Found(
            letter.symbol,
            address("invitations:detail", edition.slug, letter.invitation_id),
            letter.addressee,
        )
        for letter in letters[: MOST + 1]
    ]


def _requests(words: list[str], edition: Edition, user: User) -> list[Found]:
    """By either party or the topics; `visible_to` keeps them to the parties and the desk."""
    requests = Request.objects.filter(edition=edition).visible_to(user)
    requests = requests.select_related("delegation__party", "counterpart__party")
    return [
        Found(
            f"{one.delegation.party} – {one.counterpart.party}",
            address("bilaterals:request", edition.slug, one.code),
            one.get_state_display(),
        )
        for one in requests
        if _fits(
            words,
            one.code,
            one.topics,
            one.delegation.party.short_name.everything(),
            one.counterpart.party.short_name.everything(),
        )
    ]


def _plans(words: list[str], edition: Edition, user: User) -> list[Found]:
    """By the plan's name, and the five orders by theirs; never by who is kept apart."""
    if not user.may("protocol.see", edition.pk):
        return []
    orders = [
        Found(str(name), address("protocol:order", edition.slug, purpose))
        for purpose, name in PURPOSES
        if _fits(words, str(name))
    ]
    plans = SeatPlan.objects.filter(edition=edition)
    return orders + [
        Found(one.name, address("protocol:plan", edition.slug, one.pk), one.get_shape_display())
        for one in plans
        if _fits(words, one.name.everything())
    ]


def _speeches(words: list[str], edition: Edition, user: User) -> list[Found]:
    """Who is on a list, to who keeps the lists; a focal point's own delegation only."""
    speeches = Speech.objects.filter(floor__edition=edition).exclude(state=WITHDRAWN)
    at_desk = user.may("floor.see", edition.pk)
    if not at_desk:
        speeches = speeches.filter(delegation__in=trusted_with(user))
    related = ("delegation__party", "floor__session", "member__person")
    found = []
    for one in speeches.select_related(*related).defer("text"):
        name = one.member.person.name.everything() if one.member else ""
        if _fits(words, one.symbol, one.delegation.party.short_name.everything(), name):
            where = ("floor:floor", one.floor_id) if at_desk else ("floor:own",)
            page = address(where[0], edition.slug, *where[1:])
            detail = f"{one.floor.session} · {one.get_kind_display()} {one.symbol}".strip()
            found.append(Found(one.delegation.party.short_name, page, detail))
    return found


def _outcomes(words: list[str], edition: Edition, user: User) -> list[Found]:
    if not user.may("floor.see", edition.pk):
        return []
    outcomes = Outcome.objects.filter(floor__edition=edition).select_related("floor__session")
    return [
        Found(one.title, address("floor:floor", edition.slug, one.floor_id), one.symbol)
        for one in outcomes
        if _fits(words, one.symbol, one.title.everything())
    ]
