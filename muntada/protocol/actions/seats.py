"""Seat plans made, swapped, repaired; who is kept apart; what a person needs."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from muntada.accounts.models import User
from muntada.audit.actions import record, save_changes
from muntada.conferences.models import Edition
from muntada.delegations.models import Delegation, Member
from muntada.kit.errors import RuleBroken
from muntada.kit.languages import current, sentences
from muntada.planning.seating import Compromise, Plan, SeatingError, repair, seat, told
from muntada.protocol import rules
from muntada.protocol.models import Apart, Need, SeatPlan, SeatPlanVersion
from muntada.protocol.seats import Hall, as_content, as_plan, hall, swapped, what_breaks


@transaction.atomic
def plan_seats(edition: Edition, *, fields: dict[str, Any], by: User, at: datetime) -> SeatPlan:
    """A new plan, seated at once; nothing is kept of a plan that cannot be seated."""
    plan = SeatPlan.objects.create(edition=edition, **fields)
    record("seats.planned", plan, by=by, at=at, after={"shape": plan.shape, "size": plan.size})
    seat_anew(plan, by=by, at=at)
    return plan


@transaction.atomic
def seat_anew(plan: SeatPlan, *, by: User, at: datetime) -> SeatPlanVersion:
    """From the order as it is now, whatever was swapped before."""
    SeatPlan.objects.select_for_update().get(pk=plan.pk)
    here = _hall(plan)
    try:
        made = seat(here.problem)
    except SeatingError as error:
        raise RuleBroken(_refused(error)) from error
    return _keep(plan, here, made, rules.SEATED, by=by, at=at)


@transaction.atomic
def swap(
    plan: SeatPlan, *, one: int, other: int, anyway: bool, by: User, at: datetime
) -> SeatPlanVersion:
    """Two seats change guests; what that breaks is said first, and accepted with `anyway`."""
    last = _last(plan)
    before, here = as_plan(last), _hall(plan)
    numbers = before.layout.by_number
    if one == other or one not in numbers or other not in numbers:
        raise RuleBroken(_("Choose two different seats of the plan."))
    if one not in before.at and other not in before.at:
        raise RuleBroken(_("Both seats are empty."))
    after = swapped(before, one, other)
    if (broken := what_breaks(here, before, after)) and not anyway:
        raise RuleBroken(sentences(broken, current()))
    after = replace(after, compromises=_told(here, after))
    return _keep(plan, here, after, rules.SWAPPED, by=by, at=at)


def _told(here: Hall, after: Plan) -> tuple[Compromise, ...]:
    """Compromises as the plan stands; a guest who has left since is the repair's to take out."""
    known = {number: key for number, key in after.at.items() if key in here.problem.by_key}
    return told(here.problem, replace(after, at=known))


@transaction.atomic
def change_plan(
    plan: SeatPlan, *, fields: dict[str, Any], by: User, at: datetime
) -> SeatPlanVersion:
    """Other settings of the hall: everybody is seated anew, and earlier versions are kept."""
    save_changes(plan, fields, verb="seats.changed", by=by, at=at)
    plan.refresh_from_db()
    return seat_anew(plan, by=by, at=at)


@transaction.atomic
def cancel(
    plan: SeatPlan, *, keys: list[str], move_up: bool, by: User, at: datetime
) -> SeatPlanVersion:
    """These guests do not come to this occasion; the fewest others move. None: only repair."""
    last = _last(plan)
    if set(keys) - set(last.content["at"].values()):
        raise RuleBroken(_("This person has no seat in the plan."))
    plan.absent = sorted({*plan.absent, *keys})
    plan.save(update_fields=["absent"])
    here = _hall(plan)
    try:
        made = repair(here.problem, as_plan(last), move_up=move_up)
    except SeatingError as error:
        raise RuleBroken(_refused(error)) from error
    return _keep(plan, here, made, rules.REPAIRED, by=by, at=at)


def _hall(plan: SeatPlan) -> Hall:
    try:
        return hall(plan)
    except SeatingError as error:
        raise RuleBroken(_refused(error)) from error


def _refused(error: SeatingError) -> Any:
    """The planner's refusal in the words of the house; it names nobody."""
    said = str(error)
    if "people for" in said:
        return _("There are more people than seats. Add seats, or seat fewer.")
    if "There is no seat" in said:
        return _("There is no such seat: the numbers are those of the plan.")
    if "wheelchair" in said:
        return _("There are too few seats that a wheelchair can reach.")
    if "interpreters" in said:
        return _("There are more interpreters than chairs behind one guest.")
    if "seats" in said and "from" in said:
        return _("A hall has at least one seat and at most 5,000; some shapes need more.")
    return _("No plan keeps every constraint. Add seats, or lift a constraint.")


def _last(plan: SeatPlan) -> SeatPlanVersion:
    """What stands now; two officers who change one plan at once wait for one another."""
    SeatPlan.objects.select_for_update().get(pk=plan.pk)
    last = plan.versions.select_related("plan__edition").first()
    if last is None:
        raise RuleBroken(_("Nobody is seated yet."))
    return last


def _keep(
    plan: SeatPlan, here: Hall, made: Plan, how: str, *, by: User, at: datetime
) -> SeatPlanVersion:  # fmt: skip
    last = plan.versions.first()
    content = as_content(plan, here, made, last.content if last else None)
    version = SeatPlanVersion.objects.create(
        plan=plan, number=last.number + 1 if last else 1, made=how, made_at=at, made_by=by,
        moved=len(made.moved), content=content,
    )  # fmt: skip
    after = {"version": version.number, "moved": version.moved}
    record(f"seats.{how}", plan, by=by, at=at, after=after)
    return version


@transaction.atomic
def keep_apart(
    edition: Edition, *, one: Delegation, other: Delegation, by: User, at: datetime
) -> Apart:
    """Recorded without a name: the audit has more readers than this wish."""
    first, second = sorted((one, other), key=lambda each: each.pk)
    if first == second:
        raise RuleBroken(_("Keeping apart takes two different delegations."))
    made, new = Apart.objects.get_or_create(
        one=first, other=second, defaults={"edition": edition, "asked_at": at}
    )
    if not new:
        raise RuleBroken(_("These two are kept apart already."))
    record("apart.asked", edition, by=by, at=at)
    return made


@transaction.atomic
def lift_apart(pair: Apart, *, by: User, at: datetime) -> None:
    record("apart.lifted", pair.edition, by=by, at=at)
    pair.delete()


@transaction.atomic
def put_need(
    member: Member, *, wheelchair: bool, left_handed: bool, interpreter: Member | None,
    by: User, at: datetime,
) -> None:  # fmt: skip
    """What a person needs is of a special category: the audit says that it changed, not what."""
    if interpreter is not None and interpreter.pk == member.pk:
        raise RuleBroken(_("Nobody is their own interpreter."))
    fields = {"wheelchair": wheelchair, "left_handed": left_handed, "interpreter": interpreter}
    if any(fields.values()):
        Need.objects.update_or_create(member=member, defaults=fields)
    else:
        Need.objects.filter(member=member).delete()
    record("need.put", member, by=by, at=at)
