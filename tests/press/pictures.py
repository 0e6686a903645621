"""Photos for tests, drawn here."""

import io

from PIL import Image

from muntada.kit.texts import Text
from muntada.press.actions import photos
from muntada.press.models import Photo
from tests import world
from tests.press.desk import NOW, paul


def file(width=1200, height=800, *, form="JPEG", **more):
    out = io.BytesIO()
    Image.new("RGB", (width, height), "teal").save(out, form, **more)
    out.seek(0)
    return out


def photo(*, statement=None, caption="The hall", **fields) -> Photo:
    said = {
        "alt": Text(en="A full hall", ar="قاعة مكتملة"),
        "caption": Text(en=caption, ar="القاعة"),
        "credit": "Press office", "taken_on": None, "statement": statement, **fields,
    }  # fmt: skip
    return photos.put_photo(
        Photo(), edition=world.edition(), picture=photos.drawn(file()), fields=said,
        by=paul(), at=NOW,
    )  # fmt: skip
