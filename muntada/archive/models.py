"""Figures of editions as they were published: claims with their sources, kept side by side."""

from collections import defaultdict
from collections.abc import Iterable

from babel.numbers import format_decimal
from django.db import models
from django.utils.translation import gettext_lazy as _

from muntada.accounts.models import User
from muntada.archive import rules
from muntada.conferences.models import Edition
from muntada.kit.languages import babel_locale, current

BASES = [
    ("invited", _("invited")),
    ("expected", _("expected")),
    ("confirmed", _("confirmed")),
    ("accredited", _("accredited")),
    ("attended", _("attended")),
]
SAID_WHEN = [
    ("before", _("before the edition")),
    ("opening", _("at the opening")),
    ("after", _("after the edition")),
]
COMPARATORS = [("=", "="), (">", ">"), ("~", "≈")]
MEASURES = [
    ("participants", _("participants")),
    ("guests", _("guests")),
    ("countries", _("countries")),
    ("organisations", _("organisations")),
    ("ministers of defence", _("ministers of defence")),
    ("deputy ministers", _("deputy ministers")),
    ("chiefs of staff and deputy ministers", _("chiefs of staff and deputy ministers")),
    ("deputy ministers and chiefs of staff", _("deputy ministers and chiefs of staff")),
    (
        "delegations led by ministers, deputies or chiefs of staff",
        _("delegations led by ministers, deputies or chiefs of staff"),
    ),
]


class PublishedFigure(models.Model):
    """What somebody published about an edition; a contradicting figure stands beside it."""

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="published_figures")
    measure = models.CharField(_("measure"), max_length=80, choices=MEASURES)
    basis = models.CharField(_("basis"), max_length=12, choices=BASES)
    comparator = models.CharField(max_length=1, choices=COMPARATORS)
    value = models.PositiveIntegerField(_("figure"))
    said_when = models.CharField(_("said"), max_length=20, blank=True, choices=SAID_WHEN)
    source = models.CharField(_("source"), max_length=300)
    is_disputed = False  # said by `published_by_edition`, which sees the others

    class Meta:
        ordering = ["edition", "measure", "id"]
        verbose_name = _("published figure")

    def __str__(self) -> str:
        return f"{self.comparator}{self.value} {self.measure} ({self.basis})"

    @property
    def said(self) -> str:
        """The figure as it was published: “more than 600”, not 600."""
        words = {">": _("more than {n}"), "~": _("about {n}"), "=": "{n}"}[self.comparator]
        return str(words).format(n=format_decimal(self.value, locale=babel_locale(current())))

    def allows(self, other: "PublishedFigure") -> bool:
        """Whether both can be true: “more than 100” allows “111”, “109” does not allow “700”."""
        exact, bound = (self, other) if self.comparator == "=" else (other, self)
        if exact.comparator == "=" and bound.comparator == "=":
            return exact.value == bound.value
        if bound.comparator == ">" and exact.comparator == "=":
            return exact.value > bound.value
        return abs(exact.value - bound.value) <= max(exact.value, bound.value) / 5


def disputed(figures: Iterable[PublishedFigure]) -> set[int]:
    """Figures that cannot stand with another of the same edition, measure and basis."""
    alike: dict[tuple[int, str, str], list[PublishedFigure]] = defaultdict(list)
    for figure in figures:
        alike[figure.edition_id, figure.measure, figure.basis].append(figure)
    return {
        figure.pk
        for group in alike.values()
        for figure in group
        if any(not figure.allows(other) for other in group if other.pk != figure.pk)
    }


def published_by_edition(editions: Iterable[Edition]) -> dict[int, list[PublishedFigure]]:
    """The published figures of each edition, those that contradict another marked `disputed`."""
    figures = list(PublishedFigure.objects.filter(edition__in=[one.pk for one in editions]))
    contradicted = disputed(figures)
    of: dict[int, list[PublishedFigure]] = defaultdict(list)
    for figure in figures:
        figure.is_disputed = figure.pk in contradicted
        of[figure.edition_id].append(figure)
    return of


class Figure(models.Model):
    """A number this house published: counted then, on that basis, for ever as it was said.

    It is never changed, by the database's own rule; a later figure supersedes it and both stand.
    """

    edition = models.ForeignKey(Edition, models.PROTECT, related_name="figures")
    counted = models.CharField(_("what was counted"), max_length=40, choices=rules.COUNTS)
    # The count itself and how it was made; what is said of it may be rounder.
    exact = models.PositiveIntegerField(_("count"))
    query = models.TextField(_("how it was counted"))
    as_of = models.DateTimeField(_("as of"))
    comparator = models.CharField(_("said as"), max_length=1, choices=COMPARATORS)
    value = models.PositiveIntegerField(_("figure"))
    published_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    supersedes = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="superseded_by"
    )

    class Meta:
        ordering = ["-id"]
        verbose_name = _("figure")

    def __str__(self) -> str:
        return f"{self.comparator}{self.value} {self.counted}"

    def said(self) -> str:
        words = {">": _("more than {n}"), "~": _("about {n}"), "=": "{n}"}[self.comparator]
        return str(words).format(n=format_decimal(self.value, locale=babel_locale(current())))


class Closing(models.Model):
    """An edition closed: what was checked, and the site that was left behind."""

    edition = models.OneToOneField(Edition, models.PROTECT, related_name="closing")
    closed_at = models.DateTimeField(_("closed"))
    closed_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    checklist = models.JSONField(default=list)
    export = models.FileField(_("static site"), upload_to="archive/", blank=True)
    digest = models.CharField(max_length=64, blank=True)
    files = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return str(self.edition)


class PurgeReport(models.Model):
    """What personal data was removed, how many of each, when, by whom: never whose."""

    edition = models.ForeignKey(Edition, models.PROTECT, related_name="purges")
    at = models.DateTimeField(_("when"))
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    counts = models.JSONField(default=dict)

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.edition_id} {self.at:%Y-%m-%d}"
