"""Pictures that come from outside, judged by their content and drawn anew.

Drawing a picture anew leaves behind its EXIF (the place where it was taken), anything appended to
it, and whatever else a file may carry.
"""

import io
from typing import BinaryIO

from django.utils.translation import gettext_lazy as _
from PIL import Image

from muntada.kit.errors import RuleBroken
from muntada.kit.files import bounded

FORMATS = ("JPEG", "PNG", "WEBP")


def content_of(file: BinaryIO, largest: int, sentence: object) -> bytes:
    """What was sent, unless it is empty or larger than `largest`; then `sentence` says so."""
    content = file.read(largest + 1)
    if len(content) > largest:
        raise RuleBroken(str(sentence))
    if not content:
        raise RuleBroken(_("This file is empty."))
    return content


def opened(content: bytes, mode: str = "RGB", formats: tuple[str, ...] = FORMATS) -> Image.Image:
    """The picture a file really holds, the right way up, and nothing else that it carries."""
    size, points = bounded.read("picture", content, mode=mode, formats=list(formats))
    return Image.frombytes(mode, tuple(size), points)


def as_jpeg(picture: Image.Image) -> bytes:
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=86, optimize=True)
    return out.getvalue()
