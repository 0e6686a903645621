"""Sessions planned, moved and removed; parts given in them."""

from datetime import datetime, time, timedelta
from typing import Any

from django.db import transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext_lazy as _

from muntada.accounts.models import User
from muntada.audit.actions import record
from muntada.conferences.models import Edition, Room
from muntada.delegations import rules as delegation_rules
from muntada.delegations.models import Member
from muntada.kit.errors import RuleBroken, ensure
from muntada.kit.languages import current, sentences
from muntada.kit.texts import Text
from muntada.programme import rules
from muntada.programme.models import Participation, Session
from muntada.programme.queries import clashes_of, in_words


def span(edition: Edition) -> tuple[datetime, datetime]:
    """From the first minute of the arrival day to the last of the last day, in the venue's zone."""
    days = edition.days()
    first = datetime.combine(days[0], time.min, tzinfo=edition.zone)
    return first, datetime.combine(days[-1], time.min, tzinfo=edition.zone) + timedelta(days=1)


def _ensure_fits(session: Session, *, anyway: bool) -> None:
    first, last = span(session.edition)
    ensure(
        rules.why_not_these_times(starts=session.starts, ends=session.ends, first=first, last=last)
    )
    found = clashes_of(session)
    refused = [clash for clash in found if clash.is_refused]
    if refused or (found and not anyway):
        raise RuleBroken(sentences(in_words(session.edition, refused or found), current()))


@transaction.atomic
def plan_session(
    edition: Edition, *, fields: dict[str, Any], by: User, at: datetime, anyway: bool = False
) -> Session:
    """Put a session into the draft; `anyway` accepts what is shown but not refused."""
    _alone(edition)
    session = Session(edition=edition, **fields)
    _ensure_fits(session, anyway=anyway)
    session.save(force_insert=True)
    record("session.planned", session, by=by, at=at, after=_said(session))
    return session


@transaction.atomic
def change_session(
    session: Session, *, fields: dict[str, Any], by: User, at: datetime, anyway: bool = False
) -> Session:
    _alone(session.edition)
    before = _said(session)
    for name, value in fields.items():
        setattr(session, name, value)
    _ensure_fits(session, anyway=anyway)
    session.save(update_fields=[*fields])
    record("session.changed", session, by=by, at=at, before=before, after=_said(session))
    return session


@transaction.atomic
def move_session(
    session: Session,
    *,
    starts: datetime,
    room: Room | None,
    by: User,
    at: datetime,
    anyway: bool = False,
    undoes: tuple[datetime | None, int | None] | None = None,
) -> Session:
    """To another hour or room, as long as it was; `undoes` is the place it must still stand at."""
    if undoes is not None:
        now = Session.objects.select_for_update().values_list("starts", "room_id")
        ensure(rules.why_not_undo(stands=now.get(pk=session.pk), moved=undoes))
    fields = {"starts": starts, "ends": starts + (session.ends - session.starts), "room": room}
    return change_session(session, fields=fields, by=by, at=at, anyway=anyway)


@transaction.atomic
def remove_session(session: Session, *, by: User, at: datetime) -> None:
    record("session.removed", session, by=by, at=at, before=_said(session))
    try:
        session.delete()
    except ProtectedError as error:
        raise RuleBroken(
            _("This session has a list of speakers: it stays, so that its record stays.")
        ) from error


@transaction.atomic
def give_part(
    session: Session,
    *,
    member: Member,
    part: str,
    minutes: int | None,
    mode: str,
    topic: Text,
    by: User,
    at: datetime,
) -> Participation:
    """A moderator, rapporteur or speaker, after those there already."""
    if member.edition_id != session.edition_id:
        raise RuleBroken(_("This person does not take part in this edition."))
    if member.state == delegation_rules.WITHDRAWN:
        raise RuleBroken(_("This person was withdrawn by their delegation."))
    if Participation.objects.filter(session=session, member=member, part=part).exists():
        raise RuleBroken(_("This person has this part already."))
    last = Participation.objects.filter(session=session).count()
    given = Participation.objects.create(
        session=session,
        member=member,
        part=part,
        minutes=minutes,
        mode=mode,
        topic=topic,
        position=last + 1,
    )
    after = {"person": str(member), "part": part, "minutes": minutes, "mode": mode}
    record("part.given", session, by=by, at=at, after=after)
    return given


@transaction.atomic
def take_part_away(given: Participation, *, by: User, at: datetime) -> None:
    before = {"person": str(given.member), "part": given.part}
    record("part.taken", given.session, by=by, at=at, before=before)
    given.delete()


@transaction.atomic
def move_part(given: Participation, *, up: bool, by: User, at: datetime) -> None:
    """One place up or down among those of the session."""
    order = list(Participation.objects.filter(session=given.session_id).order_by("position", "pk"))
    here = order.index(given)
    there = here - 1 if up else here + 1
    if not 0 <= there < len(order):
        return
    order[here], order[there] = order[there], order[here]
    for place, one in enumerate(order, start=1):
        one.position = place
    Participation.objects.bulk_update(order, ["position"])
    record(
        "part.moved",
        given.session,
        by=by,
        at=at,
        after={"person": str(given.member), "place": there + 1},
    )


def _alone(edition: Edition) -> None:
    """Two officers planning one room at once wait for one another."""
    Edition.objects.select_for_update().get(pk=edition.pk)


def _said(session: Session) -> dict[str, Any]:
    return {
        "title": session.title,
        "kind": session.kind,
        "room": session.room_id,
        "starts": session.starts,
        "ends": session.ends,
        "access": session.access,
        "is_public": session.is_public,
        "languages": session.languages,
    }
