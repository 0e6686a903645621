"""Reads of the draft: what clashes, who sits where."""

from collections import defaultdict
from collections.abc import Iterable

from django.utils.translation import gettext as _

from muntada.conferences.models import Edition, Room
from muntada.delegations import rules as delegation_rules
from muntada.delegations.models import Member
from muntada.programme import rules
from muntada.programme.models import Participation, Session
from muntada.programme.rules import Clash, Slot


def _slot(session: Session, people: Iterable[int]) -> Slot:
    return Slot(
        id=session.pk or 0,
        title=str(session.title),
        starts=session.starts,
        ends=session.ends,
        room=session.room_id,
        people=frozenset(people),
        booths_needed=rules.booths_of(session.languages),
    )


def slots(edition: Edition) -> list[Slot]:
    """Every session of the draft as clash rules see it; two queries.

    Who speaks by recording is in no place; who speaks by video is busy all the same.
    """
    people: dict[int, set[int]] = defaultdict(set)
    parts = Participation.objects.filter(session__edition=edition)
    for session, member in parts.exclude(mode=delegation_rules.RECORDED).values_list(
        "session", "member"
    ):
        people[session].add(member)
    sessions = Session.objects.filter(edition=edition)
    return [_slot(session, people[session.pk]) for session in sessions]


def _booths(edition: Edition) -> dict[int, int]:
    return dict(Room.objects.filter(edition=edition).values_list("pk", "booths"))


def all_clashes(edition: Edition) -> list[Clash]:
    return rules.clashes(slots(edition), booths=_booths(edition))


def clashes_of(session: Session) -> list[Clash]:
    """What the session, as it stands in memory, clashes with."""
    others = slots(session.edition)
    own = next((one for one in others if one.id == session.pk), None)
    mine = _slot(session, own.people if own else ())
    beside = [mine, *(one for one in others if one.id != session.pk)]
    found = rules.clashes(beside, booths=_booths(session.edition))
    return [clash for clash in found if mine in (clash.one, clash.other)]


def in_words(edition: Edition, found: Iterable[Clash]) -> list[str]:
    """A sentence a programme officer can repeat, for each clash."""
    found = list(found)
    rooms = {room.pk: room for room in Room.objects.filter(edition=edition)}
    wanted = [clash.thing or 0 for clash in found if clash.kind == rules.PERSON]
    members = {one.pk: one for one in Member.objects.filter(pk__in=wanted).select_related("person")}
    said = []
    for clash in found:
        hours = f"{edition.local(clash.one.starts):%H:%M}–{edition.local(clash.one.ends):%H:%M}"
        if clash.kind == rules.ROOM and clash.other:
            said.append(
                _("{room} is used twice: “{one}” ({hours}) and “{other}”.").format(
                    room=rooms[clash.thing or 0],
                    one=clash.one.title,
                    hours=hours,
                    other=clash.other.title,
                )
            )
        elif clash.kind == rules.PERSON and clash.other:
            said.append(
                _(
                    "{person} would be in two sessions at once: “{one}” ({hours}) and “{other}”."
                ).format(
                    person=members[clash.thing or 0],
                    one=clash.one.title,
                    hours=hours,
                    other=clash.other.title,
                )
            )
        else:
            said.append(
                _("{room} has {booths} interpretation booths, and “{one}” needs {needed}.").format(
                    room=rooms[clash.thing or 0],
                    booths=rooms[clash.thing or 0].booths,
                    one=clash.one.title,
                    needed=clash.one.booths_needed,
                )
            )
    return said
