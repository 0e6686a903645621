"""The record of who did what, when: append-only, each entry sealed with the one before."""

import hashlib
import json
from typing import Any

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.translation import gettext_lazy as _

START = "0" * 64


class EntryQuerySet(models.QuerySet["Entry"]):
    def about(self, thing: models.Model) -> "EntryQuerySet":
        return self.filter(thing_type=thing._meta.label_lower, thing_id=str(thing.pk))


class Entry(models.Model):
    at = models.DateTimeField(_("when"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("who"),
    )
    by_name = models.CharField(max_length=200, blank=True)
    verb = models.CharField(_("what"), max_length=60, db_index=True)
    thing_type = models.CharField(max_length=60)
    thing_id = models.CharField(max_length=40)
    thing_name = models.CharField(max_length=300, blank=True)
    edition_id = models.BigIntegerField(null=True, db_index=True)
    before = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    after = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    previous = models.CharField(max_length=64)
    seal = models.CharField(max_length=64, unique=True)

    objects = EntryQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        indexes = [
            models.Index(fields=["thing_type", "thing_id"], name="entries_about_a_thing"),
            # When was something of this kind last done in this edition? One step, at any length.
            models.Index(fields=["thing_type", "edition_id", "id"], name="entries_of_a_kind"),
        ]
        verbose_name = _("audit entry")

    def __str__(self) -> str:
        return f"{self.verb} {self.thing_type} {self.thing_id}"

    def sealed(self) -> str:
        """The hash of what this entry says and of the entry before it."""
        said: dict[str, Any] = {
            "at": self.at.isoformat(),
            "by": self.by_id,
            "by_name": self.by_name,
            "verb": self.verb,
            "thing": [self.thing_type, self.thing_id, self.thing_name],
            "edition": self.edition_id,
            "before": self.before,
            "after": self.after,
        }
        text = json.dumps(said, sort_keys=True, ensure_ascii=False, cls=DjangoJSONEncoder)
        return hashlib.sha256(f"{self.previous}{text}".encode()).hexdigest()
