"""What was published about the editions of a series, one claim a row, each with its source.

A row without a measure says only that the edition was, or was cancelled. Claims that contradict
each other are all kept: the archive marks them disputed and chooses none.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop, pgettext_lazy

from muntada.accounts.models import User
from muntada.archive import rules
from muntada.archive.models import COMPARATORS, MEASURES, SAID_WHEN, PublishedFigure
from muntada.audit.actions import Deed, record_all
from muntada.conferences import rules as conference_rules
from muntada.conferences.models import Edition, Series
from muntada.imports import columns as read
from muntada.imports.columns import Choices, Column
from muntada.imports.plan import NEW, REFUSED, SAME, Row
from muntada.kit.errors import RuleBroken
from muntada.kit.languages import comma
from muntada.kit.numbers import number
from muntada.kit.texts import Text

COLUMNS = [
    Column(
        "ordinal", _("number of the edition"), (pgettext_lazy("column", "Edition"),), example="9"
    ),
    Column("starts", _("first day"), required=True, example="2021-06-22"),
    Column("ends", _("last day"), example="2021-06-24"),
    Column("status", _("state"), example="held"),
    Column("note", _("note on the state"), by_language=True),
    Column("measure", _("measure"), (_("What was counted"),), required=True, example="countries"),
    Column("basis", _("basis"), example="attended"),
    Column("comparator", _("said as"), (_("Sign"),), example=">"),
    Column("value", _("figure"), required=True, example="100"),
    Column("said_when", _("said"), example="opening"),
    Column("source", _("source"), required=True, example="agency.example/opening"),
]
SLICE = 200  # rows written while others wait
LARGEST = 9_999_999
LONGEST_SOURCE = 300


@dataclass(frozen=True)
class Which:
    """The edition a row speaks of: one that is here, or one to be opened, by its first day."""

    starts: date
    ends: date
    ordinal: int | None
    state: str
    note: Text
    here: Edition | None


@dataclass
class Pending:
    row: Row
    which: Which | None = None
    claim: dict[str, Any] | None = None
    series: Series | None = None
    is_public: bool = False


class Known:
    """What is here already, and what rows above in the file have said."""

    def __init__(self, series: Series) -> None:
        editions = list(Edition.objects.filter(series=series))
        self.by_ordinal = {one.ordinal: one for one in editions if one.ordinal}
        self.by_day = {day: one for one in editions for day in (one.starts, one.arrival_day) if day}
        self.claims = {
            (one.edition_id, one.measure, one.basis, one.comparator, one.value, one.source)
            for one in PublishedFigure.objects.filter(edition__in=editions)
        }
        self.to_open: dict[date, Which] = {}
        self.said: dict[tuple[Any, ...], int] = {}


_MEASURES = Choices((code, [code, label]) for code, label in MEASURES)
_BASES = Choices((code, [code, label]) for code, label in rules.BASES)
_WHEN = Choices((code, [code, label]) for code, label in SAID_WHEN)
_STATES = Choices((code, [code, label]) for code, label in conference_rules.STATES)
_SIGNS = {sign: code for code, said in COMPARATORS for sign in (code, said)} | {"": "="}


def plan(
    edition: Edition,
    rows: list[tuple[int, dict[str, Any]]],
    *,
    language: str,
    at: datetime,
    told: Callable[[int], None],
) -> list[Pending]:
    known = Known(edition.series)
    planned = []
    for place, (line, cells) in enumerate(rows, start=1):
        row = Row(line, NEW, name=_name(cells))
        which = _which(row, cells, known, language)
        claim = _claim(row, cells)
        if which is not None and row.what != REFUSED:
            _against_the_known(row, which, claim, known)
        planned.append(Pending(row, which, claim, edition.series, edition.is_public))
        if place % 50 == 0:
            told(place)
    return planned


def _name(cells: dict[str, Any]) -> str:
    """The row as it was written, so that a refused one can be found again."""
    keys = ("ordinal", "starts", "measure", "basis", "comparator", "value", "source")
    return " · ".join(filter(None, (_words(cells, key) for key in keys)))[:300]


def _words(cells: dict[str, Any], key: str) -> str:
    cell = cells.get(key)
    if isinstance(cell, datetime | date):
        return cell.isoformat()[:10]
    return read.words(cell)


def _which(row: Row, cells: dict[str, Any], known: Known, language: str) -> Which | None:
    said = _words(cells, "ordinal")
    if said and not 0 < number(said) < 1000:
        row.refuse(gettext_noop("“{said}” is not the number of an edition."), said=said[:60])
    ordinal = number(said) if said and row.what != REFUSED else None
    starts, ends = _day(row, cells, "starts"), _day(row, cells, "ends")
    if starts is None and not any(key == "starts" and cells.get(key) for key in cells):
        row.refuse(gettext_noop("The first day is missing: it says which edition this is."))
    state = _STATES.find(cells.get("status")) if cells.get("status") else conference_rules.HELD
    if state is None:
        row.refuse(
            gettext_noop("“{said}” is not a state of an edition. Write held or cancelled."),
            said=_words(cells, "status")[:60],
        )
    if row.what == REFUSED or starts is None:
        return None
    ends = ends or starts
    why_not = conference_rules.why_not_these_dates(arrival=None, starts=starts, ends=ends)
    if why_not is not None:
        row.refuse(gettext_noop("The last day is before the first, or a month after it."))
        return None
    note = read.text(cells, "note", language)
    return _find(row, Which(starts, ends, ordinal, state, note, None), known)


def _day(row: Row, cells: dict[str, Any], key: str) -> date | None:
    if key not in cells:
        return None
    found = read.day(cells[key])
    if found is None:
        row.refuse(
            gettext_noop("“{said}” is not a date. Write it as 2021-06-23."),
            said=_words(cells, key)[:60],
        )
    return found


def _find(row: Row, which: Which, known: Known) -> Which | None:
    """By its number and by its day, which must not speak of two editions."""
    numbered = known.by_ordinal.get(which.ordinal) if which.ordinal else None
    dated = known.by_day.get(which.starts)
    here = numbered or dated
    if here is None:
        return _to_open(row, which, known)
    days = (here.starts, here.arrival_day)
    if which.starts not in days or (which.ordinal or here.ordinal) != here.ordinal:
        row.refuse(
            gettext_noop("Here edition {number} begins on {day}. Correct one of the two."),
            number=here.ordinal or "—",
            day=_apart(here.starts),
        )
        return None
    if (which.state == conference_rules.CANCELLED) != (here.state == conference_rules.CANCELLED):
        row.refuse(gettext_noop("The file and this house do not agree whether it was cancelled."))
        return None
    return Which(here.starts, here.ends, here.ordinal, here.state, which.note, here)


def _apart(day: date) -> str:
    """A date in digits keeps its own direction inside an Arabic sentence."""
    return f"\u2066{day.isoformat()}\u2069"


def _to_open(row: Row, which: Which, known: Known) -> Which | None:
    above = known.to_open.setdefault(which.starts, which)
    if (above.ordinal, above.ends, above.state) != (which.ordinal, which.ends, which.state):
        row.refuse(gettext_noop("A row above gives this edition another number, end or state."))
        return None
    twice = [one for one in known.to_open.values() if one.ordinal and one.ordinal == which.ordinal]
    if len(twice) > 1:
        row.refuse(gettext_noop("A row above gives this number to another edition."))
        return None
    return above


def _claim(row: Row, cells: dict[str, Any]) -> dict[str, Any] | None:
    """What the row claims; None where it only says that the edition was."""
    if not any(cells.get(key) not in (None, "") for key in ("measure", "value")):
        return None
    found = {
        "measure": _MEASURES.find(cells.get("measure")),
        "basis": _BASES.find(cells.get("basis")),
    }
    sentences = {
        "measure": gettext_noop("“{said}” is nothing that is counted here."),
        "basis": gettext_noop("“{said}” is not a basis. Write invited, confirmed, attended …"),
    }
    for key, value in found.items():
        if value is None:
            row.refuse(sentences[key], said=_words(cells, key)[:60] or "—")
    sign = _SIGNS.get(_words(cells, "comparator"))
    if sign is None:
        row.refuse(
            gettext_noop("“{said}” is not a sign. Write =, > or ~."),
            said=_words(cells, "comparator")[:60],
        )
    value = _words(cells, "value").replace(" ", "").replace(",", "")
    if number(value, -1) < 0 or number(value) > LARGEST:
        row.refuse(
            gettext_noop("“{said}” is not a number."), said=_words(cells, "value")[:60] or "—"
        )
    when = _WHEN.find(cells.get("said_when")) if cells.get("said_when") else ""
    if when is None:
        row.refuse(
            gettext_noop("“{said}” is no time at which it was said. Write before, opening, after."),
            said=_words(cells, "said_when")[:60],
        )
    source = _words(cells, "source")
    if not source:
        row.refuse(gettext_noop("A figure without its source is not kept."))
    if len(source) > LONGEST_SOURCE:
        row.refuse(gettext_noop("The source is longer than 300 letters."))
    if row.what == REFUSED:
        return None
    return {**found, "comparator": sign, "value": int(value), "said_when": when, "source": source}


def _against_the_known(row: Row, which: Which, claim: dict[str, Any] | None, known: Known) -> None:
    here = which.here.pk if which.here else which.starts
    if claim is None:
        key: tuple[Any, ...] = (here,)
        row.what = SAME if which.here or key in known.said else NEW
    else:
        parts = ("measure", "basis", "comparator", "value", "source")
        key = (here, *(claim[part] for part in parts))
        if key in known.claims or key in known.said:
            row.what = SAME
    known.said.setdefault(key, row.line)
    known.said.setdefault((here,), row.line)
    if row.what == NEW and which.here is None:
        row.note(gettext_noop("The edition of {day} is opened with it."), day=_apart(which.starts))


def write(planned: list[Pending], *, by: User, at: datetime, source: dict[str, Any]) -> None:
    """Editions not here are opened by who may; claims stand beside what others claimed."""
    opened = _opened_by_slices_before(planned)
    deeds, claims = [], []
    for one in planned:
        if one.which is None or one.row.what != NEW:
            continue
        edition = one.which.here or opened.get(one.which.starts)
        if edition is None:
            edition = opened[one.which.starts] = _open(one, one.which, by=by)
            deeds.append(Deed("edition.opened", edition, after=source))
        if one.claim is not None:
            claims.append(PublishedFigure(edition=edition, **one.claim))
            after = {**source, "measure": one.claim["measure"], "value": one.claim["value"]}
            deeds.append(Deed("claim.entered", edition, after=after))
    PublishedFigure.objects.bulk_create(claims)
    record_all(deeds, by=by, at=at)


def _opened_by_slices_before(planned: list[Pending]) -> dict[date, Edition]:
    days = {one.which.starts for one in planned if one.which and not one.which.here}
    series = {one.series for one in planned}
    found = Edition.objects.filter(series__in=series, starts__in=days) if days else ()
    return {one.starts: one for one in found}


def _open(one: Pending, which: Which, *, by: User) -> Edition:
    if one.series is None or not by.may_somewhere("conferences.open"):
        raise RuleBroken(
            _("This file speaks of editions that are not here. Who may open editions brings it in.")
        )
    year = which.starts.year
    slug = f"{one.series.slug}-{which.ordinal or year}"[:40]
    if Edition.objects.filter(slug=slug).exists():
        slug = f"{one.series.slug}-{which.starts.isoformat()}"[:40]
    return Edition.objects.create(
        series=one.series, slug=slug, ordinal=which.ordinal, state=which.state,
        title=_title(one.series, year),
        state_note=which.note, starts=which.starts, ends=which.ends, is_public=one.is_public,
    )  # fmt: skip


def _title(series: Series, year: int) -> Text:
    """The name of the series and the year, until somebody gives the edition its own title."""
    return Text({
        code: f"{name}（{year}年）" if code == "zh" else f"{name}{comma(code)}{year}"
        for code, name in series.name.items()
        if name
    })  # fmt: skip
