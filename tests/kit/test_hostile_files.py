"""No file stops the house: each is read in a process of its own, and refused with a sentence."""

import io
import struct
import zipfile
import zlib

import pytest

from muntada.kit.errors import RuleBroken
from muntada.kit.files import bounded, tables
from muntada.kit.files.documents import prose
from muntada.kit.files.tables import read_table
from muntada.kit.pictures import opened
from muntada.kit.reading import text_of
from muntada.kit.sheets import write_xlsx

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
GOOD = write_xlsx(["Party", "Name"], [["EGY", "Laila Haddad"]])


def _book(**parts):
    """A good workbook with some of its parts put in other words."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(GOOD)) as good,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made,
    ):
        for name in good.namelist():
            made.writestr(name, parts.get(name.rpartition("/")[2].split(".")[0], good.read(name)))
    return out.getvalue()


def _sheet(cells, before=""):
    return f'{before}<worksheet xmlns="{MAIN}"><sheetData>{cells}</sheetData></worksheet>'


def _cell(place):
    row = place.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    return f'<row r="{row}"><c r="{place}"><v>1</v></c></row>'


def _docx(document, name="word/document.xml"):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr(name, document)
    return out.getvalue()


def _locked(content):
    """The same archive with the mark of a password on each part."""
    parts = content.split(b"PK\x01\x02")
    return b"PK\x01\x02".join([parts[0], *(p[:4] + b"\x01\x00" + p[6:] for p in parts[1:])])


def _png(width, height):
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)

    def chunk(name, body):
        return (
            struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
        )

    points = zlib.compress(bytes(1000))
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", points) + chunk(b"IEND", b"")
    )


ENTITIES = (
    '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">'
    '<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]>'
)
FAR = _book(sheet1=_sheet(_cell("A1") + _cell("XFD1048576")))
UNNAMED = '<row r="1048576">' + "<c><v>1</v></c>" * 300 + "</row>"
SHARED = f'<sst xmlns="{MAIN}">' + f"<si><t>{'x' * 1_000_000}</t></si>" * 210 + "</sst>"
LOOP = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n" + (
    b"2 0 obj<</Type/Pages/Kids[2 0 R 2 0 R]/Count 2>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF"
)

SHEETS = {
    "two cells in opposite corners": (FAR, "reaches as far as cell XFD1048576"),
    "cells without their place": (_book(sheet1=_sheet(_cell("A1") + UNNAMED)), "reaches as far"),
    "entities": (_book(sheet1=_sheet(_cell("A1"), before=ENTITIES)), "cannot be read"),
    "entities in the book": (_book(workbook=f"{ENTITIES}<workbook>&c;</workbook>"), "cannot be"),
    "nested": (_book(sheet1="<a>" * 100_000), "nested more deeply"),
    "cut short": (GOOD[: len(GOOD) // 2], "cannot be read"),
    "a locked archive": (_locked(_book()), "locked with a password"),
    "an encrypted workbook": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(5000), "password, or is"),
    "many shared strings": (_book(sharedStrings=SHARED), "too large once unpacked"),
    "no sheet": (
        _book(workbook=f'<workbook xmlns="{MAIN}"><sheets/></workbook>'),
        "cannot be read",
    ),
}


@pytest.mark.parametrize("name", SHEETS)
def test_a_hostile_workbook_is_refused_with_a_sentence(name):
    content, sentence = SHEETS[name]
    with pytest.raises(RuleBroken, match=sentence):
        read_table(io.BytesIO(content), "list.xlsx")


def test_a_cell_at_the_end_of_a_column_costs_no_million_of_empty_rows():
    far = _book(sheet1=_sheet(_cell("A1") + _cell("A1048576")))
    (sheet,), _more = bounded.read("sheets", far)
    assert sheet["rows"] == [[1, [1.0]], [1048576, [1.0]]]
    assert read_table(io.BytesIO(far), "list.xlsx").rows == [(1048576, [1.0])]


def test_a_good_workbook_put_together_in_the_same_way_is_read():
    table = read_table(io.BytesIO(_book()), "list.xlsx")
    assert (table.headings, table.rows) == (["Party", "Name"], [(2, ["EGY", "Laila Haddad"])])


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (_docx(f"<w:document {W}>" + "<w:p>" * 50_000), "nested more deeply"),
        (_docx(f"{ENTITIES}<w:document {W}>&c;</w:document>"), "docx file cannot be read"),
        (_docx(b"x" * (41 * 1024 * 1024)), "too large once unpacked"),
        (_docx("<a/>", name="other.xml"), "docx file cannot be read"),
        (LOOP, "PDF cannot be read|No text was found|more time or memory"),
        (b"%PDF-1.7 " + b"[" * 200_000, "PDF cannot be read"),
        (b"<html>" + b"<!--" * 25_000, "No text was found"),
    ],
)
def test_a_hostile_text_is_refused_with_a_sentence(content, sentence):
    with pytest.raises(RuleBroken, match=sentence):
        text_of(content)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (_png(30_000, 30_000), "40 million points"), (_png(2_000_000_000, 2), "40 million|not a"),
        (_png(600, 600), "is not a JPEG"), (GOOD, "is not a JPEG"),
    ],
)  # fmt: skip
def test_a_hostile_picture_is_refused_with_a_sentence(content, sentence):
    with pytest.raises(RuleBroken, match=sentence):
        opened(content)


class _Counted(str):
    """A page that counts how many letters are looked at by `find`."""

    looked = 0

    def find(self, what, start=0):
        found = super().find(what, start)
        self.looked += (len(self) if found < 0 else found) - start
        return found


@pytest.mark.parametrize(
    "piece", ["<!--", "<a ", "<div>", "<a '", "</", "<", "<script>", "<?", "&"]
)
def test_a_page_is_walked_over_once(piece):
    looked = []
    for times in (1_000, 2_000):
        page = _Counted(piece * times)
        prose(page)
        looked.append(page.looked)
    assert looked[1] <= 2 * looked[0] + 10


@pytest.mark.parametrize(
    "page",
    [
        "<div>" * 200_000 + "600 guests",
        "<a " * 100_000 + "x>600 guests",
        "  " * 1_000_000 + "600 guests",
    ],
)
def test_a_long_page_of_nothing_still_gives_its_words(page):
    assert text_of(b"<p>" + page.encode()).endswith("600 guests")


def test_a_paragraph_inside_another_is_said_once():
    nested = "<w:p><w:r><w:t>outer</w:t></w:r>" * 50 + "</w:p>" * 50
    assert (
        text_of(_docx(f"<w:document {W}><w:body>{nested}</w:body></w:document>")).count("outer")
        == 50
    )


def test_a_reader_that_loops_or_asks_for_all_memory_ends_alone(monkeypatch):
    monkeypatch.setattr(bounded, "SECONDS", 1)
    monkeypatch.setattr(bounded, "MEMORY", 60 * 1024 * 1024)
    with pytest.raises(RuleBroken, match="more time or memory"):
        text_of(b"word " * 1_500_000)


@pytest.mark.parametrize("row", ["\n", "é a\n", "a,b\n"])
def test_a_list_is_given_up_at_the_rows_it_may_have(row, monkeypatch):
    """Not read to its end first: eight megabytes of short rows held a thread for a minute."""
    monkeypatch.setattr(tables, "FURTHEST_ROW", 40_000)
    taken = []
    whole = tables._records
    monkeypatch.setattr(
        tables, "_records", lambda *told: (taken.append(one) or one for one in whole(*told))
    )
    content = ("name\n" + row * 100_000 + "end\n").encode("cp1252")
    with pytest.raises(RuleBroken, match="more than 20,000 rows"):
        read_table(io.BytesIO(content), "list.csv")
    assert len([n for n, _row in taken if n > 60_001]) == 0
