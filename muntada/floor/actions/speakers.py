"""Speakers: inscribed, called, stopped, thanked; absences and texts."""

from datetime import datetime
from typing import Any

from django.db.models import Sum
from django.utils.translation import gettext_lazy as _

from muntada.accounts.models import User
from muntada.audit.actions import record
from muntada.conferences.models import Edition
from muntada.delegations.models import Delegation, Member
from muntada.floor import rules
from muntada.floor.actions.meeting import seen
from muntada.floor.models import Floor, GroupTime, Speech
from muntada.kit.errors import RuleBroken, ensure
from muntada.kit.states import move
from muntada.kit.ties import follow
from muntada.parties.models import Group


@seen
def inscribe(
    floor: Floor, *, delegation: Delegation, kind: str = rules.STATEMENT,
    member: Member | None = None, language: str = "en", minutes: int | None = None,
    on_behalf: Group | None = None, motion: int = rules.LOWEST, text: str = "",
    by: User, at: datetime,
) -> Speech:  # fmt: skip
    """On the list, at the level of who is to speak and with the time of this moment."""
    floor = Floor.objects.get(pk=floor.pk)
    own = floor.speeches.exclude(state=rules.WITHDRAWN).filter(delegation=delegation)
    replied = own.filter(kind=rules.REPLY).count()
    ensure(rules.why_not_inscribe(
        list_is_open=floor.list_is_open, kind=kind, state=floor.state,
        already=own.filter(kind=rules.STATEMENT).exists(),
    ))  # fmt: skip
    if kind == rules.REPLY:
        ensure(rules.why_not_reply(replied=replied, most=floor.replies))
    _ensure_of(delegation, member)
    words = rules.words_in(text)
    given = minutes or rules.minutes_of(
        kind, statement=floor.minutes, first=floor.reply_minutes,
        second=floor.second_reply_minutes, point=floor.point_minutes, replied=replied,
    )  # fmt: skip
    if on_behalf and (left := minutes_left(floor, on_behalf)) is not None:
        ensure(rules.why_not_spend(minutes=given, left=left))
    speech = Speech.objects.create(
        floor=floor, delegation=delegation, kind=kind, member=member, language=language,
        minutes=given, on_behalf=on_behalf, text=text, words=words, inscribed_at=at, since=at,
        motion=motion if kind == rules.POINT else rules.LOWEST, level=_level(member),
    )  # fmt: skip
    after = {"delegation": str(delegation), "kind": kind, "minutes": given}
    record("speech.inscribed", speech, by=by, at=at, after=after, edition_id=floor.edition_id)
    return speech


def _ensure_of(delegation: Delegation, member: Member | None) -> None:
    if member is not None and member.delegation_id != delegation.pk:
        raise RuleBroken(_("This person is not of that delegation."))


def _level(member: Member | None) -> int:
    return member.rank.position if member and member.rank else rules.LOWEST


@seen
def change_speaker(
    speech: Speech, *, member: Member | None, language: str, by: User, at: datetime
) -> None:
    """Somebody else speaks: the turn follows their rank, the time of inscription stays."""
    speech.refresh_from_db()
    if speech.state != rules.INSCRIBED:
        raise RuleBroken(_("Only who is still to speak can be replaced."))
    _ensure_of(speech.delegation, member)
    before = {"speaker": str(speech.member or ""), "language": speech.language}
    if member != speech.member:  # otherwise a turn exchanged by consent stays as it is
        speech.level = _level(member)
    speech.member, speech.language = member, language
    speech.save(update_fields=["member", "language", "level"])
    after = {"speaker": str(member or ""), "language": language}
    record(
        "speech.changed", speech, by=by, at=at, before=before, after=after,
        edition_id=speech.floor.edition_id,
    )  # fmt: skip


def minutes_left(floor: Floor, group: Group) -> int | None:
    """What is left of a group's time; None where it has no time of its own."""
    budget = GroupTime.objects.filter(floor=floor, group=group).first()
    if budget is None:
        return None
    taken = floor.speeches.exclude(state=rules.WITHDRAWN).filter(on_behalf=group)
    return budget.minutes - (taken.aggregate(all=Sum("minutes"))["all"] or 0)


def _recorded(verb: str, speech: Speech, by: User, at: datetime, **after: Any) -> None:
    record(verb, speech, by=by, at=at, after=after, edition_id=speech.floor.edition_id)


@seen
def begin(speech: Speech, *, by: User, at: datetime) -> None:
    """Give the floor."""
    floor = Floor.objects.get(pk=speech.floor_id)
    speaks = floor.speeches.filter(state=rules.SPEAKING).exists()
    ensure(rules.why_not_begin(state=floor.state, somebody_speaks=speaks))
    move(speech, rules.SPEECH_STEPS, "begin", began_at=at)
    _recorded("speech.begun", speech, by, at)
    if speech.kind == rules.STATEMENT:  # a text under embargo until its delivery goes out
        follow("speech.begun", session=floor.session, delegation=speech.delegation, by=by, at=at)


@seen
def pause(speech: Speech, *, by: User, at: datetime) -> None:
    """Stop the clock, for interpretation lost or noise in the hall."""
    speech.refresh_from_db()
    if speech.state != rules.SPEAKING or speech.paused_at:
        raise RuleBroken(_("The clock is not running."))
    speech.paused_at = at
    speech.save(update_fields=["paused_at"])
    _recorded("speech.paused", speech, by, at)


@seen
def go_on(speech: Speech, *, by: User, at: datetime) -> None:
    speech.refresh_from_db()
    if speech.state != rules.SPEAKING or not speech.paused_at:
        raise RuleBroken(_("The clock is running already."))
    speech.paused_for += at - speech.paused_at
    speech.paused_at = None
    speech.save(update_fields=["paused_at", "paused_for"])
    _recorded("speech.went_on", speech, by, at)


@seen
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


@seen
def miss(speech: Speech, *, by: User, at: datetime) -> None:
    """Called and not in the room: to the end of the same category, not of the list."""
    speech.refresh_from_db()
    if speech.state != rules.INSCRIBED:
        raise RuleBroken(_("Only who is still to speak can be absent."))
    speech.since, speech.missed = at, speech.missed + 1
    speech.save(update_fields=["since", "missed"])
    _recorded("speech.missed", speech, by, at)


@seen
def withdraw(speech: Speech, *, by: User, at: datetime) -> None:
    move(speech, rules.SPEECH_STEPS, "withdraw")
    _recorded("speech.withdrawn", speech, by, at)


@seen
def hand_in(speech: Speech, *, text: str, by: User, at: datetime) -> None:
    """The text for the booths; what it takes is estimated and compared with the time given."""
    speech.text, speech.words = text, rules.words_in(text)
    speech.save(update_fields=["text", "words"])
    _recorded("speech.handed_in", speech, by, at, words=speech.words)
