"""Who may open which page: written from the addresses and the permission table.

    ./run python tools/doors.py            writes docs/reference/doors.md
    ./run python tools/doors.py --check    says whether it is fresh

A change of permission is then a line in a review. Rows are limited further by `visible_to`.
"""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "reference" / "doors.md"
HEAD = """# Who may open which page

Written by `./run python tools/doors.py` from the addresses of the house and
`muntada/accounts/roles.py`; a test fails when it is not fresh. `●` opens the page, in the editions
where the role was given; a focal point opens the pages marked `○` for their own delegation only.
Which rows a page shows is limited further by `visible_to`: what one may not see is 404.

"""


def pages(resolver=None, prefix: str = "", names: tuple[str, ...] = ()) -> Iterator[tuple]:
    """Every address: how it is written, its name, and the view behind it."""
    from django.urls import URLPattern, get_resolver

    for pattern in (resolver or get_resolver()).url_patterns:
        written = str(pattern.pattern)
        if hasattr(pattern.pattern, "prefix_default_language"):
            written = "<language>/"
        if isinstance(pattern, URLPattern):
            yield prefix + written, ":".join([*names, pattern.name or ""]), pattern.callback
        else:
            inner = (*names, pattern.namespace) if pattern.namespace else names
            yield from pages(pattern, prefix + written, inner)


def door_of(view) -> str | None:
    """What the view's decorator wrote on it, found through whatever wraps it."""
    while view is not None:
        if door := getattr(view, "door", None):
            return door
        view = getattr(view, "__wrapped__", None)
    return None


def _cells(door: str, roles) -> list[str]:
    verb = door.removesuffix(" or delegation")
    if door == "public":
        return ["●"] * (len(roles) + 1)
    if door == "signed in":
        return ["●"] * (len(roles) + 1)
    own = "○" if door.endswith(" or delegation") else ""
    return ["●" if verb in role.verbs else "" for role in roles.values()] + [own]


def written() -> str:
    from muntada.accounts.roles import ROLES

    heads = ["page", "address", "door", *ROLES, "focal point"]
    lines = [HEAD, f"| {' | '.join(heads)} |", f"|{'---|' * 3}{':-:|' * (len(ROLES) + 1)}"]
    for address, name, view in sorted(pages(), key=lambda page: page[1]):
        door = door_of(view) or "NONE"
        cells = [name, f"`/{address}`", door, *_cells(door, ROLES)]
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


def main() -> None:
    sys.path.insert(0, str(ROOT))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    import django

    django.setup()
    if "--check" in sys.argv:
        if not PAGE.exists() or PAGE.read_text() != written():
            sys.exit("docs/reference/doors.md is not fresh: ./run python tools/doors.py")
        return
    PAGE.parent.mkdir(parents=True, exist_ok=True)
    PAGE.write_text(written())


if __name__ == "__main__":
    main()
