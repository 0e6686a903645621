"""Who is to be seated at an occasion, and who of those one would look for has no seat, and why."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field, replace

from django.utils.translation import gettext as _

from muntada.delegations import rules as delegation_rules
from muntada.delegations.models import Delegation, Member
from muntada.delegations.queries import by_rank
from muntada.planning.seating import Guest, Problem
from muntada.protocol import rules
from muntada.protocol.layouts import layout_of, settings_of
from muntada.protocol.models import Apart, Need, SeatPlan
from muntada.protocol.orders import arrangement, read


@dataclass(frozen=True)
class Missing:
    """A head, or somebody's interpreter, who is not among the guests; `why` is a code."""

    why: str
    party: str
    person: Member | None = None
    other: Member | None = None

    def sentence(self) -> str:
        said = {
            "no_head": _("{party}: no head of delegation is named, so none has a seat."),
            "remote": _("{party}: {person} does not take part in person and has no seat."),
            "not_confirmed": _("{party}: {person} leads the delegation, is not confirmed and has no seat."),
            "cancelled": _("{party}: {person} cancelled this occasion and has no seat."),
            "interpreter_away": _("{person} interprets for {other} and has no chair: not present in person."),
            "no_chairs": _("{person} interprets for {other} and has no chair: this plan has none behind the seats."),
            "interprets_twice": _("{other} has no interpreter behind: {person} sits behind somebody else."),
            "interprets_in_chain": _("{person} has no chair: {other}, for whom they interpret, sits behind somebody too."),
        }  # fmt: skip
        return said[self.why].format(party=self.party, person=self.person, other=self.other)


@dataclass(frozen=True)
class Hall:
    """The problem as it is today, the members behind its keys, and who is missing from it."""

    problem: Problem
    members: dict[str, Member]
    missing: tuple[Missing, ...] = ()


@dataclass
class _Behind:
    """Interpreters: whom each sits behind, and those for whom there is no chair."""

    serves: dict[int, Member] = field(default_factory=dict)
    added: list[Member] = field(default_factory=list)
    missing: list[Missing] = field(default_factory=list)


def key_of(member: Member) -> str:
    return f"m{member.pk}"


def hall(plan: SeatPlan, *, stands: bool = False) -> Hall:
    """Everybody to be seated, in order. Raises SeatingError for what cannot be seated at all;

    not for a plan that `stands`, whose faults are listed instead.
    """
    ordered = read(arrangement(plan.edition, plan.purpose)).in_order()
    of: dict[int, list[Member]] = {}
    for member in _invited(plan):
        if key_of(member) not in plan.absent:
            of.setdefault(member.delegation_id, []).append(member)
    needs = {need.member_id: need for need in Need.objects.filter(member__edition=plan.edition)}
    seated = [one for delegation in ordered for one in by_rank(of.get(delegation.pk, []))]
    behind = _behind(plan, seated, needs)
    for member in behind.added:
        of.setdefault(member.delegation_id, []).append(member)
    listed = [one for delegation in ordered for one in by_rank(of.get(delegation.pk, []))]
    guests = tuple(_guest(one, needs.get(one.pk), behind.serves.get(one.pk)) for one in listed)
    layout, honour = layout_of(settings_of(plan)), min(plan.honour, plan.size)
    problem = Problem(layout, guests, _apart(plan, listed), honour, stands=stands)
    heads = _missing_heads(plan, ordered, {one.delegation_id for one in seated if _leads(one)})
    return Hall(problem, {key_of(one): one for one in listed}, (*heads, *behind.missing))


def _members(plan: SeatPlan) -> "Iterable[Member]":
    found = Member.objects.present().filter(edition=plan.edition, delegation__is_coming=True)
    return found.select_related("person", "rank", "delegation__party")


def _invited(plan: SeatPlan) -> list[Member]:
    return [one for one in _members(plan) if _why_not_invited(plan, one) is None]


def _why_not_invited(plan: SeatPlan, member: Member) -> str | None:
    if member.mode != delegation_rules.IN_PERSON:
        return "remote"
    if plan.who == rules.HEADS:
        return None if _leads(member) else "not_a_head"
    return None if member.state == delegation_rules.CONFIRMED else "not_confirmed"


def _leads(member: Member) -> bool:
    return bool(member.place == delegation_rules.HEAD)


def _behind(plan: SeatPlan, seated: list[Member], needs: dict[int, Need]) -> _Behind:
    """Interpreters of those who are seated; of the other guests' nobody is called."""
    found = _Behind()
    wanted = {
        one.pk: needs[one.pk].interpreter_id
        for one in seated
        if one.pk in needs and needs[one.pk].interpreter_id
    }
    if not wanted:
        return found
    there = {one.pk: one for one in seated}
    called = {one.pk: one for one in _named(wanted.values())}
    for member in seated:
        interpreter = called.get(wanted.get(member.pk) or 0)
        if interpreter is None:
            continue
        party = str(interpreter.delegation.party)
        why = _why_no_chair(plan, interpreter, member, there, found, wanted)
        if why:
            found.missing.append(Missing(why, party, interpreter, member))
        elif plan.behind or interpreter.pk in there:
            found.serves[interpreter.pk] = member
            if interpreter.pk not in there:
                found.added.append(interpreter)
    return found


def _why_no_chair(
    plan: SeatPlan, interpreter: Member, member: Member, there: Collection[int], found: _Behind,
    wanted: dict[int, int | None],
) -> str | None:  # fmt: skip
    if interpreter.pk in found.serves:
        return "interprets_twice"
    if plan.behind and member.pk in set(wanted.values()):
        return "interprets_in_chain"
    if interpreter.pk in there:
        return None
    is_here = interpreter.mode == delegation_rules.IN_PERSON and interpreter.delegation.is_coming
    if interpreter.state == delegation_rules.WITHDRAWN or not is_here:
        return "interpreter_away"
    if key_of(interpreter) in plan.absent:
        return "interpreter_away"
    return None if plan.behind else "no_chairs"


def _named(pks: Iterable[int | None]) -> Iterable[Member]:
    found = Member.objects.filter(pk__in=[pk for pk in pks if pk])
    return found.select_related("person", "rank", "delegation__party")


def _missing_heads(
    plan: SeatPlan, ordered: list[Delegation], led: set[int]
) -> tuple[Missing, ...]:  # fmt: skip
    heads = {one.delegation_id: one for one in _members(plan) if _leads(one)}
    found = []
    for delegation in ordered:
        if delegation.pk in led:
            continue
        head, party = heads.get(delegation.pk), str(delegation.party)
        if head is None:
            found.append(Missing("no_head", party))
        else:
            found.append(Missing(_why_not_invited(plan, head) or "cancelled", party, head))
    return tuple(found)


def _guest(member: Member, need: Need | None, serves: Member | None) -> Guest:
    guest = Guest(
        key=key_of(member),
        party=member.delegation.party.code,
        languages=frozenset(member.person.languages),
        interprets_for=key_of(serves) if serves else "",
    )
    if need is None:
        return guest
    return replace(guest, wheelchair=need.wheelchair, left_handed=need.left_handed)


def _apart(plan: SeatPlan, listed: list[Member]) -> frozenset[frozenset[str]]:
    """Pairs of delegations, as pairs of everybody in them."""
    of: dict[int, list[str]] = {}
    for member in listed:
        of.setdefault(member.delegation_id, []).append(key_of(member))
    return frozenset(
        frozenset((one, other))
        for pair in Apart.objects.filter(edition=plan.edition)
        for one in of.get(pair.one_id, [])
        for other in of.get(pair.other_id, [])
    )
