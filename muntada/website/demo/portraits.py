"""Portraits that are nobody's: plain drawings, another for each person, for a badge of the demo."""

import io
import random

from PIL import Image, ImageDraw

SIZE = (420, 540)
PAPER = ("#dfe6e8", "#e6e2d8", "#e9ecee", "#dde4dc")
SKIN = ("#f1cfb4", "#e3b48f", "#c98f66", "#a86f48", "#7c4e32", "#5b3826")
HAIR = ("#20180f", "#3b2a1a", "#6a4a2b", "#8c8c8a", "#b9b4aa", "#4a2a1a")
CLOTH = ("#22303c", "#3d4a3a", "#4a2f3f", "#1f4a55", "#5b5348", "#2d2d3a")
SHIRT = ("#f4f2ec", "#dfe8f0", "#f0e6dc")


def portrait(seed: int) -> bytes:
    """A drawn head and shoulders as JPEG, the same for the same seed."""
    chance = random.Random(seed)
    picture = Image.new("RGB", SIZE, chance.choice(PAPER))
    draw = ImageDraw.Draw(picture)
    skin, hair, cloth = chance.choice(SKIN), chance.choice(HAIR), chance.choice(CLOTH)
    width, height = chance.randrange(78, 94), chance.randrange(104, 122)
    middle, face = 210 + chance.randrange(-6, 7), 235 + chance.randrange(-8, 9)
    long_hair = chance.random() < 0.4
    if long_hair:
        draw.rounded_rectangle(
            (middle - width - 26, face - height - 18, middle + width + 26, face + 150),
            90,
            fill=hair,
        )
    draw.ellipse((middle - 200, 400, middle + 200, 760), fill=cloth)
    shirt = chance.choice(SHIRT)
    draw.polygon([(middle - 52, 402), (middle + 52, 402), (middle, 500)], fill=shirt)
    if not long_hair:
        tie = chance.choice(CLOTH)
        draw.polygon([(middle - 11, 415), (middle + 11, 415), (middle, 500)], fill=tie)
    draw.rectangle((middle - 40, face + 60, middle + 40, 418), fill=skin)
    draw.ellipse((middle - width - 12, face - 22, middle - width + 14, face + 26), fill=skin)
    draw.ellipse((middle + width - 14, face - 22, middle + width + 12, face + 26), fill=skin)
    draw.ellipse((middle - width, face - height, middle + width, face + height), fill=skin)
    top = face - height - chance.randrange(10, 22)
    line = face - chance.randrange(52, 74)
    draw.pieslice(
        (middle - width - 6, top, middle + width + 6, 2 * line - top), 180, 360, fill=hair
    )
    bearded = not long_hair and chance.random() < 0.3
    _features(draw, chance, middle, face, hair, bearded=bearded)
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=80)
    return out.getvalue()


def _features(
    draw: ImageDraw.ImageDraw,
    chance: random.Random,
    middle: int,
    face: int,
    hair: str,
    *,
    bearded: bool,
) -> None:
    apart, glasses = chance.randrange(34, 42), chance.random() < 0.25
    for side in (-1, 1):
        x = middle + side * apart
        draw.ellipse((x - 7, face - 12, x + 7, face + 2), fill="#2a2320")
        draw.line((x - 16, face - 32, x + 16, face - 32), fill=hair, width=6)
        if glasses:
            draw.ellipse((x - 24, face - 28, x + 24, face + 18), outline="#3a3a3a", width=4)
    draw.line((middle, face + 4, middle - 7, face + 34, middle + 6, face + 36), fill="#00000030")
    wide = chance.randrange(24, 36)
    draw.arc((middle - wide, face + 36, middle + wide, face + 74), 20, 160, fill="#7d3b34", width=5)
    if bearded:
        draw.chord((middle - 52, face + 30, middle + 52, face + 126), 20, 160, fill=hair)
        draw.arc(
            (middle - wide, face + 36, middle + wide, face + 74), 20, 160, fill="#c98", width=5
        )
