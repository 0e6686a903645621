"""A photo goes out with its statement or when it is published, and tells nothing of its place."""

import io
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from muntada.kit.errors import RuleBroken
from muntada.kit.texts import Text
from muntada.press.actions import photos
from muntada.press.actions import statements as actions
from muntada.press.models import Photo, Statement
from muntada.website.freshness import shelf
from tests.press import desk, pictures
from tests.press.desk import NOW, paul

pytestmark = pytest.mark.django_db


def address(photo, size="large"):
    return f"/en/ninth/press/photos/{size}/{photo.key}.jpg"


def test_a_photo_of_an_embargoed_statement_answers_as_one_that_never_was(client):
    tomorrow = timezone.now() + timedelta(days=1)
    one = actions.schedule(desk.statement(), release_at=tomorrow, by=paul(), at=timezone.now())
    photo = pictures.photo(statement=one, caption="Zanzibarite")
    for size in ("large", "small"):
        assert client.get(address(photo, size)).status_code == 404
    assert b"Zanzibarite" not in client.get("/en/ninth/press/").content
    Statement.objects.update(release_at=timezone.now())
    assert client.get(address(photo)).status_code == 200
    room, page = (client.get(f"/en/ninth/press/{end}").content for end in ("", f"{one.key}/"))
    assert b"Zanzibarite" in room
    assert b"Zanzibarite" in page
    assert b'alt="A full hall"' in page
    actions.kill(one, note=Text(en="Error"), by=paul(), at=timezone.now())
    assert client.get(address(photo)).status_code == 404
    assert b"Zanzibarite" not in client.get("/en/ninth/press/").content


def test_a_photo_alone_waits_for_who_publishes_it(client, as_user):
    photo = pictures.photo()
    assert client.get(address(photo)).status_code == 404
    office = as_user(paul())
    assert (
        office.get(reverse("press:photo_file", args=["ninth", photo.pk, "small"])).status_code
        == 200
    )
    office.post(reverse("press:publish_photo", args=["ninth", photo.pk]))
    answer = client.get(address(photo))
    again = client.get(address(photo), headers={"if-none-match": answer.headers["ETag"]})
    assert (answer.status_code, again.status_code) == (200, 304)
    office.post(reverse("press:remove_photo", args=["ninth", photo.pk]))
    assert client.get(address(photo)).status_code == 404
    assert Photo.objects.count() == 0


def test_a_photo_with_a_statement_is_not_published_before_it():
    photo = pictures.photo(statement=desk.statement())
    with pytest.raises(RuleBroken, match="goes out with its statement"):
        photos.publish_photo(photo, by=paul(), at=NOW)


def test_nothing_of_where_it_was_taken_is_kept():
    exif = Image.Exif()
    exif[0x010E] = "in the minister's garden"
    picture = photos.drawn(pictures.file(4000, 3000, exif=exif))
    assert b"garden" not in picture.large + picture.small
    assert (picture.width, picture.height) == (2400, 1800)
    assert Image.open(io.BytesIO(picture.small)).size == (720, 540)


@pytest.mark.parametrize(
    ("file", "sentence"),
    [
        (io.BytesIO(b"<svg onload='x'/>"), "not a JPEG"), (io.BytesIO(b""), "empty"),
        (pictures.file(500, 300), "too small to print"),
    ],
)  # fmt: skip
def test_what_is_no_photo_is_refused_with_a_sentence(file, sentence):
    with pytest.raises(RuleBroken, match=sentence):
        photos.drawn(file)


def test_a_photo_is_not_taken_in_without_what_it_shows(as_user):
    client, form = as_user(paul()), reverse("press:add_photo", args=["ninth"])
    page = client.get(form).content.decode()
    names = [part.split('"')[0] for part in page.split('name="')]
    caption = [name for name in names if name.startswith("caption")]
    alt = [name for name in names if name.startswith("alt")]
    typed = {caption[0]: "The hall", alt[0]: "", "credit": "Press office"}
    sent = client.post(form, typed | {"file": SimpleUploadedFile("a.jpg", pictures.file().read())})
    assert sent.status_code == 200
    assert Photo.objects.count() == 0
    typed[alt[0]] = "A full hall"
    sent = client.post(form, typed | {"file": SimpleUploadedFile("a.jpg", b"GIF89a")})
    assert "not a JPEG, PNG or WebP" in sent.content.decode()
    sent = client.post(form, typed | {"file": SimpleUploadedFile("a.png", pictures.file().read())})
    assert sent.status_code == 302
    assert str(Photo.objects.get().alt) == "A full hall"


def test_the_contact_sheet_and_the_room_ask_no_more_of_many_photos_than_of_one(as_user, client):
    office, sheet = as_user(paul()), reverse("press:photos", args=["ninth"])

    def queries():
        shelf.clear()
        with CaptureQueriesContext(connection) as seen:
            office.get(sheet)
            client.get("/en/ninth/press/")
        return len(seen)

    pictures.photo(statement=desk.out())
    few = queries()
    for _ in range(6):
        pictures.photo(statement=desk.out())
    assert queries() == few
