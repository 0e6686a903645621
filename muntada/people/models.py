"""Persons, under the names they are called by in each language."""

from collections.abc import Iterable
from typing import Any

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from muntada.kit.texts import TextField
from muntada.parties.names import normalise, skeleton


class Person(models.Model):
    """A human being, across editions. What they are in one edition is a delegation's member."""

    FORMS_OF_ADDRESS: list[tuple[str, str | Promise]] = [
        ("", "—"),
        ("he_m", _("His Excellency")),
        ("he_f", _("Her Excellency")),
        ("mr", _("Mr")),
        ("ms", _("Ms")),
        ("dr", _("Dr")),
        ("prof", _("Professor")),
    ]
    name = TextField(
        _("name as printed"), help_text=_("In Latin letters, and in the person's own script.")
    )
    form_of_address = models.CharField(
        _("form of address"), max_length=8, blank=True, choices=FORMS_OF_ADDRESS
    )
    email = models.EmailField(_("e-mail address"), blank=True)
    languages = models.JSONField(_("languages spoken"), default=list, blank=True)
    # For search and for finding likely duplicates in another script; written by save().
    search_name = models.CharField(max_length=600, editable=False, db_index=True, default="")
    skeleton = models.CharField(max_length=200, editable=False, db_index=True, default="")
    is_fictitious = models.BooleanField(default=False, editable=False)

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")

    def __str__(self) -> str:
        return str(self.name)

    def save(self, *args: Any, update_fields: Iterable[str] | None = None, **kwargs: Any) -> None:
        self.derive()
        if update_fields is not None and "name" in update_fields:
            update_fields = {*update_fields, "search_name", "skeleton"}
        super().save(*args, update_fields=update_fields, **kwargs)

    def derive(self) -> None:
        """Fill the columns that follow from the name; bulk writers call this themselves."""
        self.search_name = normalise(self.name.everything())[:600]
        words = {word for said in self.name.values() for word in skeleton(said).split()}
        self.skeleton = " ".join(sorted(words))[:200]


class Rank(models.Model):
    """A rung of an edition's ladder: head of state above minister above ambassador."""

    edition = models.ForeignKey("conferences.Edition", models.CASCADE, related_name="ranks")
    position = models.PositiveSmallIntegerField(
        _("place on the ladder"), help_text=_("1 is the highest.")
    )
    name = TextField(_("name"))
    is_ministerial = models.BooleanField(_("counts as a minister in figures"), default=False)

    class Meta:
        ordering = ["position"]
        verbose_name = _("rank")
        constraints = [
            models.UniqueConstraint(fields=["edition", "position"], name="a_rung_holds_one_rank")
        ]

    def __str__(self) -> str:
        return str(self.name)
