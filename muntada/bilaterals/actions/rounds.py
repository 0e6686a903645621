"""Rounds of planning: asked for, worked on, stopped with what they have, taken or put away."""

import json
import secrets
from dataclasses import asdict
from datetime import datetime
from typing import Any

import msgspec
from django.db import transaction
from django.db.models import Max, QuerySet
from django.utils.translation import gettext as _

from muntada.accounts.models import User
from muntada.audit.actions import record
from muntada.bilaterals import rules
from muntada.bilaterals.actions.board import NO_REASON, Why, place, spots_of, unplaced
from muntada.bilaterals.actions.disturbances import disturb
from muntada.bilaterals.actions.plans import alone_with
from muntada.bilaterals.desk.problem import Reading, read_problem
from muntada.bilaterals.models import Meeting, Request, Round
from muntada.conferences.models import Edition
from muntada.kit.errors import RuleBroken, ensure
from muntada.planning.meetings import check
from muntada.planning.meetings import form as written
from muntada.planning.meetings.problem import BadProblem, Plan, Problem
from muntada.planning.meetings.score import Score
from muntada.planning.meetings.solve import Outcome, Progress, baseline, solve


def as_data(thing: Problem | Plan) -> dict[str, Any]:
    data: dict[str, Any] = msgspec.to_builtins(thing)
    return data


def problem_in(one: Round) -> Problem:
    return written.read(json.dumps(one.problem), Problem)


def plan_in(one: Round) -> Plan:
    return written.read(json.dumps(one.plan), Plan) if one.plan else Plan(())


@transaction.atomic
def ask_for_round(
    edition: Edition,
    *,
    seconds: int,
    seed: int,
    name: str = "",
    workers: int = 1,
    by: User,
    at: datetime,
) -> Round:
    """The desk as it is now is what the planner works on, whatever changes meanwhile."""
    alone_with(edition)
    if Round.objects.filter(edition=edition).unfinished().exists():
        raise RuleBroken(_("The planner is at work on another round. Wait, or stop it."))
    try:
        read = read_problem(edition, at=at)
    except BadProblem as error:
        raise RuleBroken(str(error)) from error
    if not read.problem.requests:
        raise RuleBroken(_("No request has been accepted by both sides yet: nothing to plan."))
    if not read.problem.rooms:
        raise RuleBroken(_("No room is given to bilateral meetings yet."))
    last = Round.objects.filter(edition=edition).aggregate(last=Max("number"))["last"] or 0
    made = Round.objects.create(
        edition=edition, number=last + 1, name=name, seconds=seconds, seed=seed, workers=workers,
        problem=as_data(read.problem),
        options={"before": as_data(read.plan), "unfit": read.unfit, "loosened": read.loosened},
        created_at=at, created_by=by,
    )  # fmt: skip
    record("round.asked", made, by=by, at=at, after={"seconds": seconds, "seed": seed})
    return made


@transaction.atomic
def stop_round(one: Round, *, by: User, at: datetime) -> None:
    """What was found until now is kept."""
    rows = Round.objects.filter(pk=one.pk).unfinished().update(stop_asked=True)
    if not rows:
        raise RuleBroken(_("This round has ended already."))
    record("round.stopped", one, by=by, at=at)


def work(one: Round, *, at: datetime, again: bool = False, rounds: int | None = None) -> Round:
    """Not in a transaction: how it goes is told to the page all the while.

    After so many `rounds` of the search the plan is the same on every machine. Only who holds the
    claim writes: a process whose round was taken over, ended or adopted meanwhile changes nothing.
    """
    if not _claim(one, at=at, again=again):
        return one
    problem = problem_in(one)
    before = written.read(json.dumps(one.options["before"]), Plan)
    outcome = solve(
        problem, seconds=one.seconds, rounds=rounds, seed=one.seed, workers=one.workers,
        before=before if before.meetings else None, told=lambda progress: _hear(one, progress),
    )  # fmt: skip
    one.refresh_from_db(fields=["stop_asked"])
    result = {"status": outcome.status, "spent": outcome.seconds, **_found(one, problem, outcome)}
    _claimed(one).update(**result)
    one.refresh_from_db()
    return one


def _claim(one: Round, *, at: datetime, again: bool) -> bool:
    """Take a round that waits or, after a restart, one whose process is gone."""
    claim = secrets.token_hex(8)
    rows = Round.objects.filter(pk=one.pk)
    taken = rows.filter(state=rules.WAITING).update(state=rules.WORKING, started_at=at, claim=claim)
    if not taken and again:
        options = {**one.options, "taken_up_again": at.isoformat()}
        taken = rows.filter(state=rules.WORKING).update(options=options, claim=claim)
    one.refresh_from_db(fields=["state", "started_at", "options", "claim"])
    return bool(taken)


