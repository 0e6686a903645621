import re

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.utils.html import conditional_escape
from django.utils.translation import override

from muntada.kit.languages import LANGUAGES
from muntada.kit.texts import Text, TextFormField, working_languages


def test_a_text_speaks_the_language_of_the_page():
    title = Text(ar="الجلسة الافتتاحية", en="Opening session")
    with override("ar"):
        assert str(title) == "الجلسة الافتتاحية"
    with override("en"):
        assert str(title) == "Opening session"


def test_what_is_not_translated_is_shown_in_another_language_and_marked_so():
    with override("ru"):
        assert conditional_escape(Text(ar="قاعة")) == '<bdi lang="ar" dir="rtl">قاعة</bdi>'


def test_html_in_a_title_stays_text():
    with override("en"):
        assert conditional_escape(Text(en="<script>x</script>")) == "&lt;script&gt;x&lt;/script&gt;"


def test_one_language_is_enough_and_none_is_too_few():
    field = TextFormField(required=True)
    assert field.clean(["", "Hall", "", ""]) == {"en": "Hall"}
    with pytest.raises(ValidationError, match="at least one language"):
        field.clean(["", "  ", "", ""])


def test_a_name_of_ten_thousand_characters_is_refused_with_its_language():
    with pytest.raises(ValidationError, match="English: Ensure this value has at most 300"):
        TextFormField(required=True).clean(["", "x" * 10_000, "", ""])


def test_an_untouched_text_has_not_changed():
    field = TextFormField()
    assert not field.has_changed(Text(en="Hall"), ["", "Hall", "", ""])
    assert field.has_changed(Text(en="Hall"), ["قاعة", "Hall", "", ""])


def boxes(html):
    """Codes of the languages shown, and of those folded away, in their order."""
    shown, _details, folded = html.partition("<details")
    return [re.findall(r'<label [^>]*lang="(..)"', part) for part in (shown, folded)]


def test_a_form_shows_the_languages_the_edition_works_in_and_folds_the_others():
    class Form(forms.Form):
        title = TextFormField()

    with override("fr"), working_languages(["ar", "en"]):
        assert boxes(str(Form())) == [["fr", "ar", "en"], ["ru", "es", "zh"]]
    with override("zh"):
        assert boxes(str(Form())) == [["zh", *LANGUAGES[:-1]], []]


def test_what_is_written_in_a_folded_language_is_kept():
    class Form(forms.Form):
        title = TextFormField()

    with override("en"), working_languages(["en"]):
        page = str(Form(initial={"title": Text(en="Hall", zh="大厅")}))
    assert "大厅" in page.partition("<details")[2]
