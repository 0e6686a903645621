"""The public record of an edition as files that open without a server: HTML, JSON, CSV, PDF/A.

Every address in it is relative, every page is in each language, and `SHA256SUMS` lists them all.
Only what was public goes in: published programme, published participants, released statements.
"""

import csv
import hashlib
import io
import json
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import override

from muntada.archive import papers, rules
from muntada.archive.models import Figure, PublishedFigure, published_by_edition
from muntada.conferences.models import Edition
from muntada.delegations.queries import list_of_participants
from muntada.kit.languages import LANGUAGES, SELF_NAMES, direction
from muntada.kit.sheets import safe
from muntada.kit.texts import Text
from muntada.press.published import released
from muntada.programme.models import ProgrammeVersion

TABLES = ("participants", "programme", "statements", "figures", "claims")
PAGES = ("index", "programme", "participants", "press", "figures")


def site_of(
    edition: Edition, *, at: datetime, told: Callable[[int, int], None] = lambda done, total: None
) -> dict[str, bytes]:
    """Every file by its path; `told` hears how many of the pieces are made."""
    version = ProgrammeVersion.objects.filter(edition=edition).first()
    if version:
        version.edition = edition
    pieces = _pieces(edition, version, at)
    files: dict[str, bytes] = {}
    told(0, len(pieces))
    for done, (language, make) in enumerate(pieces, start=1):
        with override(language):
            files |= make()
        told(done, len(pieces))
    sums = [f"{hashlib.sha256(body).hexdigest()}  {path}" for path, body in sorted(files.items())]
    files["SHA256SUMS"] = ("\n".join(sums) + "\n").encode()
    return files


Piece = tuple[str, Callable[[], dict[str, bytes]]]


def _pieces(edition: Edition, version: ProgrammeVersion | None, at: datetime) -> list[Piece]:
    """What is made one after another, each in its language."""
    made: list[Piece] = [
        ("en", lambda: {"style.css": _style(), **_door(edition)}),
        ("en", lambda: _data(edition, version, at)),
    ]
    for language in LANGUAGES:
        made.append((language, partial(_pages, edition, version, language, at)))
        made += [
            (language, partial(_one, path, typeset))
            for path, typeset in papers.papers(edition, version, language, at)
        ]
    return made


def _one(path: str, make: Callable[[], bytes]) -> dict[str, bytes]:
    return {path: make()}


def _door(edition: Edition) -> dict[str, bytes]:
    titles = [(code, name, way, edition.title.in_(code)) for code, name, way in _languages()]
    return {"index.html": _page("door", "", {"edition": edition, "languages": titles})}


def as_zip(files: dict[str, bytes], *, at: datetime) -> bytes:
    """The same files give the same bytes."""
    target, stamp = io.BytesIO(), at.timetuple()[:6]
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, body in sorted(files.items()):
            archive.writestr(zipfile.ZipInfo(path, stamp), body, zipfile.ZIP_DEFLATED)
    return target.getvalue()


def _languages() -> list[tuple[str, str, str]]:
    return [(code, SELF_NAMES[code], direction(code)) for code in LANGUAGES]


def _page(name: str, language: str, said: dict[str, Any]) -> bytes:
    context = {
        "language": language or "en",
        "direction": direction(language or "en"),
        "languages": _languages(),
        **said,
    }
    return render_to_string(f"archive/export/{name}.html", context).encode()


def _pages(
    edition: Edition, version: ProgrammeVersion | None, language: str, at: datetime
) -> dict[str, bytes]:
    items = released(edition, language, at=at)
    shared = {"edition": edition, "at": at}
    said: dict[str, dict[str, Any]] = {
        "index": {"documents": _documents(edition, version, language, at)},
        "programme": {"days": _days(version), "zone": version.zone if version else None},
        "participants": {"delegations": list_of_participants(edition, language)},
        "press": {"items": items},
        "figures": {
            "figures": _figures(edition),
            "published": [
                one for one in published_by_edition([edition])[edition.pk] if one.figure_id is None
            ],
        },
    }
    files = {
        f"{language}/{name}.html": _page(
            name,
            language,
            {**shared, **said[name], "here": name, "file": f"{name}.html", "up": "../"},
        )
        for name in PAGES
    }
    for item in items:
        file = f"statement-{item.statement.number}.html"
        files[f"{language}/{file}"] = _page(
            "statement",
            language,
            {**shared, "item": item, "paper": papers.statement_path(item, language),
             "here": "press", "file": file, "up": "../",
             "spoken_direction": direction(item.version.language)},
        )  # fmt: skip
    return files


@dataclass(frozen=True)
class Document:
    path: str
    name: str

    @property
    def file(self) -> str:
        return self.path.split("/")[-1]


