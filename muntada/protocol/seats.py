"""A seat plan between the database and the planner: what a version keeps, and what it breaks."""

from dataclasses import replace
from typing import Any

from django.utils.translation import gettext as _

from muntada.kit.texts import Text
from muntada.planning.seating import Fault, Plan, breaks, faults
from muntada.planning.seating.check import APART
from muntada.planning.seating.problem import Compromise
from muntada.planning.seating.shares import ALONE, TOGETHER
from muntada.protocol.guests import Hall, hall
from muntada.protocol.layouts import layout_of, settings_of
from muntada.protocol.models import SeatPlan, SeatPlanVersion


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
        # Who is kept apart is named nowhere: a version has more readers than that wish.
        "faults": [
            {
                "code": one.code,
                "keys": [] if one.code == APART else list(one.keys),
                "seat": one.seat,
            }
            for one in faults(hall.problem, plan)
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
        "chair": _("{person} would sit on a chair behind, and interprets for nobody here."),
        "honour": _("A seat of honour would stand empty."),
        "unseated": _("{person} has no seat in this version. Repair the plan."),
        "stranger": _("Somebody in this version no longer comes. Repair the plan."),
    }.get(fault.code, _("A seat would be used twice.")).format(person=person)


def not_kept_today(plan: SeatPlan, seated: Plan) -> list[str]:
    """What the plan as it stands does not keep, by who comes and what they need today."""
    return not_kept(hall(plan, stands=True), seated)


def not_kept(hall: Hall, plan: Plan) -> list[str]:
    """A sentence for each thing the plan does not keep, and for each one who is missing from it."""
    found = [_unmet(hall, fault) for fault in faults(hall.problem, plan)]
    return [*sorted(set(found)), *(one.sentence() for one in hall.missing)]


def _unmet(hall: Hall, fault: Fault) -> str:
    person = hall.members.get(fault.keys[0], "") if fault.keys else ""
    guest = hall.problem.by_key.get(fault.keys[0]) if fault.keys else None
    code = fault.code
    if code == "unseated" and guest is not None:
        code = "behind" if hall.problem.is_behind(guest) else _why_unseated(hall)
    other = hall.members.get(guest.interprets_for, "") if guest else ""
    return {
        "apart": _("Two who are to be kept apart sit together."),
        "wheelchair": _("{person} has no seat that a wheelchair can reach."),
        "behind": _("{person} has no chair behind {other}, for whom they interpret."),
        "chair": _("{person} sits on a chair behind, and interprets for nobody here."),
        "honour": _("Seat of honour {seat} is empty."),
        "unseated": _("{person} has no seat in this version. Repair the plan."),
        "crowded": _("{person} has no seat: all are taken. Add seats, or seat fewer."),
        "stranger": _("Somebody in this version no longer comes. Repair the plan."),
    }.get(code, _("A seat is used twice.")).format(person=person, other=other, seat=fault.seat)


def _why_unseated(hall: Hall) -> str:
    problem = hall.problem
    return "crowded" if len(problem.in_front) > len(problem.layout.front) else "unseated"


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
