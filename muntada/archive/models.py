"""Figures of editions as they were published: claims with their sources, kept side by side."""

from collections import defaultdict
from collections.abc import Iterable
from itertools import combinations, product

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from muntada.accounts.models import User
from muntada.archive import rules
from muntada.conferences.models import Edition
from muntada.kit.languages import current, grouped

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
    ("delegations led by ministers", _("delegations led by ministers")),
    ("participants by video", _("participants by video link")),
    ("ministers by video", _("ministers by video link")),
    ("parties", _("parties")),
    ("journalists", _("journalists")),
    ("bilaterals", _("bilateral meetings")),
    ("sessions", _("sessions")),
    ("languages", _("languages")),
    ("regions", _("regions")),
    ("first-timers", _("states for the first time")),
]


class PublishedFigure(models.Model):
    """What somebody published about an edition; a contradicting figure stands beside it."""

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="published_figures")
    measure = models.CharField(_("measure"), max_length=80, choices=MEASURES)
    basis = models.CharField(_("basis"), max_length=12, choices=rules.BASES)
    comparator = models.CharField(max_length=1, choices=COMPARATORS)
    value = models.PositiveIntegerField(_("figure"))
    said_when = models.CharField(_("said"), max_length=20, blank=True, choices=SAID_WHEN)
    source = models.CharField(_("source"), max_length=300)
    # Said by this house: the figure it stands for, kept for ever; superseded, it is no claim more.
    figure = models.OneToOneField(
        "Figure", models.PROTECT, null=True, blank=True, related_name="claim"
    )
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
        return str(words).format(n=grouped(self.value, current()))

    @property
    def attributed(self) -> str:
        """Its source; the house's own figure says that it is the house's."""
        if self.figure_id is None:
            return self.source
        return str(_("the secretariat ({source})")).format(source=self.source)

    def allows(self, other: "PublishedFigure") -> bool:
        """Whether both can be true: “more than 100” allows “111”, “109” does not allow “700”."""
        exact, bound = (self, other) if self.comparator == "=" else (other, self)
        if exact.comparator == "=" and bound.comparator == "=":
            return exact.value == bound.value
        if bound.comparator == ">" and exact.comparator == "=":
            return exact.value > bound.value
        return abs(exact.value - bound.value) <= max(exact.value, bound.value) / 5

    def allows_attended(self, attended: "PublishedFigure") -> bool:
        """Whether so many can have attended where so many were accredited: nobody enters without.

        “About” is held to a tenth here: about 600 accredited and 700 who attended are not both true
        """
        if self.comparator == ">":
            return True
        most = self.value * (1.1 if self.comparator == "~" else 1)
        least = attended.value * (0.9 if attended.comparator == "~" else 1)
        return least <= most


def disputed(figures: Iterable[PublishedFigure]) -> set[int]:
    """Figures that cannot stand with another of the same edition and measure.

    On the same basis they are compared with each other; who attended, with who was accredited.
    """
    alike: dict[tuple[int, str], dict[str, list[PublishedFigure]]] = defaultdict(dict)
    for figure in figures:
        by_basis = alike[figure.edition_id, figure.measure]
        by_basis.setdefault(figure.basis, []).append(figure)
    found: set[int] = set()
    for by_basis in alike.values():
        pairs = [(a, b) for group in by_basis.values() for a, b in combinations(group, 2)]
        found |= {one.pk for a, b in pairs if not a.allows(b) for one in (a, b)}
        entered = product(by_basis.get(rules.ACCREDITED, ()), by_basis.get(rules.ATTENDED, ()))
        found |= {one.pk for a, b in entered if not a.allows_attended(b) for one in (a, b)}
    return found


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

    @property
    def basis(self) -> str:
        """What was counted says on which basis; the words of it in the page's language."""
        return str(dict(rules.BASES)[rules.BASIS_OF[self.counted]])

    @property
    def is_superseded(self) -> bool:
        return hasattr(self, "superseded_by")

    def said(self) -> str:
        words = {">": _("more than {n}"), "~": _("about {n}"), "=": "{n}"}[self.comparator]
        return str(words).format(n=grouped(self.value, current()))


class Closing(models.Model):
    """An edition closed: what was checked, and the site that was left behind."""

    edition = models.OneToOneField(Edition, models.PROTECT, related_name="closing")
    closed_at = models.DateTimeField(pgettext_lazy("date", "closed"))
    closed_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    checklist = models.JSONField(default=list)
    # The site is typeset by a task after the edition is frozen, so it says the same whenever made.
    state = models.CharField(
        _("state"), max_length=8, choices=rules.EXPORT_STATES, default=rules.READY
    )
    export = models.FileField(_("static site"), upload_to="archive/", blank=True)
    digest = models.CharField(max_length=64, blank=True)
    files = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("closing of an edition")
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(state=rules.READY) | ~models.Q(digest=""),
                name="an_export_that_is_ready_has_a_digest",
            )
        ]

    def __str__(self) -> str:
        return str(self.edition)

    @property
    def progress_name(self) -> str:
        return f"closing-{self.pk}"


class PurgeReport(models.Model):
    """What personal data was removed, how many of each, when, by whom: never whose.

    Nobody's hand is the schedule's; one done early says why.
    """

    edition = models.ForeignKey(Edition, models.PROTECT, related_name="purges")
    at = models.DateTimeField(_("when"))
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    counts = models.JSONField(default=dict)
    reason = models.CharField(_("reason"), max_length=300, blank=True)

    class Meta:
        ordering = ["-id"]
        verbose_name = _("report of a purge")

    def __str__(self) -> str:
        return f"{self.edition_id} {self.at:%Y-%m-%d}"


class PurgeHold(models.Model):
    """What is due and kept nevertheless: why, by whom, until when."""

    edition = models.ForeignKey(Edition, models.PROTECT, related_name="purge_holds")
    kind = models.CharField(_("what"), max_length=14, choices=list(rules.KIND_NAMES.items()))
    until = models.DateField(_("until"))
    reason = models.CharField(_("reason"), max_length=300)
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-id"]
        verbose_name = _("hold of a purge")
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "kind"],
                condition=models.Q(ended_at=None),
                name="a_purge_is_held_back_once",
            ),
            models.CheckConstraint(condition=~models.Q(reason=""), name="a_hold_has_its_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.until}"


class EarlyPurge(models.Model):
    """Asked by one person and granted by another: to destroy before the schedule does."""

    edition = models.ForeignKey(Edition, models.PROTECT, related_name="early_purges")
    kind = models.CharField(_("what"), max_length=14, choices=list(rules.KIND_NAMES.items()))
    reason = models.CharField(_("reason"), max_length=300)
    state = models.CharField(max_length=8, choices=rules.EARLY_STATES, default=rules.ASKED)
    asked_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-id"]
        verbose_name = _("early purge")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(decided_by=None) | ~models.Q(decided_by=models.F("asked_by")),
                name="an_early_purge_has_four_eyes",
            ),
            models.UniqueConstraint(
                fields=["edition", "kind"],
                condition=models.Q(state=rules.ASKED),
                name="an_early_purge_is_asked_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.state}"
