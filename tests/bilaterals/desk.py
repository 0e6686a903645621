"""The desk's cast: Egypt and Kazakhstan are led by ministers, Brazil by an ambassador."""

from datetime import timedelta

from muntada.bilaterals import rules
from muntada.bilaterals.actions import answers
from muntada.bilaterals.actions import requests as asking
from muntada.bilaterals.models import Meeting, MeetingRoom, Principal, Request
from muntada.bilaterals.rules import Span
from tests import world

NOW = world.NOW
FIELDS = {
    "level": rules.MINISTERS,
    "minutes": 30,
    "topics": "Grain corridor and the straits",
    "press": rules.NO_PRESS,
    "language": "ar",
    "people": 4,
    "is_confidential": False,
}


def boris():
    """The bilaterals desk."""
    return world.user("Boris", "bilaterals", language="ru")


def party(code: str, level: int = rules.MINISTERS):
    """A delegation that comes, and who meets for it."""
    delegation = world.delegation(code)
    delegation.is_coming = True
    delegation.save()
    if not Principal.objects.filter(delegation=delegation).exists():
        heads = delegation.members.filter(place="head")
        member = heads.first() or world.member(
            f"Minister of {code}", code, place="head", rank=world.rank()
        )
        Principal.objects.create(
            edition=delegation.edition, delegation=delegation, member=member, level=level
        )
    return delegation


def three():
    """Their focal points too: Nadia for Egypt, Igor for Kazakhstan, Ana for Brazil."""
    world.nadia(), world.igor(), world.focal_point("Ana", "BRA")
    return party("EGY"), party("KAZ"), party("BRA", rules.OFFICIALS)


def span(hours_in: float = 2, minutes: int = 60) -> Span:
    starts = world.OPENING + timedelta(hours=hours_in)
    return Span(starts, starts + timedelta(minutes=minutes))


def draft(one="EGY", other="KAZ", times=(), **fields) -> Request:
    three()
    return asking.write_request(
        party(one), counterpart=party(other), fields=FIELDS | fields, times=list(times),
        by=world.nadia(), at=NOW,
    )  # fmt: skip


def request(**fields) -> Request:
    """Egypt has asked Kazakhstan."""
    return asking.send_request(draft(**fields), by=world.nadia(), at=NOW)


def accepted(**fields) -> Request:
    return answers.accept_request(
        request(**fields), principal=None, fields={"counterpart_language": "ru"},
        by=world.igor(), at=NOW,
    )  # fmt: skip


def room(name: str = "Booth 1") -> MeetingRoom:
    made, _new = MeetingRoom.objects.get_or_create(
        edition=world.edition(), room=world.room(name, capacity=10, booths=0)
    )
    return made


def meeting(state: str = rules.PUBLISHED, **fields) -> Meeting:
    """Theirs, on the first morning; as the planner publishes it."""
    asked = accepted(**fields)
    told = None if state == rules.PLANNED else NOW
    return Meeting.objects.create(
        edition=asked.edition, request=asked, room=room(), state=state, told_at=told,
        starts=world.OPENING + timedelta(hours=2),
        ends=world.OPENING + timedelta(hours=2, minutes=30),
        asker_confirmed_at=NOW if state == rules.CONFIRMED else None,
        counterpart_confirmed_at=NOW if state == rules.CONFIRMED else None,
    )  # fmt: skip
