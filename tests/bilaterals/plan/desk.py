"""A small bilaterals desk: Huda runs it; two ministers' rooms in two wings, on 23 and 24 June."""

from datetime import UTC, datetime, timedelta
from typing import Any

from muntada.accounts.models import User
from muntada.bilaterals import rules
from muntada.bilaterals.models import (
    Arrangements,
    Interpreter,
    Meeting,
    MeetingRoom,
    Principal,
    Request,
)
from tests import world

NOW = world.NOW
NAMES = {"EGY": "Laila Haddad", "KAZ": "Aigerim Serikova", "BRA": "Rita Alves", "FRA": "Luc Morel"}


def at(hours: float, day: int = 0) -> datetime:
    """So many hours after midnight on the venue's wall, on the first day or later."""
    return datetime(2021, 6, 23, tzinfo=world.edition().zone) + timedelta(days=day, hours=hours)


def utc(moment: datetime) -> datetime:
    return moment.astimezone(UTC)


def huda(language: str = "en") -> User:
    return world.user("Huda", "bilaterals", language=language)


def arranged(**fields: Any) -> Arrangements:
    made, _new = Arrangements.objects.get_or_create(edition=world.edition())
    for name, value in fields.items():
        setattr(made, name, value)
    made.save()
    return made


def principal(code: str = "EGY", name: str = "", **fields: Any) -> Principal:
    named = name or NAMES.get(code, f"Minister of {code}")
    found = Principal.objects.filter(
        delegation__party__code=code, member__person__name__en=named
    ).first()
    if found:
        return found
    delegation = world.delegation(code)
    delegation.is_coming = True
    delegation.save()
    head = {} if name else {"place": "head", "rank": world.rank()}
    member = world.member(named, code, state="confirmed", **head)
    defaults = {"level": rules.MINISTERS, "language": "en"}
    return Principal.objects.create(
        edition=world.edition(), delegation=delegation, member=member, **{**defaults, **fields}
    )


def room(name: str = "Pearl", wing: str = "", **fields: Any) -> MeetingRoom:
    return MeetingRoom.objects.create(
        edition=world.edition(), room=world.room(name, capacity=12), wing=wing,
        **{"seats": 10, "turnaround": 10, **fields},
    )  # fmt: skip


def interpreter(name: str = "Basma", *pairs: list[str], **fields: Any) -> Interpreter:
    return Interpreter.objects.create(
        edition=world.edition(), name=name, pairs=list(pairs) or [["ar", "ru"]], **fields
    )


def agreed(asks: str = "EGY", asked: str = "KAZ", **fields: Any) -> Request:
    """A request that both sides have said yes to."""
    one, other = principal(asks), principal(asked)
    defaults = {
        "principal": one,
        "counterpart_principal": other,
        "state": rules.ACCEPTED,
        "minutes": 30,
        "created_at": NOW,
        "sent_at": NOW,
        "answered_at": NOW,
    }
    return Request.objects.create(
        edition=world.edition(), delegation=one.delegation, counterpart=other.delegation,
        **{**defaults, **fields},
    )  # fmt: skip


def met(request: Request, room: MeetingRoom, starts: datetime, **fields: Any) -> Meeting:
    """A meeting on the board; published unless said otherwise."""
    state = fields.setdefault("state", rules.PUBLISHED)
    if state != rules.PLANNED:
        fields.setdefault("told_at", NOW)
    if state == rules.CONFIRMED:
        fields.update(asker_confirmed_at=NOW, counterpart_confirmed_at=NOW)
    return Meeting.objects.create(
        edition=world.edition(), request=request, room=room, starts=starts,
        ends=starts + timedelta(minutes=request.minutes), **fields,
    )  # fmt: skip
