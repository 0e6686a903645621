"""What the press office does with a statement: write, clear, embargo, release, correct, kill."""

import hashlib
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from muntada.accounts.models import User
from muntada.audit.actions import record
from muntada.conferences.models import Edition
from muntada.delegations.models import Delegation
from muntada.kit.errors import RuleBroken, ensure
from muntada.kit.rows import write_row
from muntada.kit.states import move
from muntada.kit.texts import Text
from muntada.parties.models import Party
from muntada.people.models import Person
from muntada.press import rules, tasks
from muntada.press.models import Statement, Version
from muntada.programme.models import Session


@transaction.atomic
def open_statement(
    edition: Edition, *, fields: dict[str, Any], by: User | None, at: datetime
) -> Statement:
    """A new statement, with its authentic version to write."""
    Edition.objects.select_for_update().get(pk=edition.pk)
    last = Statement.objects.filter(edition=edition).aggregate(n=Max("number"))["n"] or 0
    parties = fields.pop("parties", [])
    statement = Statement.objects.create(edition=edition, number=last + 1, created_at=at, **fields)
    statement.parties.set(parties)
    Version.objects.create(statement=statement, language=statement.authentic)
    record("statement.opened", statement, by=by, at=at, after={"kind": statement.kind})
    return statement


@transaction.atomic
def change_statement(
    statement: Statement, *, fields: dict[str, Any], by: User, at: datetime
) -> Statement:
    """Its kind, dateline, contacts, topics and links; the record names only what changed."""
    row = _locked(statement)
    if row.state != rules.OPEN:
        raise RuleBroken(rules.why_not_write(row.state, "") or "")
    if "parties" in fields:
        row.parties.set(fields.pop("parties"))
    fields.pop("authentic", None)
    changed = {name: value for name, value in fields.items() if getattr(row, name) != value}
    write_row(row, changed)
    record("statement.changed", row, by=by, at=at, after={"changed": sorted(changed)})
    return row


@transaction.atomic
def link(
    statement: Statement,
    *,
    parties: Iterable[Party],
    people: Iterable[Person],
    by: User | None,
    at: datetime,
) -> Statement:
    """Whom the statement is about: what agencies and the archive find it by."""
    row = _locked(statement)
    ensure(rules.why_not_write(row.state, ""))
    row.parties.set(parties)
    row.people.set(people)
    after = {"parties": row.parties.count(), "people": row.people.count()}
    record("statement.linked", row, by=by, at=at, after=after)
    return row


def _locked(statement: Statement) -> Statement:
    return Statement.objects.select_for_update().select_related("edition").get(pk=statement.pk)


@transaction.atomic
def add_version(statement: Statement, *, language: str, by: User | None, at: datetime) -> Version:
    row = _locked(statement)
    ensure(rules.why_not_write(row.state, ""))
    version, new = Version.objects.get_or_create(statement=row, language=language)
    if new:
        record("version.added", version, by=by, at=at, edition_id=row.edition_id)
    return version


@transaction.atomic
def remove_version(version: Version, *, by: User, at: datetime) -> None:
    row = _locked(version.statement)
    ensure(rules.why_not_write(row.state, ""))
    if version.is_authentic:
        raise RuleBroken(_("The authentic version cannot be removed."))
    record("version.removed", version, by=by, at=at, edition_id=row.edition_id)
    Version.objects.get(pk=version.pk).delete()


@transaction.atomic
def write(
    version: Version, *, headline: str, body: str, edits: int, by: User | None, at: datetime
) -> Version:
    """Keep what was typed; `edits` is the count the writer began from.

    The record keeps who wrote and a digest, never the words: it is read by more people than they.
    """
    statement = _locked(version.statement)
    row = Version.objects.select_for_update().get(pk=version.pk)
    row.statement = statement
    ensure(rules.why_not_write(statement.state, row.state))
    if (headline, body) == (row.headline, row.body):
        return row
    if row.edits != edits:
        raise RuleBroken(
            _("Somebody else has written here since you began. Compare the two, then save again.")
        )
    words = {"headline": headline, "body": body, "edits": edits + 1}
    # What was revised is a draft again once its words change.
    write_row(row, {**words, "written_at": at, "written_by": by, "state": rules.DRAFT})
    digest = hashlib.sha256(row.text.encode()).hexdigest()[:16]
    record("version.written", row, by=by, at=at, after={"digest": digest})
    return row


