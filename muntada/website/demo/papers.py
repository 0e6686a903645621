"""Papers of invented journalists: a letter of assignment and a press card, drawn once."""

import io
from functools import lru_cache

from PIL import Image, ImageDraw, ImageFont

from muntada.conferences.models import Edition
from muntada.kit.typesetting import FONTS


def _drawn(size: tuple[int, int], lines: list[tuple[int, str]]) -> Image.Image:
    picture = Image.new("RGB", size, "#ffffff")
    draw, y = ImageDraw.Draw(picture), size[1] // 12
    for points, text in lines:
        font = ImageFont.truetype(str(FONTS / "IBMPlexSans-Regular.ttf"), points)
        draw.text((size[0] // 12, y), text, font=font, fill="#1b2326")
        y += round(points * 2)
    return picture


@lru_cache(maxsize=1)
def press_card() -> bytes:
    out = io.BytesIO()
    lines = [(46, "PRESS"), (24, "Specimen of the demonstration"), (20, "Valid until 31.12.2021")]
    _drawn((860, 540), lines).save(out, "JPEG", quality=80)
    return out.getvalue()


def assignment(edition: Edition) -> bytes:
    """One page as PDF, in the name of nobody."""
    out = io.BytesIO()
    lines = [
        (34, "Letter of assignment"), (20, "Specimen of the demonstration: no such medium exists."),
        (20, edition.title.in_("en")), (20, "The bearer reports for us from this conference."),
        (20, "The editor-in-chief"),
    ]  # fmt: skip
    _drawn((827, 1169), lines).convert("L").save(out, "PDF", resolution=100)
    return out.getvalue()
