"""The six languages of the house: one list, and nobody is left with words in another's."""

import pytest
from django import forms
from django.conf import settings
from django.utils.translation import get_supported_language_variant, gettext, override

from muntada.kit.languages import LANGUAGES, comma, listed


def test_the_languages_of_pages_and_of_texts_are_the_same():
    assert tuple(code for code, _name in settings.LANGUAGES) == LANGUAGES


@pytest.mark.parametrize("language", [code for code in LANGUAGES if code != "en"])
def test_what_django_says_of_a_form_is_said_in_the_language_of_the_page(language):
    required = forms.Field.default_error_messages["required"]
    with override("en"):
        english = str(required), gettext("This password is too common.")
    with override(language):
        here = str(required), gettext("This password is too common.")
    assert not set(here) & set(english)


@pytest.mark.parametrize(
    ("asked", "given"), [("zh-cn", "zh"), ("zh-hans", "zh"), ("es-mx", "es"), ("ar-eg", "ar")]
)
def test_a_browser_that_asks_for_a_region_gets_its_language(asked, given):
    assert get_supported_language_variant(asked) == given


def test_a_list_is_separated_as_its_language_does():
    assert [listed("ab", code) for code in ("ar", "zh", "es")] == ["a، b", "a、b", "a, b"]
    assert comma("zh") == "，"  # between a place and its date
