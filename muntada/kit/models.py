"""Tries at a door, counted for all processes and nodes at once."""

from django.db import models


class Tries(models.Model):
    """`who` is a keyed digest: neither an address nor a name stands in this table."""

    who = models.CharField(max_length=64, unique=True)
    count = models.PositiveIntegerField(default=1)
    until = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"{self.count}"
