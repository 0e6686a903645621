"""What is uploaded, judged by its content and never by its name; pictures are drawn anew.

Drawing a picture anew leaves behind its EXIF (the place where it was taken), anything appended to
it, and whatever else a file may carry.
"""

import io
import warnings
from dataclasses import dataclass
from typing import BinaryIO

from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageDraw, ImageOps, UnidentifiedImageError

from muntada.kit.errors import RuleBroken

LARGEST_PHOTO = 8 * 1024 * 1024
LARGEST_PAPER = 4 * 1024 * 1024
MOST_PIXELS = 40_000_000  # a small file may unpack to more than the machine holds
FORMATS = ("JPEG", "PNG", "WEBP")
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


def _content(file: BinaryIO, largest: int, sentence: object) -> bytes:
    content = file.read(largest + 1)
    if len(content) > largest:
        raise RuleBroken(str(sentence))
    if not content:
        raise RuleBroken(_("This file is empty."))
    return content


def _opened(content: bytes, mode: str = "RGB") -> Image.Image:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            picture = Image.open(io.BytesIO(content), formats=FORMATS)
        if picture.width * picture.height > MOST_PIXELS:
            raise RuleBroken(_("This picture has more than 40 million points. Save it smaller."))
        picture.load()
        return ImageOps.exif_transpose(picture).convert(mode)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise RuleBroken(
            _("This picture has more than 40 million points. Save it smaller.")
        ) from error
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError) as error:
        raise RuleBroken(
            _("This is not a JPEG, PNG or WebP picture, whatever its name says.")
        ) from error


def photo(file: BinaryIO, *, crop: bool = False) -> Paper:
    """A portrait of 7 to 9, drawn anew as JPEG; `crop` takes the middle of another shape."""
    content = _content(file, LARGEST_PHOTO, _("A photo may have 8 MB at most. Save it smaller."))
    if content.startswith(b"%PDF"):
        raise RuleBroken(_("This is a PDF, whatever its name says. A photo is JPEG or PNG."))
    picture = _opened(content)
    ratio = picture.width / picture.height
    if abs(ratio - RATIO) > TOLERANCE:
        if not crop:
            raise NeedsCrop(
                _("A photo is 35 × 45 mm, 7 wide to 9 high. Tick that its middle may be cut out.")
            )
        picture = ImageOps.fit(picture, _largest_inside(picture), centering=(0.5, 0.35))
    if picture.width < LEAST[0] or picture.height < LEAST[1]:
        raise RuleBroken(_("A photo has 210 × 270 points at least, so that a face is known again."))
    return Paper(_as_jpeg(ImageOps.fit(picture, KEPT)), JPEG)


def _largest_inside(picture: Image.Image) -> tuple[int, int]:
    width = min(picture.width, round(picture.height * RATIO))
    return width, round(width / RATIO)


def _as_jpeg(picture: Image.Image) -> bytes:
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=86, optimize=True)
    return out.getvalue()


def logo(file: BinaryIO) -> bytes:
    """Drawn anew as PNG, small enough to stand on a thousand badges; what is clear stays clear."""
    content = _content(file, LARGEST_PAPER, _("A logo may have 4 MB at most. Save it smaller."))
    picture = _opened(content, "RGBA")
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
    return _as_jpeg(picture)


def paper(file: BinaryIO) -> Paper:
    """A letter or a card: a PDF that is one, or a picture drawn anew."""
    sentence = _("A paper may have 4 MB at most. Scan it in grey, or at 150 dots an inch.")
    content = _content(file, LARGEST_PAPER, sentence)
    if content.startswith(b"%PDF-"):
        if b"%%EOF" not in content[-2048:]:
            raise RuleBroken(_("This PDF is cut short. Save it again and retry."))
        return Paper(content, PDF)
    picture = _opened(content)
    picture.thumbnail((2000, 2800))
    return Paper(_as_jpeg(picture), JPEG)
