"""Flags of states for paper: drawn from flag-icons 7.5.0 (MIT, kit/flags/LICENSE.txt), 160 × 120.

A host that shows another flag lays it, as PNG, in the folder `flags` of its data: `xx.png`.
"""

from functools import lru_cache
from pathlib import Path

from django.conf import settings

SHIPPED = Path(__file__).parent / "flags"


def flag(iso2: str) -> bytes:
    """The PNG of a state's flag by its two letters; nothing where there is none."""
    if len(iso2) != 2 or not iso2.isalpha():
        return b""
    own = Path(settings.DATA) / "flags" / f"{iso2.lower()}.png"
    return own.read_bytes() if own.is_file() else _shipped(iso2.lower())


@lru_cache(maxsize=256)
def _shipped(iso2: str) -> bytes:
    file = SHIPPED / f"{iso2}.png"
    return file.read_bytes() if file.is_file() else b""
