"""Statements in their language versions, and who reads them under embargo."""

import secrets
from datetime import datetime

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from muntada.accounts.models import User
from muntada.conferences.models import Edition
from muntada.delegations.models import Delegation
from muntada.kit.languages import LANGUAGE_CHOICES
from muntada.kit.texts import TextField
from muntada.parties.models import Party
from muntada.people.models import Person
from muntada.press import rules
from muntada.programme.models import Session


def new_key() -> str:
    """The address of a statement cannot be guessed from the one before it."""
    return secrets.token_hex(8)


class StatementQuerySet(models.QuerySet["Statement"]):
    def visible_to(self, user: User, edition: Edition) -> "StatementQuerySet":
        """All to who works with the press; a journalist's are those offered under embargo."""
        found = self.filter(edition=edition)
        if user.may("press.see", edition.pk):
            return found
        if user.may("embargo.read", edition.pk):
            return found.filter(state=rules.SCHEDULED, is_offered=True)
        return self.none()

    def released(self, *, at: datetime) -> "StatementQuerySet":
        """Out at `at`: the clock decides when it is asked, no worker has to have run."""
        return self.filter(state__in=(rules.SCHEDULED, rules.KILLED), release_at__lte=at).order_by(
            "-release_at", "-id"
        )

    def waiting_for_delivery(self) -> "StatementQuerySet":
        return self.filter(state=rules.SCHEDULED, release_at=None)

    def embargoed(self, *, at: datetime) -> "StatementQuerySet":
        return self.filter(state=rules.SCHEDULED).filter(Q(release_at=None) | Q(release_at__gt=at))


class Statement(models.Model):
    """One thing said by the conference, in as many languages as it is said in.

    It calls itself by its symbol alone: records, searches and logs repeat that name, and a headline
    under embargo must not be in any of them.
    """

    edition = models.ForeignKey(Edition, models.PROTECT, related_name="statements")
    number = models.PositiveIntegerField(_("number"))
    key = models.CharField(max_length=32, unique=True, default=new_key)
    kind = models.CharField(_("kind"), max_length=12, choices=rules.KINDS, default="release")
    authentic = models.CharField(
        _("authentic language"), max_length=2, choices=LANGUAGE_CHOICES, default="en"
    )
    dateline = TextField(_("dateline"), blank=True, help_text=_("The city it is said in."))
    contacts = TextField(_("contacts"), blank=True)
    topics = models.JSONField(pgettext_lazy("media", "topics"), default=list, blank=True)
    session = models.ForeignKey(
        Session,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="statements",
        verbose_name=_("session"),
    )
    parties = models.ManyToManyField(
        Party, blank=True, related_name="+", verbose_name=_("parties concerned")
    )
    people = models.ManyToManyField(
        Person, blank=True, related_name="+", verbose_name=_("people named")
    )
    # Until “delivery” means: until this delegation has the floor in that session.
    speaker = models.ForeignKey(
        Delegation,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("spoken by"),
        help_text=_("Under embargo until delivery, it goes out when this delegation is given the "
                    "floor in the session chosen."),
    )  # fmt: skip
    check_against_delivery = models.BooleanField(_("check against delivery"), default=False)
    is_offered = models.BooleanField(
        _("offered to accredited journalists under embargo"), default=False
    )
    corrects = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="corrections"
    )
    state = models.CharField(_("state"), max_length=10, choices=rules.STATES, default=rules.OPEN)
    release_at = models.DateTimeField(_("release"), null=True, blank=True)
    killed_at = models.DateTimeField(null=True, blank=True)
    kill_note = TextField(_("kill notice"), blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField()

    objects = StatementQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        verbose_name = pgettext_lazy("press", "statement")
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "number"], name="a_statement_has_one_number"
            ),
            models.CheckConstraint(
                condition=~Q(state=rules.OPEN) | Q(release_at=None),
                name="what_is_being_written_has_no_release",
            ),
            models.CheckConstraint(
                condition=~Q(state=rules.KILLED) | Q(killed_at__isnull=False),
                name="a_kill_has_its_time",
            ),
        ]
        indexes = [models.Index(fields=["edition", "release_at"], name="statements_by_release")]

    def __str__(self) -> str:
        return self.symbol

    @property
    def symbol(self) -> str:
        return f"PR/{self.number}"

    @property
    def is_killed(self) -> bool:
        return self.state == rules.KILLED


class Version(models.Model):
    """A statement in one language."""

    statement = models.ForeignKey(Statement, models.CASCADE, related_name="versions")
    language = models.CharField(_("language"), max_length=2, choices=LANGUAGE_CHOICES)
    headline = models.CharField(_("headline"), max_length=250, blank=True)
    body = models.TextField(_("text"), blank=True)
    state = models.CharField(
        _("state"), max_length=10, choices=rules.VERSION_STATES, default=rules.DRAFT
    )
    # Of two people who write at once, the second is told.
    edits = models.PositiveIntegerField(default=0)
    written_at = models.DateTimeField(null=True)
    written_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    cleared_at = models.DateTimeField(null=True)
    cleared_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    # Why a difference may stand, in the words of who cleared it.
    waiver = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["id"]
        verbose_name = _("language version")
        constraints = [
            models.UniqueConstraint(
                fields=["statement", "language"], name="a_language_has_one_version"
            ),
            models.CheckConstraint(
                condition=~Q(state=rules.CLEARED) | Q(cleared_at__isnull=False),
                name="a_clearance_has_its_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.statement} {self.language}"

    @property
    def edition_id(self) -> int:
        return self.statement.edition_id

    @property
    def text(self) -> str:
        """What is read for claims: headline and body, on lines of their own."""
        return f"{self.headline}\n{self.body}"

    @property
    def is_authentic(self) -> bool:
        return self.language == self.statement.authentic


class Acceptance(models.Model):
    """A journalist's word to keep the embargoes of an edition, given once."""

    edition = models.ForeignKey(Edition, models.PROTECT, related_name="+")
    user = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["edition", "user"], name="terms_are_accepted_once")
        ]

    def __str__(self) -> str:
        return f"{self.user}"


class EmbargoReading(models.Model):
    """Somebody opened a version under embargo; `mark` stands in what they were shown."""

    version = models.ForeignKey(Version, models.CASCADE, related_name="readings")
    user = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    mark = models.CharField(max_length=24, unique=True, default=new_key)

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return self.mark
