"""The demo's meetings: a round planned, taken, published; half of it confirmed by both sides."""

from datetime import timedelta

from muntada.accounts.models import User
from muntada.bilaterals import rules
from muntada.bilaterals.actions import plans, rounds
from muntada.bilaterals.models import Meeting, Round
from muntada.conferences.models import Edition
from muntada.website.demo.bilaterals import SET_UP_AT

PLANNED_AT = SET_UP_AT + timedelta(days=37)
STEPS = 2
"""Of the search: a few seconds, and the same plan on every machine."""


def plan_meetings(edition: Edition, by: User) -> None:
    one = rounds.ask_for_round(
        edition, seconds=120, seed=1, name="First round", by=by, at=PLANNED_AT
    )
    one = rounds.work(one, at=PLANNED_AT, steps=STEPS)
    Round.objects.filter(pk=one.pk).update(ended_at=PLANNED_AT)
    rounds.adopt_round(one, by=by, at=PLANNED_AT)
    plans.publish_meetings(edition, by=by, at=PLANNED_AT)
    published = list(Meeting.objects.filter(edition=edition).order_by("starts", "pk"))
    confirmed_at = PLANNED_AT + timedelta(days=1)
    Meeting.objects.filter(pk__in=[meeting.pk for meeting in published[::2]]).update(
        state=rules.CONFIRMED,
        asker_confirmed_at=confirmed_at,
        counterpart_confirmed_at=confirmed_at,
    )
