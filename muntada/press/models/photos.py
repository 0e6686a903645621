"""Pictures for the press, with what they show, their captions and their credits."""

from datetime import datetime

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from muntada.conferences.models import Edition
from muntada.kit.texts import TextField
from muntada.press import rules
from muntada.press.models.statements import Statement, new_key


class PhotoQuerySet(models.QuerySet["Photo"]):
    def released(self, *, at: datetime) -> "PhotoQuerySet":
        """Published by itself, or out with its statement, in the same instant."""
        alone = Q(statement=None, published_at__lte=at)
        with_it = Q(statement__state=rules.SCHEDULED, statement__release_at__lte=at)
        return self.filter(alone | with_it)


class Photo(models.Model):
    """A picture for the press: drawn anew in two sizes, with nothing of where it was taken.

    It calls itself by its number: a caption under embargo must not stand in the record.
    """

    edition = models.ForeignKey(Edition, models.PROTECT, related_name="photos")
    statement = models.ForeignKey(
        Statement,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="photos",
        verbose_name=pgettext_lazy("press", "statement"),
        help_text=_("It goes out with this statement. Without one, you publish it yourself."),
    )
    key = models.CharField(max_length=32, unique=True, default=new_key)
    large = models.FileField(upload_to="press/", max_length=200)
    small = models.FileField(upload_to="press/", max_length=200)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    alt = TextField(
        _("what the picture shows"),
        help_text=_("For those who cannot see it; read aloud in its place."),
    )
    caption = TextField(_("caption"))
    credit = models.CharField(_("credit"), max_length=150)
    taken_on = models.DateField(_("taken on"), null=True, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    added_at = models.DateTimeField()

    objects = PhotoQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        verbose_name = _("photo")

    def __str__(self) -> str:
        return f"PH/{self.pk}"
