"""What the other side answers, and what the first side says to that."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from muntada.accounts.models import User
from muntada.audit.actions import record
from muntada.bilaterals import rules
from muntada.bilaterals.actions.notices import tell, tell_both
from muntada.bilaterals.actions.requests import (
    apply_terms,
    end_meeting,
    ensure_level,
    ensure_open_to_change,
    ensure_terms,
    locked,
    put_down,
    said,
    terms_of,
    times_of,
)
from muntada.bilaterals.models import Meeting, Principal, Request
from muntada.bilaterals.queries import between, principal_at
from muntada.bilaterals.rules import Span
from muntada.delegations.models import Delegation
from muntada.kit.errors import RuleBroken
from muntada.kit.states import move

STEPS = {rules.ASKER: rules.ASKER_STEPS, rules.COUNTERPART: rules.COUNTERPART_STEPS}


@transaction.atomic
def accept_request(
    request: Request,
    *,
    principal: Principal | None,
    fields: dict[str, Any],
    by: User,
    at: datetime,
    by_desk: bool = False,
) -> Request:
    """The party that is asked says yes; `fields`: its language, its people, its confidentiality."""
    request = locked(request)
    before = said(request)
    if not request.delegation.is_coming:
        raise RuleBroken(_("The party that asks no longer attends the conference."))
    principal = _who_meets(request.counterpart, principal, request.level)
    ours = {"counterpart_principal": principal, "answered_at": at, "proposal": None, **fields}
    move(request, rules.COUNTERPART_STEPS, "accept", **ours)
    put_down(request, rules.COUNTERPART, "accept", by=by, at=at, on_behalf=by_desk)
    record("request.accepted", request, by=by, at=at, before=before, after=said(request))
    tell(request.delegation, "request.accepted", request=request, at=at)
    return request


@transaction.atomic
def decline_request(request: Request, *, by: User, at: datetime, by_desk: bool = False) -> Request:
    """Without a reason: none is asked for, and none is kept."""
    request = locked(request)
    ensure_open_to_change(request)
    before = said(request)
    move(request, rules.COUNTERPART_STEPS, "decline", answered_at=at, proposal=None)
    put_down(request, rules.COUNTERPART, "decline", by=by, at=at, on_behalf=by_desk)
    record("request.declined", request, by=by, at=at, before=before, after=said(request))
    end_meeting(request, side=rules.COUNTERPART, at=at)
    tell(request.delegation, "request.declined", request=request, at=at)
    return request


@transaction.atomic
def hold_request(
    request: Request, *, note: str = "", by: User, at: datetime, by_desk: bool = False
) -> Request:
    """The party that is asked has seen it and will answer later."""
    request = locked(request)
    before = said(request)
    move(request, rules.COUNTERPART_STEPS, "hold", answered_at=at)
    put_down(request, rules.COUNTERPART, "hold", by=by, at=at, note=note, on_behalf=by_desk)
    record("request.held", request, by=by, at=at, before=before, after=said(request))
    tell(request.delegation, "request.held", request=request, at=at)
    return request


@transaction.atomic
def propose_terms(
    request: Request,
    *,
    side: str,
    terms: dict[str, Any],
    times: Sequence[Span],
    note: str = "",
    by: User,
    at: datetime,
    by_desk: bool = False,
) -> Request:
    """Another time, level or length, by either side; it is then for the other to answer.

    A meeting already planned stands until the answer: the desk sees that its terms are reopened.
    """
    request = locked(request)
    ensure_open_to_change(request)
    ensure_level(request, terms["level"])
    ensure_terms(request, minutes=terms["minutes"], times=times)
    before = said(request)
    offered = {**terms_of(request, times), **terms}
    move(request, STEPS[side], "propose", answered_at=at)
    request.proposal = put_down(
        request, side, "propose", by=by, at=at, terms=offered, note=note, on_behalf=by_desk
    )
    request.save(update_fields=["proposal"])
    record("request.terms_proposed", request, by=by, at=at, before=before, after=said(request))
    tell(_other(request, side), "request.terms_proposed", request=request, at=at)
    return request


@transaction.atomic
def agree_terms(request: Request, *, by: User, at: datetime, by_desk: bool = False) -> Request:
    """The party that asked takes the terms proposed; both have now said yes."""
    request = locked(request)
    if request.proposal is None:
        raise RuleBroken(_("There is no proposal to agree to. Look at the request again."))
    before, terms = said(request), request.proposal.terms
    ensure_level(request, terms["level"])
    _ensure_alone(request, terms["level"])
    move(request, rules.ASKER_STEPS, "agree", answered_at=at, proposal=None)
    _take(request, terms)
    _release_meeting(request, at=at)
    put_down(request, rules.ASKER, "agree", by=by, at=at, on_behalf=by_desk)
    record("request.agreed", request, by=by, at=at, before=before, after=said(request))
    tell(request.counterpart, "request.agreed", request=request, at=at)
    return request


@transaction.atomic
def accept_terms(
    request: Request,
    *,
    principal: Principal | None,
    fields: dict[str, Any],
    by: User,
    at: datetime,
    by_desk: bool = False,
) -> Request:
    """Accept, on the terms that lie on the table now: those sent back, or those first asked for."""
    request = locked(request)
    # Put on hold in between, they still lie on the table.
    if request.proposal and request.proposal.side == rules.ASKER:
        _ensure_alone(request, request.proposal.terms["level"])
        apply_terms(request, request.proposal.terms)
        _release_meeting(request, at=at)
    return accept_request(
        request, principal=principal, fields=fields, by=by, at=at, by_desk=by_desk
    )


def _ensure_alone(request: Request, level: int) -> None:
    standing = between(request.delegation, request.counterpart, level)
    if standing and standing.pk != request.pk:
        raise RuleBroken(_("Another request at this level is open between the two parties."))


def _take(request: Request, terms: dict[str, Any]) -> None:
    """New terms may need others to meet."""
    apply_terms(request, terms)
    for name, party in (("principal", request.delegation),
                        ("counterpart_principal", request.counterpart)):  # fmt: skip
        who = getattr(request, name)
        if who is None or who.level < request.level:
            setattr(request, name, principal_at(party, request.level))
    request.save(update_fields=["principal", "counterpart_principal"])


def _release_meeting(request: Request, *, at: datetime) -> None:
    """A meeting already planned for other terms is given up, for the desk to plan anew."""
    meeting = Meeting.objects.live().filter(request=request).first()
    if meeting is None:
        return
    span = Span(meeting.starts, meeting.ends)
    if not rules.fits_terms(span, minutes=request.minutes, times=times_of(request)):
        end_meeting(request, side=rules.DESK, at=at)
        if meeting.told_at:
            tell_both(request, "meeting.cancelled", meeting=meeting, at=at)


def _other(request: Request, side: str) -> Delegation:
    return request.counterpart if side == rules.ASKER else request.delegation


@transaction.atomic
def change_own(
    request: Request, *, side: str, fields: dict[str, Any], by: User, at: datetime
) -> Request:
    """What a side decides alone: who meets, its language, its people, that it is confidential."""
    request = locked(request)
    ensure_open_to_change(request)
    if request.state not in rules.OPEN:
        raise RuleBroken(_("This request is closed. It can no longer be changed."))
    name = "principal" if side == rules.ASKER else "counterpart_principal"
    own = request.delegation if side == rules.ASKER else request.counterpart
    if name in fields:
        fields = {**fields, name: _who_meets(own, fields[name], request.level)}
    for column, value in fields.items():
        setattr(request, column, value)
    request.save(update_fields=[*fields])
    # Only that something changed: what is confidential must not be told by the record.
    record("request.changed", request, by=by, at=at, after={"side": side})
    if request.state != rules.DRAFT:
        tell(_other(request, side), "request.changed", request=request, at=at)
    return request


def _who_meets(delegation: Delegation, named: Principal | None, level: int) -> Principal:
    """The one named, or whoever meets at this level; of the delegation, and high enough."""
    who = named or principal_at(delegation, level)
    if who is None or who.delegation_id != delegation.pk:
        raise RuleBroken(_("Name who is to meet for your delegation, then accept."))
    if who.level < level:
        raise RuleBroken(
            _("This person meets at a lower level than was asked for. Propose that level instead.")
        )
    return who
