"""A request written, sent, changed and withdrawn."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from muntada.accounts.models import User
from muntada.audit.actions import record
from muntada.bilaterals import rules
from muntada.bilaterals.actions.notices import tell
from muntada.bilaterals.models import Exchange, Meeting, Request, Wish
from muntada.bilaterals.queries import (
    arrangements_of,
    between,
    days_of,
    meeting_of,
    principal_at,
    top_levels,
)
from muntada.bilaterals.rules import Asked, Span
from muntada.delegations.models import Delegation
from muntada.kit.errors import RuleBroken, ensure
from muntada.kit.states import move

TERMS = ("level", "minutes", "press")
# What the record may say of a request: never who, never about what.
_TOLD = ("state", "level", "minutes", "press", "channel", "priority", "weight")


def said(request: Request) -> dict[str, Any]:
    return {name: getattr(request, name) for name in _TOLD}


def terms_of(request: Request, times: Sequence[Span]) -> dict[str, Any]:
    return {
        **{name: getattr(request, name) for name in TERMS},
        "times": [[_utc(span.starts), _utc(span.ends)] for span in times],
    }


def times_of(request: Request) -> list[Span]:
    return [Span(wish.starts, wish.ends) for wish in request.times.all()]


def spans_in(terms: dict[str, Any]) -> list[Span]:
    """The times of terms as an exchange keeps them."""
    return [
        Span(datetime.fromisoformat(starts), datetime.fromisoformat(ends))
        for starts, ends in terms.get("times", [])
    ]


def _utc(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat()


@transaction.atomic
def write_request(
    delegation: Delegation,
    *,
    counterpart: Delegation,
    fields: dict[str, Any],
    times: Sequence[Span],
    by: User,
    at: datetime,
    by_desk: bool = False,
) -> Request:
    """A draft, seen by who wrote it; `by_desk`: received by letter or by telephone."""
    _lock_both(delegation, counterpart)
    request = Request(
        edition_id=delegation.edition_id,
        delegation=delegation,
        counterpart=counterpart,
        created_at=at,
        **fields,
    )
    _ensure_may_ask(request, times, at=at, by_desk=by_desk)
    request.principal = request.principal or principal_at(delegation, request.level)
    request.save(force_insert=True)
    _wish(request, times)
    record("request.written", request, by=by, at=at, after=said(request))
    return request


@transaction.atomic
def change_request(
    request: Request,
    *,
    fields: dict[str, Any],
    times: Sequence[Span],
    by: User,
    at: datetime,
    by_desk: bool = False,
) -> Request:
    """By the party that asks, before an answer; after one, other terms are proposed instead."""
    request = locked(request)
    if request.state not in (rules.DRAFT, rules.SENT, rules.ON_HOLD):
        raise RuleBroken(_("The other side has answered. Propose other terms instead."))
    before = said(request)
    for name, value in fields.items():
        setattr(request, name, value)
    _ensure_may_ask(request, times, at=at, by_desk=by_desk)
    if request.principal is None or request.principal.level < request.level:
        request.principal = principal_at(request.delegation, request.level)
    request.proposal = None  # what is written now is what is asked for
    request.save(update_fields=[*fields, "principal", "proposal"])
    _wish(request, times)
    record("request.changed", request, by=by, at=at, before=before, after=said(request))
    if request.state != rules.DRAFT:
        put_down(request, rules.ASKER, "change", by=by, at=at, times=times, on_behalf=by_desk)
        tell(request.counterpart, "request.changed", request=request, at=at)
    return request


@transaction.atomic
def send_request(request: Request, *, by: User, at: datetime, by_desk: bool = False) -> Request:
    """From here on the other side sees it."""
    _lock_both(request.delegation, request.counterpart)
    request = locked(request)
    times = times_of(request)
    _ensure_may_ask(request, times, at=at, by_desk=by_desk)
    move(request, rules.ASKER_STEPS, "send", sent_at=at)
    put_down(request, rules.ASKER, "send", by=by, at=at, times=times, on_behalf=by_desk)
    record("request.sent", request, by=by, at=at, after=said(request))
    tell(request.counterpart, "request.sent", request=request, at=at)
    return request


@transaction.atomic
def withdraw_request(request: Request, *, by: User, at: datetime, by_desk: bool = False) -> Request:
    request = locked(request)
    ensure_open_to_change(request)
    was_sent, before = request.sent_at is not None, said(request)
    move(request, rules.ASKER_STEPS, "withdraw", answered_at=at, proposal=None)
    put_down(request, rules.ASKER, "withdraw", by=by, at=at, on_behalf=by_desk)
    record("request.withdrawn", request, by=by, at=at, before=before, after=said(request))
    end_meeting(request, side=rules.ASKER, at=at)
    if was_sent:
        tell(request.counterpart, "request.withdrawn", request=request, at=at)
    return request


def _lock_both(one: Delegation, other: Delegation) -> None:
    """Two parties that ask one another at the same moment wait here, always in one order."""
    pair = Delegation.objects.filter(pk__in=(one.pk, other.pk))
    list(pair.select_for_update().order_by("pk").values_list("pk"))


def locked(request: Request) -> Request:
    """Two who press at once wait for one another here (SQLite has one writer anyway)."""
    rows = Request.objects.select_for_update(of=("self",))
    return rows.select_related("edition", "delegation", "counterpart").get(pk=request.pk)


def ensure_open_to_change(request: Request) -> None:
    meeting = meeting_of(request)
    ensure(rules.why_not_change(meeting_state=meeting.state if meeting else None))


def end_meeting(request: Request, *, side: str, at: datetime) -> None:
    """A meeting planned for a request that is over is not held; nobody has confirmed it yet."""
    meeting = Meeting.objects.live().filter(request=request).first()
    if meeting:
        move(
            meeting, rules.STEPS, "cancel", cancelled_at=at, cancelled_by_side=side,
            changed_at=at, sequence=meeting.sequence + 1,
        )  # fmt: skip


def put_down(
    request: Request,
    side: str,
    verb: str,
    *,
    by: User,
    at: datetime,
    times: Sequence[Span] | None = None,
    terms: dict[str, Any] | None = None,
    note: str = "",
    on_behalf: bool = False,
) -> Exchange:
    """One line of the correspondence, with the terms as they stood."""
    if terms is None:
        terms = terms_of(request, times_of(request) if times is None else times)
    return Exchange.objects.create(
        request=request, at=at, by=by, side=side, verb=verb, terms=terms, note=note,
        on_behalf=on_behalf,
    )  # fmt: skip


def _wish(request: Request, times: Sequence[Span]) -> None:
    request.times.all().delete()
    Wish.objects.bulk_create(
        Wish(request=request, starts=span.starts, ends=span.ends) for span in times
    )


def apply_terms(request: Request, terms: dict[str, Any]) -> None:
    """Take the terms proposed as those of the request."""
    for name in TERMS:
        setattr(request, name, terms[name])
    request.save(update_fields=TERMS)
    _wish(request, spans_in(terms))


def ensure_terms(request: Request, *, minutes: int, times: Sequence[Span]) -> None:
    edition = request.edition
    ensure(rules.why_not_this_length(minutes, longest=arrangements_of(edition).longest))
    first, last = days_of(edition)
    ensure(rules.why_not_these_times(times, first=first, last=last, minutes=minutes))


def ensure_level(request: Request, level: int) -> None:
    """Both delegations have somebody who meets at this level."""
    tops = top_levels(request.edition)
    asked = Asked(top_level=tops.get(request.counterpart_id))
    own = tops.get(request.delegation_id)
    ensure(rules.why_not_ask(asked, level=level, own_level=own, open_requests=0, most_open=1))


def _ensure_may_ask(
    request: Request, times: Sequence[Span], *, at: datetime, by_desk: bool
) -> None:
    edition, arranged = request.edition, arrangements_of(request.edition)
    ensure(
        rules.why_not_now(
            is_open=arranged.is_open, closes=arranged.requests_close, at=at, by_desk=by_desk
        )
    )
    tops = top_levels(edition)
    open_between = between(request.delegation, request.counterpart, request.level)
    mine = Request.objects.open().filter(delegation=request.delegation).exclude(pk=request.pk)
    asked = Asked(
        is_same=request.delegation_id == request.counterpart_id,
        is_coming=request.counterpart.is_coming
        and request.counterpart.edition_id == request.edition_id,
        top_level=tops.get(request.counterpart_id),
        has_open_request=open_between is not None and open_between.pk != request.pk,
    )
    ensure(
        rules.why_not_ask(
            asked,
            level=request.level,
            own_level=tops.get(request.delegation_id),
            open_requests=mine.count(),
            most_open=arranged.most_open,
        )
    )
    ensure_terms(request, minutes=request.minutes, times=times)
