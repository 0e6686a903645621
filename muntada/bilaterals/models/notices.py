"""What a focal point is told, in the system; mail carries only a link to it."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from muntada.accounts.models import User
from muntada.bilaterals.models.meetings import Meeting
from muntada.bilaterals.models.requests import Request
from muntada.conferences.models import Edition
from muntada.delegations.models import Delegation


class NoticeQuerySet(models.QuerySet["Notice"]):
    def unread(self) -> "NoticeQuerySet":
        return self.filter(read_at=None)


class Notice(models.Model):
    """One thing told to one person, for one delegation; its words are made when it is read."""

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="+")
    user = models.ForeignKey(User, models.CASCADE, related_name="+")
    delegation = models.ForeignKey(Delegation, models.CASCADE, related_name="+")
    request = models.ForeignKey(Request, models.CASCADE, null=True, related_name="notices")
    meeting = models.ForeignKey(Meeting, models.CASCADE, null=True, related_name="notices")
    verb = models.CharField(max_length=40)
    # Only what this side may know: old and new time and room, a reason that is not withheld.
    details = models.JSONField(default=dict, blank=True)
    at = models.DateTimeField(_("when"))
    read_at = models.DateTimeField(_("read"), null=True, blank=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        verbose_name = _("notice")
        indexes = [
            models.Index(
                fields=["user", "edition"], condition=Q(read_at=None), name="unread_notices"
            )
        ]

    def __str__(self) -> str:
        return f"{self.verb}"
