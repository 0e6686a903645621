"""The words of a file that somebody sends: plain text in the encodings still met, .docx, HTML, PDF.

What cannot be read is refused with a sentence; the file itself is not kept.
"""

import io
import re
import unicodedata
import zipfile
from html.parser import HTMLParser
from threading import Lock
from xml.etree import ElementTree

import pypdfium2
from django.utils.translation import gettext as _

from muntada.kit.errors import RuleBroken

LARGEST = 8 * 1024 * 1024
MOST_PAGES = 60
_ONE_AT_A_TIME = Lock()  # PDFium is not made for threads
_UNPACKED = 40 * 1024 * 1024
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
# Letters that make up well over half of any text of their language: read in a wrong encoding, it
# shows other letters, or small ones as capitals.
_FREQUENT = {
    "cp1256": set("اليمنوترهدبعفسة"),
    "cp1251": set("оеаинтсрвлкмдпу"),
    "koi8_r": set("оеаинтсрвлкмдпу"),
    "cp1252": set("etaoinshrdluéèàç"),
}


def text_of(content: bytes) -> str:
    """Judged by its content, never by its name. Raises RuleBroken."""
    if len(content) > LARGEST:
        raise RuleBroken(_("This file is larger than 8 MB. Send the text alone."))
    if content.startswith(b"%PDF-"):
        said = _pdf(content)
    elif content.startswith(b"PK"):
        said = _docx(content)
    else:
        said = decoded(content)
        if re.search(r"<(?:!doctype html|html|body|p|div|article)\b", said[:4000], re.IGNORECASE):
            said = _html(said)
    said = re.sub(r"[ \t]+\n", "\n", said.replace("\r\n", "\n").replace("\r", "\n"))
    said = re.sub(r"\n{3,}", "\n\n", said).strip()
    if not said:
        raise RuleBroken(_("No text was found in this file. Paste the text instead."))
    return said


def decoded(content: bytes) -> str:
    """UTF-8 and UTF-16 where they fit; else the old encoding in which it reads as a language."""
    unreadable = _("This is neither text nor a .docx, HTML or PDF file. Paste the text instead.")
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        try:
            return content.decode("utf-16")
        except UnicodeDecodeError as error:
            raise RuleBroken(unreadable) from error
    if b"\x00" in content[:2000]:
        return _wide(content, unreadable)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    read = {}
    for encoding in _FREQUENT:
        try:
            read[encoding] = content.decode(encoding)
        except UnicodeDecodeError:
            continue
    best = max(read, key=lambda encoding: _likeness(read[encoding], encoding), default="")
    if not best or _likeness(read[best], best) < 0.5:
        raise RuleBroken(unreadable)
    return read[best]


def _wide(content: bytes, unreadable: str) -> str:
    """UTF-16 without its mark: every other byte is nought where the letters are Latin or spaces."""
    for encoding in ("utf-16-le", "utf-16-be"):
        try:
            said = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        odd = sum(unicodedata.category(letter) in ("Cc", "Co", "Cn", "Cs") for letter in said)
        spaces = said.count(" ") + said.count("\n")
        if odd <= said.count("\n") + said.count("\r") + said.count("\t") and spaces:
            return said
    raise RuleBroken(unreadable)


def _likeness(said: str, encoding: str) -> float:
    """The share of frequent letters, less what no text has: capitals and controls inside words."""
    letters = [letter for letter in said if letter.isalpha()]
    if not letters:
        return 0
    frequent = sum(letter.lower() in _FREQUENT[encoding] for letter in letters)
    wrong = len(re.findall(r"(?<=[a-zа-яё])[A-ZА-ЯЁ]", said))
    wrong += sum(unicodedata.category(letter) == "Cc" and letter not in "\n\r\t" for letter in said)
    shouted = sum(letter.isupper() for letter in letters) / len(letters)
    return (frequent - 2 * wrong) / len(letters) - (shouted > 0.5)


def _docx(content: bytes) -> str:
    unreadable = _("This .docx file cannot be read. Save it again, or paste the text.")
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            if parts.getinfo("word/document.xml").file_size > _UNPACKED:
                raise RuleBroken(_("This file is too large once unpacked."))
            written = parts.read("word/document.xml")
        if b"<!DOCTYPE" in written[:4096] or b"<!ENTITY" in written:
            raise RuleBroken(unreadable)  # no word processor writes one; it may unfold without end
        root = ElementTree.fromstring(written)  # noqa: S314
    except (zipfile.BadZipFile, KeyError, ValueError, OSError, ElementTree.ParseError) as error:
        raise RuleBroken(unreadable) from error
    return "\n".join(
        "".join(_piece(one) for one in paragraph.iter()) for paragraph in root.iter(f"{_W}p")
    )


def _piece(one: ElementTree.Element) -> str:
    if one.tag == f"{_W}t":
        return one.text or ""
    return {f"{_W}tab": "\t", f"{_W}br": "\n"}.get(one.tag, "")


class _Prose(HTMLParser):
    """What a reader of the page reads, a line a block; menus and scripts are passed over."""

    BLOCKS = frozenset("p div br li h1 h2 h3 h4 h5 h6 tr article section blockquote title".split())
    SILENT = frozenset("script style nav header footer aside form noscript svg template".split())

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.said: list[str] = []
        self.silent = 0

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.silent += tag in self.SILENT
        if tag in self.BLOCKS:
            self.said.append("\n")

    def handle_endtag(self, tag: str) -> None:
        self.silent -= tag in self.SILENT and self.silent > 0
        if tag in self.BLOCKS:
            self.said.append("\n")

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.said.append(re.sub(r"\s+", " ", data))


def _html(said: str) -> str:
    prose = _Prose()
    prose.feed(said)
    prose.close()
    lines = (line.strip() for line in "".join(prose.said).splitlines())
    return "\n".join(line for line in lines if line)


def _pdf(content: bytes) -> str:
    try:
        with _ONE_AT_A_TIME, pypdfium2.PdfDocument(content) as document:
            if len(document) > MOST_PAGES:
                raise RuleBroken(_("This PDF has more than 60 pages. Send the pages that matter."))
            return "\n\n".join(page.get_textpage().get_text_range() for page in document)
    except pypdfium2.PdfiumError as error:
        sentence = _("This PDF cannot be read: it is damaged or locked. Paste the text instead.")
        raise RuleBroken(sentence) from error
