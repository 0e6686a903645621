"""The programme of the demo, planned through the desk's own verbs, published twice."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from muntada.accounts.models import User
from muntada.conferences.models import Edition
from muntada.delegations import rules as delegation_rules
from muntada.delegations.models import Member
from muntada.kit.texts import Text
from muntada.programme.actions.publish import publish
from muntada.programme.actions.sessions import give_part, move_session, plan_session
from muntada.programme.models import Session, Track
from muntada.website.demo import words

PLANNED_AT = datetime(2021, 5, 10, 9, 0, tzinfo=UTC)
PUBLISHED_AT = datetime(2021, 6, 1, 9, 0, tzinfo=UTC)
MOVED_AT = datetime(2021, 6, 18, 15, 0, tzinfo=UTC)
ACCESS = {"meal": "by_invitation", "ceremony": "open", "press": "open", "other": "open",
          "plenary": "open", "parallel": "open", "round_table": "closed"}  # fmt: skip


def fill_programme(edition: Edition, members: list[Member], by: User) -> None:
    """Every session with its moderator and speakers; then one move, and a second version."""
    tracks = {
        slug: Track.objects.create(
            edition=edition, slug=slug, name=words.four(*name), position=place
        )
        for place, (slug, name) in enumerate(words.TRACKS)
    }
    rooms = list(edition.rooms.all())
    days, heads, experts = edition.days(), _heads(members), _experts(members)
    planned: list[Session] = []
    for day, hour, minutes, kind, number, room, track, speakers, title in words.SESSIONS:
        starts = datetime.combine(days[day], datetime.min.time(), tzinfo=edition.zone)
        starts += timedelta(hours=hour)
        spoken = kind in ("plenary", "parallel", "round_table", "press")
        fields = {
            "number": number,
            "kind": kind,
            "title": words.four(*title),
            "track": tracks.get(track),
            "room": rooms[room],
            "starts": starts,
            "ends": starts + timedelta(minutes=minutes),
            "access": ACCESS[kind],
            "languages": ["ar", "en", "fr", "ru"] if spoken else [],
        }
        session = plan_session(edition, fields=fields, by=by, at=PLANNED_AT)
        planned.append(session)
        if kind in ("plenary", "parallel", "round_table"):
            _part(session, _next(experts, session), "moderator", None, by)
        for _n in range(speakers):
            _part(session, _next(heads, session), "speaker", 10, by)
    publish(edition, note="", by=by, at=PUBLISHED_AT)
    closing = planned[-1]
    later = closing.starts + timedelta(minutes=15)
    move_session(closing, starts=later, room=closing.room, by=by, at=MOVED_AT)
    publish(edition, note="", by=by, at=MOVED_AT)


def _part(session: Session, member: Member, part: str, minutes: int | None, by: User) -> None:
    give_part(
        session, member=member, part=part, minutes=minutes, mode=member.mode, topic=Text(),
        by=by, at=PLANNED_AT,
    )  # fmt: skip


def _next(people: Iterator[Member], session: Session) -> Member:
    """The next in turn who is in the city by then, or speaks from elsewhere."""
    return next(one for one in people if _is_there(one, session))


def _is_there(member: Member, session: Session) -> bool:
    landed = member.arrives_at is None or member.arrives_at <= session.starts
    stays = member.departs_at is None or member.departs_at >= session.ends
    return member.mode != delegation_rules.IN_PERSON or (landed and stays)


def _heads(members: list[Member]) -> Iterator[Member]:
    """Heads of delegation in turn; who has spoken comes round again only after all the others."""
    heads = [one for one in members if one.place == delegation_rules.HEAD]
    while True:
        yield from heads


def _experts(members: list[Member]) -> Iterator[Member]:
    while True:
        yield from [one for one in members if one.category.code == "adviser" and one.confirmed_at]
