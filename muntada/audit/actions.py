"""One function writes the record; nothing rewrites it."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models, transaction

from muntada.audit.models import START, Entry
from muntada.kit.turns import alone

_CHAIN_LOCK = 0x6D756E74  # any fixed number: who writes the chain holds it until commit


@dataclass(frozen=True)
class Deed:
    """One thing done to one thing."""

    verb: str
    thing: models.Model
    before: dict[str, Any] = field(default_factory=dict)
    after: dict[str, Any] = field(default_factory=dict)
    edition_id: int | None = None


def record(
    verb: str,
    thing: models.Model,
    *,
    by: models.Model | None,
    at: datetime,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
    edition_id: int | None = None,
) -> Entry:
    """Add one entry to the chain, in the transaction of the deed itself."""
    deed = Deed(verb, thing, before or {}, after or {}, edition_id)
    return record_all([deed], by=by, at=at)[0]


@transaction.atomic
def save_changes(
    thing: models.Model,
    fields: dict[str, Any],
    *,
    verb: str,
    by: models.Model,
    at: datetime,
    edition_id: int | None = None,
) -> bool:
    """Write on the row as it is now, and record only what really changed; False: nothing did."""
    row = type(thing)._default_manager.select_for_update().get(pk=thing.pk)
    before = {name: getattr(row, name) for name in fields}
    changed = {name: value for name, value in fields.items() if before[name] != value}
    if not changed:
        return False
    for name, value in changed.items():
        setattr(row, name, value)
    row.save(update_fields=[*changed])
    was = {name: before[name] for name in changed}
    record(verb, row, by=by, at=at, before=was, after=changed, edition_id=edition_id)
    return True


def record_all(deeds: Iterable[Deed], *, by: models.Model | None, at: datetime) -> list[Entry]:
    """Add many entries at once (an import), each sealed with the one before."""
    with transaction.atomic():
        seal = _last_seal()
        entries = []
        for deed in deeds:
            entry = _entry(deed, by=by, at=at.astimezone(UTC), previous=seal)
            entry.seal = seal = entry.sealed()
            entries.append(entry)
        return Entry.objects.bulk_create(entries, batch_size=500)


def _last_seal() -> str:
    alone(_CHAIN_LOCK)
    last = Entry.objects.order_by("-id").values_list("seal", flat=True).first()
    return last or START


def _entry(deed: Deed, *, by: models.Model | None, at: datetime, previous: str) -> Entry:
    edition_id = deed.edition_id or getattr(deed.thing, "edition_id", None)
    if deed.thing._meta.label_lower == "conferences.edition":
        edition_id = deed.thing.pk
    return Entry(
        at=at,
        by_id=by.pk if by is not None else None,
        by_name=str(by)[:200] if by is not None else "",
        verb=deed.verb,
        thing_type=deed.thing._meta.label_lower,
        thing_id=str(deed.thing.pk),
        thing_name=str(deed.thing)[:300],
        edition_id=edition_id,
        before=_plain(deed.before),
        after=_plain(deed.after),
        previous=previous,
    )


def _plain(said: dict[str, Any]) -> dict[str, Any]:
    """As it will come back from the database, so that the seal can be checked."""
    text = json.dumps(said, cls=_Encoder, ensure_ascii=False)
    loaded: dict[str, Any] = json.loads(text)
    return loaded


class _Encoder(DjangoJSONEncoder):
    def default(self, o: Any) -> Any:
        if isinstance(o, models.Model):
            return {"id": o.pk, "name": str(o)}
        return super().default(o)
