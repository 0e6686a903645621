"""What an edition sets up before anybody applies: keys, zones, categories, badge templates."""

from datetime import date, datetime

from django.core.validators import MaxValueValidator, RegexValidator
from django.db import models
from django.db.models import Q, Sum
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from muntada.accounts.models import User
from muntada.accreditation import rules, vault
from muntada.conferences.models import Edition, Room
from muntada.delegations.models import Category as MemberCategory
from muntada.kit.texts import TextField

COLOUR = RegexValidator(r"^#[0-9a-fA-F]{6}$", _("A colour is # and six digits, such as #1b5e6b."))


class EditionKeys(models.Model):
    """The edition's data key, wrapped, and the pair that signs its badges, its private half sealed.

    An empty `wrapped` is a purge: photos and identity data can never be read again.
    """

    edition = models.OneToOneField(Edition, models.CASCADE, related_name="keys")
    wrapped = models.BinaryField(null=True)
    signing_public = models.BinaryField()
    signing_private = models.BinaryField(null=True)
    made_at = models.DateTimeField()
    destroyed_at = models.DateTimeField(null=True)
    destroyed_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    report = models.JSONField(default=dict)
    purge_proposed_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    purge_proposed_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("keys of an edition")
        constraints = [
            models.CheckConstraint(
                condition=Q(destroyed_at=None) | Q(wrapped=None, signing_private=None),
                name="a_destroyed_key_is_gone",
            ),
            models.CheckConstraint(
                condition=Q(destroyed_by=None)
                | Q(purge_proposed_by=None)
                | ~Q(destroyed_by=models.F("purge_proposed_by")),
                name="a_key_is_destroyed_by_four_eyes",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.edition}"

    def data_key(self) -> bytes:
        wrapped = bytes(self.wrapped) if self.wrapped else None
        return vault.data_key(wrapped, self.edition_id)

    def seal(self, plain: bytes, about: str) -> bytes:
        return vault.seal_with(self.data_key(), plain, about)

    def open(self, sealed: bytes | memoryview, about: str) -> bytes:
        return vault.open_with(self.data_key(), bytes(sealed), about)

    def private_key(self) -> bytes:
        return self.open(self.signing_private or b"", "signing key")


class Zone(models.Model):
    """A part of the venue, printed on badges as a letter on a colour."""

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="zones")
    letter = models.CharField(pgettext_lazy("of a zone", "letter"), max_length=4)
    name = TextField(_("name"))
    colour = models.CharField(_("colour"), max_length=7, validators=[COLOUR], default="#1b5e6b")
    # The place of this zone in a badge's signed bits; given once, never reused.
    bit = models.PositiveSmallIntegerField(editable=False, validators=[MaxValueValidator(31)])
    own_capacity = models.PositiveIntegerField(
        _("most people inside"), null=True, blank=True,
        help_text=_("Empty: the seats of its rooms together."),
    )  # fmt: skip
    position = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        ordering = ["position", "letter"]
        verbose_name = _("zone")
        constraints = [
            models.UniqueConstraint(fields=["edition", "letter"], name="a_letter_means_one_zone"),
            models.UniqueConstraint(fields=["edition", "bit"], name="a_bit_means_one_zone"),
            models.CheckConstraint(condition=Q(bit__lt=32), name="a_badge_has_32_zone_bits"),
        ]

    def __str__(self) -> str:
        return f"{self.letter} {self.name}"

    def rooms(self) -> models.QuerySet[Room]:
        return Room.objects.filter(edition_id=self.edition_id, zone=self.letter)

    @property
    def capacity(self) -> int | None:
        if self.own_capacity is not None:
            return self.own_capacity
        seats: int | None = self.rooms().aggregate(n=Sum("capacity"))["n"]
        return seats


class BadgeTemplate(models.Model):
    """How a badge looks; the host changes it without touching code."""

    A6, CARD = "a6", "card"
    SIDE, CENTRED = "side", "centred"
    LAYOUTS = [(SIDE, _("photo beside the name")), (CENTRED, _("photo above the name"))]
    SIZES = [(A6, _("A6 (105 × 148 mm)")), (CARD, _("credit card (86 × 54 mm)"))]

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="badge_templates")
    name = TextField(_("name"))
    size = models.CharField(_("size"), max_length=4, choices=SIZES, default=A6)
    layout = models.CharField(
        _("layout"), max_length=8, choices=LAYOUTS, default=SIDE,
        help_text=_("Of A6; a card has its photo beside the name."),
    )  # fmt: skip
    languages = models.JSONField(_("languages on the badge"), default=list)
    ink = models.CharField(
        _("colour of the band"), max_length=7, validators=[COLOUR], default="#14424c"
    )
    paper = models.CharField(
        _("colour of the paper"), max_length=7, validators=[COLOUR], default="#ffffff"
    )
    shows_photo = models.BooleanField(_("photo"), default=True)
    shows_flag = models.BooleanField(_("flag of the state"), default=True)
    shows_function = models.BooleanField(_("function"), default=True)
    note = TextField(_("note at the foot"), blank=True)
    logo = models.BinaryField(null=True, editable=False)

    class Meta:
        ordering = ["id"]
        verbose_name = _("badge template")

    def __str__(self) -> str:
        return str(self.name)


class Category(models.Model):
    """What somebody is accredited as: what is asked of them and what it opens."""

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="accreditation_categories")
    code = models.SlugField(_("code"), max_length=20)
    kind = models.CharField(_("kind"), max_length=12, choices=rules.KINDS)
    name = TextField(_("name"))
    letter = models.CharField(_("letter on the badge"), max_length=3)
    colour = models.CharField(_("colour"), max_length=7, validators=[COLOUR], default="#14424c")
    zones = models.ManyToManyField(
        Zone, blank=True, related_name="categories", verbose_name=_("zones")
    )
    # ISO dates; empty: every day of the edition.
    days = models.JSONField(_("days"), default=list, blank=True)
    needs = models.JSONField(_("what is asked"), default=list, blank=True)
    needs_vetting = models.BooleanField(_("vetted before approval"), default=False)
    deadline = models.DateTimeField(_("deadline"), null=True, blank=True)
    quota = models.PositiveIntegerField(
        _("places"), null=True, blank=True, help_text=_("Empty: as many as are approved.")
    )
    floaters = models.PositiveSmallIntegerField(_("floaters for each delegation"), default=0)
    has_pin = models.BooleanField(_("receives a pin"), default=False)
    is_open_to_public = models.BooleanField(_("people apply for themselves"), default=False)
    member_category = models.ForeignKey(
        MemberCategory, models.SET_NULL, null=True, blank=True, related_name="accreditation",
        verbose_name=_("category of members"),
    )  # fmt: skip
    template = models.ForeignKey(
        BadgeTemplate, models.SET_NULL, null=True, blank=True, related_name="+",
        verbose_name=_("badge template"),
    )  # fmt: skip
    position = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        ordering = ["position", "id"]
        verbose_name = _("category of accreditation")
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "code"], name="an_accreditation_category_has_one_code"
            )
        ]

    def __str__(self) -> str:
        return str(self.name)

    def asked(self) -> list[str]:
        said = dict(rules.NEEDS)
        return [str(said[need]) for need in self.needs if need in said]

    def zone_letters(self) -> list[str]:
        return [zone.letter for zone in self.zones.all()]

    def valid_days(self) -> list[str]:
        return list(self.days) or [day.isoformat() for day in self.edition.days()]

    def is_open(self, *, at: datetime) -> bool:
        return self.deadline is None or at <= self.deadline


def first_day(edition: Edition) -> date:
    return edition.arrival_day or edition.starts
