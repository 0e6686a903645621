"""Files brought in from outside: previewed row by row, then applied slice by slice."""

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.translation import gettext_lazy as _

from muntada.accounts.models import User
from muntada.conferences.models import Edition
from muntada.imports import rules


class Import(models.Model):
    """One file, what it would do, and how far doing it has come."""

    REPLIES, MEMBERS, FIGURES = "replies", "members", "figures"
    KINDS = [
        (REPLIES, _("replies of parties")),
        (MEMBERS, _("delegations and people")),
        (FIGURES, _("published figures of editions")),
    ]

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="imports")
    kind = models.CharField(_("what it holds"), max_length=10, choices=KINDS)
    file = models.FileField(_("file"), upload_to="imports/", max_length=200)
    file_name = models.CharField(max_length=200)
    state = models.CharField(_("state"), max_length=10, choices=rules.STATES, default=rules.READING)
    # Why the whole file was refused, or why it must be looked at again.
    problem = models.TextField(blank=True)
    unknown_headings = models.JSONField(default=list)
    # What was assumed of the file or left out of it, as `plan.Sentence`s.
    notes = models.JSONField(default=list)
    # The rows as `plan.as_stored` writes them, their counts, and the digest of the plan looked at.
    preview = models.JSONField(default=list, encoder=DjangoJSONEncoder)
    counts = models.JSONField(default=dict)
    digest = models.CharField(max_length=40, blank=True)
    # How far applying has come: the number of the last row written, and how many were.
    applied_through = models.PositiveIntegerField(default=0)
    applied_rows = models.PositiveIntegerField(default=0)
    leave_out_refused = models.BooleanField(default=False)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    applied_at = models.DateTimeField(null=True)
    applied_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["-id"]
        verbose_name = _("import")

    def __str__(self) -> str:
        return self.file_name

    @property
    def progress_name(self) -> str:
        return f"import-{self.pk}"

    @property
    def is_working(self) -> bool:
        return self.state in rules.WORKING
