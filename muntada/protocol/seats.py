"""A seat plan between the database and the planner: guests, problem, and what a version keeps."""

from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext as _

from muntada.delegations import rules as delegation_rules
from muntada.delegations.models import Member
from muntada.delegations.queries import by_rank
from muntada.kit.texts import Text
from muntada.planning.seating import Fault, Guest, Layout, Plan, Problem, breaks, build
from muntada.planning.seating.problem import Compromise
from muntada.planning.seating.tables import ALONE, TOGETHER
from muntada.protocol import rules
from muntada.protocol.models import Apart, Need, SeatPlan, SeatPlanVersion
from muntada.protocol.orders import arrangement, read


@dataclass(frozen=True)
class Hall:
    """The problem as it is today, and the members behind its keys."""

    problem: Problem
    members: dict[str, Member]


def settings_of(plan: SeatPlan) -> dict[str, Any]:
    return {
        "shape": plan.shape, "size": plan.size, "per_row": plan.per_row,
        "per_table": plan.per_row, "behind": plan.behind,
        "accessible": rules.numbers_in(plan.accessible) or [],
        "aisles": rules.numbers_in(plan.aisles) or [],
    }  # fmt: skip


def layout_of(settings: dict[str, Any]) -> Layout:
    return build(settings["shape"], settings)


def hall(plan: SeatPlan) -> Hall:
    """Everybody to be seated, in order. Raises SeatingError for what cannot be seated at all."""
    ordered = read(arrangement(plan.edition, plan.purpose)).in_order()
    members = Member.objects.present().filter(
        edition=plan.edition, mode=delegation_rules.IN_PERSON, delegation__is_coming=True
    )
    if plan.who == rules.HEADS:
        members = members.filter(place=delegation_rules.HEAD)
    else:
        members = members.confirmed()
    needs = {need.member_id: need for need in Need.objects.filter(member__edition=plan.edition)}
    beside = {need.interpreter_id for need in needs.values() if need.interpreter_id}
    if plan.behind:
        members |= Member.objects.present().filter(edition=plan.edition, pk__in=beside)
    of: dict[int, list[Member]] = {}
    for member in members.select_related("person", "rank", "delegation__party"):
        if f"m{member.pk}" not in plan.absent:
            of.setdefault(member.delegation_id, []).append(member)
    listed = [one for delegation in ordered for one in by_rank(of.get(delegation.pk, []))]
    for_whom = {need.interpreter_id: f"m{need.member_id}" for need in needs.values()}
    guests = tuple(_guest(one, needs.get(one.pk), for_whom.get(one.pk, "")) for one in listed)
    problem = Problem(
        layout_of(settings_of(plan)), guests, _apart(plan, listed), min(plan.honour, plan.size)
    )
    return Hall(problem, {f"m{one.pk}": one for one in listed})


def _guest(member: Member, need: Need | None, interprets_for: str) -> Guest:
    return Guest(
        key=f"m{member.pk}",
        party=member.delegation.party.code,
        languages=frozenset(member.person.languages),
        wheelchair=bool(need and need.wheelchair),
        left_handed=bool(need and need.left_handed),
        interprets_for=interprets_for,
    )


def _apart(plan: SeatPlan, listed: list[Member]) -> frozenset[frozenset[str]]:
    """Pairs of delegations, as pairs of everybody in them."""
    of: dict[int, list[str]] = {}
    for member in listed:
        of.setdefault(member.delegation_id, []).append(f"m{member.pk}")
    return frozenset(
        frozenset((one, other))
        for pair in Apart.objects.filter(edition=plan.edition)
        for one in of.get(pair.one_id, [])
        for other in of.get(pair.other_id, [])
    )


def as_content(
    of: SeatPlan, hall: Hall, plan: Plan, before: dict[str, Any] | None = None
) -> dict[str, Any]:
    """What a version keeps: the hall of then, seats, names, compromises, who moved."""
    people = dict((before or {}).get("people", {}))
    for key, member in hall.members.items():
        people[key] = {
            "name": member.person.name,
            "function": member.function,
            "party": member.delegation.party.short_name,
            "code": member.delegation.party.code,
        }
    return {
        "at": {str(number): key for number, key in sorted(plan.at.items())},
        "people": {key: people[key] for key in plan.at.values()},
        "compromises": [
            {"code": one.code, "key": one.key, "fields": dict(one.fields)}
            for one in plan.compromises
        ],
        "moved": list(plan.moved),
        "hall": settings_of(of),
        "cost": plan.cost,
        "bound": plan.bound,
    }


