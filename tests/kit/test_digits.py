"""Arabic-Indic digits are a choice of the reader, in Arabic pages alone."""

from django.urls import reverse
from django.utils.translation import override

from muntada.kit.middleware import in_eastern_digits
from tests import world


def test_only_the_text_between_tags_changes():
    html = '<p id="r2">12 وفداً</p><code>A-12</code><input value="3"><bdi>MS 729</bdi> &#39; 2021'
    assert in_eastern_digits(html) == (
        '<p id="r2">١٢ وفداً</p><code>A-12</code><input value="3"><bdi>MS 729</bdi> &#39; ٢٠٢١'
    )


def _desk(edition, language):
    with override(language):
        return reverse("website:desk", args=[edition.slug])


def test_who_chose_them_reads_them_in_arabic_and_not_in_english(edition, as_user):
    salma = world.salma()
    salma.eastern_digits = True
    salma.save()
    client = as_user(salma)
    assert "٢٠٢١" in client.get(_desk(edition, "ar")).content.decode()
    assert "٢٠٢١" not in client.get(_desk(edition, "en")).content.decode()


def test_others_read_the_digits_they_know(edition, as_user):
    assert "٢٠٢١" not in as_user(world.salma()).get(_desk(edition, "ar")).content.decode()
