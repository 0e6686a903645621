import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muntada.kit.errors import RuleBroken
from muntada.kit.files.tables import read_rows, read_table
from muntada.kit.sheets import safe, write_csv, write_xlsx

ROWS = [["Egypt", "مصر"], ["France", "فرنسا"]]


@pytest.mark.parametrize("begins", ["=1+1", "+cmd", "-2", "@SUM(A1)", "\t=1", "\r=1"])
def test_a_cell_never_becomes_a_formula(begins):
    assert safe(begins) == f"'{begins}"


@pytest.mark.parametrize(("write", "name"), [(write_csv, "x.csv"), (write_xlsx, "x.xlsx")])
def test_what_is_exported_can_be_imported_again(write, name):
    content = write(["Party", "الطرف"], ROWS)
    assert read_rows(io.BytesIO(content), name) == [
        {"Party": "Egypt", "الطرف": "مصر"},
        {"Party": "France", "الطرف": "فرنسا"},
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1256"])
def test_arabic_is_read_whatever_the_program_that_saved_it(encoding):
    content = "الطرف;الرد\nمصر;قبول\n".encode(encoding)
    assert read_rows(io.BytesIO(content), "ردود.csv") == [{"الطرف": "مصر", "الرد": "قبول"}]


def test_russian_saved_by_an_old_program_is_read():
    content = "Страна\tОтвет\nЕгипет\tпринято\n".encode("cp1251")
    assert read_rows(io.BytesIO(content), "x.csv") == [{"Страна": "Египет", "Ответ": "принято"}]


@pytest.mark.parametrize(
    ("content", "name", "says"),
    [
        (b"", "x.csv", "is empty"),
        (b"%PDF-1.7 ...", "x.xlsx", "not an XLSX file"),
        (b"PK\x03\x04 broken", "x.xlsx", "cannot be read"),
        (b"PK\x03\x04", "x.csv", "not a CSV file"),
        (b"Party,Reply\n", "x.csv", "no row beneath"),
        (b"a\n" + b"b\n" * 20_001, "x.csv", "more than 20,000 rows"),
        (b"x" * (20 * 1024 * 1024 + 1), "x.csv", "larger than 20 MB"),
    ],
)
def test_a_file_that_is_not_what_it_says_is_refused_with_a_sentence(content, name, says):
    with pytest.raises(RuleBroken, match=says):
        read_table(io.BytesIO(content), name)


@given(st.text(st.characters(categories=["L", "N", "Zs"]), min_size=1, max_size=30))
def test_any_name_survives_a_sheet(name):
    (row,) = read_rows(io.BytesIO(write_csv(["a", "b"], [["x", name]])), "x.csv")
    assert row == {"a": "x", "b": name}


def test_a_small_file_that_unpacks_to_a_huge_one_is_refused():
    bomb = io.BytesIO()
    with (
        zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open("a", "w") as part,
    ):
        for _megabyte in range(201):
            part.write(bytes(1024 * 1024))
    bomb.seek(0)
    with pytest.raises(RuleBroken, match="too large once unpacked"):
        read_rows(bomb, "replies.xlsx")


def test_a_cell_longer_than_a_sheet_allows_is_cut_and_not_lost():
    rows = read_rows(io.BytesIO(write_xlsx(["Name"], [["x" * 40_000]])), "x.xlsx")
    assert rows == [{"Name": "x" * 32_767}]
