"""Editions gone by, with the figures that were published about them, as claims with sources."""

import csv
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from muntada.archive.models import PublishedFigure
from muntada.conferences.models import Edition, Series
from muntada.website.demo import words

FILE = Path(__file__).parent / "data" / "editions.csv"
CANCELLED_TITLE = words.four(
    "Moscow Conference on International Security, 2020",
    "مؤتمر موسكو للأمن الدولي، 2020",
    "Conférence de Moscou sur la sécurité internationale, 2020",
    "Московская конференция по международной безопасности, 2020",
)
CANCELLED_NOTE = words.four(
    "Cancelled on 11 March 2020.",
    "أُلغي في 11 مارس 2020.",
    "Annulée le 11 mars 2020.",
    "Отменена 11 марта 2020 года.",
)


def _rows() -> Iterator[dict[str, str]]:
    with FILE.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def open_past(series: Series) -> dict[str, Edition]:
    """Every edition of the file, by the day it began; the ninth is filled in elsewhere."""
    editions: dict[str, Edition] = {}
    figures = []
    for row in _rows():
        edition = editions.get(row["starts"])
        if edition is None:
            edition = editions[row["starts"]] = _edition(series, row)
        if row["measure"]:
            figures.append(
                PublishedFigure(
                    edition=edition,
                    measure=row["measure"],
                    basis=row["basis"],
                    comparator=row["comparator"],
                    value=int(row["value"]),
                    said_when=row["said_when"],
                    source=row["source"],
                )
            )
    PublishedFigure.objects.bulk_create(figures)
    return editions


def _edition(series: Series, row: dict[str, str]) -> Edition:
    ordinal = int(row["ordinal"]) if row["ordinal"] else None
    cancelled = row["status"] == "cancelled"
    return Edition.objects.create(
        series=series,
        slug=f"mcis-{ordinal}" if ordinal else f"mcis-{row['starts'][:4]}",
        ordinal=ordinal,
        title=words.title(ordinal) if ordinal else CANCELLED_TITLE,
        state=row["status"],
        state_note=CANCELLED_NOTE if cancelled else {},
        starts=date.fromisoformat(row["starts"]),
        ends=date.fromisoformat(row["ends"]),
        time_zone="Europe/Moscow",
        city=words.CITY,
        languages=["ar", "en", "fr", "ru"],
        is_public=True,
        is_demo=True,
    )
