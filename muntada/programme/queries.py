"""Reads of the draft: what clashes, who sits where."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from muntada.conferences.models import Edition, Room, Walk
from muntada.delegations import rules as delegation_rules
from muntada.delegations.models import Member
from muntada.programme import rules
from muntada.programme.models import Participation, Session
from muntada.programme.rules import Clash, Slot, Stay


@dataclass(frozen=True)
class Draft:
    """The draft as clash rules see it, read in five queries however many sessions there are."""

    slots: list[Slot]
    booths: dict[int, int]
    walks: dict[tuple[int, int], int]
    stays: dict[int, Stay]

    def clashes_among(self, slots: Iterable[Slot]) -> list[Clash]:
        return rules.clashes(slots, booths=self.booths, walks=self.walks, stays=self.stays)


def _slot(session: Session, people: Iterable[int], on_site: Iterable[int]) -> Slot:
    return Slot(
        id=session.pk or 0,
        title=str(session.title),
        starts=session.starts,
        ends=session.ends,
        room=session.room_id,
        people=frozenset(people),
        booths_needed=rules.booths_of(session.languages),
        on_site=frozenset(on_site),
    )


def draft(edition: Edition) -> Draft:
    """Who speaks by recording is in no place; who speaks by video is busy, but need not walk."""
    people: dict[int, set[int]] = defaultdict(set)
    on_site: dict[int, set[int]] = defaultdict(set)
    parts = Participation.objects.filter(session__edition=edition)
    parts = parts.exclude(mode=delegation_rules.RECORDED)
    for session, member, mode in parts.values_list("session", "member", "mode"):
        people[session].add(member)
        if mode == delegation_rules.IN_PERSON:
            on_site[session].add(member)
    sessions = Session.objects.filter(edition=edition)
    walks = Walk.objects.filter(room_a__edition=edition)
    stays = Member.objects.filter(participations__session__edition=edition).distinct()
    return Draft(
        slots=[_slot(one, people[one.pk], on_site[one.pk]) for one in sessions],
        booths=dict(Room.objects.filter(edition=edition).values_list("pk", "booths")),
        walks={(a, b): n for a, b, n in walks.values_list("room_a", "room_b", "minutes")},
        stays={
            pk: Stay(arrives, departs)
            for pk, arrives, departs in stays.values_list("pk", "arrives_at", "departs_at")
        },
    )


def all_clashes(edition: Edition) -> list[Clash]:
    read = draft(edition)
    return read.clashes_among(read.slots)


def clashes_of(session: Session) -> list[Clash]:
    """What the session, as it stands in memory, clashes with."""
    read = draft(session.edition)
    own = next((one for one in read.slots if one.id == session.pk), None)
    mine = _slot(session, own.people if own else (), own.on_site if own else ())
    beside = [mine, *(one for one in read.slots if one.id != session.pk)]
    return [clash for clash in read.clashes_among(beside) if mine in (clash.one, clash.other)]


def in_words(edition: Edition, found: Iterable[Clash]) -> list[str]:
    """A sentence a programme officer can repeat, for each clash."""
    found = list(found)
    rooms = {room.pk: room for room in Room.objects.filter(edition=edition)}
    of_people = (rules.PERSON, rules.WALK, rules.AWAY)
    wanted = [clash.thing or 0 for clash in found if clash.kind in of_people]
    members = {one.pk: one for one in Member.objects.filter(pk__in=wanted).select_related("person")}
    return [_sentence(edition, clash, rooms, members) for clash in found]


def _sentence(
    edition: Edition, clash: Clash, rooms: dict[int, Room], members: dict[int, Member]
) -> str:
    one, other, thing = clash.one, clash.other, clash.thing or 0
    said: dict[str, object] = {
        "one": one.title,
        "hours": f"{edition.local(one.starts):%H:%M}–{edition.local(one.ends):%H:%M}",
        "other": other.title if other else "",
        "person": members.get(thing, ""),
        "room": rooms.get(thing, ""),
    }
    if clash.kind == rules.ROOM:
        sentence = _("{room} is used twice: “{one}” ({hours}) and “{other}”.")
    elif clash.kind == rules.PERSON:
        sentence = _("{person} would be in two sessions at once: “{one}” ({hours}) and “{other}”.")
    elif clash.kind == rules.WALK and other:
        free = int((other.starts - one.ends).total_seconds() // 60)
        said |= {"free": free, "minutes": clash.minutes}
        sentence = _(
            "{person} has {free} minutes from “{one}” ({hours}) to “{other}”, and the walk takes "
            "{minutes}."
        )
    elif clash.kind == rules.AWAY:
        arrives = members[thing].arrives_at
        late = arrives is not None and arrives > one.starts
        moment = arrives if late else members[thing].departs_at
        said["when"] = f"{edition.local(moment):%Y-%m-%d %H:%M}" if moment else ""
        sentence = (
            _("{person} arrives at {when}, after “{one}” ({hours}) begins.")
            if late
            else _("{person} departs at {when}, before “{one}” ({hours}) ends.")
        )
    else:
        said |= {"booths": rooms[thing].booths, "needed": one.booths_needed}
        sentence = _("{room} has {booths} interpretation booths, and “{one}” needs {needed}.")
    return sentence.format(**said)
