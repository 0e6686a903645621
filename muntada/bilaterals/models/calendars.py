"""A personal calendar that other programs read: a secret address, shown once, ended at will."""

import hashlib
import secrets

from django.db import models
from django.utils.translation import gettext_lazy as _

from muntada.accounts.models import User
from muntada.bilaterals.models.principals import Principal
from muntada.delegations.models import Delegation


def new_secret() -> str:
    return secrets.token_urlsafe(32)


def digest_of(secret: str) -> str:
    """What the database keeps: who reads the database cannot read the calendars."""
    return hashlib.sha256(secret.encode()).hexdigest()


class CalendarLinkQuerySet(models.QuerySet["CalendarLink"]):
    def in_use(self) -> "CalendarLinkQuerySet":
        return self.filter(ended_at=None, user__is_active=True)


class CalendarLink(models.Model):
    """Given to one person, for one delegation of theirs or one principal of it."""

    user = models.ForeignKey(User, models.CASCADE, related_name="calendar_links")
    delegation = models.ForeignKey(Delegation, models.CASCADE, related_name="+")
    principal = models.ForeignKey(
        Principal, models.CASCADE, null=True, blank=True, related_name="+",
        verbose_name=_("principal"),
    )  # fmt: skip
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField(_("made"))
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = CalendarLinkQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        verbose_name = _("calendar link")

    def __str__(self) -> str:
        return f"{self.pk}"
