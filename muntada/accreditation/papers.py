"""What is uploaded, judged by its content and never by its name; pictures are drawn anew.

Drawing a picture anew leaves behind its EXIF (the place where it was taken), anything appended to
it, and whatever else a file may carry.
"""

import io
from dataclasses import dataclass
from typing import BinaryIO

from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageDraw, ImageOps

from muntada.kit.errors import RuleBroken
from muntada.kit.pictures import as_jpeg, content_of, opened

LARGEST_PHOTO = 8 * 1024 * 1024
LARGEST_PAPER = 4 * 1024 * 1024
LEAST = (210, 270)
KEPT = (420, 540)  # 35 × 45 mm at 300 dots an inch
RATIO = 7 / 9
TOLERANCE = 0.03
PDF, JPEG = "application/pdf", "image/jpeg"


@dataclass(frozen=True)
class Paper:
    content: bytes
    media_type: str


class NeedsCrop(RuleBroken):
    """A good photo of another shape: the centre may be taken, if its owner agrees."""


def photo(file: BinaryIO, *, crop: bool = False) -> Paper:
    """A portrait of 7 to 9, drawn anew as JPEG; `crop` takes the middle of another shape."""
    content = content_of(file, LARGEST_PHOTO, _("A photo may have 8 MB at most. Save it smaller."))
    if content.startswith(b"%PDF"):
        raise RuleBroken(_("This is a PDF, whatever its name says. A photo is JPEG or PNG."))
    picture = opened(content)
    ratio = picture.width / picture.height
    if abs(ratio - RATIO) > TOLERANCE:
        if not crop:
            raise NeedsCrop(
                _("A photo is 35 × 45 mm, 7 wide to 9 high. Tick that its middle may be cut out.")
            )
        picture = ImageOps.fit(picture, _largest_inside(picture), centering=(0.5, 0.35))
    if picture.width < LEAST[0] or picture.height < LEAST[1]:
        raise RuleBroken(_("A photo has 210 × 270 points at least, so that a face is known again."))
    return Paper(as_jpeg(ImageOps.fit(picture, KEPT)), JPEG)


def _largest_inside(picture: Image.Image) -> tuple[int, int]:
    width = min(picture.width, round(picture.height * RATIO))
    return width, round(width / RATIO)


def logo(file: BinaryIO) -> bytes:
    """Drawn anew as PNG, small enough to stand on a thousand badges; what is clear stays clear."""
    content = content_of(file, LARGEST_PAPER, _("A logo may have 4 MB at most. Save it smaller."))
    picture = opened(content, "RGBA")
    picture.thumbnail((480, 240))
    out = io.BytesIO()
    picture.save(out, "PNG", optimize=True)
    return out.getvalue()


def nobody() -> bytes:
    """The outline of a head and shoulders, where a photo will be."""
    picture = Image.new("RGB", KEPT, "#dfe6e8")
    draw = ImageDraw.Draw(picture)
    draw.ellipse((130, 110, 290, 320), fill="#9aa7ab")
    draw.ellipse((40, 350, 380, 760), fill="#9aa7ab")
    return as_jpeg(picture)


def paper(file: BinaryIO) -> Paper:
    """A letter or a card: a PDF that is one, or a picture drawn anew."""
    sentence = _("A paper may have 4 MB at most. Scan it in grey, or at 150 dots an inch.")
    content = content_of(file, LARGEST_PAPER, sentence)
    if content.startswith(b"%PDF-"):
        if b"%%EOF" not in content[-2048:]:
            raise RuleBroken(_("This PDF is cut short. Save it again and retry."))
        return Paper(content, PDF)
    picture = opened(content)
    picture.thumbnail((2000, 2800))
    return Paper(as_jpeg(picture), JPEG)