@transaction.atomic
def take_step(
    version: Version,
    verb: str,
    *,
    differences: int = 0,
    reason: str = "",
    by: User | None,
    at: datetime,
) -> Version:
    """Translate, revise, clear or reopen; clearing asks that nothing differs, or why it may."""
    statement = _locked(version.statement)
    if statement.state != rules.OPEN:
        raise RuleBroken(rules.why_not_write(statement.state, "") or "")
    also: dict[str, Any] = {}
    if verb == "clear":
        authentic = statement.versions.get(language=statement.authentic)
        ensure(
            rules.why_not_clear(
                body=version.body,
                differences=differences,
                reason=reason,
                authentic_cleared=authentic.state == rules.CLEARED,
                is_authentic=version.language == statement.authentic,
            )
        )
        also = {"cleared_at": at, "cleared_by": by, "waiver": reason[:300] if differences else ""}
    if verb == "reopen":
        also = {"cleared_at": None, "cleared_by": None, "waiver": ""}
        if version.language == statement.authentic:
            # What the others were cleared against is being changed.
            cleared = statement.versions.filter(state=rules.CLEARED).exclude(pk=version.pk)
            cleared.update(state=rules.REVISED, cleared_at=None, cleared_by=None, waiver="")
    move(version, rules.VERSION_STEPS, verb, **also)
    after = {"waived": differences} if differences and verb == "clear" else {}
    record(f"version.{rules.PAST[verb]}", version, by=by, at=at, after=after)
    return version


@transaction.atomic
def schedule(
    statement: Statement, *, release_at: datetime | None, by: User | None, at: datetime
) -> Statement:
    """Embargo until `release_at` (None: until delivery); `release_at == at` releases now."""
    row = _locked(statement)
    states = dict(row.versions.values_list("language", "state"))
    ensure(
        rules.why_not_schedule(
            states=states.values(),
            authentic=states.get(row.authentic, ""),
            release_at=release_at,
            at=at,
        )
    )
    move(row, rules.STEPS, "schedule", release_at=release_at)
    verb = "released" if release_at == at else "embargoed"
    until = {"until": release_at.isoformat() if release_at else "delivery"}
    record(f"statement.{verb}", row, by=by, at=at, after=until)
    if release_at is not None:
        tasks.distribute_at(row, release_at, at=at)
    return row


@transaction.atomic
def deliver(statement: Statement, *, by: User | None, at: datetime) -> Statement:
    """It has been said: every cleared language is out from this instant."""
    row = _locked(statement)
    if row.state != rules.SCHEDULED or row.release_at is not None:
        raise RuleBroken(_("This statement does not wait for its delivery."))
    row.release_at = at
    row.save(update_fields=["release_at"])
    record("statement.delivered", row, by=by, at=at)
    tasks.distribute_at(row, at, at=at)
    return row


def deliver_spoken(
    *, session: Session, delegation: Delegation, by: User | None, at: datetime
) -> list[Statement]:
    """The list of speakers gives a delegation the floor: what waited for that goes out.

    Whoever pressed the button in the same moment has done it already; the floor never waits for it.
    """
    waiting = Statement.objects.waiting_for_delivery().filter(session=session, speaker=delegation)
    locked = waiting.select_for_update().order_by("pk")
    return [deliver(one, by=by, at=at) for one in locked]


@transaction.atomic
def recall(statement: Statement, *, by: User, at: datetime) -> Statement:
    row = _locked(statement)
    ensure(rules.why_not_recall(row.release_at, at=at))
    move(row, rules.STEPS, "recall", release_at=None)
    record("statement.recalled", row, by=by, at=at)
    return row


@transaction.atomic
def kill(statement: Statement, *, note: Text, by: User, at: datetime) -> Statement:
    """Take a released statement back: its text goes, a notice stays in its place."""
    row = _locked(statement)
    ensure(rules.why_not_kill(row.release_at, note.everything(), at=at))
    move(row, rules.STEPS, "kill", killed_at=at, kill_note=note, sent_at=None)
    record("statement.killed", row, by=by, at=at)
    tasks.distribute_at(row, at, at=at)
    return row


@transaction.atomic
def correct(statement: Statement, *, by: User | None, at: datetime) -> Statement:
    """A correction is a statement of its own, tied to what it corrects; nothing out is changed."""
    row = _locked(statement)
    if not rules.is_released(row.release_at, at=at):
        raise RuleBroken(_("This is not out yet: recall it instead."))
    fields = {
        "kind": rules.CORRECTION,
        "authentic": row.authentic,
        "dateline": row.dateline,
        "contacts": row.contacts,
        "topics": row.topics,
        "session": row.session,
        "corrects": row,
        "parties": list(row.parties.all()),
    }
    made = open_statement(row.edition, fields=fields, by=by, at=at)
    made.people.set(row.people.all())
    for version in row.versions.filter(state=rules.CLEARED):
        fresh, _new = Version.objects.get_or_create(statement=made, language=version.language)
        fresh.headline, fresh.body = version.headline, version.body
        fresh.save(update_fields=["headline", "body"])
    return made
