"""Many members at once, as an import brings them: the same rules, few statements."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from muntada.accounts.models import User
from muntada.audit.actions import Deed, record_all
from muntada.delegations import rules
from muntada.delegations.actions.members import in_words, said_of
from muntada.delegations.models import Member
from muntada.people.models import Person

BATCH = 500


@dataclass
class Change:
    """A member already there, with the fields to write on the person and on the member."""

    member: Member
    person: dict[str, Any] = field(default_factory=dict)
    fields: dict[str, Any] = field(default_factory=dict)


@transaction.atomic
def nominate_together(
    members: Sequence[Member], *, by: User, at: datetime, source: dict[str, Any]
) -> None:
    """New persons and members, each already in the state the plan gave it."""
    persons = [member.person for member in members]
    for person in persons:
        person.derive()
    try:
        with transaction.atomic():
            Person.objects.bulk_create(persons, batch_size=BATCH)
            Member.objects.bulk_create(members, batch_size=BATCH)
    except IntegrityError as error:
        raise in_words(error) from error
    deeds = []
    for member in members:
        deeds.append(Deed("member.nominated", member, after={**said_of(member), **source}))
        if member.state == rules.CONFIRMED:
            deeds.append(Deed("member.confirmed", member, after=source))
        elif member.state == rules.WAITING:
            deeds.append(Deed("member.held", member, after={"reason": "quota", **source}))
    record_all(deeds, by=by, at=at)


@transaction.atomic
def change_together(
    changes: Sequence[Change], *, by: User, at: datetime, source: dict[str, Any]
) -> None:
    """Write what differs, keeping in the record what was said before and after."""
    deeds = []
    for change in changes:
        before = said_of(change.member)
        for name, value in change.person.items():
            setattr(change.member.person, name, value)
        change.member.person.derive()
        for name, value in change.fields.items():
            setattr(change.member, name, value)
        after = {**said_of(change.member), **source}
        deeds.append(Deed("member.changed", change.member, before=before, after=after))
        if "state" in change.fields:
            verb = "member.confirmed" if change.member.state == rules.CONFIRMED else "member.held"
            deeds.append(Deed(verb, change.member, after=source))
    _write(Person, [c.member.person for c in changes], {n for c in changes for n in c.person})
    _write(Member, [c.member for c in changes], {n for c in changes for n in c.fields})
    record_all(deeds, by=by, at=at)


def _write(model: type[Person] | type[Member], rows: list[Any], names: set[str]) -> None:
    if not names:
        return
    derived = {"search_name", "skeleton"} if model is Person else set()
    try:
        with transaction.atomic():
            model._default_manager.bulk_update(rows, [*names, *derived], batch_size=BATCH)
    except IntegrityError as error:
        raise in_words(error) from error
