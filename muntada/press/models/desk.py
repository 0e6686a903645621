"""The media programme, the agencies, and what was written about the edition."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from muntada.accounts.models import User
from muntada.conferences.models import Edition
from muntada.kit.languages import LANGUAGE_CHOICES
from muntada.kit.texts import TextField
from muntada.press import rules
from muntada.programme.models import Session


class MediaSlotQuerySet(models.QuerySet["MediaSlot"]):
    def announced(self) -> "MediaSlotQuerySet":
        return self.filter(is_announced=True)


class MediaSlot(models.Model):
    """A line of the media programme: what may be covered, by whom, and where to stand."""

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="media_slots")
    session = models.ForeignKey(
        Session,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("session"),
    )
    starts = models.DateTimeField(_("begins"))
    ends = models.DateTimeField(_("ends"), null=True, blank=True)
    title = TextField(_("what"))
    place = TextField(pgettext_lazy("location", "place"), blank=True)
    access = models.CharField(
        _("access"), max_length=12, choices=rules.MEDIA_ACCESS, default=rules.OPEN_TO_MEDIA
    )
    pool_places = models.PositiveSmallIntegerField(_("places in the pool"), null=True, blank=True)
    call = TextField(
        _("call"),
        blank=True,
        help_text=_("When and where to be: photographers at 14:20, west door."),
    )
    is_announced = models.BooleanField(
        _("in the public media programme"),
        default=True,
        help_text=_("An item closed to media may be announced as closed, or kept at this desk."),
    )

    objects = MediaSlotQuerySet.as_manager()

    class Meta:
        ordering = ["starts", "id"]
        verbose_name = _("item of the media programme")
        constraints = [
            models.CheckConstraint(
                condition=Q(ends=None) | Q(ends__gt=F("starts")),
                name="an_item_for_media_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=Q(pool_places=None) | Q(access=rules.POOL, pool_places__gt=0),
                name="only_a_pool_has_places",
            ),
        ]

    def __str__(self) -> str:
        return str(self.title)


class Agency(models.Model):
    """Who is sent each release by mail, in one language."""

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="agencies")
    name = models.CharField(_("name"), max_length=150)
    email = models.EmailField(_("e-mail address"))
    language = models.CharField(_("language"), max_length=2, choices=LANGUAGE_CHOICES, default="en")

    class Meta:
        ordering = ["name", "id"]
        verbose_name = _("agency")
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "email", "language"], name="an_agency_is_sent_a_release_once"
            )
        ]

    def __str__(self) -> str:
        return self.name


class Coverage(models.Model):
    """What an agency or a paper wrote about an edition, kept with where it stood."""

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="coverage")
    outlet = models.CharField(_("outlet"), max_length=150)
    title = models.CharField(_("title"), max_length=300)
    source = models.CharField(_("address"), max_length=500, blank=True)
    published_on = models.DateField(_("published"), null=True, blank=True)
    language = models.CharField(_("language"), max_length=2, choices=LANGUAGE_CHOICES)
    text = models.TextField(_("text"))
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["-published_on", "-id"]
        verbose_name = _("coverage")

    def __str__(self) -> str:
        return f"{self.outlet}: {self.title}"[:200]
