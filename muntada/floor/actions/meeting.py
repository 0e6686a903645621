"""The meeting: opened, suspended, closed; each deed is seen on every live page at once."""

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from muntada.accounts.models import User
from muntada.audit.actions import record
from muntada.floor import live, rules
from muntada.floor.models import Floor, GroupTime, Happening
from muntada.kit.errors import RuleBroken
from muntada.kit.states import move
from muntada.parties.models import Group
from muntada.programme.models import Session


def seen[**P, T](deed: Callable[P, T]) -> Callable[P, T]:
    """One at a time on a floor, and the live pages follow in the same transaction."""

    @wraps(deed)
    def done(*args: P.args, **kwargs: P.kwargs) -> T:
        with transaction.atomic():
            given: Any = args[0]
            floor_id = given.pk if isinstance(given, Floor) else given.floor_id
            Floor.objects.select_for_update().get(pk=floor_id)
            result = deed(*args, **kwargs)
            live.write(Floor.objects.get(pk=floor_id))
            return result

    return done


@transaction.atomic
def furnish(session: Session, *, by: User | None, at: datetime) -> Floor:
    """Give a session its list of speakers."""
    floor, new = Floor.objects.get_or_create(session=session, edition_id=session.edition_id)
    if new:
        live.write(floor)
        record("floor.furnished", floor, by=by, at=at)
    return floor


@seen
def set_floor(floor: Floor, *, fields: dict[str, Any], by: User, at: datetime) -> None:
    """The time limits, and who is in the chair."""
    before = {name: getattr(floor, name) for name in fields}
    Floor.objects.filter(pk=floor.pk).update(**fields)
    record("floor.set", floor, by=by, at=at, before=before, after=fields)


@seen
def sit(floor: Floor, *, verb: str, by: User, at: datetime) -> None:
    """Open, suspend, resume or close the meeting."""
    if verb == "close" and floor.speeches.filter(state=rules.SPEAKING).exists():
        raise RuleBroken(_("Somebody has the floor. Thank them first, then close."))
    move(floor, rules.STEPS, verb)
    if verb == "suspend":
        _pause_all(floor, at)
    chair = str(Floor.objects.select_related("presides__person").get(pk=floor.pk).chair_name)
    Happening.objects.create(floor=floor, what=verb, at=at, chair=chair, by=by)
    record(f"meeting.{verb}", floor, by=by, at=at)


def _pause_all(floor: Floor, at: datetime) -> None:
    floor.speeches.filter(state=rules.SPEAKING, paused_at=None).update(paused_at=at)


@seen
def open_list(floor: Floor, *, is_open: bool, by: User, at: datetime) -> None:
    Floor.objects.filter(pk=floor.pk).update(list_is_open=is_open)
    record("list.opened" if is_open else "list.closed", floor, by=by, at=at)


@seen
def give_group_time(
    floor: Floor, *, group: Group, minutes: int, by: User, at: datetime
) -> GroupTime:
    made, _new = GroupTime.objects.update_or_create(
        floor=floor, group=group, defaults={"minutes": minutes}
    )
    after = {"group": str(group), "minutes": minutes}
    record("group_time.given", floor, by=by, at=at, after=after)
    return made
