"""Nomination, then confirmation against the quotas."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Count
from django.utils.translation import gettext_lazy as _

from muntada.accounts.models import User
from muntada.audit.actions import Deed, record, record_all
from muntada.delegations import rules
from muntada.delegations.models import Category, Delegation, Member, Quota
from muntada.kit.errors import RuleBroken, ensure
from muntada.kit.rows import write_row
from muntada.kit.states import ensure_moved, move
from muntada.people.models import Person


def _locked(delegation: Delegation) -> Delegation:
    """Two confirmations at once wait for one another here (SQLite has one writer anyway)."""
    return Delegation.objects.select_for_update().select_related("edition").get(pk=delegation.pk)


def is_full(delegation: Delegation, category: Category) -> bool:
    return _free_places(delegation, [category])[category.pk] == 0


@transaction.atomic
def nominate(
    delegation: Delegation,
    *,
    person: Person,
    fields: dict[str, Any],
    by: User,
    at: datetime,
    late: bool = False,
) -> Member:
    """Name a person (new or known) to the delegation; `late` is the secretariat's exception."""
    delegation = _locked(delegation)
    dates = _deadlines(delegation, late)
    ensure(rules.why_not_nominate(dates, at=at, is_open=delegation.is_open))
    _ensure_one_head(delegation, fields.get("place", rules.MEMBER))
    if person.pk is None:
        person.save(force_insert=True)
    elif (
        Member.objects.present().filter(edition=delegation.edition, person=person).exists()
    ):  # the constraint says so too; asked first, so that the transaction can go on
        raise RuleBroken(_("This person is already registered for this edition."))
    member = Member(
        edition=delegation.edition, delegation=delegation, person=person, nominated_at=at, **fields
    )
    try:
        with transaction.atomic():
            member.save(force_insert=True)
    except IntegrityError as error:
        raise in_words(error) from error
    record(
        "member.nominated",
        member,
        by=by,
        at=at,
        after={**said_of(member), "late": late} if late else said_of(member),
    )
    return member


@transaction.atomic
def change_member(
    member: Member, *, person: dict[str, Any], fields: dict[str, Any], by: User, at: datetime
) -> Member:
    """Correct what was said of a member; the record keeps both."""
    member = Member.objects.select_for_update(of=("self",)).get(pk=member.pk)
    before = said_of(member)
    if fields.get("place") == rules.HEAD and member.place != rules.HEAD:
        _ensure_one_head(_locked(member.delegation), rules.HEAD, besides=member)
    write_row(member.person, person)
    try:
        with transaction.atomic():
            write_row(member, fields)
    except IntegrityError as error:
        raise in_words(error) from error
    record("member.changed", member, by=by, at=at, before=before, after=said_of(member))
    return member


@transaction.atomic
def confirm(member: Member, *, by: User, at: datetime, late: bool = False) -> Member:
    """Confirm against the quota; when the places are taken, the member waits instead."""
    delegation = _locked(member.delegation)
    member.refresh_from_db()
    _ensure_may_confirm(delegation, state=member.state, at=at, late=late)
    if is_full(delegation, member.category):
        if member.state == rules.WAITING:
            raise RuleBroken(
                _("All places of this category are taken. This member is on the waiting list.")
            )
        move(member, rules.STEPS, "hold")
        record("member.held", member, by=by, at=at, after={"reason": "quota"})
        return member
    move(member, rules.STEPS, "confirm", confirmed_at=at)
    record("member.confirmed", member, by=by, at=at, after={"late": late} if late else {})
    return member


@transaction.atomic
def confirm_all(
    delegation: Delegation, *, by: User, at: datetime, late: bool = False
) -> list[Member]:
    """Confirm everybody nominated, first come first; who is too many for a category waits."""
    delegation = _locked(delegation)
    nominated = Member.objects.filter(delegation=delegation, state=rules.NOMINATED)
    found = list(nominated.select_related("category", "person").order_by("nominated_at", "pk"))
    if not found:
        raise RuleBroken(_("Nobody is waiting to be confirmed."))
    _ensure_may_confirm(delegation, state=rules.NOMINATED, at=at, late=late)
    free = _free_places(delegation, {one.category for one in found})
    deeds = []
    for one in found:
        left = free[one.category_id]
        if left is None or left > 0:
            deeds.append(Deed("member.confirmed", one, after={"late": late} if late else {}))
            free[one.category_id] = left and left - 1
        else:
            deeds.append(Deed("member.held", one, after={"reason": "quota"}))
    confirmed = [deed.thing for deed in deeds if deed.verb == "member.confirmed"]
    held = [deed.thing for deed in deeds if deed.verb == "member.held"]
    ensure_moved(confirmed, rules.STEPS, "confirm", confirmed_at=at)
    ensure_moved(held, rules.STEPS, "hold")
    record_all(deeds, by=by, at=at)
    return found


