"""The ladder of ranks and the categories: added, moved, changed, removed."""

from datetime import datetime
from typing import Any

from django.db import models, transaction
from django.db.models import F, ProtectedError
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from muntada.accounts.models import User
from muntada.audit.actions import record, save_changes
from muntada.conferences.models import Edition
from muntada.delegations.models import Category
from muntada.kit.errors import RuleBroken
from muntada.kit.rows import write_row
from muntada.kit.texts import Text
from muntada.people.models import Rank

_ASIDE = 10_000  # where rungs stand while they are renumbered: two never share a place


@transaction.atomic
def put_rank(
    rank: Rank, *, name: Text, is_ministerial: bool, position: int, by: User, at: datetime
) -> None:
    """Add a rung or change one; `position` from 1, and those below move down."""
    fields = {"name": name, "is_ministerial": is_ministerial}
    before: dict[str, Any] = {}
    if rank.pk is None:
        rank.name, rank.is_ministerial = name, is_ministerial
        rank.position = _ASIDE
        rank.save(force_insert=True)
        verb = "rank.added"
    else:
        before = {"name": rank.name, "position": rank.position}
        save_changes(rank, fields, verb="rank.changed", by=by, at=at, edition_id=rank.edition_id)
        verb = "rank.placed"
    others = [one.pk for one in rank.edition.ranks.all() if one.pk != rank.pk]
    others.insert(position - 1, rank.pk)
    _renumber(rank.edition, others)
    rank.refresh_from_db()
    if verb == "rank.added" or before["position"] != rank.position:
        after = {**fields, "position": rank.position}
        record(verb, rank, by=by, at=at, before=before, after=after)


def _renumber(edition: Edition, order: list[int]) -> None:
    edition.ranks.update(position=F("position") + _ASIDE)
    for place, pk in enumerate(order, start=1):
        Rank.objects.filter(pk=pk).update(position=place)


@transaction.atomic
def remove_rank(rank: Rank, *, by: User, at: datetime) -> None:
    edition = rank.edition
    _remove("rank.removed", rank, by=by, at=at)
    _renumber(edition, [one.pk for one in edition.ranks.all()])


@transaction.atomic
def put_category(category: Category, *, fields: dict[str, Any], by: User, at: datetime) -> None:
    if category.pk is None:
        category.name = fields["name"]
        write_row(category, {**fields, "code": _free_code(category)})
        record("category.added", category, by=by, at=at, after=fields)
    else:
        save_changes(category, fields, verb="category.changed", by=by, at=at,
                     edition_id=category.edition_id)  # fmt: skip


def _free_code(category: Category) -> str:
    """From the name where it has Latin letters; files name categories by it."""
    wanted = slugify(category.name.in_("en"))[:16] or "category"
    taken = set(category.edition.categories.values_list("code", flat=True))
    return next(
        code for code in (wanted, *(f"{wanted}-{n}" for n in range(2, 100))) if code not in taken
    )


@transaction.atomic
def remove_category(category: Category, *, by: User, at: datetime) -> None:
    _remove("category.removed", category, by=by, at=at)


def _remove(verb: str, thing: Rank | Category, *, by: User, at: datetime) -> None:
    record(verb, thing, by=by, at=at, before={"name": thing.name})
    try:
        with transaction.atomic():
            _delete(thing)
    except ProtectedError as error:
        raise RuleBroken(
            _("“{name}” is in use. Give those who have it another first.").format(name=thing)
        ) from error


def _delete(thing: models.Model) -> None:
    type(thing)._default_manager.get(pk=thing.pk).delete()
