"""The board as a page shows it: a day by room and hour, and a line for each party."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from muntada.bilaterals.desk.availability import Availability
from muntada.bilaterals.desk.windows import wall, without
from muntada.bilaterals.models import Meeting, MeetingRoom, Principal
from muntada.bilaterals.queries import arrangements_of
from muntada.conferences.models import Edition

HOUR_REM = 4.6
"""Height of an hour on the board, as in the programme's grid."""


@dataclass(frozen=True)
class Card:
    """A meeting on the board: its column, and the rows it takes."""

    meeting: Meeting
    column: int
    row: int
    rows: int


@dataclass(frozen=True)
class Board:
    day: date
    rooms: list[MeetingRoom]
    cards: list[Card]
    hours: list[tuple[int, int]]
    step: int
    per_hour: int

    @property
    def row_height(self) -> str:
        """In CSS, a dot whatever the language writes."""
        return f"{HOUR_REM / self.per_hour:.4f}rem"

    @property
    def first_hour(self) -> int:
        return self.hours[0][0]


def of_the_day(edition: Edition, day: date) -> list[Meeting]:
    first = datetime.combine(day, datetime.min.time(), tzinfo=edition.zone)
    found = Meeting.objects.filter(
        edition=edition, starts__gte=first, starts__lt=first + timedelta(days=1)
    )
    return list(
        found.standing().select_related(
            "room__room", "interpreter", "request__delegation__party",
            "request__counterpart__party", "request__principal__member__person",
            "request__counterpart_principal__member__person",
        )
    )  # fmt: skip


def board_of(edition: Edition, day: date) -> Board:
    arranged = arrangements_of(edition)
    step = arranged.step if 60 % arranged.step == 0 else 15
    per_hour = 60 // step
    shown = [one for one in of_the_day(edition, day) if one.room_id]
    used = {one.room_id for one in shown}
    rooms = [
        one
        for one in MeetingRoom.objects.filter(edition=edition).select_related("room")
        if one.is_open or one.pk in used
    ]
    columns = {room.pk: n for n, room in enumerate(rooms, start=2)}
    first = min([arranged.day_begins.hour, *(edition.local(m.starts).hour for m in shown)])
    ends = arranged.day_ends.hour + bool(arranged.day_ends.minute)
    last = max([ends, *(edition.local(m.ends).hour + 1 for m in shown)])
    cards = []
    for one in shown:
        starts = edition.local(one.starts)
        row = ((starts.hour - first) * 60 + starts.minute) // step + 2
        cards.append(Card(one, columns[one.room_id or 0], row, max(1, one.minutes // step)))
    hours = [(hour, (hour - first) * per_hour + 2) for hour in range(first, min(last, 24))]
    return Board(day, rooms, cards, hours, step, per_hour)


@dataclass(frozen=True)
class Mark:
    """A stretch of a line, in thousandths of its length, from the left."""

    start: int
    width: int
    meeting: Meeting | None = None
    other: str = ""


@dataclass(frozen=True)
class Line:
    principal: Principal
    taken: list[Mark]
    meetings: list[Mark]


def lines_of(edition: Edition, day: date, *, mirrored: bool) -> tuple[list[Line], list[int]]:
    """Each who meets: when not free, when in a meeting; and where the hours are.

    `mirrored`: the day runs from right to left.
    """
    arranged = arrangements_of(edition)
    opens = datetime.combine(day, arranged.day_begins)
    minutes = int((datetime.combine(day, arranged.day_ends) - opens).total_seconds()) // 60

    def mark(
        start: datetime, end: datetime, meeting: Meeting | None = None, other: str = ""
    ) -> Mark:
        a = max(0, min(1000, int((start - opens).total_seconds() / 60 * 1000 / minutes)))
        b = max(0, min(1000, int((end - opens).total_seconds() / 60 * 1000 / minutes)))
        width = max(b - a, 4 if meeting else 0)
        return Mark(1000 - a - width if mirrored else a, width, meeting, other)

    available = Availability(edition, arranged)
    people = Principal.objects.filter(edition=edition, is_active=True).select_related(
        "member__person", "delegation__party"
    )
    held: dict[int, list[Mark]] = defaultdict(list)
    for one in of_the_day(edition, day):
        request = one.request
        sides = [
            (request.principal_id, request.counterpart),
            (request.counterpart_principal_id, request.delegation),
        ]
        for who, other in sides:
            start, end = wall(edition, one.starts), wall(edition, one.ends)
            held[who or 0].append(mark(start, end, one, str(other)))
    whole = [window for window in available.days if window.start.date() == day]
    lines = []
    for person in sorted(people, key=lambda p: (str(p.delegation), -p.level, p.pk)):
        away = without(whole, available.free(person))
        taken = [mark(window.start, window.end) for window in away]
        lines.append(Line(person, taken, held[person.pk]))
    hours = [
        int((hour * 60 - opens.hour * 60 - opens.minute) * 1000 / minutes)
        for hour in range(opens.hour + bool(opens.minute), arranged.day_ends.hour + 1)
    ]
    return lines, [1000 - at for at in hours] if mirrored else hours
