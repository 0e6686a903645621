"""Lists as people really send them: nothing in them is altered, dropped or moved unsaid."""

import csv
import io

import pytest
from django.urls import reverse
from django.utils.translation import override

from muntada.delegations.models import Member
from muntada.imports import actions, applying, rules
from muntada.imports.models import Import
from muntada.imports.plan import Sentence, from_stored
from muntada.kit.languages import LANGUAGES
from muntada.kit.sheets import write_xlsx
from muntada.kit.texts import Text
from muntada.people.models import Person
from tests import world

AT = world.NOW
HEADINGS = ["Party", "Name as printed", "Function", "Category"]


@pytest.fixture
def salma(edition):
    for code in ("EGY", "KAZ", "FRA"):
        world.delegation(code)
    world.category("delegate")
    return world.salma()


def _bring_in(edition, by, content, name="list.csv", kind=Import.MEMBERS):
    one = actions.take_in(edition, kind=kind, content=content, file_name=name, by=by, at=AT)
    actions.read_file(one, at=AT)
    one.refresh_from_db()
    return one


def _apply(one, by):
    actions.start(one, leave_out_refused=False, by=by, at=AT)
    applying.apply(one, at=AT)
    one.refresh_from_db()
    assert one.state == rules.APPLIED


def _csv(*rows, delimiter=","):
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter).writerows(rows)
    return out.getvalue()


def _names():
    return {name for person in Person.objects.all() for name in person.name.values()}


def _notes(one):
    return " ".join(str(Sentence(**note)) for note in one.notes)


@pytest.mark.parametrize(
    ("names", "encoding", "called"),
    [
        (["José Ángel Núñez Peña", "Íñigo López"], "cp1252", "Windows-1252"),
        (["Hélène Müller-Lefèvre", "Noëlle Œuvrard"], "cp1252", "Windows-1252"),
        (["Łukasz Wałęsa", "Żaneta Ciśniewska"], "cp1250", "Windows-1250"),
        (["Işıl Şahin", "Gülşen Doğan"], "cp1254", "Windows-1254"),
        (["Ayşe Yıldız"], "cp1254", "Windows-1254"),
        (["Recep Güneş"], "cp1254", "Windows-1254"),
        (["Ştefan Ţiriac"], "cp1250", "Windows-1250"),
        (["Иван Петров"], "koi8_r", "KOI8-R"),
        (["欧阳䶮"], "gb18030", "GB 18030"),
        (["Анна Иванова", "Пётр Щербаков"], "cp1251", "Windows-1251"),
        (["Анна Иванова", "Пётр Щербаков"], "koi8_r", "KOI8-R"),
        (["Анна Иванова", "Пётр Щербаков"], "cp866", "CP866"),
        (["ليلى حداد", "عبد الرحمن الشريف"], "cp1256", "Windows-1256"),
        (["王小明", "欧阳文华"], "gb18030", "GB 18030"),
        (["José Ángel Núñez", "Hélène Müller"], "mac_roman", "Mac Roman"),
    ],
)
def test_names_are_read_in_the_encoding_of_their_desk(edition, salma, names, encoding, called):
    rows = [HEADINGS, *(["EGY", name, "Adviser", "delegate"] for name in names)]
    one = _bring_in(edition, salma, _csv(*rows, delimiter=";").encode(encoding))
    assert f"it was read as {called}" in _notes(one)
    _apply(one, salma)
    assert _names() == set(names)


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"]
)
def test_an_encoding_that_is_certain_is_not_called_assumed(edition, salma, encoding):
    content = _csv(HEADINGS, ["EGY", "José Лев 王", "Adviser", "delegate"]).encode(encoding)
    one = _bring_in(edition, salma, content)
    assert (one.counts["new"], one.notes) == (1, [])


@pytest.mark.parametrize(
    "content",
    [
        _csv(HEADINGS, ["EGY", "Jos", "x", "delegate"]).encode() + b"\xed\xa0\x80",
        b"\xff\xfe" + _csv(HEADINGS).encode("utf-16-le") + b"\x00\xd8",
        _csv(HEADINGS, ["EGY", "José Иван", "", ""]).encode().replace(b"\xc3\xa9", b"\xe9"),
    ],
)
def test_what_reads_as_words_in_no_encoding_is_refused(edition, salma, content):
    one = _bring_in(edition, salma, content)
    assert one.state == rules.REFUSED
    assert "CSV UTF-8" in one.problem


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_our_own_list_of_people_changes_nothing_when_it_comes_back(
    edition, salma, as_user, language, ending
):
    every = {"en": "Minister", "fr": "Ministre", "ar": "وزير", "ru": "Министр", "zh": "部长"}
    world.member("Laila Haddad", "EGY", function=Text(every))
    world.member("Dana Ospanova", "KAZ", function=Text(en="Adviser"))
    world.member("Hélène Müller", "FRA", function=Text(fr="Conseillère"), state="confirmed")
    waiting = world.member("Luc Blanc", "FRA", function=Text(es="Asesor", fr="Conseiller"))
    Member.objects.filter(pk=waiting.pk).update(state="waiting")
    page = reverse("delegations:people", args=[edition.slug]).replace("/en/", f"/{language}/", 1)
    taken = as_user(salma).get(page, {"export": ending}).content
    one = _bring_in(edition, salma, taken, name=f"people.{ending}")
    assert (one.counts, one.unknown_headings) == (
        {"new": 0, "changed": 0, "same": 4, "refused": 0}, [],
    )  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
