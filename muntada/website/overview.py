"""What the overview shows: deeds that wait, figures, deadlines; each question is one query."""

from collections import Counter
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, F, Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from muntada.accounts.models import User
from muntada.bilaterals.queries import agreed_without_meeting, reopened, waiting_for
from muntada.conferences.models import Edition
from muntada.delegations import rules as delegation_rules
from muntada.delegations.models import Delegation, FocalPoint, Member
from muntada.floor.models import Swap
from muntada.invitations import rules as invitation_rules
from muntada.invitations.models import Invitation
from muntada.invitations.queries import Strip, reply_counts
from muntada.kit.texts import Text
from muntada.programme.models import ProgrammeVersion, Session
from muntada.programme.queries import all_clashes
from muntada.website.context import address
from muntada.website.outgoing import in_trouble, mails_for

SOON = timedelta(days=14)


@dataclass(frozen=True)
class Due:
    """A date to come: what, when, and whether it is near."""

    name: str | Promise | Text
    at: datetime
    soon: bool


@dataclass(frozen=True)
class Task:
    """Something that waits for somebody: said in a sentence, with the page where it is done."""

    sentence: str
    url: str
    mark: str = "waiting"


@dataclass(frozen=True)
class Trusted:
    """A delegation as its focal point sees it."""

    delegation: Delegation
    url: str
    reply: str
    mark: str
    members: dict[str, int]
    next: Due | None
    reply_url: str
    to_answer: int = 0
    """Requests for a meeting that wait for this delegation's answer."""
    to_swap: int = 0
    """Requests to change places on a list of speakers."""


def deadlines(edition: Edition, now: datetime, *, public_only: bool) -> list[Due]:
    """Those to come, the nearest first."""
    found = [(name, at) for name, at in _own_deadlines(edition) if at and at > now]
    others = edition.deadlines.filter(at__gt=now)
    if public_only:
        others = others.filter(is_public=True)
    found += [(deadline.name, deadline.at) for deadline in others]
    return [Due(name, at, at - now < SOON) for name, at in sorted(found, key=lambda due: due[1])]


def _own_deadlines(edition: Edition) -> list[tuple[Any, datetime | None]]:
    return [
        (_("Replies close"), edition.replies_close),
        (_("Nominations close"), edition.nominations_close),
        (_("Confirmation closes"), edition.confirmations_close),
    ]


def of_the_desk(edition: Edition, user: User) -> dict[str, Any]:
    """Only what the reader's roles let them see, and only deeds they may do something about."""
    tasks: list[Task] = []
    strip, figures = None, {}
    if user.may("invitations.see", edition.pk):
        strip = reply_counts(edition)
        tasks += _of_invitations(edition, strip)
    if user.may("delegations.see", edition.pk):
        figures = _figures(edition)
        tasks += _of_delegations(edition, figures)
    if user.may("programme.see", edition.pk):
        tasks += _of_the_programme(edition)
    if user.may("bilaterals.see", edition.pk):
        tasks += _of_bilaterals(edition)
    tasks += _of_the_outbox(edition, user)
    return {"tasks": tasks, "strip": strip, "figures": figures, "links": _links(edition, user)}


def _of_the_outbox(edition: Edition, user: User) -> list[Task]:
    if n := in_trouble(mails_for(user, edition)).count():
        said = ngettext("%(n)d mail could not leave.", "%(n)d mails could not leave.", n)
        return [Task(said % {"n": n}, address("website:outgoing", edition.slug), "refused")]
    return []


def _of_invitations(edition: Edition, strip: Strip) -> list[Task]:
    counts = {part.answer: part.count for part in strip.parts}
    board = address("invitations:board", edition.slug)
    tasks = []
    listed = Invitation.objects.filter(edition=edition, state=invitation_rules.LISTED).count()
    if listed:
        said = ngettext(
            "%(n)d party is listed and not yet invited.",
            "%(n)d parties are listed and not yet invited.",
            listed,
        )
        tasks.append(Task(said % {"n": listed}, board))
    if silent := counts[invitation_rules.NO_REPLY]:
        said = ngettext(
            "%(n)d invitation has no reply yet.", "%(n)d invitations have no reply yet.", silent
        )
        tasks.append(Task(said % {"n": silent}, board))
    if weighing := counts[invitation_rules.TENTATIVE]:
        said = ngettext("%(n)d reply is tentative.", "%(n)d replies are tentative.", weighing)
        tasks.append(Task(said % {"n": weighing}, board))
    return tasks


