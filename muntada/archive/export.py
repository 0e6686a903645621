"""The public record of an edition as files that open without a server: HTML, JSON, CSV, PDF/A.

Every address in it is relative, every page is in each language, and `SHA256SUMS` lists them all.
Only what was public goes in: published programme, published participants, released statements.
"""

import csv
import hashlib
import io
import json
import zipfile
from datetime import datetime
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.template.loader import render_to_string
from django.utils.translation import override

from muntada.archive.models import Figure, PublishedFigure, published_by_edition
from muntada.conferences.models import Edition
from muntada.delegations.queries import list_of_participants
from muntada.kit.languages import SELF_NAMES, direction
from muntada.kit.sheets import safe
from muntada.kit.texts import Text
from muntada.press.published import released
from muntada.programme.models import ProgrammeVersion
from muntada.programme.paper import typeset

LANGUAGES = ("ar", "en", "fr", "ru")
TABLES = ("participants", "programme", "statements", "figures", "claims")
PAGES = ("index", "programme", "participants", "press", "figures")


def site_of(edition: Edition, *, at: datetime) -> dict[str, bytes]:
    """Every file by its path."""
    version = ProgrammeVersion.objects.filter(edition=edition).first()
    files: dict[str, bytes] = {"style.css": _style()}
    for language in LANGUAGES:
        with override(language):
            files |= _pages(edition, version, language, at)
            if version:
                version.edition = edition
                files[f"pdf/programme-{language}.pdf"] = typeset(version, archival=True)
    files["index.html"] = _page("door", "", {"edition": edition, "languages": _languages()})
    files |= _data(edition, version, at)
    sums = [f"{hashlib.sha256(body).hexdigest()}  {path}" for path, body in sorted(files.items())]
    files["SHA256SUMS"] = ("\n".join(sums) + "\n").encode()
    return files


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
        "index": {"documents": _documents(language, with_paper=version is not None)},
        "programme": {"days": _days(edition, version)},
        "participants": {"delegations": list_of_participants(edition, language)},
        "press": {"items": items},
        "figures": {
            "figures": Figure.objects.filter(edition=edition),
            "published": published_by_edition([edition])[edition.pk],
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
            {**shared, "item": item, "here": "press", "file": file, "up": "../",
             "spoken_direction": direction(item.version.language)},
        )  # fmt: skip
    return files


def _documents(language: str, *, with_paper: bool) -> list[tuple[str, str]]:
    """What the first page offers to save, by path."""
    paths = [f"pdf/programme-{language}.pdf"] if with_paper else []
    paths += ["data/edition.json"]
    paths += [f"data/{name}.{kind}" for name in TABLES for kind in ("json", "csv")]
    return [(path, path.split("/")[-1]) for path in [*paths, "SHA256SUMS"]]


def _days(edition: Edition, version: ProgrammeVersion | None) -> list[tuple[Any, list[Any]]]:
    days: dict[Any, list[Any]] = {}
    if version is None:
        return []
    rooms = {room["id"]: Text(room["name"]) for room in version.content["rooms"]}
    for one in sorted(version.content["sessions"], key=lambda one: str(one["starts"])):
        starts = edition.local(datetime.fromisoformat(one["starts"]))
        ends = edition.local(datetime.fromisoformat(one["ends"]))
        days.setdefault(starts.date(), []).append(
            {**one, "starts": starts, "ends": ends, "room": rooms.get(one["room"])}
        )
    return sorted(days.items())


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
            "counted": one.counted, "comparator": one.comparator, "value": one.value,
            "exact": one.exact, "query": one.query, "as_of": one.as_of,
            "superseded": hasattr(one, "superseded_by"),
        }
        for one in Figure.objects.filter(edition=edition).select_related("superseded_by")
    ]  # fmt: skip
    claims = [
        {"measure": one.measure, "basis": one.basis, "comparator": one.comparator,
         "value": one.value, "said": one.said_when, "source": one.source}
        for one in PublishedFigure.objects.filter(edition=edition)
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
