"""Files written in an earlier release, with the words it used."""

import pytest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from muntada.archive import figures_file, rules
from muntada.archive.models import MEASURES
from muntada.conferences import rules as conference_rules
from muntada.delegations import rules as delegation_rules
from muntada.imports import replies
from muntada.imports.columns import Choices, Column
from muntada.imports.former import FORMER
from muntada.imports.headings import Headings
from muntada.imports.members import fields
from muntada.invitations import rules as invitation_rules
from muntada.parties.names import normalise
from muntada.people.models import Person


@pytest.mark.parametrize(
    ("columns", "heading", "key"),
    [
        (fields.COLUMNS, "Formule de politesse", "form_of_address"),
        (fields.COLUMNS, "Вступил в должность", "took_office"),
        (figures_file.COLUMNS, "届会", "ordinal"),
        (figures_file.COLUMNS, "говорится как", "comparator"),
        (figures_file.COLUMNS, "цифра", "value"),
    ],
)
def test_a_heading_of_an_older_export_is_still_understood(columns, heading, key):
    assert Headings(columns).keys[normalise(heading)] == key


@pytest.mark.parametrize(
    ("said", "answer"),
    [("rehusada", "declined"), ("معتذر", "declined"), ("مقبول", "accepted"), ("отказ", "declined")],
)
def test_a_reply_in_the_words_of_an_older_message_is_still_understood(said, answer):
    known = Choices((code, [code, label]) for code, label in invitation_rules.REPLIES)
    assert known.find(said) == answer


@pytest.mark.parametrize(("said", "place"), [("член", "member"), ("jefe de delegación", "head")])
def test_a_place_in_the_delegation_in_older_words(said, place):
    known = Choices((code, [code, label]) for code, label in delegation_rules.PLACES)
    assert known.find(said) == place


def test_an_older_basis_of_a_figure():
    known = Choices((code, [code, label]) for code, label in rules.BASES)
    assert [known.find(said) for said in ("принято", "confirmado")] == ["accepted", "confirmed"]


def test_a_word_of_today_is_stronger_than_a_former_one_of_another_column():
    """The second column is called today as the first was called once."""
    columns = [Column("address", _("Form of address")), Column("x", "Formule de politesse")]
    assert Headings(columns).keys[normalise("Formule de politesse")] == "x"


def test_former_words_are_kept_by_the_english_of_today():
    """A key that no message has would never be asked for."""
    asked = set()
    for module in (replies, fields, figures_file):
        for column in module.COLUMNS:
            asked |= _english(column.label, *column.also)
    asked |= _english(*(label for label in _labels()))
    assert set(FORMER) <= asked


def _labels():
    for pairs in (
        delegation_rules.PLACES,
        delegation_rules.MODES,
        Person.FORMS_OF_ADDRESS,
        invitation_rules.REPLIES,
        MEASURES,
        rules.BASES,
        figures_file.SAID_WHEN,
        conference_rules.STATES,
    ):
        yield from (label for _code, label in pairs)


def _english(*said):
    with override("en"):
        return {str(one) for one in said}
