"""Editions side by side: of each thing counted the firmest figure, and beside it every other.

Never an average. What nobody published is blank, never zero.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from muntada.archive import own, rules
from muntada.archive.models import MEASURES, PublishedFigure, published_by_edition
from muntada.conferences import rules as conference_rules
from muntada.conferences.models import Edition
from muntada.kit.languages import colon, current, ended, semicolon, sentences

# Who was there before who was expected; an exact figure before a bound.
FIRMEST = (
    rules.HELD, rules.PUBLISHED, rules.ATTENDED, rules.COLLECTED, rules.ACCREDITED,
    rules.CONFIRMED, rules.ACCEPTED, rules.EXPECTED, rules.INVITED, rules.VIDEO,
)  # fmt: skip
SOLID = frozenset({rules.HELD, rules.PUBLISHED, rules.ATTENDED, rules.COLLECTED, rules.ACCREDITED})
SIGNS = ("=", ">", "~")
# What is drawn, and the measures of the record it is made of.
SHOWN: dict[str, tuple[str, ...]] = {
    "participants": ("participants", "guests"),
    "countries": ("countries",),
    "ministers of defence": ("ministers of defence", "delegations led by ministers"),
    "organisations": ("organisations",),
    "bilaterals": ("bilaterals",),
    "sessions": ("sessions",),
    "languages": ("languages",),
    "regions": ("regions",),
    "first-timers": ("first-timers",),
}


@dataclass(frozen=True)
class Point:
    """One edition in one picture: its figures, the firmest first."""

    edition: Edition
    figures: list[PublishedFigure]

    @property
    def figure(self) -> PublishedFigure | None:
        return self.figures[0] if self.figures else None

    @property
    def drawn(self) -> list[PublishedFigure]:
        """The firmest, or side by side those that cannot be true together with it."""
        disputed = [one for one in self.figures if one.is_disputed]
        return disputed if self.figure in disputed else self.figures[:1]

    @property
    def label(self) -> str:
        return str(self.edition.ordinal or self.edition.starts.year)

    @property
    def is_cancelled(self) -> bool:
        return self.edition.state == conference_rules.CANCELLED


@dataclass(frozen=True)
class Multiple:
    """One small picture: one thing counted, through the editions."""

    measure: str
    name: str
    points: list[Point]

    @property
    def blank(self) -> list[Point]:
        return [point for point in self.points if not point.figures]

    @property
    def highest(self) -> int:
        return max((f.value for p in self.points for f in p.drawn), default=0)

    @property
    def sentence(self) -> str:
        """What the picture shows, for who cannot see it."""
        spoken = current()
        said = [
            f"{point.label}{colon(spoken)}{point.figure.said}"
            for point in self.points
            if point.figure
        ]
        each = ended(semicolon(spoken).join(said), spoken)
        return sentences([ended(self.name, spoken), each], spoken)


def multiples(editions: Iterable[Edition]) -> list[Multiple]:
    """In the order of time; an edition without a figure keeps its place, empty."""
    ordered = sorted(editions, key=lambda one: one.starts)
    of = published_by_edition(ordered)
    counted = own.figures(ordered, own.presence(ordered))
    names = dict(MEASURES)
    made = []
    for measure, wanted in SHOWN.items():
        points = [
            Point(one, _firmest(of.get(one.pk, []), counted.get(one.pk, []), wanted))
            for one in ordered
        ]
        if any(point.figures for point in points):
            made.append(Multiple(measure, str(names[measure]), points))
    return made


def _firmest(
    published: list[PublishedFigure], counted: list[PublishedFigure], wanted: tuple[str, ...]
) -> list[PublishedFigure]:
    found = [one for one in published if one.measure in wanted]
    said = {(one.measure, one.basis) for one in found if one.figure_id}
    # What the house has published itself is said once, not again as counted just now.
    found += [
        one for one in counted if one.measure in wanted and (one.measure, one.basis) not in said
    ]
    return sorted(
        found,
        key=lambda one: (
            FIRMEST.index(one.basis), SIGNS.index(one.comparator), -(one.pk or 0)
        ),
    )  # fmt: skip


def table(made: Iterable[Multiple]) -> tuple[list[str], list[list[str]]]:
    """Every figure as a row; an edition of which nothing is known has its row, with blanks."""
    headings = [
        pgettext("column", "Edition"), _("State"), _("What was counted"), _("Figure"),
        _("Basis"), _("Disputed"), _("Source"),
    ]  # fmt: skip
    rows = []
    for one in made:
        for point in one.points:
            start = [str(point.edition.title), point.edition.get_state_display(), one.name]
            if not point.figures:
                rows.append([*start, "", "", "", ""])
            for figure in point.figures:
                said = f"{figure.comparator}{figure.value}".lstrip("=")
                disputed = _("disputed") if figure.is_disputed else ""
                basis = figure.get_basis_display()
                rows.append([*start, said, basis, disputed, figure.attributed])
    return headings, rows
