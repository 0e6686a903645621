"""Pictures that come from outside, judged by their content and drawn anew.

Drawing a picture anew leaves behind its EXIF (the place where it was taken), anything appended to
it, and whatever else a file may carry.
"""

import io
import warnings
from typing import BinaryIO

from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageOps, UnidentifiedImageError

from muntada.kit.errors import RuleBroken

MOST_PIXELS = 40_000_000  # a small file may unpack to more than the machine holds
FORMATS = ("JPEG", "PNG", "WEBP")


def content_of(file: BinaryIO, largest: int, sentence: object) -> bytes:
    """What was sent, unless it is empty or larger than `largest`; then `sentence` says so."""
    content = file.read(largest + 1)
    if len(content) > largest:
        raise RuleBroken(str(sentence))
    if not content:
        raise RuleBroken(_("This file is empty."))
    return content


def opened(content: bytes, mode: str = "RGB") -> Image.Image:
    """The picture a file really holds, the right way up, and nothing else that it carries."""
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


def as_jpeg(picture: Image.Image) -> bytes:
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=86, optimize=True)
    return out.getvalue()
