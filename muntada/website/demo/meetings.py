"""The plan of the demo's bilateral meetings, on the board and told to both sides."""

from datetime import UTC, datetime

from muntada.accounts.models import User
from muntada.bilaterals.actions.plans import publish_meetings
from muntada.bilaterals.actions.rounds import adopt_round, ask_for_round, end_round, work
from muntada.conferences.models import Edition

PLANNED_AT = datetime(2021, 6, 18, 9, 0, tzinfo=UTC)
_ROUNDS = 2
"""Few, so that the demo opens soon; the same plan every time. The desk may ask for a better one."""


def plan_bilaterals(edition: Edition) -> None:
    by = User.objects.get(email="bilaterals@demo.example")
    one = ask_for_round(edition, seconds=60, seed=1, name="First plan", by=by, at=PLANNED_AT)
    one = work(one, at=PLANNED_AT, rounds=_ROUNDS)
    end_round(one, at=PLANNED_AT)
    adopt_round(one, by=by, at=PLANNED_AT)
    publish_meetings(edition, by=by, at=PLANNED_AT)
