"""Speakers inscribed and called, for tests of the floor."""

from datetime import timedelta

from muntada.floor import actions
from tests import world
from tests.protocol.house import furnished

MINUTE = timedelta(minutes=1)


def opened():
    """A meeting that is open, with an open list, and five delegations."""
    furnished()
    made = actions.furnish(world.session("Debate"), by=world.pavel(), at=world.NOW)
    actions.open_list(made, is_open=True, by=world.pavel(), at=world.NOW)
    actions.sit(made, verb="open", by=world.pavel(), at=world.NOW)
    made.refresh_from_db()
    return made


def inscribe(hall, code, minutes_later=0, **how):
    head = world.delegation(code).members.get(place="head")
    return actions.inscribe(
        hall, delegation=world.delegation(code), member=how.pop("member", head), **how,
        by=world.pavel(), at=world.NOW + minutes_later * MINUTE,
    )  # fmt: skip


def do(deed, speech, minutes_later=0.0):
    deed(speech, by=world.pavel(), at=world.NOW + minutes_later * MINUTE)
