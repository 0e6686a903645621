"""What happens on the floor. Each deed is recorded and seen on every live page at once."""

from collections.abc import Callable
from datetime import date, datetime
from functools import wraps
from typing import Any

from django.db import transaction
from django.db.models import Sum
from django.utils.translation import gettext_lazy as _

from muntada.accounts.models import User
from muntada.audit.actions import record
from muntada.conferences.models import Edition
from muntada.delegations.models import Delegation, Member
from muntada.floor import live, rules
from muntada.floor.journal import as_stored
from muntada.floor.models import (
    Floor,
    GroupTime,
    Happening,
    Interpreter,
    JournalVersion,
    Speech,
    Swap,
)  # fmt: skip
from muntada.kit.errors import RuleBroken, ensure
from muntada.kit.states import move
from muntada.kit.ties import follow
from muntada.parties.models import Group
from muntada.programme.models import Session


def _seen[**P, T](deed: Callable[P, T]) -> Callable[P, T]:
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


@_seen
def set_floor(floor: Floor, *, fields: dict[str, Any], by: User, at: datetime) -> None:
    """The time limits, and who is in the chair."""
    before = {name: getattr(floor, name) for name in fields}
    Floor.objects.filter(pk=floor.pk).update(**fields)
    record("floor.set", floor, by=by, at=at, before=before, after=fields)


@_seen
def sit(floor: Floor, *, verb: str, by: User, at: datetime) -> None:
    """Open, suspend, resume or close the meeting."""
    if verb == "close" and floor.speeches.filter(state=rules.SPEAKING).exists():
        raise RuleBroken(_("Somebody has the floor. Thank them first, then close."))
    move(floor, rules.STEPS, verb)
    if verb == "suspend":
        _pause_all(floor, at)
    chair = Floor.objects.get(pk=floor.pk).chair
    Happening.objects.create(floor=floor, what=verb, at=at, chair=chair, by=by)
    record(f"meeting.{verb}", floor, by=by, at=at)


def _pause_all(floor: Floor, at: datetime) -> None:
    floor.speeches.filter(state=rules.SPEAKING, paused_at=None).update(paused_at=at)


@_seen
def open_list(floor: Floor, *, is_open: bool, by: User, at: datetime) -> None:
    Floor.objects.filter(pk=floor.pk).update(list_is_open=is_open)
    record("list.opened" if is_open else "list.closed", floor, by=by, at=at)


@_seen
def inscribe(
    floor: Floor, *, delegation: Delegation, kind: str = rules.STATEMENT,
    member: Member | None = None, language: str = "en", minutes: int | None = None,
    on_behalf: Group | None = None, motion: int = rules.LOWEST, text: str = "",
    by: User, at: datetime,
) -> Speech:  # fmt: skip
    """On the list, at the level of who is to speak and with the time of this moment."""
    floor = Floor.objects.get(pk=floor.pk)
    standing = floor.speeches.exclude(state=rules.WITHDRAWN).filter(kind=rules.STATEMENT)
    already = standing.filter(delegation=delegation).exists()
    ensure(rules.why_not_inscribe(
        list_is_open=floor.list_is_open, kind=kind, state=floor.state, already=already
    ))  # fmt: skip
    if member is not None and member.delegation_id != delegation.pk:
        raise RuleBroken(_("This person is not of that delegation."))
    words = rules.words_in(text)
    usual = floor.minutes if kind == rules.STATEMENT else floor.reply_minutes
    given = minutes or usual
    if on_behalf and (left := minutes_left(floor, on_behalf)) is not None:
        ensure(rules.why_not_spend(minutes=given, left=left))
    speech = Speech.objects.create(
        floor=floor, delegation=delegation, kind=kind, member=member, language=language,
        minutes=given, on_behalf=on_behalf, text=text, words=words, inscribed_at=at, since=at,
        motion=motion if kind == rules.POINT else rules.LOWEST,
        level=member.rank.position if member and member.rank else rules.LOWEST,
    )  # fmt: skip
    after = {"delegation": str(delegation), "kind": kind, "minutes": given}
    record("speech.inscribed", speech, by=by, at=at, after=after, edition_id=floor.edition_id)
    return speech


def minutes_left(floor: Floor, group: Group) -> int | None:
    """What is left of a group's time; None where it has no time of its own."""
    budget = GroupTime.objects.filter(floor=floor, group=group).first()
    if budget is None:
        return None
    taken = floor.speeches.exclude(state=rules.WITHDRAWN).filter(on_behalf=group)
    return budget.minutes - (taken.aggregate(all=Sum("minutes"))["all"] or 0)


@_seen
def give_group_time(
    floor: Floor, *, group: Group, minutes: int, by: User, at: datetime
) -> GroupTime:
    made, _new = GroupTime.objects.update_or_create(
        floor=floor, group=group, defaults={"minutes": minutes}
    )
    after = {"group": str(group), "minutes": minutes}
    record("group_time.given", floor, by=by, at=at, after=after)
    return made


def _recorded(verb: str, speech: Speech, by: User, at: datetime, **after: Any) -> None:
    record(verb, speech, by=by, at=at, after=after, edition_id=speech.floor.edition_id)


@_seen
def begin(speech: Speech, *, by: User, at: datetime) -> None:
    """Give the floor."""
    floor = Floor.objects.get(pk=speech.floor_id)
    speaks = floor.speeches.filter(state=rules.SPEAKING).exists()
    ensure(rules.why_not_begin(state=floor.state, somebody_speaks=speaks))
    move(speech, rules.SPEECH_STEPS, "begin", began_at=at)
    _recorded("speech.begun", speech, by, at)
    if speech.kind == rules.STATEMENT:  # a text under embargo until its delivery goes out
        follow("speech.begun", session=floor.session, delegation=speech.delegation, by=by, at=at)


