"""What the desk does with parties: load the shipped table, override a name, tag a group."""

import csv
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from django.db import transaction

from muntada.accounts.models import User
from muntada.audit.actions import record
from muntada.kit.languages import UN_LANGUAGES
from muntada.kit.texts import Text
from muntada.parties.models import STATE, Group, Membership, Party
from muntada.parties.names import sort_key

DATA = Path(__file__).parent / "data"


def rows_of(name: str) -> Iterator[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def _text(row: dict[str, str], column: str) -> Text:
    return Text(
        {code: row[f"{column}_{code}"] for code in UN_LANGUAGES if row.get(f"{column}_{code}")}
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
        sort_keys={code: row[f"sort_{code}"] for code in UN_LANGUAGES},
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
    before = {"short_name": party.short_name, "formal_name": party.formal_name}
    party.short_name, party.formal_name = short_name, formal_name
    for code, said in short_name.items():
        if said != before["short_name"].get(code):
            party.sort_keys[code] = sort_key(said, code)
    party.save(update_fields=["short_name", "formal_name", "sort_keys"])
    after = {"short_name": short_name, "formal_name": formal_name}
    record("party.name_overridden", party, by=by, at=at, before=before, after=after)
    return party