def test_our_own_list_of_replies_changes_nothing_when_it_comes_back(
    edition, salma, as_user, language
):
    world.invitation("EGY")
    world.invitation("KAZ")
    page = reverse("invitations:board", args=[edition.slug]).replace("/en/", f"/{language}/", 1)
    taken = as_user(salma).get(page, {"export": "csv"}).content
    one = _bring_in(edition, salma, taken, kind=Import.REPLIES)
    assert (one.problem, one.counts) == (
        "",
        {"new": 0, "changed": 0, "same": 2, "refused": 0},
    )


def test_a_new_text_belongs_to_the_language_of_its_file(edition, salma):
    member = world.member("Laila Haddad", "EGY", function=Text(en="Adviser", fr="Conseillère"))
    headings = ["Délégation", "Nom", "Fonction"]
    with override("fr"):
        headings = [str(column.label) for column in actions.members.COLUMNS if column.key in
                    ("party", "name", "function")]  # fmt: skip
    content = _csv(headings, ["EGY", "Laila Haddad", "Ministre déléguée"]).encode()
    _apply(_bring_in(edition, salma, content), salma)
    member.refresh_from_db()
    assert member.function == {"en": "Adviser", "fr": "Ministre déléguée"}


@pytest.mark.parametrize(
    ("headings", "row", "said"),
    [
        (["Party", "Name as printed", "Name as printed", "Function", "Category"],
         ["EGY", "Nadia", "Rahal", "Adviser", "delegate"],
         ["B “Name as printed”", "C “Name as printed”"]),
        (["Country", "Nation", "Name", "Category", "Function"],
         ["EGY", "KAZ", "Nadia", "delegate", "Adviser"], ["A “Country”", "B “Nation”"]),
    ],
)  # fmt: skip
def test_of_two_columns_of_one_meaning_none_is_dropped(edition, salma, headings, row, said):
    one = _bring_in(edition, salma, _csv(headings, row).encode())
    assert one.state == rules.REFUSED
    assert all(words in one.problem for words in said)


def test_an_everyday_heading_beside_our_own_is_left_aside_and_told(edition, salma):
    content = _csv([*HEADINGS, "Position"], ["EGY", "Nadia", "Adviser", "delegate", "Expert"])
    one = _bring_in(edition, salma, content.encode())
    assert (one.counts["new"], one.unknown_headings) == (1, ["Position"])


def test_a_column_that_only_repeats_another_is_told(edition, salma):
    content = _csv([*HEADINGS, "Function"], ["EGY", "Nadia", "Adviser", "delegate", "Adviser"])
    one = _bring_in(edition, salma, content.encode())
    assert one.counts["new"] == 1
    assert "left aside: Function" in _notes(one)


def test_a_plain_column_and_one_of_its_language_must_agree(edition, salma):
    headings = ["Party", "Name as printed", "Name (English)", "Function", "Category"]
    content = _csv(headings, ["EGY", "Nadia Rahal", "Nadia Other", "Adviser", "delegate"])
    (row,) = from_stored(_bring_in(edition, salma, content.encode()).preview)
    assert [str(why) for why in row.why] == [
        "Two columns say this in one language, “Nadia Rahal” and “Nadia Other”. Keep one."
    ]


@pytest.mark.parametrize(
    "content",
    [
        "sep=;\nParty;Name;Function;Category\nEGY;Nadia Rahal;Adviser;delegate\n",
        "Delegations, 12 March\nParty;Name;Function;Category\nEGY;Nadia Rahal;Adviser;delegate\n",
        "List,,,\nas of March,,,\n,,,\nParty,Name,Function,Category\n"
        "EGY,Nadia Rahal,Adviser,delegate\n",
        "Party|Name|Function|Category\nEGY|Nadia Rahal|Adviser, first; second|delegate\n",
        "Country,Title,First name,Family name,Position,Category\n"
        "Egypt,Ms,Nadia,Rahal,Adviser,delegate\n",
        "Pays;Nom;Prénom;Fonction;Catégorie\nÉgypte;Rahal;Nadia;Adviser;delegate\n",
        "País\tNombre y apellidos\tCargo\tCategoría\nEGY\tNadia Rahal\tAdviser\tdelegate\n",
    ],
)
def test_lists_in_their_everyday_forms_are_read(edition, salma, content):
    one = _bring_in(edition, salma, content.encode())
    why = [str(said) for row in from_stored(one.preview) for said in row.why]
    assert (one.problem, why, one.unknown_headings) == ("", [], [])
    assert from_stored(one.preview)[0].name == "Nadia Rahal"


