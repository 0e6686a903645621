"""The words of a text file, a .docx, a web page or a PDF. Plain Python: runs in the process with
limits. Every reader here goes forward only, so that twice the text takes twice the time.
"""

import io
import re
import unicodedata
import zipfile
import zlib
from html import unescape

import pypdfium2

from muntada.kit.files.markup import Reader
from muntada.kit.files.refused import Refused, ensure_small

MOST_PAGES = 60
MOST_UNPACKED = 40 * 1024 * 1024
MOST_WORDS = 4_000_000  # characters
SAMPLE = 40_000
# Letters that make up well over half of any text of their language: read in a wrong encoding, it
# shows other letters, or small ones as capitals.
_FREQUENT = {
    "cp1256": set("اليمنوترهدبعفسة"),
    "cp1251": set("оеаинтсрвлкмдпу"),
    "koi8_r": set("оеаинтсрвлкмдпу"),
    "cp1252": set("etaoinshrdluéèàç"),
}


def text_of(content: bytes) -> str:
    """Judged by its content, never by its name."""
    if content.startswith(b"%PDF-"):
        said = _pdf(content)
    elif content.startswith(b"PK"):
        said = _docx(content)
    else:
        said = decoded(content)
        if re.search(r"<(?:!doctype html|html|body|p|div|article)\b", said[:4000], re.IGNORECASE):
            said = prose(said)
    lines = [
        line.rstrip(" \t") for line in said.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    ]
    said = re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).replace("\x00", "").strip()
    if not said:
        raise Refused("no_text")
    if len(said) > MOST_WORDS:
        raise Refused("too_much")
    return said


def decoded(content: bytes) -> str:
    """UTF-8 and UTF-16 where they fit; else the old encoding in which it reads as a language."""
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        try:
            return content.decode("utf-16")
        except UnicodeDecodeError as error:
            raise Refused("not_text") from error
    if b"\x00" in content[:2000]:
        return _wide(content)
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
    likeness = {encoding: _likeness(said[:SAMPLE], encoding) for encoding, said in read.items()}
    best = max(likeness, key=lambda encoding: likeness[encoding], default="")
    if not best or likeness[best] < 0.5:
        raise Refused("not_text")
    return read[best]


def _wide(content: bytes) -> str:
    """UTF-16 without its mark: every other byte is nought where the letters are Latin or spaces."""
    for encoding in ("utf-16-le", "utf-16-be"):
        try:
            said = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        part = said[:SAMPLE]
        odd = sum(unicodedata.category(letter) in ("Cc", "Co", "Cn", "Cs") for letter in part)
        spaces = part.count(" ") + part.count("\n")
        if odd <= part.count("\n") + part.count("\r") + part.count("\t") and spaces:
            return said
    raise Refused("not_text")


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


class _Paragraphs(Reader):
    """The words of a .docx, a line a paragraph; one inside another (a text box) is said once."""

    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []
        self.in_text = 0

    def begins(self, name: str, attributes: dict[str, str]) -> None:
        self.in_text += name == "t"
        if name in ("p", "br"):
            self.said.append("\n")
        elif name == "tab":
            self.said.append("\t")

    def ends(self, name: str) -> None:
        self.in_text -= name == "t"

    def says(self, text: str) -> None:
        if self.in_text:
            self.said.append(text)


def _docx(content: bytes) -> str:
    paragraphs = _Paragraphs()
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            ensure_small(parts, MOST_UNPACKED * 4)  # with its pictures
            if parts.getinfo("word/document.xml").file_size > MOST_UNPACKED:
                raise Refused("too_large_unpacked")
            with parts.open("word/document.xml") as source:
                paragraphs.read(source)
    except (zipfile.BadZipFile, zlib.error, LookupError, ValueError, OSError, EOFError,
            NotImplementedError, RuntimeError) as error:  # fmt: skip
        raise Refused("unreadable_docx") from error
    except Refused as error:
        raise Refused("unreadable_docx" if error.code == "unreadable" else error.code) from error
    return "".join(paragraphs.said)


BLOCKS = frozenset("p div br li h1 h2 h3 h4 h5 h6 tr article section blockquote title".split())
SILENT = frozenset("nav header footer aside form noscript svg template".split())
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)")
_STOP = re.compile("[\"'>]")
_RAW = {name: re.compile(f"</{name}", re.IGNORECASE) for name in ("script", "style", "textarea")}


def prose(page: str) -> str:
    """What a reader of the page reads, a line a block; menus and scripts are passed over.

    Not a parser of HTML but one walk over it: what is opened and never closed (a comment, a tag,
    a quotation) ends the walk, where a parser would begin again at every “<”.
    """
    said: list[str] = []
    silent = place = 0
    while place < len(page):
        opens = page.find("<", place)
        end = len(page) if opens < 0 else opens
        if not silent:
            said.append(re.sub(r"\s+", " ", unescape(page[place:end])))
        if opens < 0:
            break
        found = _TAG.match(page, opens)
        if found is None:
            place = _after_no_tag(page, opens)
            if place == opens + 1 and not silent:
                said.append("<")
            continue
        closing, name = bool(found[1]), found[2].lower()
        place = _after_tag(page, found.end())
        if name in BLOCKS and not silent:
            said.append("\n")
        if name in SILENT:
            silent = max(0, silent - 1) if closing else silent + 1
        elif name in _RAW and not closing:
            raw = _RAW[name].search(page, place)
            place = raw.start() if raw else len(page)
    lines = (line.strip() for line in "".join(said).splitlines())
    return "\n".join(line for line in lines if line)


def _after_no_tag(page: str, opens: int) -> int:
    """A comment or a declaration is passed over; any other “<” is a letter like others."""
    if page.startswith("<!--", opens):
        end = page.find("-->", opens + 4)
        return end + 3 if end >= 0 else len(page)
    if page.startswith(("<!", "<?", "</"), opens):
        end = page.find(">", opens)
        return end + 1 if end >= 0 else len(page)
    return opens + 1


def _after_tag(page: str, place: int) -> int:
    while found := _STOP.search(page, place):
        if found[0] == ">":
            return found.end()
        closes = page.find(found[0], found.end())
        if closes < 0:
            break
        place = closes + 1
    return len(page)


def _pdf(content: bytes) -> str:
    try:
        with pypdfium2.PdfDocument(content) as document:
            if len(document) > MOST_PAGES:
                raise Refused("too_many_pages")
            return "\n\n".join(page.get_textpage().get_text_range() for page in document)
    except (pypdfium2.PdfiumError, ValueError, RecursionError) as error:
        raise Refused("unreadable_pdf") from error
