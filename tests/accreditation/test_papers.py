"""What is uploaded is judged by its content; bad input is refused with a sentence."""

import io
from datetime import date

import pytest
from PIL import Image

from muntada.accreditation import mrz, papers
from muntada.kit.errors import RuleBroken
from tests.accreditation.cast import picture

TODAY = date(2021, 3, 23)
# The specimens of ICAO Doc 9303, parts 4 and 5.
TD3 = "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C36UTO7408122F1204159ZE184226B<<<<<10"
TD1 = (
    "I<UTOD231458907<<<<<<<<<<<<<<<\n7408122F1204159UTO<<<<<<<<<<<6\nERIKSSON<<ANNA<MARIA<<<<<<<<<<"
)


def test_a_photo_is_drawn_anew_in_one_size_and_forgets_where_it_was_taken():
    exif = Image.Exif()
    exif[0x8825] = {1: "N", 2: (30.0, 2.0, 40.0)}
    exif[0x010F] = "A maker"
    kept = papers.photo(picture(840, 1080, exif=exif))
    drawn = Image.open(io.BytesIO(kept.content))
    assert (drawn.format, drawn.size, dict(drawn.getexif())) == ("JPEG", (420, 540), {})


def test_another_shape_is_cut_only_when_its_owner_agrees():
    with pytest.raises(papers.NeedsCrop):
        papers.photo(picture(900, 900))
    kept = papers.photo(picture(900, 900), crop=True)
    assert Image.open(io.BytesIO(kept.content)).size == (420, 540)


@pytest.mark.parametrize(
    ("file", "sentence"),
    [
        (io.BytesIO(b"x" * (50 * 1024 * 1024)), "8 MB"),
        (io.BytesIO(b"%PDF-1.7 %%EOF"), "This is a PDF"),
        (io.BytesIO(b"<svg onload=alert(1)>"), "not a JPEG"),
        (io.BytesIO(b""), "empty"),
        (picture(140, 180), "210 × 270"),
        (picture(9000, 9000, "PNG"), "40 million"),
        (io.BytesIO(picture().getvalue()[:400]), "not a JPEG"),
    ],
    ids=["50 MB", "a PDF named .jpg", "SVG", "empty", "tiny", "bomb", "cut short"],
)
def test_a_bad_photo_is_refused_with_a_sentence(file, sentence):
    with pytest.raises(RuleBroken, match=sentence):
        papers.photo(file)


def test_a_paper_is_a_whole_pdf_or_a_picture():
    assert papers.paper(io.BytesIO(b"%PDF-1.7\n%%EOF")).media_type == papers.PDF
    assert papers.paper(picture()).media_type == papers.JPEG
    with pytest.raises(RuleBroken, match="cut short"):
        papers.paper(io.BytesIO(b"%PDF-1.7 and no end"))
    with pytest.raises(RuleBroken, match="not a JPEG"):
        papers.paper(io.BytesIO(b"MZ a program"))


def test_the_specimen_passport_is_read():
    read = mrz.read(TD3, today=TODAY)
    assert (read.number, read.nationality, read.surname, read.given) == (
        "L898902C3", "UTO", "ERIKSSON", "ANNA MARIA",
    )  # fmt: skip
    assert (read.born, read.expires) == (date(1974, 8, 12), date(2012, 4, 15))


def test_the_specimen_identity_card_is_read():
    read = mrz.read(TD1, today=TODAY)
    assert (read.number, read.born) == ("D23145890", date(1974, 8, 12))


@pytest.mark.parametrize("place", [1, 5, 9, 13, 19, 21, 27, 30, 43])
def test_one_wrong_digit_in_the_second_line_is_noticed(place):
    first, second = TD3.split("\n")
    wrong = "1" if second[place] != "1" else "2"
    with pytest.raises(RuleBroken):
        mrz.read(f"{first}\n{second[:place]}{wrong}{second[place + 1 :]}", today=TODAY)


@pytest.mark.parametrize("typed", ["", "hello", TD3 + "<", "P<UTO", TD3.replace("<", "«")])
def test_what_is_no_zone_is_refused(typed):
    with pytest.raises(RuleBroken, match="two lines of 44"):
        mrz.read(typed, today=TODAY)