def test_a_row_keeps_its_number_in_the_file(edition, salma):
    headings = "Party,Name,Function,Category"
    content = f"{headings}\n,,,\n,,,\nEGY,Nadia,Adviser,delegate\n\nXXX,Omar,x,delegate\n"
    one = _bring_in(edition, salma, content.encode())
    assert [row.line for row in from_stored(one.preview)] == [4, 6]


def test_hidden_rows_columns_and_sheets_are_left_out_and_said(edition, salma):
    import xlsxwriter

    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True})
    book.add_worksheet("Instructions").write_column(0, 0, ["Fill in the next sheet.", "Thank you."])
    book.add_worksheet("Secret").hide()
    sheet = book.add_worksheet("People")
    sheet.write_row(2, 0, [*HEADINGS, "E-mail address"])
    sheet.write_row(3, 0, ["EGY", "Nadia Rahal", "Adviser", "delegate", "not an address"])
    sheet.write_row(4, 0, ["EGY", "Omar Aziz", "Adviser", "delegate", ""])
    sheet.set_row(4, None, None, {"hidden": True})
    sheet.set_column(4, 4, None, None, {"hidden": True})
    book.close()
    one = _bring_in(edition, salma, target.getvalue(), name="list.xlsx")
    assert [(row.line, row.name) for row in from_stored(one.preview)] == [(4, "Nadia Rahal")]
    said = _notes(one)
    for words in ("“People” was read", "sheets were left out: Secret", "columns were left out: E",
                  "rows were left out: 5"):  # fmt: skip
        assert words in said


def test_the_preview_shows_every_value_as_it_is_understood(edition, salma):
    headings = [*HEADINGS, "Took office on", "Arrives"]
    content = write_xlsx(headings, [["EGY", "Nadia", "Adviser", "delegate", "05/06/2021",
                                     "2021-06-22 14:30"]])  # fmt: skip
    (row,) = from_stored(_bring_in(edition, salma, content, name="x.xlsx").preview)
    shown = {column: after for column, _before, after in row.changes}
    assert (shown["function"], shown["took_office"], shown["arrives_at"]) == (
        "Adviser", "5 June 2021", "22 June 2021 14:30",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("n@example.org", "n@example.org"),
        ("Omar Aziz <o.aziz@example.org>", "o.aziz@example.org"),
        ("mailto:jo@example.org", "jo@example.org"),
        (" n@example.org ", "n@example.org"),
        ("n@example.org; office@example.org", None),
        ("sami@@example..org", None),
        ("aram @ example.org", None),
        ("<" * 5_000 + "a@b", None),
    ],
)
def test_an_address_is_one_that_the_persons_own_form_would_take(edition, salma, said, kept):
    rows = [[*HEADINGS, "E-mail address"], ["EGY", "Nadia", "Adviser", "delegate", said]]
    one = _bring_in(edition, salma, _csv(*rows).encode())
    (row,) = from_stored(one.preview)
    if kept is None:
        assert [why.message.startswith("“{said}” is not one e-mail") for why in row.why] == [True]
    else:
        assert {column: after for column, _before, after in row.changes}["email"] == kept


@pytest.mark.parametrize(
    ("said", "name", "form"),
    [
        ("H.E. Ms. Nadia Rahal", "Nadia Rahal", "he_f"),
        ("S.E. M. Paul Durand", "Paul Durand", "he_m"),
        ("Excma. Sra. Ana Gómez", "Ana Gómez", "he_f"),
        ("معالي السيد سامي عزيز", "سامي عزيز", "he_m"),
        ("Его Превосходительство Иван Петров", "Иван Петров", "he_m"),
        ("Prof. Dr. Omar Aziz", "Omar Aziz", "prof"),
        ("H.E. Jo Bloggs", "Jo Bloggs", ""),
        ("He Xiaoming", "He Xiaoming", ""),
        ("M. Hassan", "M. Hassan", ""),
        ("Mr", "Mr", ""),
        ("Drew Msika", "Drew Msika", ""),
    ],
)
def test_a_form_of_address_before_a_name_goes_to_its_own_field(edition, salma, said, name, form):
    one = _bring_in(edition, salma, _csv(HEADINGS, ["EGY", said, "Adviser", "delegate"]).encode())
    (row,) = from_stored(one.preview)
    assert (row.name, any("taken off" in str(note) for note in row.notes)) == (name, name != said)
    _apply(one, salma)
    assert Person.objects.get().form_of_address == form


def test_two_rows_name_one_person_whatever_stands_before_the_name(edition, salma):
    rows = [
        ["EGY", name, "Adviser", "delegate"] for name in ("Nadia Rahal", "H.E. Ms. Nadia Rahal")
    ]
    one = _bring_in(edition, salma, _csv(HEADINGS, *rows).encode())
    assert one.counts["refused"] == 1


def test_who_is_registered_with_a_form_of_address_in_the_name_is_found_again(edition, salma):
    world.member("H.E. Ms. Nadia Rahal", "EGY", function=Text(en="Adviser"))
    row = ["EGY", "H.E. Ms. Nadia Rahal", "Adviser", "delegate"]
    assert _bring_in(edition, salma, _csv(HEADINGS, row).encode()).counts["same"] == 1
