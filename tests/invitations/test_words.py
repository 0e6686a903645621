"""The words of the house's letters, until an edition has its own."""

import re

import pytest

from muntada.conferences.models import Edition, Series
from muntada.invitations.models import LetterTemplate
from muntada.invitations.words import default_template

KINDS = [LetterTemplate.INVITATION, LetterTemplate.REMINDER]


def _said(kind, language, *, masculine=False):
    series = Series(host_is_masculine=masculine)
    return default_template(Edition(series=series), kind).body[language]


@pytest.mark.parametrize("kind", KINDS)
def test_arabic_verbs_agree_with_a_ministry_and_with_a_union(kind):
    ministry, union = _said(kind, "ar"), _said(kind, "ar", masculine=True)
    assert ministry.startswith("تهدي {host} أطيب تحياتها")
    assert union.startswith("يهدي {host} أطيب تحياته إلى")
    # No word that speaks of the host in the feminine is left.
    assert not re.search("تهدي|وتتشرف|ويشرّفها|وترجو|وتغتنم|لتعرب|تحياتها|تقديرها|احترامها", union)
    assert "ليعرب لها مجددًا عن فائق تقديره واحترامه" in union  # «لها»: the authorities addressed


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("language", ["en", "fr", "ru", "es", "zh"])
def test_no_other_language_has_a_word_that_agrees_with_the_host(kind, language):
    assert _said(kind, language) == _said(kind, language, masculine=True)
    assert not re.search("reconnaissant|признательн|agradecid", _said(kind, language))


@pytest.mark.parametrize("kind", KINDS)
def test_every_language_speaks_of_the_same_things(kind):
    bodies = default_template(Edition(series=Series()), kind).body
    named = {language: set(re.findall(r"\{\w+\}", body)) for language, body in bodies.items()}
    assert all(here - {"{host}"} == named["en"] - {"{host}"} for here in named.values())
