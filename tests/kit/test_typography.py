"""The check of how each language is written, and what it guards besides the catalogues."""

import pytest

from muntada.accreditation import defaults as accreditation
from muntada.delegations import defaults as delegations
from muntada.invitations import words as letters
from tools.typography import faults_of

NO_BREAK = "\u00a0"


@pytest.mark.parametrize(
    ("language", "wrong", "right"),
    [
        ("en", "Wait...", "Wait…"),
        ("fr", "Qui ?", f"Qui{NO_BREAK}?"),
        ("fr", "Qui?", f"Qui{NO_BREAK}?"),
        ("fr", "Ordre : %(n)s", f"Ordre{NO_BREAK}: %(n)s"),
        ("fr", "Ordre: %(n)s", f"Ordre{NO_BREAK}: %(n)s"),
        ("fr", "un ; deux", f"un{NO_BREAK}; deux"),
        ("fr", "« mot »", f"«{NO_BREAK}mot{NO_BREAK}»"),
        ("fr", "l'ordre", "l’ordre"),
        ("fr", "n° 12", f"n°{NO_BREAK}12"),
        ("ru", "№ 12", f"№{NO_BREAK}12"),
        ("ru", 'слово "да"', "слово «да»"),
        ("es", "Sigue?", "¿Sigue?"),
        ("es", "Sigue : no", "Sigue: no"),
        ("ar", "نعم, لا", "نعم، لا"),
        ("ar", "نعم?", "نعم؟"),
        ("ar", "نعم; لا", "نعم؛ لا"),
        ("ar", "طرف\u0627\u064b", "طرف\u064b\u0627"),
        ("ar", "اكتبوا > هنا", "اكتبوا \u200e>\u200e هنا"),
        ("ar", "مثل 2021-06-23", "مثل \u200e2021-06-23\u200e"),
        ("zh", "第一,第二", "第一，第二"),
        ("zh", "编号: {n}", "编号：{n}"),
        ("zh", "已保存.", "已保存。"),
        ("zh", "证件(大)", "证件（大）"),
        ("zh", "请稍候…", "请稍候……"),
    ],
)
def test_a_slip_of_the_pen_is_found_and_what_is_right_is_not(language, wrong, right):
    assert faults_of(wrong, language)
    assert not faults_of(right, language)


@pytest.mark.parametrize("said", ["à 14:30", "https://example.org", "{when}", "%(n)s"])
def test_an_hour_and_an_address_have_colons_of_their_own(said):
    assert not faults_of(said, "fr")


def _said():
    for module in (letters, accreditation, delegations):
        for name, value in vars(module).items():
            if name.isupper():
                yield from _texts(value)


def _texts(value):
    if isinstance(value, dict) and "fr" in value:
        yield from value.items()
    elif isinstance(value, dict):
        for one in value.values():
            yield from _texts(one)
    elif isinstance(value, (list, tuple)):
        for one in value:
            yield from _texts(one)


def test_the_words_of_the_house_outside_the_catalogues_are_written_so_too():
    said = list(_said())
    assert len(said) > 100
    assert [(language, text) for language, text in said if faults_of(text, language)] == []
