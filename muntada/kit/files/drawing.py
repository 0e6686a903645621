"""A picture taken out of its file, the right way up. Plain Python: runs in the process with limits.

Only its points leave: EXIF (the place where it was taken) and whatever is appended stay behind.
"""

import io
import warnings

from PIL import Image, ImageOps, UnidentifiedImageError

from muntada.kit.files.refused import Refused

MOST_PIXELS = 40_000_000  # a small file may unpack to more than the machine holds
KEPT_PIXELS = 12_000_000  # more than any paper of ours prints


def points(content: bytes, mode: str, formats: list[str]) -> tuple[tuple[int, int], bytes]:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            picture: Image.Image = Image.open(io.BytesIO(content), formats=formats)
        if picture.width * picture.height > MOST_PIXELS:
            raise Refused("too_many_points")
        too_large = (picture.width * picture.height / KEPT_PIXELS) ** 0.5
        if too_large > 1:
            # A JPEG is unpacked no larger than it is needed.
            size = round(picture.width / too_large), round(picture.height / too_large)
            picture.draft(mode if mode == "RGB" else None, size)
        picture.load()
        if picture.width * picture.height > KEPT_PIXELS:
            picture = picture.convert(mode) if picture.mode not in ("RGB", "RGBA", "L") else picture
            picture.thumbnail(size, Image.Resampling.LANCZOS)
        upright = ImageOps.exif_transpose(picture).convert(mode)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise Refused("too_many_points") from error
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, LookupError,
            TypeError, OverflowError) as error:  # fmt: skip
        raise Refused("no_picture") from error
    return upright.size, upright.tobytes()