def _claimed(one: Round) -> QuerySet[Round]:
    """The row, as long as it is still this process that works on it."""
    return Round.objects.filter(pk=one.pk, state=rules.WORKING, claim=one.claim)


def _found(one: Round, problem: Problem, outcome: Outcome) -> dict[str, Any]:
    if outcome.plan is None:
        sentence = _("What is locked or confirmed cannot all stand together.")
        return {"state": rules.FAILED, "problem_said": sentence}
    by_hand, worth = baseline(problem)
    reached = _worth(outcome.progress) if outcome.progress else {"score": one.score}
    return {
        **reached,
        "score": {**reached["score"], "met": len(outcome.plan.meetings)},
        "state": rules.STOPPED if one.stop_asked else rules.FINISHED,
        "plan": as_data(outcome.plan),
        "faults": check.problems(problem, outcome.plan),
        "baseline": {**said(worth), "met": len(by_hand.meetings)},
    }


def said(score: Score) -> dict[str, int]:
    return asdict(score)


def _worth(progress: Progress) -> dict[str, Any]:
    """The columns that say how good the best plan so far is."""
    return {
        "score": said(progress.score), "top_bound": progress.top_bound, "bound": progress.bound,
    }  # fmt: skip


def _hear(one: Round, progress: Progress) -> bool:
    """Write how it goes where the page reads it; False once it was taken over or asked to stop."""
    _claimed(one).update(**_worth(progress), spent=progress.seconds)
    return _claimed(one).filter(stop_asked=False).exists()


def end_round(one: Round, *, at: datetime) -> None:
    Round.objects.filter(pk=one.pk, claim=one.claim, ended_at=None).update(ended_at=at)


def give_up(one: Round, *, at: datetime) -> None:
    """A fault of the program: said on the page; the log has the rest."""
    _claimed(one).update(
        state=rules.FAILED,
        ended_at=at,
        problem_said=_("The planner stopped by a fault of the program. Nothing was changed."),
    )


@transaction.atomic
def adopt_round(one: Round, *, by: User, at: datetime, why: Why = NO_REASON) -> Round:
    """The plan onto the board, verified against the desk as it is now, not as it was asked."""
    alone_with(one.edition)
    one = Round.objects.select_for_update(of=("self",)).select_related("edition").get(pk=one.pk)
    ensure(
        rules.why_not_adopt(
            state=one.state,
            has_plan=bool(one.plan),
            faults=len(one.faults),
            is_taken=one.taken_at is not None,
        )
    )
    if one.kind == rules.REPAIR:
        disturb(one.edition, one.options["disturbance"], by=by, at=at)
        why = Why(one.options.get("reason", ""), withheld=one.options.get("withheld", True))
    read = read_problem(one.edition, on_the_day=one.kind == rules.REPAIR)
    known = {request.key for request in read.problem.requests}
    plan = Plan(tuple(m for m in plan_in(one).meetings if m.request in known))
    if check.problems(read.problem, plan):
        raise RuleBroken(
            _(
                "The desk has changed since this plan was made, and the plan no longer fits it. "
                "Start a new round."
            )
        )
    take_plan(one, plan, read, by=by, at=at, why=why)
    one.taken_at, one.taken_by = at, by
    one.save(update_fields=["taken_at", "taken_by"])
    record("round.adopted", one, by=by, at=at, after={"meetings": len(plan.meetings)})
    return one


def take_plan(one: Round, plan: Plan, read: Reading, *, by: User, at: datetime, why: Why) -> None:
    edition = one.edition
    rows = Meeting.objects.select_for_update(of=("self",)).select_related(
        "room__room", "interpreter", "request"
    )
    standing = {m.request_id: m for m in rows.filter(edition=edition, state__in=rules.LIVE)}
    requests = Request.objects.filter(edition=edition, state=rules.ACCEPTED).in_bulk()
    stood = read.plan.of()
    wanted = {int(m.request): m for m in plan.meetings if int(m.request) in requests}
    new = {pk for pk in wanted if pk not in standing}
    changed = [pk for pk, m in wanted.items() if pk in new or stood.get(m.request) != m]
    meetings = [unplaced(requests[pk], round=one) if pk in new else standing[pk] for pk in changed]
    spots = spots_of(edition, [wanted[pk] for pk in changed])
    left_out = [meeting for pk, meeting in standing.items() if pk not in wanted]
    place(
        edition, list(zip(meetings, spots, strict=True)), by=by, at=at, why=why, round=one,
        leave_out=left_out,
    )  # fmt: skip


@transaction.atomic
def put_away(one: Round, *, by: User, at: datetime) -> None:
    """A round that is not taken is thrown away; meetings it put on the board stay there."""
    if one.is_working:
        raise RuleBroken(_("The planner is still working on this round. Wait, or stop it."))
    record("round.put_away", one, by=by, at=at)
    one.delete()
