"""The six languages of the house: one list, and nobody is left with words in another's."""

import pytest
from django import forms
from django.conf import settings
from django.utils.translation import get_supported_language_variant, gettext, override

from muntada.kit.languages import (
    LANGUAGES,
    bracketed,
    colon,
    comma,
    ended,
    grouped,
    listed,
    numbered,
    quoted,
    semicolon,
    sentences,
)


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


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "Text: ready; Photo (2)"),
        ("ar", "Text: ready؛ Photo (2)"),
        ("fr", "Text\u00a0: ready\u00a0; Photo (2)"),
        ("zh", "Text：ready；Photo（2）"),
    ],
)
def test_labels_lists_and_brackets_are_punctuated_as_their_language_does(language, said):
    photo = f"Photo{bracketed('2', language)}"
    text = f"Text{colon(language)}ready"
    assert semicolon(language).join([text, photo]) == said


def test_sentences_follow_one_another_as_their_language_does():
    assert sentences([ended("One", "fr"), ended("Two", "fr")], "fr") == "One. Two."
    assert sentences([ended("一", "zh"), ended("二", "zh")], "zh") == "一。二。"
    assert ended("2021\u202fг.", "ru") == "2021\u202fг."


@pytest.mark.parametrize(
    ("language", "thousand", "more"),
    [
        ("en", "1,234", "12,345"),
        ("ar", "1,234", "12,345"),
        ("fr", "1\u202f234", "12\u202f345"),
        ("ru", "1234", "12\u00a0345"),
        ("es", "1234", "12\u00a0345"),
        ("zh", "1,234", "12,345"),
    ],
)
def test_thousands_stand_apart_as_their_language_writes_them(language, thousand, more):
    assert (grouped(1234, language), grouped(12345, language)) == (thousand, more)


def test_a_number_has_the_sign_of_its_language():
    said = []
    for language in ("en", "ar", "fr", "ru", "es", "zh"):
        with override(language):
            said.append(numbered(12).replace("\u00a0", " "))
    assert said == ["No. 12", "رقم 12", "n° 12", "№ 12", "N.º 12", "第12号"]


def test_words_are_quoted_as_their_language_does():
    said = [quoted("x", language) for language in LANGUAGES]
    assert said == ["«x»", "“x”", "«\u00a0x\u00a0»", "«x»", "«x»", "“x”"]
