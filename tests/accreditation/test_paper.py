"""Badges on paper: four scripts, batches that survive a restart, templates judged first."""

import io
import shutil
import subprocess

import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from muntada.accreditation import documents, rules, tasks, typeset
from muntada.accreditation.actions import batches, decide
from muntada.accreditation.models import Badge, BadgeTemplate, PrintBatch
from muntada.kit import progress
from tests import world
from tests.accreditation import cast
from tests.accreditation.test_pages import ROOT, amira

CAST = {
    "Li Qingyuan": ("李清源", "zh"),
    "Pavel Vetrov": ("Павел Ветров", "ru"),
    "Laila Haddad": ("ليلى حداد", "ar"),
    "Zoë Lindström-Čapek": ("", ""),
}


def badges(n=1):
    made = []
    for name in [*CAST, *(f"Member {k:03}" for k in range(n))][:n]:
        own, code = CAST.get(name, ("", ""))
        found = cast.submitted(name=name, **({code: own} if own else {}))
        type(found).objects.filter(pk=found.pk).update(name_own=own)
        made.append(decide.approve(found, by=amira(), at=world.NOW))
    related = ("edition", "application__category", "application__delegation__party")
    return list(Badge.objects.select_related(*related).order_by("pk"))


def words(pdf):
    """As a reader of the file copies them out."""
    if shutil.which("pdftotext"):
        run = ["pdftotext", "-", "-"]
        return subprocess.run(run, input=pdf, capture_output=True, check=True).stdout.decode()
    paper = pypdfium2.PdfDocument(pdf)
    return "\n".join(page.get_textpage().get_text_range() for page in paper)


def template(**said):
    return BadgeTemplate(edition=world.edition(), languages=["en", "ar"], **said)


@pytest.mark.django_db
@pytest.mark.parametrize("size", ["a6", "card"])
def test_names_in_four_scripts_are_copied_out_of_the_paper_as_they_were_typed(size):
    made = badges(4)
    pdf = documents.typeset_badges(
        world.edition(), made, template(size=size), sheet=False, at=world.NOW
    )
    found = " ".join(words(pdf).split())
    for latin, (own, _code) in CAST.items():
        assert latin in found
        assert own in found


@pytest.mark.django_db
def test_days_stand_in_the_first_language_of_the_badge():
    made = badges()
    arabic = BadgeTemplate(edition=world.edition(), languages=["ar"])
    data, _photos = documents.gathered(world.edition(), made, arabic, sheet=False, at=world.NOW)
    assert data["badges"][0]["days"] == "22 يونيو – 24 يونيو"
    assert data["badges"][0]["days_rtl"]


@pytest.mark.django_db
def test_a_rare_character_is_said_before_it_is_missed():
    made = badges()
    made[0].application.name_own = "\U00020000"
    assert documents.unset_names(made) == ["\U00020000"]
    made[0].application.name_own = "周墨"
    assert documents.unset_names(made) == []


@pytest.mark.django_db
@pytest.mark.parametrize("layout", ["side", "centred"])
def test_a_template_is_seen_before_it_is_used(layout):
    cast.opened()
    made = documents.preview(world.edition(), template(layout=layout), at=world.NOW)
    assert Image.open(io.BytesIO(made)).size[1] > 400


def test_sheets_are_joined_in_their_order():
    one, two = (pypdfium2.PdfDocument.new() for _n in range(2))
    one.new_page(100, 200)
    two.new_page(300, 200)
    parts = []
    for paper in (one, two):
        out = io.BytesIO()
        paper.save(out)
        parts.append(out.getvalue())
    whole = pypdfium2.PdfDocument(typeset.joined(parts))
    assert [page.get_width() for page in whole] == [100, 300]