def _figures(edition: Edition) -> dict[str, int]:
    """Delegations and members of the edition, two queries."""
    trusted_ones = FocalPoint.objects.filter(ended_at=None).values("delegation")
    delegations = Delegation.objects.filter(edition=edition).aggregate(
        coming=Count("pk", filter=Q(is_coming=True)),
        without_focal_point=Count("pk", filter=Q(is_coming=True) & ~Q(pk__in=trusted_ones)),
    )
    coming = {"delegation__is_coming": True}
    states = Member.objects.filter(edition=edition).aggregate(
        **{
            state: Count("pk", filter=Q(state=state))
            for state in (delegation_rules.NOMINATED, delegation_rules.WAITING)
        },
        confirmed=Count("pk", filter=Q(state=delegation_rules.CONFIRMED, **coming)),
    )
    return {**delegations, **states}


def _of_delegations(edition: Edition, figures: dict[str, int]) -> list[Task]:
    tasks = []
    people = address("delegations:people", edition.slug)
    if n := figures[delegation_rules.NOMINATED]:
        said = ngettext(
            "%(n)d nomination waits for confirmation.",
            "%(n)d nominations wait for confirmation.",
            n,
        )
        tasks.append(Task(said % {"n": n}, people and f"{people}?state=nominated"))
    if n := figures[delegation_rules.WAITING]:
        said = ngettext(
            "%(n)d person is on a waiting list.", "%(n)d people are on waiting lists.", n
        )
        tasks.append(Task(said % {"n": n}, people and f"{people}?state=waiting"))
    if n := figures["without_focal_point"]:
        said = ngettext(
            "%(n)d delegation that is coming has no focal point.",
            "%(n)d delegations that are coming have no focal point.",
            n,
        )
        tasks.append(Task(said % {"n": n}, address("delegations:list", edition.slug)))
    return tasks


def _of_bilaterals(edition: Edition) -> list[Task]:
    """For the bilaterals desk alone: a count would tell others that meetings are asked for."""
    listed = address("bilaterals:list", edition.slug)
    tasks = []
    if n := agreed_without_meeting(edition):
        said = ngettext(
            "%(n)d meeting is agreed and has no time yet.",
            "%(n)d meetings are agreed and have no time yet.",
            n,
        )
        tasks.append(Task(said % {"n": n}, listed and f"{listed}?state=accepted"))
    if n := reopened(edition):
        said = ngettext(
            "%(n)d meeting planned stands on terms no longer agreed.",
            "%(n)d meetings planned stand on terms no longer agreed.",
            n,
        )
        tasks.append(Task(said % {"n": n}, listed and f"{listed}?state=open", "refused"))
    return tasks


def _of_the_programme(edition: Edition) -> list[Task]:
    tasks = []
    grid = address("programme:grid", edition.slug)
    if n := len(all_clashes(edition)):
        said = ngettext(
            "%(n)d thing in the programme does not fit yet.",
            "%(n)d things in the programme do not fit yet.",
            n,
        )
        tasks.append(Task(said % {"n": n}, grid, "refused"))
    if (said_now := unpublished(edition)) is not None:
        tasks.append(Task(str(said_now), grid))
    return tasks


