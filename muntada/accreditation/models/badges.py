"""What is handed out: badges, floaters and pins, against receipts."""

import secrets

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from muntada.accounts.models import User
from muntada.accreditation import rules
from muntada.accreditation.models.applications import Application
from muntada.accreditation.models.setup import BadgeTemplate, Zone
from muntada.accreditation.token import grouped, new_number
from muntada.conferences.models import Edition
from muntada.delegations.models import Delegation


def new_link() -> str:
    return secrets.token_urlsafe(24)


class Badge(models.Model):
    """One card: a number that says nothing, valid for zones and days as they stand now."""

    edition = models.ForeignKey(Edition, models.PROTECT, related_name="badges")
    application = models.ForeignKey(Application, models.PROTECT, related_name="badges")
    number = models.CharField(max_length=12, unique=True, default=new_number)
    issue = models.PositiveSmallIntegerField(_("issue"), default=1)
    state = models.CharField(
        _("state"), max_length=10, choices=rules.BADGE_STATES, default=rules.READY
    )
    zones = models.JSONField(default=list)
    days = models.JSONField(default=list)
    # The signed text of the square code, as printed.
    token = models.CharField(max_length=200)
    # The address of the digital badge: whoever has it shows the badge, as with the card itself.
    link = models.CharField(max_length=40, unique=True, default=new_link)
    issued_at = models.DateTimeField()
    printed_at = models.DateTimeField(null=True)
    activated_at = models.DateTimeField(null=True)
    # Moves with every change that a gate must know; devices ask for what is newer.
    changed_at = models.DateTimeField(db_index=True)

    class Meta:
        ordering = ["id"]
        verbose_name = _("badge")
        constraints = [
            models.UniqueConstraint(
                fields=["application", "issue"], name="an_issue_of_a_badge_is_counted_once"
            ),
            models.UniqueConstraint(
                fields=["application"],
                condition=Q(state__in=sorted(rules.LIVE_BADGES)),
                name="nobody_has_two_live_badges",
            ),
        ]
        indexes = [models.Index(fields=["edition", "state"], name="badges_by_state")]

    def __str__(self) -> str:
        return f"{self.grouped}"

    @property
    def grouped(self) -> str:
        return grouped(self.number)


class FloaterSeries(models.Model):
    """Numbered transferable cards for one zone; when one is lost the series can be replaced."""

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="floater_series")
    zone = models.ForeignKey(Zone, models.PROTECT, related_name="floater_series")
    name = models.CharField(_("name"), max_length=20, help_text=_("Printed before the number."))
    made_at = models.DateTimeField()
    replaced_by = models.ForeignKey("self", models.PROTECT, null=True, related_name="replaces")

    class Meta:
        ordering = ["id"]
        verbose_name = _("series of floaters")
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "name"], name="a_floater_series_has_one_name"
            )
        ]

    def __str__(self) -> str:
        return self.name


class Floater(models.Model):
    """A transferable card: opens a zone to whoever carries it beside a badge of their own."""

    series = models.ForeignKey(FloaterSeries, models.CASCADE, related_name="floaters")
    place = models.PositiveSmallIntegerField(_("number"))
    number = models.CharField(max_length=12, unique=True, default=new_number)
    delegation = models.ForeignKey(
        Delegation, models.PROTECT, null=True, blank=True, related_name="floaters"
    )
    state = models.CharField(max_length=10, choices=rules.LENT_STATES, default=rules.IN_STOCK)
    changed_at = models.DateTimeField()

    class Meta:
        ordering = ["series", "place"]
        verbose_name = _("floater")
        constraints = [
            models.UniqueConstraint(fields=["series", "place"], name="a_floater_has_one_number"),
            models.CheckConstraint(
                condition=~Q(state=rules.OUT) | ~Q(delegation=None),
                name="a_floater_out_is_with_a_delegation",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.series} {self.place:03d}"


class Pin(models.Model):
    """A lapel pin of the register, out with the head of a delegation."""

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="pins")
    place = models.PositiveSmallIntegerField(_("number"))
    application = models.ForeignKey(
        Application, models.PROTECT, null=True, blank=True, related_name="pins"
    )
    state = models.CharField(max_length=10, choices=rules.LENT_STATES, default=rules.IN_STOCK)
    changed_at = models.DateTimeField()

    class Meta:
        ordering = ["place"]
        verbose_name = _("pin")
        constraints = [
            models.UniqueConstraint(fields=["edition", "place"], name="a_pin_has_one_number"),
            models.CheckConstraint(
                condition=~Q(state=rules.OUT) | ~Q(application=None),
                name="a_pin_out_is_with_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.place:03d}"


class Receipt(models.Model):
    """Who took or brought back what, in whose presence."""

    KINDS = [("collected", _("collected")), ("returned", _("brought back"))]
    ROLES = [
        ("self", pgettext_lazy("who collects", "in person")),
        ("focal_point", _("focal point, for the delegation")),
        ("proxy", _("with a power of attorney")),
    ]
    edition = models.ForeignKey(Edition, models.PROTECT, related_name="receipts")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=10, choices=KINDS)
    name = models.CharField(_("name of who signs"), max_length=150)
    role = models.CharField(_("collects"), max_length=12, choices=ROLES)
    delegation = models.ForeignKey(Delegation, models.PROTECT, null=True, related_name="receipts")
    at = models.DateTimeField()
    by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-number"]
        verbose_name = _("receipt")
        constraints = [
            models.UniqueConstraint(fields=["edition", "number"], name="a_receipt_has_one_number")
        ]

    def __str__(self) -> str:
        return f"{self.number:05d}"


class ReceiptLine(models.Model):
    receipt = models.ForeignKey(Receipt, models.CASCADE, related_name="lines")
    badge = models.ForeignKey(Badge, models.PROTECT, null=True, related_name="receipt_lines")
    floater = models.ForeignKey(Floater, models.PROTECT, null=True, related_name="receipt_lines")
    pin = models.ForeignKey(Pin, models.PROTECT, null=True, related_name="receipt_lines")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(badge__isnull=False, floater=None, pin=None)
                | Q(badge=None, floater__isnull=False, pin=None)
                | Q(badge=None, floater=None, pin__isnull=False),
                name="a_line_of_a_receipt_is_one_thing",
            )
        ]

    def __str__(self) -> str:
        return str(self.badge or self.floater or self.pin)


class PrintBatch(models.Model):
    """Badges typeset together by a task; the sheet itself is sealed and short-lived."""

    WAITING, DONE, FAILED = "waiting", "done", "failed"
    STATES = [(WAITING, _("being typeset")), (DONE, _("ready")), (FAILED, _("failed"))]

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="print_batches")
    template = models.ForeignKey(BadgeTemplate, models.PROTECT, null=True, related_name="+")
    badges = models.ManyToManyField(Badge, related_name="print_batches")
    name = models.CharField(_("what is printed"), max_length=200, blank=True)
    printed_at = models.DateTimeField(null=True)
    is_sheet = models.BooleanField(_("several on a page"), default=False)
    state = models.CharField(max_length=8, choices=STATES, default=WAITING)
    problem = models.CharField(max_length=300, blank=True)
    file = models.CharField(max_length=200, blank=True)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-id"]
        verbose_name = _("batch of badges")

    def __str__(self) -> str:
        return f"{self.pk}"

    @property
    def progress_name(self) -> str:
        return f"badges-{self.pk}"

    @property
    def is_waiting(self) -> bool:
        return self.state == self.WAITING