def _ensure_may_confirm(delegation: Delegation, *, state: str, at: datetime, late: bool) -> None:
    ensure(rules.why_not_confirm(_deadlines(delegation, late), at=at, state=state))
    if not delegation.is_open:
        raise RuleBroken(_("This party has declined. Change the reply first, then confirm."))


def _free_places(delegation: Delegation, categories: Iterable[Category]) -> dict[int, int | None]:
    """How many more of each category can be confirmed; None: no limit."""
    exceptions = dict(Quota.objects.filter(delegation=delegation).values_list("category", "places"))
    confirmed = Member.objects.filter(delegation=delegation, state=rules.CONFIRMED)
    taken = dict(confirmed.order_by().values_list("category").annotate(n=Count("pk")))
    places = {one.pk: exceptions.get(one.pk, one.quota) for one in categories}
    return {
        pk: None if most is None else max(0, most - taken.get(pk, 0)) for pk, most in places.items()
    }


@transaction.atomic
def withdraw(member: Member, *, by: User, at: datetime) -> Member | None:
    """Withdraw; a place that falls free goes to who has waited longest. Returns that one."""
    delegation = _locked(member.delegation)
    member.refresh_from_db()
    was = member.state
    move(member, rules.STEPS, "withdraw", confirmed_at=None)
    record("member.withdrawn", member, by=by, at=at, before={"state": was})
    if was != rules.CONFIRMED or is_full(delegation, member.category):
        return None
    waiting = Member.objects.filter(
        delegation=delegation, category=member.category, state=rules.WAITING
    )
    first = waiting.order_by("nominated_at", "pk").first()
    if first is not None:
        move(first, rules.STEPS, "confirm", confirmed_at=at)
        record("member.confirmed", first, by=by, at=at, after={"from": "waiting list"})
    return first


@transaction.atomic
def renominate(member: Member, *, by: User, at: datetime) -> Member:
    delegation = _locked(member.delegation)
    ensure(rules.why_not_nominate(delegation.edition, at=at, is_open=delegation.is_open))
    _ensure_one_head(delegation, member.place)
    try:
        with transaction.atomic():
            move(member, rules.STEPS, "renominate")
    except IntegrityError as error:
        raise in_words(error) from error
    record("member.nominated", member, by=by, at=at, after={"again": True})
    return member


def _ensure_one_head(delegation: Delegation, place: str, besides: Member | None = None) -> None:
    if place != rules.HEAD:
        return
    heads = Member.objects.present().filter(delegation=delegation, place=rules.HEAD)
    if besides is not None:
        heads = heads.exclude(pk=besides.pk)
    if heads.exists():
        raise RuleBroken(
            _("This delegation has a head already. Make the other one a member first.")
        )


@dataclass(frozen=True)
class _Late:
    """No deadline: the secretariat's exception, kept in the record."""

    nominations_close: datetime | None = None
    confirmations_close: datetime | None = None


def _deadlines(delegation: Delegation, late: bool) -> rules.HasDeadlines:
    return _Late() if late else delegation.edition


def in_words(error: IntegrityError) -> RuleBroken:
    said = str(error)
    if "nobody_is_in_two_delegations" in said or "edition_id, delegations_member.person_id" in said:
        return RuleBroken(_("This person is already registered for this edition."))
    if "a_delegation_has_one_head" in said or "delegations_member.delegation_id" in said:
        return RuleBroken(
            _("This delegation has a head already. Make the other one a member first.")
        )
    if "nobody_departs_before_arriving" in said:
        return RuleBroken(_("The departure is before the arrival."))
    raise error


def said_of(member: Member) -> dict[str, Any]:
    """What the record keeps: the office, not the private particulars."""
    return {
        "delegation": member.delegation_id,
        "category": member.category_id,
        "place": member.place,
        "function": member.function,
        "rank": member.rank_id,
        "mode": member.mode,
        "took_office": member.took_office,
        "accredited_on": member.accredited_on,
    }
