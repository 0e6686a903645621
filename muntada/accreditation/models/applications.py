"""Applications, what was handed in with them, the vetting they go through, changes of zones."""

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from muntada.accounts.models import User
from muntada.accreditation import rules, vault
from muntada.accreditation.models.setup import Category, EditionKeys
from muntada.conferences.models import Edition
from muntada.delegations.models import Delegation, Member, trusted_with
from muntada.kit.languages import numbered
from muntada.kit.texts import TextField
from muntada.parties.models import Party
from muntada.people.models import Person


class ApplicationQuerySet(models.QuerySet["Application"]):
    def visible_to(self, user: User) -> "ApplicationQuerySet":
        """All of an edition to its accreditation desk; to a focal point, their delegation's."""
        if not user.is_authenticated or not user.is_active:
            return self.none()
        editions = {
            g.edition_id for g in user.held_grants() if user.may("accreditation.see", g.edition_id)
        }
        if None in editions:
            return self
        return self.filter(Q(edition__in=editions) | Q(delegation__in=trusted_with(user)))

    def standing(self) -> "ApplicationQuerySet":
        return self.exclude(state__in=rules.ENDED)


class Application(models.Model):
    """One person asks, or is asked for, to be accredited to one edition as one category."""

    edition = models.ForeignKey(Edition, models.PROTECT, related_name="applications")
    number = models.PositiveIntegerField(_("number"))
    person = models.ForeignKey(Person, models.PROTECT, related_name="applications")
    member = models.ForeignKey(
        Member, models.PROTECT, null=True, blank=True, related_name="applications"
    )
    delegation = models.ForeignKey(
        Delegation, models.PROTECT, null=True, blank=True, related_name="applications"
    )
    category = models.ForeignKey(
        Category, models.PROTECT, related_name="applications", verbose_name=_("category")
    )
    # As printed, in Latin letters and in the person's own script.
    name_latin = models.CharField(_("name in Latin letters"), max_length=120)
    name_own = models.CharField(_("name in the person’s own script"), max_length=120, blank=True)
    function = TextField(_("function"), blank=True)
    outlet = models.CharField(_("outlet or employer"), max_length=150, blank=True)
    medium = models.CharField(_("kind of medium"), max_length=10, choices=rules.MEDIA, blank=True)
    equipment = models.TextField(_("equipment brought"), max_length=1000, blank=True)
    nationality = models.ForeignKey(Party, models.PROTECT, null=True, blank=True, related_name="+")
    email = models.EmailField(_("e-mail address"), blank=True)
    # Sealed JSON: passport name, date of birth, nationality, document, number, expiry.
    identity = models.BinaryField(null=True)
    # Of nationality and number, keyed with the edition's key: one document is accredited once, in
    # whatever category, and nobody can read or try numbers from the table alone.
    document_digest = models.CharField(max_length=64, blank=True)
    state = models.CharField(_("state"), max_length=12, choices=rules.STATES, default=rules.DRAFT)
    # Null: as the category gives. Set only by a granted change.
    zones = models.JSONField(null=True, blank=True)
    days = models.JSONField(null=True, blank=True)
    made_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True)
    decided_at = models.DateTimeField(null=True)
    late_allowed = models.BooleanField(_("a late place is authorised"), default=False)
    question = models.CharField(_("what is asked of the applicant"), max_length=500, blank=True)
    refusal = models.BinaryField(null=True)  # sealed; shown outside only once released
    refusal_proposed_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    refusal_released_at = models.DateTimeField(null=True)
    # SHA-256 of the personal link of somebody who applied alone.
    link_digest = models.CharField(max_length=64, blank=True, db_index=True)

    objects = ApplicationQuerySet.as_manager()

    class Meta:
        verbose_name = _("application for accreditation")
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "number"], name="an_application_has_one_number"
            ),
            models.UniqueConstraint(
                fields=["edition", "person"],
                condition=~Q(state__in=[rules.REFUSED, rules.WITHDRAWN]),
                name="nobody_is_accredited_twice_to_an_edition",
            ),
            models.UniqueConstraint(
                fields=["edition", "document_digest"],
                condition=~Q(state__in=[rules.REFUSED, rules.WITHDRAWN]) & ~Q(document_digest=""),
                name="a_document_is_accredited_once",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[rules.DRAFT, rules.WITHDRAWN]) | ~Q(submitted_at=None),
                name="what_is_submitted_has_a_date",
            ),
        ]
        indexes = [
            models.Index(fields=["edition", "state", "number"], name="applications_by_state")
        ]

    def __str__(self) -> str:
        return numbered(f"{self.number:05d}")

    def valid_zones(self) -> list[str]:
        return self.category.zone_letters() if self.zones is None else list(self.zones)

    def valid_days(self) -> list[str]:
        return self.category.valid_days() if self.days is None else list(self.days)

    def about(self, what: str) -> str:
        return f"application:{self.pk}:{what}"

    def opened_identity(self, keys: EditionKeys) -> dict[str, Any]:
        if self.identity is None:
            return {}
        return vault.unpack(keys.open(self.identity, self.about("identity")))


