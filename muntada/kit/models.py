"""What every process and node counts and keeps together: tries at a door, mail on its way out."""

from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Tries(models.Model):
    """`who` is a keyed digest: neither an address nor a name stands in this table."""

    who = models.CharField(max_length=64, unique=True)
    count = models.PositiveIntegerField(default=1)
    until = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"{self.count}"


class Outgoing(models.Model):
    """A mail on its way out, kept until it is gone, with its tries.

    It is made when it leaves, by `maker` or of `body`, so that no link waits in a table. `seen_by`
    is the verb of whoever is told when it cannot go: an address alone may tell who deals with whom.
    """

    WAITING, SENT, FAILED, DROPPED = "waiting", "sent", "failed", "dropped"
    STATES = [
        (WAITING, pgettext_lazy("a mail", "waits for its next try")),
        (SENT, pgettext_lazy("a mail", "sent")),
        (FAILED, pgettext_lazy("a mail", "given up")),
        (DROPPED, pgettext_lazy("a mail", "set aside")),
    ]
    SERVER, REFUSED, PROGRAM = "server", "refused", "program"
    PROBLEMS = [
        (SERVER, _("The mail server could not be reached, or did not take it.")),
        (REFUSED, _("The server of the address refused it: the address may be wrong.")),
        (PROGRAM, _("It could not be made, by a fault of the program or of its settings.")),
    ]

    to = models.EmailField()
    subject = models.CharField(max_length=300, blank=True)
    body = models.TextField(blank=True)
    maker = models.CharField(max_length=20, blank=True)
    personal = models.CharField(max_length=20, blank=True)
    about = models.BigIntegerField(default=0)
    language = models.CharField(max_length=8)
    edition_id = models.BigIntegerField(null=True)
    seen_by = models.CharField(max_length=40)
    state = models.CharField(max_length=8, choices=STATES, default=WAITING)
    tries = models.PositiveSmallIntegerField(default=0)
    made_at = models.DateTimeField(db_default=Now())
    next_try_at = models.DateTimeField(db_default=Now())
    ended_at = models.DateTimeField(null=True)
    problem = models.CharField(max_length=8, blank=True, choices=PROBLEMS)
    # The server's number or the kind of fault: never its words, which repeat the address.
    problem_code = models.CharField(max_length=60, blank=True)

    class Meta:
        ordering = ["id"]
        indexes = [
            models.Index(fields=["state", "next_try_at"], name="mail_that_is_due"),
            models.Index(fields=["edition_id", "state"], name="mail_of_an_edition"),
        ]

    def __str__(self) -> str:
        return f"{self.pk}"
