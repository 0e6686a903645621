"""What the desk does with parties: load the shipped table, override a name, tag a group."""

import csv
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from muntada.accounts.models import User
from muntada.audit.actions import record, save_changes
from muntada.kit.errors import RuleBroken
from muntada.kit.languages import LANGUAGES
from muntada.kit.texts import Text
from muntada.parties.models import STATE, Group, Membership, Party
from muntada.parties.names import sort_key

DATA = Path(__file__).parent / "data"


def rows_of(name: str) -> Iterator[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def _text(row: dict[str, str], column: str) -> Text:
    return Text(
        {code: row[f"{column}_{code}"] for code in LANGUAGES if row.get(f"{column}_{code}")}
    )


@transaction.atomic
def load_shipped_parties() -> int:
    """Add the shipped states, bodies and groups that are missing; never touch one that is there.

    A later release's names therefore reach a running installation only by the host's own hand.
    """
    known = set(Party.objects.values_list("code", flat=True))
    missing = [
        _party(row, kind)
        for file, kind in (("states.csv", STATE), ("bodies.csv", ""))
        for row in rows_of(file)
        if row["code"] not in known
    ]
    Party.objects.bulk_create(missing)
    if not Group.objects.exists():
        _load_groups()
    return len(missing)


def _party(row: dict[str, str], kind: str) -> Party:
    short, formal = _text(row, "short"), _text(row, "formal")
    return Party(
        code=row["code"],
        kind=kind or row["kind"],
        iso2=row.get("iso2", ""),
        m49=row.get("m49", ""),
        un_status=row.get("status", ""),
        region=row.get("region", ""),
        subregion=row.get("subregion", ""),
        lat=float(row["lat"]) if row.get("lat") else None,
        lon=float(row["lon"]) if row.get("lon") else None,
        founded=int(row["founded"]) if row.get("founded") else None,
        short_name=short,
        formal_name=formal,
        acronym=_text(row, "acronym"),
        sort_keys={code: row[f"sort_{code}"] for code in LANGUAGES},
        shipped_names={"short": dict(short), "formal": dict(formal)},
        is_fictitious=row["code"].startswith("DEMO-"),
    )


def _load_groups() -> None:
    groups = {
        row["code"]: Group(code=row["code"], name=_text(row, "name"), kind=row["kind"])
        for row in rows_of("groups.csv")
    }
    Group.objects.bulk_create(groups.values())
    parties = dict(Party.objects.states().values_list("code", "pk"))
    Membership.objects.bulk_create(
        Membership(
            group=groups[row["group"]],
            party_id=parties[row["party"]],
            status=row["status"],
            since=row["since"],
            until=row["until"] or None,
            note=row["note"],
        )
        for row in rows_of("memberships.csv")
    )


def load_demo_bodies() -> None:
    """The fictitious think-tanks and media of the demo."""
    known = set(Party.objects.values_list("code", flat=True))
    Party.objects.bulk_create(
        _party(row, "") for row in rows_of("demo_bodies.csv") if row["code"] not in known
    )


@transaction.atomic
def override_name(
    party: Party, *, short_name: Text, formal_name: Text, by: User, at: datetime
) -> Party:
    """Print another name than the shipped one; the record keeps both."""
    return _rename(party, short_name, formal_name, "party.name_overridden", by=by, at=at)


@transaction.atomic
def restore_names(party: Party, *, by: User, at: datetime) -> Party:
    """Go back to the names of the shipped table, with its own order (pinyin needs a table)."""
    if not party.is_overridden:
        raise RuleBroken(_("This party has the names of the shipped table already."))
    shipped = party.shipped_names
    short, formal = Text(shipped["short"]), Text(shipped["formal"])
    _rename(party, short, formal, "party.names_restored", by=by, at=at)
    rows = (row for file in ("states.csv", "bodies.csv") for row in rows_of(file))
    for row in rows:
        if row["code"] == party.code:
            party.sort_keys = {code: row[f"sort_{code}"] for code in LANGUAGES}
            party.save(update_fields=["sort_keys"])
    return party


def _rename(
    party: Party, short_name: Text, formal_name: Text, verb: str, *, by: User, at: datetime
) -> Party:
    before = {"short_name": party.short_name, "formal_name": party.formal_name}
    for code in LANGUAGES:
        said = short_name.get(code, "")
        if said != before["short_name"].get(code, ""):
            party.sort_keys[code] = sort_key(said, code)
    party.short_name, party.formal_name = short_name, formal_name
    party.save(update_fields=["short_name", "formal_name", "sort_keys"])
    after = {"short_name": short_name, "formal_name": formal_name}
    record(verb, party, by=by, at=at, before=before, after=after)
    return party


@transaction.atomic
def add_body(*, fields: dict[str, Any], by: User, at: datetime) -> Party:
    """An organisation, a think-tank, a medium the shipped table does not have."""
    if Party.objects.filter(code=fields["code"]).exists():
        raise RuleBroken(_("Another party has this code."))
    short = fields["short_name"]
    keys = {code: sort_key(said, code) for code, said in short.items()}
    party = Party.objects.create(**fields, sort_keys=keys)
    record("party.added", party, by=by, at=at, after=fields)
    return party


@transaction.atomic
def put_group(group: Group, *, fields: dict[str, Any], by: User, at: datetime) -> Group:
    """A group added, or its name changed."""
    if group.pk is None:
        group = Group.objects.create(**fields)
        record("group.added", group, by=by, at=at, after=fields)
    else:
        save_changes(group, fields, verb="group.changed", by=by, at=at)
    return group


@transaction.atomic
def put_membership(
    membership: Membership, *, fields: dict[str, Any], by: User, at: datetime
) -> None:
    """A party's place in a group, from a day until another; two do not overlap."""
    party, group = fields["party"], fields["group"]
    others = Membership.objects.filter(party=party, group=group).exclude(pk=membership.pk)
    until = fields["until"] or date.max
    if any(one.since < until and fields["since"] < (one.until or date.max) for one in others):
        raise RuleBroken(_("This party has a place in the group at that time already."))
    if membership.pk is None:
        made = Membership.objects.create(**fields)
        record("membership.added", made, by=by, at=at, after=fields)
    else:
        save_changes(membership, fields, verb="membership.changed", by=by, at=at)


@transaction.atomic
def remove_membership(membership: Membership, *, by: User, at: datetime) -> None:
    """For one entered by mistake; one that ended gets its last day instead."""
    before = {"since": membership.since, "until": membership.until, "status": membership.status}
    record("membership.removed", membership, by=by, at=at, before=before)
    membership.delete()