class SealedFile(models.Model):
    """A photo or a paper, sealed with the edition's key; kept in the database, in one backup."""

    KINDS = [
        (rules.PHOTO, _("photo")),
        (rules.ASSIGNMENT, _("letter of assignment")),
        (rules.PRESS_CARD, _("press card")),
        ("document", _("copy of the document")),
    ]
    application = models.ForeignKey(Application, models.CASCADE, related_name="files")
    kind = models.CharField(max_length=12, choices=KINDS)
    media_type = models.CharField(max_length=40)
    size = models.PositiveIntegerField()
    content = models.BinaryField()
    sealed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["application", "kind"], name="an_application_has_one_paper_of_a_kind"
            )
        ]

    def __str__(self) -> str:
        return f"{self.application} {self.kind}"

    @property
    def about(self) -> str:
        return f"application:{self.application_id}:{self.kind}"


class ZoneChange(models.Model):
    """Other zones or days than the category gives: a reason, and a second person for more."""

    application = models.ForeignKey(Application, models.CASCADE, related_name="zone_changes")
    zones = models.JSONField()
    days = models.JSONField()
    reason = models.CharField(_("reason"), max_length=300)
    state = models.CharField(max_length=8, choices=rules.CHANGE_STATES, default=rules.ASKED)
    asked_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    is_upgrade = models.BooleanField(default=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(is_upgrade=False)
                | Q(decided_by=None)
                | ~Q(decided_by=models.F("asked_by")),
                name="a_zone_upgrade_has_four_eyes",
            ),
            models.UniqueConstraint(
                fields=["application"], condition=Q(state=rules.ASKED),
                name="one_change_of_zones_waits_at_a_time",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.application}: {', '.join(self.zones)}"


class VettingBatch(models.Model):
    """A minimal list handed to the vetting body, and its answers."""

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="vetting_batches")
    number = models.PositiveIntegerField()
    recipient = models.CharField(_("handed to"), max_length=150)
    sent_at = models.DateTimeField()
    sent_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    answered_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "number"], name="a_vetting_batch_has_one_number"
            )
        ]

    def __str__(self) -> str:
        return f"{self.number}"


class VettingItem(models.Model):
    """One person in a batch, under a reference that says nothing, answered cleared or not."""

    batch = models.ForeignKey(VettingBatch, models.CASCADE, related_name="items")
    application = models.ForeignKey(Application, models.CASCADE, related_name="vettings")
    reference = models.CharField(max_length=12, unique=True)
    is_cleared = models.BooleanField(null=True)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["batch", "application"], name="nobody_is_twice_in_a_vetting_batch"
            )
        ]

    def __str__(self) -> str:
        return self.reference
