"""The media programme: what is open, what has a pool, what is closed; on a page and on paper."""

from datetime import timedelta

import pypdfium2
import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from muntada.kit.texts import Text
from muntada.press.actions import desk as actions
from muntada.press.models import MediaSlot
from tests import world
from tests.press.desk import NOW, paul

pytestmark = pytest.mark.django_db


def slot(title, access="open", hours=0, **fields):
    said = {
        "title": Text(en=title, ar=fields.pop("ar", title)), "access": access,
        "starts": world.OPENING + timedelta(hours=hours), **fields,
    }  # fmt: skip
    return actions.put(MediaSlot(edition=world.edition()), fields=said, by=paul(), at=NOW)


@pytest.fixture
def programme():
    slot("Opening session", ar="الجلسة الافتتاحية", ends=world.OPENING + timedelta(hours=1))
    slot("Family photo", "pool", 2, pool_places=12)
    slot("Consultations", "closed", 3)
    slot("Zanzibarite", "closed", 4, is_announced=False)


@pytest.mark.parametrize("language", ["ar", "en", "fr", "ru"])
def test_it_is_public_in_every_language_closed_items_too(client, programme, language):
    page = client.get(f"/{language}/ninth/press/media/").content.decode()
    opening = "الجلسة الافتتاحية" if language == "ar" else "Opening session"
    for said in (opening, "Family photo", "12", "Consultations"):
        assert said in page
    assert "Zanzibarite" not in page
    assert "Zanzibarite" not in client.get(f"/{language}/ninth/press/").content.decode()


def test_it_is_printed_as_it_is_announced(client, programme):
    answer = client.get("/en/ninth/press/media.pdf")
    assert answer.headers["Content-Type"] == "application/pdf"
    with pypdfium2.PdfDocument(answer.content) as paper:
        said = " ".join(page.get_textpage().get_text_range() for page in paper)
    for line in ("Opening session", "pool (12 places)", "closed to media"):
        assert line in said
    assert "Zanzibarite" not in said


def test_an_empty_programme_is_a_page_and_a_paper_too(client):
    world.edition()
    assert "Nothing for the media yet." in client.get("/en/ninth/press/media/").content.decode()
    assert client.get("/ar/ninth/press/media.pdf").content.startswith(b"%PDF")


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"ends": "2021-06-23T08:00"}, "This ends before it begins."),
        ({"pool_places": "4"}, "Only a pool has places."),
        ({"pool_places": "0", "access": "pool"}, "A pool has one place at least."),
    ],
)
def test_what_cannot_be_is_told_and_nothing_typed_is_lost(as_user, typed, sentence):
    world.edition()
    client, form = as_user(paul()), reverse("press:put", args=["ninth", "media"])
    page = client.get(form).content.decode()
    title = next(part.split('"')[0] for part in page.split('name="') if part.startswith("title"))
    said = {title: "Briefing", "starts": "2021-06-23T09:00", "access": "open", **typed}
    answer = client.post(form, said).content.decode()
    assert sentence in answer
    assert 'value="Briefing"' in answer
    assert MediaSlot.objects.count() == 0


def test_the_database_holds_it_too():
    for wrong in ({"pool_places": 3}, {"ends": world.OPENING}):
        with pytest.raises(IntegrityError), transaction.atomic():
            MediaSlot.objects.create(
                edition=world.edition(), title=Text(en="x"), starts=world.OPENING, **wrong
            )
