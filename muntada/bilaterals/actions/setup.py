"""Rooms, hours, interpreters, caps and pairs apart: what the desk sets up and the planner heeds."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db import IntegrityError, models, transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext_lazy as _

from muntada.accounts.models import User
from muntada.audit.actions import record
from muntada.bilaterals import rules
from muntada.bilaterals.models import Apart, Principal, Request
from muntada.conferences.models import Edition
from muntada.delegations.models import Member
from muntada.kit.errors import RuleBroken
from muntada.kit.rows import write_row


@transaction.atomic
def put(
    thing: models.Model, fields: Mapping[str, Any], *, by: User, at: datetime, edition: Edition
) -> None:
    """Add it, or change these columns; the record says that it changed, never whom it is about."""
    new = thing.pk is None
    try:
        with transaction.atomic():
            write_row(thing, fields)
    except IntegrityError as error:
        raise RuleBroken(_("This is written down already. Change what is there.")) from error
    record(_verb(thing, "added" if new else "changed"), thing, by=by, at=at, edition_id=edition.pk)


def _verb(thing: models.Model, deed: str) -> str:
    """That somebody is kept apart from somebody is itself confidential: it reads as any change."""
    return (
        "arrangements.changed" if isinstance(thing, Apart) else f"{thing._meta.model_name}.{deed}"
    )


@transaction.atomic
def remove(thing: models.Model, *, by: User, at: datetime, edition: Edition) -> None:
    try:
        with transaction.atomic():
            record(_verb(thing, "removed"), thing, by=by, at=at, edition_id=edition.pk)
            thing.delete()
    except ProtectedError as error:
        raise RuleBroken(
            _("Meetings depend on this. Take it out of use instead of removing it.")
        ) from error


@transaction.atomic
def name_principals(edition: Edition, *, by: User, at: datetime) -> list[Principal]:
    """Every head of delegation who comes in person, at the level of their rank; who is there stays.

    The level is a proposal, for the desk to correct.
    """
    ministerial = list(edition.ranks.filter(is_ministerial=True).values_list("position", flat=True))
    heads = (
        Member.objects.present()
        .filter(edition=edition, place="head", mode="in_person", principal=None)
        .exclude(rank=None)
        .select_related("rank", "delegation__party", "person")
        .order_by("pk")
    )
    made = Principal.objects.bulk_create(
        Principal(
            edition=edition,
            delegation=head.delegation,
            member=head,
            level=rules.level_of(
                head.rank.position,
                ministerial,
                leads_organisation=not head.delegation.party.is_state,
            ),
            language=next(iter(head.person.languages), ""),
        )
        for head in heads
        if head.rank
    )
    if made:
        record("principals.named", edition, by=by, at=at, after={"principals": len(made)})
    return made


@transaction.atomic
def weigh(
    requests: Iterable[Request], *, priority: int | None, weight: int | None, by: User, at: datetime
) -> int:
    """The desk's priority and weight, on all that are ticked."""
    said: dict[str, Any] = {
        name: value
        for name, value in (("priority", priority), ("weight", weight))
        if value is not None
    }
    if not said:
        raise RuleBroken(_("Choose a priority or a weight to give."))
    chosen = list(requests)
    Request.objects.filter(pk__in=[one.pk for one in chosen]).update(**said)
    for one in chosen:
        record("request.weighed", one, by=by, at=at, after=said)
    return len(chosen)


@transaction.atomic
def keep_for_desk(
    request: Request, *, fields: dict[str, Any], after: Iterable[Request], by: User, at: datetime
) -> Request:
    """Priority, weight, precedence and a note on one request; told to neither party."""
    Request.objects.filter(pk=request.pk).update(**fields)
    request.after.set(after)
    said = {name: fields[name] for name in ("priority", "weight")}
    record("request.weighed", request, by=by, at=at, after=said)
    return request
