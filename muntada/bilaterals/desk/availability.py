"""When principals, rooms and interpreters can be in a meeting; a few queries, however many."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import timedelta

from muntada.bilaterals import rules
from muntada.bilaterals.desk.windows import common, days_of_meetings, union, wall, without
from muntada.bilaterals.models import (
    Arrangements,
    Duty,
    Hours,
    Interpreter,
    MeetingRoom,
    Opening,
    Principal,
)
from muntada.conferences.models import Edition
from muntada.delegations import rules as delegation_rules
from muntada.planning.meetings.problem import Window
from muntada.programme.models import Participation, Session


@dataclass(frozen=True)
class Engaged:
    """What keeps somebody from meeting, and in which words the desk calls it."""

    window: Window
    kind: str
    name: str


class Availability:
    """Read once; asked for each principal, room and interpreter of the edition."""

    def __init__(self, edition: Edition, arranged: Arrangements) -> None:
        self.edition = edition
        self.days = days_of_meetings(edition, arranged)
        self.margin = timedelta(minutes=arranged.margin)
        sessions = list(Session.objects.filter(edition=edition))
        self.sessions = {one.pk: one for one in sessions}
        kept_free = set(arranged.kept_free or ())
        self.for_all = [self._of_session(one) for one in sessions if one.kind in kept_free]
        self.speaks: dict[int, list[Engaged]] = defaultdict(list)
        parts = Participation.objects.filter(session__edition=edition)
        parts = parts.exclude(mode=delegation_rules.RECORDED)
        for session, member in parts.order_by("session__starts").values_list("session", "member"):
            self.speaks[member].append(self._of_session(self.sessions[session], self.margin))
        self.attends: dict[int, list[Engaged]] = defaultdict(list)
        attended = Principal.sessions.through.objects.filter(principal__edition=edition)
        for principal, session in attended.values_list("principal", "session"):
            if one := self.sessions.get(session):
                self.attends[principal].append(self._of_session(one))
        self.in_room: dict[int, list[Engaged]] = defaultdict(list)
        for one in sessions:
            if one.room_id:
                self.in_room[one.room_id].append(self._of_session(one))
        self.hours = list(Hours.objects.filter(edition=edition))
        self.openings = self._windows(Opening.objects.filter(room__edition=edition), "room_id")
        self.duties = self._windows(
            Duty.objects.filter(interpreter__edition=edition), "interpreter_id"
        )

    def _of_session(self, session: Session, margin: timedelta = timedelta()) -> Engaged:
        starts = wall(self.edition, session.starts) - margin
        ends = wall(self.edition, session.ends) + margin
        return Engaged(Window(starts, ends), "session", str(session.title))

    def _windows(self, rows: object, owner: str) -> dict[int, list[Window]]:
        found: dict[int, list[Window]] = defaultdict(list)
        for row in rows.all():  # type: ignore[attr-defined]
            window = Window(wall(self.edition, row.starts), wall(self.edition, row.ends))
            found[getattr(row, owner)].append(window)
        return found

    # Principals

    def engagements(self, principal: Principal) -> list[Engaged]:
        """Sessions, prayers, meals, other hours: everything that is not a bilateral meeting."""
        found = [*self.for_all, *self.speaks[principal.member_id], *self.attends[principal.pk]]
        for hours in self._hours_of(principal):
            if hours.kind != rules.FREE:
                found.append(Engaged(self._span(hours), hours.kind, ""))
        return sorted(found, key=lambda one: one.window.start)

    def free(self, principal: Principal) -> tuple[Window, ...]:
        """Nothing at all for who has withdrawn or takes part from afar."""
        member = principal.member
        here = (
            principal.is_active
            and member.mode == delegation_rules.IN_PERSON
            and member.state != delegation_rules.WITHDRAWN
        )
        if not here:
            return ()
        free = self.present(principal)
        own = [one for one in self._hours_of(principal) if one.kind == rules.FREE]
        # Hours of the principal count before those of the delegation, these before everybody's.
        for level in (
            [h for h in own if h.principal_id],
            [h for h in own if h.delegation_id and not h.principal_id],
            [h for h in own if not h.delegation_id],
        ):
            if level:
                free = common(free, [self._span(hours) for hours in level])
                break
        return without(free, [one.window for one in self.engagements(principal)])

    def present(self, principal: Principal) -> tuple[Window, ...]:
        """The hours of meetings between arrival and departure."""
        member = principal.member
        away: list[Window] = []
        first, last = self.days[0].start, self.days[-1].end
        if member.arrives_at:
            arrives = wall(self.edition, member.arrives_at)
            away += [Window(first, arrives)] if first < arrives else []
        if member.departs_at:
            departs = wall(self.edition, member.departs_at)
            away += [Window(departs, last)] if departs < last else []
        return without(self.days, away)

    def _hours_of(self, principal: Principal) -> list[Hours]:
        return [
            one
            for one in self.hours
            if one.principal_id == principal.pk
            or (one.principal_id is None and one.delegation_id in (None, principal.delegation_id))
        ]

    def _span(self, hours: Hours) -> Window:
        return Window(wall(self.edition, hours.starts), wall(self.edition, hours.ends))

    # Rooms and interpreters

    def open(self, room: MeetingRoom) -> tuple[Window, ...]:
        """Without hours of its own a room is open all through the days of meetings."""
        if not room.is_open:
            return ()
        hours = union(self.openings[room.pk]) or self.days
        return without(hours, [one.window for one in self.in_room[room.room_id]])

    def on_duty(self, one: Interpreter) -> tuple[Window, ...]:
        if not one.is_active:
            return ()
        return union(self.duties[one.pk]) or self.days
