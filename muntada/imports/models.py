"""Files brought in from outside: previewed row by row, then applied whole or not at all."""

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.translation import gettext_lazy as _

from muntada.accounts.models import User
from muntada.conferences.models import Edition


class Import(models.Model):
    """One file, what it would do, and how far doing it has come."""

    READING, PREVIEWED, APPLYING, APPLIED, REFUSED = (
        "reading",
        "previewed",
        "applying",
        "applied",
        "refused",
    )
    STATES = [
        (READING, _("being read")),
        (PREVIEWED, _("ready to be looked at")),
        (APPLYING, _("being applied")),
        (APPLIED, _("applied")),
        (REFUSED, _("refused")),
    ]
    REPLIES, MEMBERS = "replies", "members"
    KINDS = [(REPLIES, _("replies of parties")), (MEMBERS, _("delegations and people"))]

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="imports")
    kind = models.CharField(_("what it holds"), max_length=10, choices=KINDS)
    file = models.FileField(_("file"), upload_to="imports/", max_length=200)
    file_name = models.CharField(max_length=200)
    state = models.CharField(_("state"), max_length=10, choices=STATES, default=READING)
    problem = models.TextField(blank=True)
    rows_total = models.PositiveIntegerField(default=0)
    rows_done = models.PositiveIntegerField(default=0)
    # One item a row: line, what would happen (new, changed, same, refused), why, before, after.
    preview = models.JSONField(default=list, encoder=DjangoJSONEncoder)
    counts = models.JSONField(default=dict)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    applied_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-id"]
        verbose_name = _("import")

    def __str__(self) -> str:
        return self.file_name
