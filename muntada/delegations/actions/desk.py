"""Delegations opened and trusted; categories, quotas and the ladder of ranks."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from muntada.accounts.actions import invite_person
from muntada.accounts.models import User
from muntada.audit.actions import Deed, record, record_all
from muntada.conferences.models import Edition
from muntada.delegations.defaults import CATEGORIES, LADDER
from muntada.delegations.models import Category, Delegation, FocalPoint, Quota, works_at_a_desk
from muntada.delegations.rules import why_not_trust
from muntada.kit.errors import RuleBroken, ensure
from muntada.kit.texts import Text
from muntada.parties.models import Party
from muntada.people.models import Rank


@transaction.atomic
def open_delegations(
    *, edition: Edition, parties: Iterable[Party], by: User | None, at: datetime
) -> dict[int, Delegation]:
    """By party its one delegation to the edition, made if there is none; open, and not yet coming.

    Who opens delegations holds the edition: of two at once the second finds them there.
    """
    wanted = {party.pk: party for party in parties}
    there = Delegation.objects.filter(edition=edition, party__in=wanted)
    there.update(is_coming=False, is_open=True)
    found = {one.party_id: one for one in there}
    new = [Delegation(edition=edition, party=p) for pk, p in wanted.items() if pk not in found]
    Delegation.objects.bulk_create(new, batch_size=500)
    record_all([Deed("delegation.opened", one) for one in new], by=by, at=at)
    return found | {one.party_id: one for one in new}


@transaction.atomic
def note_reply(delegation: Delegation, *, coming: bool, declined: bool) -> None:
    """What a reply means here: who declined cannot nominate until the reply changes."""
    delegation.is_coming, delegation.is_open = coming, not declined
    delegation.save(update_fields=["is_coming", "is_open"])


@transaction.atomic
def invite_focal_point(
    delegation: Delegation, *, email: str, name: str, language: str, by: User, at: datetime
) -> FocalPoint:
    """Trust one more personal account with the delegation; a link is mailed."""
    user = invite_person(
        email=email, name=name, language=language, by=by, at=at, purpose="focal point",
        edition_id=delegation.edition_id,
    )  # fmt: skip
    # Held until commit, as where roles are given: of two at once the second is told.
    User.objects.select_for_update().get(pk=user.pk)
    ensure(
        why_not_trust(
            is_self=user.pk == by.pk, works_at_a_desk=works_at_a_desk(user, delegation.edition_id)
        )
    )
    focal_point, created = FocalPoint.objects.get_or_create(
        delegation=delegation, user=user, ended_at=None, defaults={"since": at}
    )
    if not created:
        raise RuleBroken(_("This person is already a focal point of this delegation."))
    record("focal_point.named", delegation, by=by, at=at, after={"account": user.pk})
    return focal_point


@transaction.atomic
def end_focal_point(focal_point: FocalPoint, *, by: User, at: datetime) -> None:
    ended = FocalPoint.objects.filter(pk=focal_point.pk, ended_at=None).update(ended_at=at)
    if ended:
        record(
            "focal_point.ended",
            focal_point.delegation,
            by=by,
            at=at,
            before={"account": focal_point.user_id},
        )


@transaction.atomic
def set_quota(
    delegation: Delegation, *, category: Category, places: int, reason: str, by: User, at: datetime
) -> Quota:
    """An exception for one delegation, with its reason."""
    if category.edition_id != delegation.edition_id:
        raise RuleBroken(_("This category belongs to another edition."))
    quota, _created = Quota.objects.update_or_create(
        delegation=delegation, category=category, defaults={"places": places, "reason": reason}
    )
    after = {"category": category.code, "places": places, "reason": reason}
    record("quota.excepted", delegation, by=by, at=at, after=after)
    return quota


@transaction.atomic
def open_ladder(edition: Edition, *, by: User | None, at: datetime) -> list[Rank]:
    """The ladder of a defence conference, to be edited."""
    if edition.ranks.exists():
        return list(edition.ranks.all())
    rungs = [
        Rank(edition=edition, position=place, name=Text(names), is_ministerial=ministerial)
        for place, (names, ministerial) in enumerate(LADDER, start=1)
    ]
    Rank.objects.bulk_create(rungs)
    record("ladder.opened", edition, by=by, at=at, after={"ranks": len(rungs)})
    return list(edition.ranks.all())


@transaction.atomic
def open_categories(edition: Edition, *, by: User | None, at: datetime) -> list[Category]:
    if edition.categories.exists():
        return list(edition.categories.all())
    Category.objects.bulk_create(
        Category(edition=edition, code=code, name=Text(names), quota=quota, position=place)
        for place, (code, names, quota) in enumerate(CATEGORIES, start=1)
    )
    record("categories.opened", edition, by=by, at=at, after={"categories": len(CATEGORIES)})
    return list(edition.categories.all())