def _documents(
    edition: Edition, version: ProgrammeVersion | None, language: str, at: datetime
) -> list[tuple[str, list[Document]]]:
    """What the first page offers to save: to read, and for programs."""
    names = {
        "programme": _("Programme as held"), "participants": _("Final list of participants"),
        "statements": _("Statements"), "figures": _("Figures"),
        "claims": _("Figures as they were published"),
    }  # fmt: skip
    to_read = [
        Document(path, names.get(path.split("/")[1].split("-")[0], ""))
        for path, _make in papers.papers(edition, version, language, at)
        if not path.startswith("pdf/statement-")
    ]
    data = [Document("data/edition.json", _("Edition"))]
    data += [
        Document(f"data/{name}.{kind}", names[name]) for name in TABLES for kind in ("json", "csv")
    ]
    sums = [Document("SHA256SUMS", _("Checksums of every file"))]
    return [(_("To read and print (PDF/A)"), to_read), (_("For programs"), data), ("", sums)]


def _figures(edition: Edition) -> list[Figure]:
    return list(Figure.objects.filter(edition=edition).select_related("superseded_by"))


def _days(version: ProgrammeVersion | None) -> list[tuple[Any, list[Any]]]:
    days: dict[Any, list[Any]] = {}
    if version is None:
        return []
    rooms = {room["id"]: Text(room["name"]) for room in version.content["rooms"]}
    for one in sorted(version.content["sessions"], key=lambda one: str(one["starts"])):
        starts = datetime.fromisoformat(one["starts"]).astimezone(version.zone)
        ends = datetime.fromisoformat(one["ends"]).astimezone(version.zone)
        days.setdefault(starts.date(), []).append(
            {
                **one,
                "starts": starts,
                "ends": ends,
                "room": rooms.get(one["room"]),
                "named": [_who(part) for part in one["people"]],
            }
        )
    return sorted(days.items())


def _who(part: dict[str, Any]) -> str:
    """Whoever spoke, with their party; somebody unnamed is their party alone."""
    said = [str(Text(part[name])) for name in ("name", "function", "party")]
    return " · ".join(filter(None, said))


def _data(edition: Edition, version: ProgrammeVersion | None, at: datetime) -> dict[str, bytes]:
    """The same, for programs."""
    participants = [
        {
            "party": dict(delegation.party.short_name),
            "code": delegation.party.code,
            "name": dict(member.person.name),
            "function": dict(member.function),
            "place": member.place,
            "mode": member.mode,
        }
        for delegation, members in list_of_participants(edition, "en")
        for member in members
    ]
    figures = [
        {
            "counted": one.counted, "basis": rules.BASIS_OF[one.counted],
            "comparator": one.comparator, "value": one.value,
            "exact": one.exact, "query": one.query, "as_of": one.as_of,
            "superseded": one.is_superseded,
        }
        for one in _figures(edition)
    ]  # fmt: skip
    claims = [
        {"measure": one.measure, "basis": one.basis, "comparator": one.comparator,
         "value": one.value, "said": one.said_when, "source": one.source}
        for one in PublishedFigure.objects.filter(edition=edition, figure=None)
    ]  # fmt: skip
    statements = []
    for language in LANGUAGES:
        for item in released(edition, language, at=at, alone=True):
            killed = item.statement.is_killed
            statements.append(
                {"symbol": item.statement.symbol, "kind": item.statement.kind, "language": language,
                 "released": item.released_at, "killed": killed,
                 "headline": "" if killed else item.version.headline,
                 "text": "" if killed else item.version.body}
            )  # fmt: skip
    about = {
        "title": dict(edition.title), "ordinal": edition.ordinal, "state": edition.state,
        "starts": edition.starts, "ends": edition.ends, "city": dict(edition.city),
        "closed": at,
    }  # fmt: skip
    tables = {
        "participants": participants,
        "figures": figures,
        "claims": claims,
        "statements": statements,
        "programme": version.content["sessions"] if version else [],
    }
    files = {f"data/{name}.json": _json(rows) for name, rows in tables.items()}
    files |= {f"data/{name}.csv": _csv(rows) for name, rows in tables.items()}
    files["data/edition.json"] = _json(about)
    return files


def _json(said: Any) -> bytes:
    return json.dumps(said, cls=DjangoJSONEncoder, ensure_ascii=False, indent=1).encode()


def _csv(rows: list[dict[str, Any]]) -> bytes:
    text = io.StringIO(newline="")
    if rows:
        writer = csv.writer(text)
        writer.writerow(rows[0])
        writer.writerows([safe(_cell(value)) for value in row.values()] for row in rows)
    return text.getvalue().encode("utf-8-sig")


def _cell(value: Any) -> Any:
    return (
        json.dumps(value, cls=DjangoJSONEncoder, ensure_ascii=False)
        if isinstance(value, dict | list)
        else value
    )


def _style() -> bytes:
    return render_to_string("archive/export/style.css").encode()
