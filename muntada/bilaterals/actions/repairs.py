"""A plan put right on the day: looked at first, before and after, then applied."""

from datetime import datetime
from typing import Any

import msgspec
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from muntada.accounts.models import User
from muntada.audit.actions import record
from muntada.bilaterals import rules
from muntada.bilaterals.actions.board import Why
from muntada.bilaterals.actions.disturbances import disturb
from muntada.bilaterals.actions.plans import alone_with
from muntada.bilaterals.actions.rounds import as_data
from muntada.bilaterals.desk.problem import Reading, read_problem
from muntada.bilaterals.desk.windows import wall
from muntada.bilaterals.models import Round
from muntada.conferences.models import Edition
from muntada.kit.errors import RuleBroken
from muntada.planning.meetings import check
from muntada.planning.meetings.repair import repair

HOLD = 30
"""Minutes: what begins sooner than that from now stays where it is."""


def _as_if(edition: Edition, said: dict[str, Any], *, by: User, at: datetime) -> Reading:
    """The desk as it would be read, had this happened; nothing of it is kept."""
    with transaction.atomic():
        disturb(edition, said, by=by, at=at)
        read = read_problem(edition, on_the_day=True)
        transaction.set_rollback(True)
    return read


def look_at_repair(
    edition: Edition,
    *,
    kind: str,
    principal: int | None,
    room: int | None,
    moment: datetime,
    now: datetime | None,
    why: Why,
    by: User,
    at: datetime,
) -> Round:
    """What would be moved and lost; kept as a round, to be applied or put away."""
    said = {"kind": kind, "principal": principal, "room": room, "moment": moment.isoformat()}
    read = _as_if(edition, said, by=by, at=at)
    if not read.plan.meetings:
        raise RuleBroken(_("No meeting stands on the board: there is nothing to put right."))
    now = now or (at if edition.local(at).date() in edition.days() else None)
    mended = repair(
        read.problem, read.plan, now=wall(edition, now) if now else None, hold=HOLD, seconds=2
    )
    with transaction.atomic():
        alone_with(edition)
        last = Round.objects.filter(edition=edition).aggregate(last=Max("number"))["last"] or 0
        made = Round.objects.create(
            edition=edition, number=last + 1, kind=rules.REPAIR, state=rules.FINISHED,
            status="OPTIMAL" if mended.proved else "FEASIBLE", spent=mended.seconds,
            problem=as_data(read.problem), plan=as_data(mended.plan),
            faults=check.problems(read.problem, mended.plan),
            score={"met": len(mended.plan.meetings)},
            options={
                "disturbance": said, "reason": why.reason, "withheld": why.withheld,
                "moved": [msgspec.to_builtins(one) for one in mended.moved],
                "lost": list(mended.lost), "kept": mended.kept,
                "before": as_data(read.plan),
            },
            created_at=at, created_by=by, started_at=at, ended_at=at,
        )  # fmt: skip
        record("repair.looked_at", made, by=by, at=at, after={"moved": len(mended.moved)})
    return made
