"""The columns of a file of people, and what each cell means."""

import re
from typing import Any
from zoneinfo import ZoneInfo

from django.core.exceptions import ValidationError
from django.forms import EmailField
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop, pgettext_lazy

from muntada.conferences.models import Edition
from muntada.delegations import rules
from muntada.imports import columns as read
from muntada.imports.columns import Choices, Column
from muntada.imports.plan import Row
from muntada.kit.languages import SELF_NAMES, apart
from muntada.people.models import Person

COLUMNS = [
    Column("party", _("Party"), (_("Delegation"),), required=True, example="EGY"),
    Column(
        "name",
        _("Name as printed"),
        (pgettext_lazy("person", "Name"),),
        by_language=True,
        example="Laila Haddad",
    ),
    Column("form_of_address", _("Form of address")),
    Column("category", _("Category"), example="delegate"),
    Column("place", _("Place in the delegation"), example="member"),
    Column("function", _("Function"), by_language=True, example="Adviser"),
    Column("rank", _("Rank")),
    Column("took_office", _("Took office on"), example="2020-05-17"),
    Column("mode", _("Takes part"), example="in_person"),
    Column("languages", _("Languages spoken"), example="ar, en"),
    Column("email", _("E-mail address")),
    Column("arrives_at", _("Arrives"), example="2021-06-22 14:30"),
    Column("arrival_by", _("Arrives by"), example="MS 729"),
    Column("departs_at", _("Departs")),
    Column("departure_by", _("Departs by")),
    Column("state", _("State"), example="nominated"),
    Column("another_person", _("Another person")),
]
LABELS = {column.key: column.label for column in COLUMNS}
_PLAIN = {"arrival_by": 80, "departure_by": 80}


def fields_of(
    row: Row, cells: dict[str, Any], *, choices: dict[str, Choices], zone: ZoneInfo
) -> dict[str, Any]:
    """Every cell but party and name, as the database wants it; what cannot be read refuses."""
    fields: dict[str, Any] = {}
    for key, known in choices.items():
        if key in cells:
            value = known.find(cells[key])
            if value is None:
                _unreadable(row, key, cells[key])
            fields[key] = value
    for key, longest in _PLAIN.items():
        if key in cells:
            fields[key] = read.words(cells[key])[:longest]
    if "email" in cells:
        fields["email"] = _email(row, cells["email"])
    if "took_office" in cells:
        fields["took_office"] = read.day(cells["took_office"])
        if fields["took_office"] is None:
            row.refuse(
                gettext_noop("“{said}” is not a date. Write it as 2021-06-23."),
                said=read.words(cells["took_office"])[:60],
            )
    for key in ("arrives_at", "departs_at"):
        if key in cells:
            fields[key] = read.moment(cells[key], zone)
            if fields[key] is None:
                row.refuse(
                    gettext_noop("“{said}” is not a day and an hour: 2021-06-23 14:30."),
                    said=read.words(cells[key])[:60],
                )
    if "languages" in cells:
        fields["languages"] = _languages(row, cells["languages"])
    arrives, departs = fields.get("arrives_at"), fields.get("departs_at")
    if arrives and departs and departs <= arrives:
        row.refuse(gettext_noop("The departure is before the arrival."))
    return fields


# As mail programs copy an address: mailto:…, or the name before it.
_ADDRESS = re.compile(r"(?:[^<>]*<)?\s*(?:mailto:)?([^<>\s]+)\s*>?")


def _email(row: Row, cell: Any) -> str:
    """One address, which the person's own form would take too."""
    said = read.words(cell)
    found = _ADDRESS.fullmatch(said[:400])
    try:
        EmailField(max_length=254).clean(found[1] if found else said)
    except ValidationError:
        row.refuse(
            gettext_noop("“{said}” is not one e-mail address. Write it as name@example.org."),
            said=said[:60],
        )
    return found[1] if found else ""


def _languages(row: Row, cell: Any) -> list[str]:
    found = [_LANGUAGES.find(word) for word in apart(read.words(cell))]
    if None in found:
        _unreadable(row, "languages", cell)
    return [code for code in SELF_NAMES if code in found]


def _unreadable(row: Row, key: str, cell: Any) -> None:
    row.refuse(
        gettext_noop("“{said}” cannot be read in the column “{column}”."),
        said=read.words(cell)[:60],
        column=str(LABELS[key]),
    )


def choices_of(edition: Edition) -> dict[str, Choices]:
    return {
        "category": Choices(
            (one.pk, [one.code, *one.name.values()]) for one in edition.categories.all()
        ),
        "rank": Choices((one.pk, list(one.name.values())) for one in edition.ranks.all()),
        "place": Choices((code, [code, label]) for code, label in rules.PLACES),
        "mode": Choices((code, [code, label]) for code, label in rules.MODES),
        "form_of_address": Choices(
            (code, [code, label]) for code, label in Person.FORMS_OF_ADDRESS if code
        ),
        "state": Choices(
            (code, [code, label])
            for code, label in rules.STATES
            if code in (rules.NOMINATED, rules.CONFIRMED, rules.WAITING)
        ),
    }


_LANGUAGES = Choices((code, [code, name]) for code, name in SELF_NAMES.items())
_SAYING_YES: list[str | Promise] = ["yes", "1", "true", "x", _("yes")]
YES = Choices([(True, _SAYING_YES)])