@pytest.mark.django_db
def test_a_batch_goes_on_after_a_restart_with_the_pieces_it_has(monkeypatch, settings, tmp_path):
    settings.DATA = tmp_path
    made = badges(3)
    monkeypatch.setattr(tasks, "PIECE", 2)
    chosen = batches.chosen(world.edition(), only_ready=True, category=None, delegation=None)
    assert [one.pk for one in chosen] == [one.pk for one in made]
    look = world.edition().badge_templates.first()
    asked = {"by": amira(), "at": world.NOW}
    batch = batches.ask_for_batch(
        world.edition(), template=look, badges=chosen, is_sheet=False, name="all", **asked
    )
    whole = tasks._made(batch)
    first = typeset.badges_pdf(*tasks._gathered(batch, made[:2]))
    tasks._lay(batch, tasks._piece(batch, 0), first, tasks.keys_of(batch.edition, at=world.NOW))
    typed = []
    monkeypatch.setattr(tasks, "_gathered", lambda b, some: typed.append(some) or GATHERED(b, some))
    tasks.typeset_batch.call(batch.pk)
    batch.refresh_from_db()
    assert [len(some) for some in typed] == [1]
    assert (batch.state, batch.file) == (PrintBatch.DONE, whole)
    assert len(pypdfium2.PdfDocument(tasks.opened(batch))) == 3
    assert b"%PDF" not in (tasks.folder() / batch.file).read_bytes()
    assert progress.told(batch.progress_name).total == 0
    assert batches.mark_batch_printed(batch, **asked) == 3


GATHERED = tasks._gathered


@pytest.mark.django_db
def test_the_desk_asks_for_a_batch_and_takes_it(as_user, monkeypatch):
    badges(2)
    client = as_user(amira())
    look = world.edition().badge_templates.first()
    asked = {"template": look.pk, "which": "ready", "category": "", "delegation": ""}
    answer = client.post(ROOT + "print/", asked)
    batch = PrintBatch.objects.get()
    assert answer["Location"] == f"{ROOT}print/{batch.pk}/"
    assert client.get(ROOT + f"print/{batch.pk}/badges.pdf").status_code == 404
    tasks.typeset_batch.call(batch.pk)
    assert client.get(ROOT + f"print/{batch.pk}/badges.pdf").content.startswith(b"%PDF")
    client.post(ROOT + f"print/{batch.pk}/printed/")
    assert set(Badge.objects.values_list("state", flat=True)) == {rules.PRINTED}


colours = st.integers(0, 0xFFFFFF).map(lambda n: f"#{n:06x}")


@given(colours, colours)
def test_contrast_does_not_depend_on_which_colour_is_named_first(one, other):
    assert rules.contrast(one, other) == rules.contrast(other, one)
    assert 1 <= rules.contrast(one, other) <= 21.01
    is_close = rules.contrast(one, other) < rules.LEAST_CONTRAST
    assert (rules.why_not_colours(paper=one, letters=other) is not None) == is_close


def test_every_colour_offered_carries_white_letters():
    assert [c for c, _n in rules.COLOURS if rules.why_not_colours(paper=c, letters="#ffffff")] == []


@pytest.mark.django_db
def test_pale_bands_and_a_pdf_as_logo_are_refused_with_a_sentence(as_user):
    cast.opened()
    client, look = as_user(amira()), world.edition().badge_templates.first()
    page = f"{ROOT}setup/templates/{look.pk}/"
    typed = {"name_en": "A6", "size": "a6", "layout": "centred", "languages": ["en", "ar"],
             "paper": "#ffffff"}  # fmt: skip
    assert b"stand too close" in client.post(page, typed | {"ink": "#ffee88"}).content
    wrong = io.BytesIO(b"%PDF-1.7 %%EOF")
    wrong.name = "logo.png"
    answer = client.post(page, typed | {"ink": "#14424c", "logo_file": wrong})
    assert b"whatever its name says" in answer.content
    good = cast.picture(600, 300, "PNG")
    good.name = "logo.png"
    client.post(page, typed | {"ink": "#14424c", "logo_file": good})
    look.refresh_from_db()
    assert look.layout == "centred"
    assert bytes(look.logo).startswith(b"\x89PNG")
    assert client.get(page + "preview.png").content.startswith(b"\x89PNG")


@pytest.mark.parametrize(
    ("iso2", "shows", "named"), [("EG", True, "flag-eg.png"), ("EG", False, ""), ("ZZ", True, "")]
)
def test_a_badge_has_the_flag_of_its_state_where_there_is_one(db, iso2, shows, named):
    made = decide.approve(cast.submitted(), by=world.salma(), at=world.NOW)
    party = made.application.delegation.party
    party.iso2 = iso2
    template = BadgeTemplate(edition=world.edition(), languages=["en"], shows_flag=shows)
    data, pictures = documents.gathered(
        world.edition(), [made], template, sheet=False, at=world.NOW
    )
    assert data["badges"][0]["flag"] == named
    assert (named in pictures) is bool(named)