@_seen
def pause(speech: Speech, *, by: User, at: datetime) -> None:
    """Stop the clock, for interpretation lost or noise in the hall."""
    speech.refresh_from_db()
    if speech.state != rules.SPEAKING or speech.paused_at:
        raise RuleBroken(_("The clock is not running."))
    speech.paused_at = at
    speech.save(update_fields=["paused_at"])
    _recorded("speech.paused", speech, by, at)


@_seen
def go_on(speech: Speech, *, by: User, at: datetime) -> None:
    speech.refresh_from_db()
    if speech.state != rules.SPEAKING or not speech.paused_at:
        raise RuleBroken(_("The clock is running already."))
    speech.paused_for += at - speech.paused_at
    speech.paused_at = None
    speech.save(update_fields=["paused_at", "paused_for"])
    _recorded("speech.went_on", speech, by, at)


@_seen
def end(speech: Speech, *, by: User, at: datetime) -> None:
    """Thank the speaker; what they took is kept beside what they were given."""
    speech.refresh_from_db()
    if speech.paused_at:
        speech.paused_for += at - speech.paused_at
    move(
        speech, rules.SPEECH_STEPS, "end", ended_at=at, paused_at=None,
        paused_for=speech.paused_for, symbol=_next_symbol(speech, at),
    )  # fmt: skip
    _recorded("speech.ended", speech, by, at)


def _next_symbol(speech: Speech, at: datetime) -> str:
    """Numbered through the edition in the order spoken: DEL/17/21. Motions have no number."""
    if speech.kind == rules.POINT:
        return ""
    edition = Edition.objects.select_for_update().get(pk=speech.floor.edition_id)
    numbered = Speech.objects.filter(floor__edition=edition).exclude(symbol="").count()
    return f"DEL/{numbered + 1}/{edition.starts:%y}"


@_seen
def miss(speech: Speech, *, by: User, at: datetime) -> None:
    """Called and not in the room: to the end of the same category, not of the list."""
    speech.refresh_from_db()
    if speech.state != rules.INSCRIBED:
        raise RuleBroken(_("Only who is still to speak can be absent."))
    speech.since, speech.missed = at, speech.missed + 1
    speech.save(update_fields=["since", "missed"])
    _recorded("speech.missed", speech, by, at)


@_seen
def withdraw(speech: Speech, *, by: User, at: datetime) -> None:
    move(speech, rules.SPEECH_STEPS, "withdraw")
    _recorded("speech.withdrawn", speech, by, at)


@_seen
def swap(
    floor: Floor, *, one: Speech, other: Speech, one_consents: str, other_consents: str,
    by: User, at: datetime,
) -> Swap:  # fmt: skip
    """Two exchange their turns; without the word of both sides nothing is exchanged."""
    one.refresh_from_db()
    other.refresh_from_db()
    if one.pk == other.pk or {one.state, other.state} != {rules.INSCRIBED}:
        raise RuleBroken(_("Choose two who are still to speak."))
    if one.kind != rules.STATEMENT or other.kind != rules.STATEMENT:
        raise RuleBroken(_("Only statements change places."))
    if not one_consents.strip() or not other_consents.strip():
        raise RuleBroken(_("Both sides must consent. Write who gave the word for each."))
    one.level, other.level = other.level, one.level
    one.since, other.since = other.since, one.since
    Speech.objects.bulk_update([one, other], ["level", "since"])
    made = Swap.objects.create(
        floor=floor, one=one, other=other, one_consents=one_consents,
        other_consents=other_consents, done_at=at,
    )  # fmt: skip
    after = {"one": str(one), "other": str(other), "consent": [one_consents, other_consents]}
    record("speech.swapped", floor, by=by, at=at, after=after)
    return made


@transaction.atomic
def issue_journal(edition: Edition, day: date, *, by: User, at: datetime) -> JournalVersion:
    """The Journal of a day from what happened; nothing new, no new version."""
    Edition.objects.select_for_update().get(pk=edition.pk)
    content = as_stored(edition, day)
    if not content["meetings"]:
        raise RuleBroken(_("No meeting was opened on this day."))
    last = JournalVersion.objects.filter(edition=edition, day=day).order_by("-number").first()
    if last and last.content == content:
        raise RuleBroken(_("Nothing has changed since the last version."))
    made = JournalVersion.objects.create(
        edition=edition, day=day, number=last.number + 1 if last else 1, issued_at=at,
        issued_by=by, content=content,
    )  # fmt: skip
    after = {"day": day.isoformat(), "version": made.number}
    record("journal.issued", made, by=by, at=at, after=after)
    return made


@transaction.atomic
def put_interpreter(floor: Floor, *, fields: dict[str, Any], by: User, at: datetime) -> Interpreter:
    made = Interpreter.objects.create(floor=floor, **fields)
    record("interpreter.put", floor, by=by, at=at, after=fields)
    return made


@transaction.atomic
def take_interpreter(interpreter: Interpreter, *, by: User, at: datetime) -> None:
    before = {"name": interpreter.name, "booth": interpreter.booth}
    record("interpreter.taken", interpreter.floor, by=by, at=at, before=before)
    interpreter.delete()


@_seen
def hand_in(speech: Speech, *, text: str, by: User, at: datetime) -> None:
    """The text for the booths; what it takes is estimated and compared with the time given."""
    speech.text, speech.words = text, rules.words_in(text)
    speech.save(update_fields=["text", "words"])
    _recorded("speech.handed_in", speech, by, at, words=speech.words)