def unpublished(edition: Edition) -> Promise | None:
    """Whether the draft differs from what the public sees, told from the two of them."""
    latest = ProgrammeVersion.objects.filter(edition=edition).order_by("-number").first()
    draft = Session.objects.filter(edition=edition, is_public=True).values_list(
        "pk", "starts", "ends", "room_id", "title", "track__slug", "kind"
    )
    planned = {(pk, *rest[:3], str(sorted(rest[3].items())), *rest[4:]) for pk, *rest in draft}
    if latest is None:
        return _("The programme has not been published.") if planned else None
    told = {
        (
            said["id"],
            datetime.fromisoformat(said["starts"]),
            datetime.fromisoformat(said["ends"]),
            said.get("room"),
            str(sorted(said["title"].items())),
            said.get("track"),
            said.get("kind"),
        )
        for said in latest.content.get("sessions", [])
    }
    if told == planned:
        return None
    return _("The programme has changed since it was last published.")


def _links(edition: Edition, user: User) -> list[tuple[Promise, str, str]]:
    """Quick ways, each shown only to who may open it."""
    offered = [
        (_("Board of replies"), "mail", "invitations:board", "invitations.see"),
        (_("Delegations"), "flag", "delegations:list", "delegations.see"),
        (_("People"), "users", "delegations:people", "people.see"),
        (_("Programme"), "calendar", "programme:grid", "programme.see"),
        (_("Imports"), "upload", "imports:list", "imports.apply"),
    ]
    links = [
        (name, icon, address(view, edition.slug))
        for name, icon, view, verb in offered
        if user.may(verb, edition.pk)
    ]
    if edition.is_public:
        links.append((_("Public site"), "globe", address("website:home", edition.slug)))
    return [link for link in links if link[2]]


def trusted(edition: Edition, user: User, now: datetime) -> list[Trusted]:
    """The delegations whose focal point this is, with where each stands: two queries."""
    delegations = (
        Delegation.objects.filter(edition=edition)
        .visible_to(user)
        .select_related("party", "invitation")
        .annotate(
            nominated=_members(delegation_rules.NOMINATED),
            confirmed=_members(delegation_rules.CONFIRMED),
            waiting=_members(delegation_rules.WAITING),
        )
        .order_by(F("party__code"))
    )
    waiting = waiting_for(edition, user)
    asked = Swap.objects.filter(floor__edition=edition).waiting()
    swaps = Counter(asked.values_list("other__delegation", flat=True))
    return [
        replace(
            _trusted(edition, one, now), to_answer=waiting.get(one.pk, 0), to_swap=swaps[one.pk]
        )
        for one in delegations
    ]


def _members(state: str) -> Count:
    return Count("members", filter=Q(members__state=state), distinct=True)


def _trusted(edition: Edition, delegation: Any, now: datetime) -> Trusted:
    invitation = getattr(delegation, "invitation", None)
    answer = invitation.answer if invitation else invitation_rules.NO_REPLY
    mark = {
        invitation_rules.ACCEPTED: "agreed",
        invitation_rules.LOWER: "partly",
        invitation_rules.DECLINED: "refused",
    }.get(answer, "waiting")
    due = [
        Due(name, at, at - now < SOON)
        for name, at in _own_deadlines(edition)
        if at and at > now and _still_due(name, edition, answer, delegation.is_open)
    ]
    return Trusted(
        delegation=delegation,
        url=address("delegations:detail", edition.slug, delegation.pk),
        reply=str(dict(invitation_rules.ANSWERS)[answer]),
        mark=mark,
        members={
            "nominated": delegation.nominated,
            "confirmed": delegation.confirmed,
            "waiting": delegation.waiting,
        },
        next=min(due, key=lambda one: one.at, default=None),
        reply_url=_reply_url(edition, invitation, now),
    )


def _reply_url(edition: Edition, invitation: Invitation | None, now: datetime) -> str:
    """Where the reply is given or changed, while replies are open."""
    if invitation is None or invitation_rules.why_not_reply(
        state=invitation.state,
        replies_close=edition.replies_close,
        at=now,
        by_secretariat=False,
    ):
        return ""
    return address("invitations:reply", edition.slug, invitation.pk)


def _still_due(name: Any, edition: Edition, answer: str, is_open: bool) -> bool:
    """A party that has replied owes no reply; one that declined owes nothing more."""
    if name == _own_deadlines(edition)[0][0]:
        return answer in (invitation_rules.NO_REPLY, invitation_rules.TENTATIVE)
    return is_open
