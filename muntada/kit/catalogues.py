"""Compile message catalogues without gettext installed; imports nothing of Muntada.

The build of the package calls it too, so what it imports stands under `build-system` as well.
"""

import os
from pathlib import Path

import django
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

# Django files its own Chinese under a code that no page of ours bears.
FILED_UNDER = {"zh": "zh_Hans"}
DJANGO = Path(django.__file__).parent


def compile_stale(locale: Path) -> list[Path]:
    """Write each .mo that is missing or older than its .po; return those written."""
    written = []
    for po in sorted(locale.glob("*/LC_MESSAGES/*.po")):
        mo = po.with_suffix(".mo")
        if mo.exists() and mo.stat().st_mtime >= po.stat().st_mtime:
            continue
        with po.open("rb") as source:
            catalogue = read_po(source, locale=po.parent.parent.name)
        _take_djangos(catalogue, po.parent.parent.name)
        # Two processes may compile at once: each writes its own file, then puts it in place.
        fresh = mo.with_suffix(f".{os.getpid()}.new")
        with fresh.open("wb") as target:
            write_mo(target, catalogue)
        fresh.replace(mo)
        written.append(mo)
    return written


def _take_djangos(catalogue: Catalog, language: str) -> None:
    """Django's own words for forms and passwords, which stand beside ours in other languages."""
    if language not in FILED_UNDER:
        return
    place = Path("locale", FILED_UNDER[language], "LC_MESSAGES", "django.po")
    for folder in ("conf", "contrib/auth"):
        with (DJANGO / folder / place).open("rb") as source:
            for message in read_po(source):
                if (
                    message.id
                    and message.string
                    and catalogue.get(message.id, message.context) is None
                ):
                    catalogue.add(message.id, message.string, context=message.context)
