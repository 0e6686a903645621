"""A draft of the programme to begin with."""

from datetime import timedelta

from muntada.kit.texts import Text
from muntada.programme.actions import sessions
from tests import world


def fields(title="Plenary", hours_in=0.0, minutes=90, **more):
    starts = world.OPENING + timedelta(hours=hours_in)
    return {
        "title": Text(en=title),
        "starts": starts,
        "ends": starts + timedelta(minutes=minutes),
        **more,
    }


def plan(title="Plenary", hours_in=0.0, anyway=False, **more):
    more.setdefault("room", world.room())
    return sessions.plan_session(
        world.edition(),
        fields=fields(title, hours_in, **more),
        by=world.amelie(),
        at=world.NOW,
        anyway=anyway,
    )


def speak(session, member, **how):
    how = {"part": "speaker", "minutes": 10, "mode": "in_person", "topic": Text(), **how}
    return sessions.give_part(session, member=member, **how, by=world.amelie(), at=world.NOW)
