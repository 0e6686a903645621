"""Speakers inscribed and called, for tests of the floor."""

from datetime import timedelta

from muntada.floor import actions
from tests import world

MINUTE = timedelta(minutes=1)


def inscribe(hall, code, minutes_later=0, **how):
    head = world.delegation(code).members.get(place="head")
    return actions.inscribe(
        hall, delegation=world.delegation(code), member=how.pop("member", head), **how,
        by=world.pavel(), at=world.NOW + minutes_later * MINUTE,
    )  # fmt: skip


def do(deed, speech, minutes_later=0.0):
    deed(speech, by=world.pavel(), at=world.NOW + minutes_later * MINUTE)
