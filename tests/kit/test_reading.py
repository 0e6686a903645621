"""A file is read by what it holds, in the encodings that agencies still send."""

import io
import zipfile

import pytest

from muntada.kit.errors import RuleBroken
from muntada.kit.reading import LARGEST, text_of
from muntada.kit.typesetting import pdf
from tests.claims.test_article import ARTICLE

RUSSIAN = (
    "Более 600 гостей примут участие в IX Московской конференции по международной безопасности, "
    "сообщило Министерство обороны. ТАСС."
)
FRENCH = "Plus de 600 invités prendront part à la neuvième conférence, où l'on débattra."
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


@pytest.mark.parametrize(
    ("said", "encoding"),
    [
        (ARTICLE, "utf-8"), (ARTICLE, "utf-8-sig"), (ARTICLE, "utf-16"), (ARTICLE, "utf-16-le"),
        (ARTICLE, "utf-16-be"), (ARTICLE, "cp1256"), ("حضر المؤتمر 600 ضيف", "cp1256"),
        (RUSSIAN, "cp1251"), (RUSSIAN, "koi8_r"), ("Участвуют 109 государств", "koi8_r"),
        (RUSSIAN, "utf-16"), (FRENCH, "cp1252"), (FRENCH, "utf-16-le"),
    ],
)  # fmt: skip
def test_a_text_is_read_in_its_encoding(said, encoding):
    assert text_of(said.encode(encoding)) == said.strip()


def docx(document):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as parts:
        parts.writestr("word/document.xml", document)
    return out.getvalue()


def test_a_word_file_is_read_paragraph_by_paragraph():
    body = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in ("أكثر من", "600 ضيف"))
    assert text_of(docx(f"<w:document {W}><w:body>{body}</w:body></w:document>")) == (
        "أكثر من\n600 ضيف"
    )


def test_a_page_is_read_without_its_menus_and_scripts():
    page = (
        "<!doctype html><html><head><title>Opening</title><style>p{}</style></head><body>"
        "<nav>Sport 2020</nav><p>More than\n <b>600</b> guests &amp; 109 states.</p>"
        "<script>var n = 7;</script><p>Second.</p><footer>1999</footer></body></html>"
    )
    assert text_of(page.encode("utf-16")) == "Opening\nMore than 600 guests & 109 states.\nSecond."


def test_a_pdf_is_read(tmp_path):
    template = tmp_path / "t.typ"
    template.write_text("More than 600 guests will attend the ninth conference.")
    assert text_of(pdf(template, {})) == "More than 600 guests will attend the ninth conference."


BOMB = f'<!DOCTYPE w [<!ENTITY a "ha">]><w:document {W}><w:body>&a;</w:body></w:document>'


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "No text was found"), (b"\xef\xbb\xbf \n", "No text was found"),
        (b"PK\x03\x04 and no more", "docx file cannot be read"),
        (docx("<w:document"), "docx file cannot be read"), (docx(BOMB), "docx file cannot be read"),
        (b"%PDF-1.7 cut short", "damaged or locked"), (bytes(range(256)) * 8, "neither text nor"),
        (b"\xff\xfe\x00\xd8\x00\xd8", "neither text nor"), (b"x" * (LARGEST + 1), "larger than 8"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x04", "neither text nor"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_refused_with_a_sentence(content, sentence):
    with pytest.raises(RuleBroken, match=sentence):
        text_of(content)
