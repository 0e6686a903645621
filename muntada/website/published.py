"""The published programme, read from a version: the only source of public pages and feeds."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from itertools import groupby
from typing import Any

from muntada.conferences.models import Edition
from muntada.kit.texts import Text
from muntada.parties.names import sort_key
from muntada.programme.models import ProgrammeVersion
from muntada.programme.rules import ACCESS, KINDS, PARTS


@dataclass(frozen=True)
class Part:
    """Somebody's part in a session, under the names that were published.

    Who was not confirmed by then is their party alone: no member, no name.
    """

    member: int | None
    part: str
    name: Text
    function: Text
    party: Text
    party_code: str
    mode: str
    minutes: int | None
    topic: Text

    @property
    def is_named(self) -> bool:
        return self.member is not None

    @property
    def label(self) -> Text:
        return self.name if self.is_named else self.party

    @property
    def part_name(self) -> str:
        return str(dict(PARTS).get(self.part, ""))


@dataclass(frozen=True)
class Room:
    id: int
    name: Text
    capacity: int


@dataclass(frozen=True)
class Track:
    slug: str
    name: Text
    # Eight marks of the style sheet, given out in order; the name always stands beside.
    mark: int


@dataclass(frozen=True)
class Session:
    """As published; its hours are in the zone of the version."""

    id: int
    number: str
    kind: str
    title: Text
    description: Text
    track: Track | None
    room: Room | None
    starts: datetime
    ends: datetime
    access: str
    languages: tuple[str, ...]
    people: tuple[Part, ...]

    @property
    def kind_name(self) -> str:
        return str(dict(KINDS).get(self.kind, ""))

    @property
    def access_name(self) -> str:
        return "" if self.access == "open" else str(dict(ACCESS).get(self.access, ""))

    @property
    def minutes(self) -> int:
        return int((self.ends - self.starts).total_seconds() // 60)


@dataclass(frozen=True)
class Hour:
    starts: datetime
    sessions: list[Session]


@dataclass(frozen=True)
class Day:
    date: date
    hours: list[Hour]

    @property
    def sessions(self) -> list[Session]:
        return [session for hour in self.hours for session in hour.sessions]


@dataclass(frozen=True)
class Speaker:
    """A person of the published programme and the sessions in which they have a part."""

    part: Part
    sessions: list[tuple[Session, Part]]


class Programme:
    """One published version, its rooms and tracks joined to its sessions."""

    def __init__(self, version: ProgrammeVersion) -> None:
        content = version.content
        self.zone, self.number = version.zone, version.number
        self.published_at = version.published_at
        self.rooms = [
            Room(room["id"], Text(room["name"]), room.get("capacity") or 0)
            for room in content.get("rooms", [])
        ]
        self.tracks = [
            Track(track["slug"], Text(track["name"]), n % 8)
            for n, track in enumerate(content.get("tracks", []))
        ]
        place = {room.id: n for n, room in enumerate(self.rooms)}
        self.sessions = sorted(
            (self._session(said) for said in content.get("sessions", [])),
            key=lambda s: (s.starts, place[s.room.id] if s.room else len(place), s.id),
        )
        self._days = [date.fromisoformat(day) for day in content.get("days", [])]

    def _session(self, said: dict[str, Any]) -> Session:
        rooms = {room.id: room for room in self.rooms}
        tracks = {track.slug: track for track in self.tracks}
        return Session(
            id=said["id"],
            number=said.get("number") or "",
            kind=said.get("kind") or "other",
            title=Text(said["title"]),
            description=Text(said.get("description") or {}),
            track=tracks.get(said.get("track") or ""),
            room=rooms.get(said.get("room") or 0),
            starts=datetime.fromisoformat(said["starts"]).astimezone(self.zone),
            ends=datetime.fromisoformat(said["ends"]).astimezone(self.zone),
            access=said.get("access") or "open",
            languages=tuple(said.get("languages") or ()),
            people=tuple(_part(person) for person in said.get("people") or ()),
        )

    @cached_property
    def by_id(self) -> dict[int, Session]:
        return {session.id: session for session in self.sessions}

    def day_of(self, session: Session) -> date:
        return session.starts.date()

    def days(self, sessions: list[Session] | None = None) -> list[Day]:
        """By day and by hour in the venue's zone; days without a session are left out."""
        chosen = self.sessions if sessions is None else sessions
        return [
            Day(day, [Hour(at, list(many)) for at, many in groupby(todays, lambda s: s.starts)])
            for day, todays in groupby(chosen, self.day_of)
        ]

    def number_of_day(self, day: date) -> int:
        """1 for the first day of the edition, also where a day has no session."""
        days = self._days or sorted({self.day_of(session) for session in self.sessions})
        return days.index(day) + 1 if day in days else (day - days[0]).days + 1

    def chosen(self, *, track: str = "", kind: str = "", room: str = "") -> list[Session]:
        return [
            session
            for session in self.sessions
            if (not track or (session.track and session.track.slug == track))
            and (not kind or session.kind == kind)
            and (not room or (session.room and str(session.room.id) == room))
        ]

    def kinds(self) -> list[tuple[str, Any]]:
        used = {session.kind for session in self.sessions}
        return [(code, name) for code, name in KINDS if code in used]

    def next_sessions(self, at: datetime, count: int = 4) -> list[Session]:
        """Those running or still to come, none once all is over."""
        return [session for session in self.sessions if session.ends > at][:count]

    @cached_property
    def speakers(self) -> dict[int, Speaker]:
        found: dict[int, Speaker] = {}
        for session, part in self._parts():
            if part.member is None:
                continue
            found.setdefault(part.member, Speaker(part, [])).sessions.append((session, part))
        return found

    def speakers_by_name(self, language: str) -> list[Speaker]:
        return sorted(
            self.speakers.values(), key=lambda s: sort_key(s.part.name.in_(language), language)
        )

    def _parts(self) -> Iterator[tuple[Session, Part]]:
        for session in self.sessions:
            for part in session.people:
                yield session, part


def _part(said: dict[str, Any]) -> Part:
    return Part(
        member=said["member"],
        part=said.get("part") or "speaker",
        name=Text(said["name"]),
        function=Text(said.get("function") or {}),
        party=Text(said.get("party") or {}),
        party_code=said.get("party_code") or "",
        mode=said.get("mode") or "in_person",
        minutes=said.get("minutes"),
        topic=Text(said.get("topic") or {}),
    )


def programme_of(edition: Edition) -> Programme | None:
    """The latest published version, or None while nothing has been published."""
    version = ProgrammeVersion.objects.filter(edition=edition).order_by("-number").first()
    return Programme(version) if version else None


@dataclass(frozen=True)
class Withdrawn:
    """A session that an earlier version had and the latest has not: calendars must be told."""

    session: Session
    since: int


def withdrawn_sessions(edition: Edition, programme: Programme) -> list[Withdrawn]:
    """Found in earlier versions only, each with the version that dropped it."""
    found: dict[int, Withdrawn] = {}
    versions = ProgrammeVersion.objects.filter(edition=edition, number__lt=programme.number)
    dropped_in = programme.number
    for version in versions.order_by("-number").iterator(chunk_size=4):
        for session in Programme(version).sessions:
            if session.id not in programme.by_id and session.id not in found:
                found[session.id] = Withdrawn(session, dropped_in)
        dropped_in = version.number
    return sorted(found.values(), key=lambda gone: gone.session.id)