def as_plan(version: SeatPlanVersion) -> Plan:
    said = version.content
    return Plan(
        layout_of(said.get("hall") or settings_of(version.plan)),
        {int(number): key for number, key in said["at"].items()},
        tuple(Compromise(one["code"], one["key"], one["fields"]) for one in said["compromises"]),
        tuple(said["moved"]),
        said.get("cost", -1),
        said.get("bound", -1),
    )


def swapped(plan: Plan, one: int, other: int) -> Plan:
    at = {number: key for number, key in plan.at.items() if number not in (one, other)}
    if one in plan.at:
        at[other] = plan.at[one]
    if other in plan.at:
        at[one] = plan.at[other]
    moved = tuple(plan.at[n] for n in (one, other) if n in plan.at)
    return replace(plan, at=at, moved=moved, cost=-1, bound=-1)


def what_breaks(hall: Hall, before: Plan, after: Plan) -> list[str]:
    """A sentence for each thing a swap breaks; who is kept apart is not named."""
    found = [_broken(hall, fault) for fault in breaks(hall.problem, before, after)]
    if hall.problem.layout.kind == "dinner":
        return sorted(set(found))
    place = {guest.key: n for n, guest in enumerate(hall.problem.in_front, start=1)}
    for key in after.moved:
        number = after.seat_of(key)
        if key in place and number != place[key] and before.seat_of(key) == place[key]:
            found.append(
                _("{person} is number {place} in the order and would take seat {seat}.").format(
                    person=hall.members[key], place=place[key], seat=number
                )
            )
    return sorted(set(found))


def _broken(hall: Hall, fault: Fault) -> str:
    person = hall.members.get(fault.keys[0], "") if fault.keys else ""
    return {
        "apart": _("Two who are to be kept apart would sit together."),
        "wheelchair": _("{person} could not reach this seat with a wheelchair."),
        "behind": _("{person} would no longer sit behind the one they interpret for."),
        "honour": _("A seat of honour would stand empty."),
        "unseated": _("{person} has no seat in this version. Repair the plan."),
        "stranger": _("Somebody in this version no longer comes. Repair the plan."),
    }.get(fault.code, _("A seat would be used twice.")).format(person=person)


def how_good(content: dict[str, Any]) -> str:
    """Whether who shares a table with whom was proven the best, or by how much it may not be."""
    cost, bound = content.get("cost", -1), content.get("bound", -1)
    if cost < 0:
        return ""
    if cost == bound:
        return _(
            "Proven: no other way to share out the tables serves languages and delegations better."
        )
    return _(
        "Not proven the best: this plan has {cost} points against it, and none can have fewer than {bound}."
    ).format(cost=cost, bound=bound) + " " + _(
        "{alone} points where somebody has one fewer to talk to than two, {together} for each colleague at the same table."
    ).format(alone=ALONE, together=TOGETHER)  # fmt: skip


def in_words(content: dict[str, Any]) -> list[str]:
    """The compromises of a version, in the language of the page."""
    said = {
        "out_of_order": _("{person} sits {places} places from their order, so that the constraints are kept."),
        "left_hand": _("{person} is left-handed and has a neighbour at the left: no left end is free within {places} places."),
        "delegation_outnumbers": _("{person} sits with colleagues of their own delegation ({others}): it has {guests} guests for {tables} tables."),
        "delegation_together": _("{person} sits with colleagues of their own delegation ({others}): the search found no plan that serves the tables better as a whole."),
        "no_language": _("{person} shares no language with a neighbour: nobody else who is coming speaks one of theirs."),
        "language_elsewhere": _("{person} shares no language with a neighbour: the search found no plan that serves the tables better as a whole."),
    }  # fmt: skip
    return [
        said[one["code"]].format(
            person=Text(content["people"][one["key"]]["name"]), **one["fields"]
        )
        for one in content["compromises"]
        if one["key"] in content["people"]
    ]
