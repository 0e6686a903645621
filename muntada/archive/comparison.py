"""Editions side by side: of each thing counted the firmest figure, never an average."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import typst
from django.utils.html import escape
from django.utils.translation import gettext as _

from muntada.archive.models import MEASURES, PublishedFigure, published_by_edition
from muntada.conferences.models import Edition
from muntada.kit.languages import current, direction

FONTS = Path(__file__).parent.parent / "kit" / "fonts"
# Who came before who was expected; an exact figure before a bound.
BASES = ("attended", "accredited", "confirmed", "expected", "invited")
SIGNS = ("=", ">", "~")
SHOWN = ("participants", "countries", "ministers of defence", "organisations")
WIDE, TALL, LEFT, TOP = 640, 150, 20, 46
PAPER, INK, INK_2, ACCENT = "#fbf9f4", "#1b2326", "#4c585d", "#0e4f5c"


@dataclass(frozen=True)
class Point:
    edition: Edition
    figure: PublishedFigure | None

    @property
    def label(self) -> str:
        return str(self.edition.ordinal or self.edition.starts.year)


@dataclass(frozen=True)
class Multiple:
    """One small picture: one thing counted, through the editions."""

    measure: str
    name: str
    points: list[Point]

    @property
    def highest(self) -> int:
        return max((p.figure.value for p in self.points if p.figure), default=0)


def multiples(editions: Iterable[Edition]) -> list[Multiple]:
    """In the order of time; an edition without a figure keeps its place, empty."""
    ordered = sorted(editions, key=lambda one: one.starts)
    of = published_by_edition(ordered)
    names = dict(MEASURES)
    made = []
    for measure in SHOWN:
        wanted = ("participants", "guests") if measure == "participants" else (measure,)
        points = [
            Point(one, _best([f for f in of[one.pk] if f.measure in wanted])) for one in ordered
        ]
        if any(point.figure for point in points):
            made.append(Multiple(measure, str(names[measure]), points))
    return made


def _best(figures: list[PublishedFigure]) -> PublishedFigure | None:
    key = lambda one: (BASES.index(one.basis), SIGNS.index(one.comparator), -one.pk)  # noqa: E731
    return min(figures, key=key) if figures else None


def _text(x: float, y: float, said: object, *, size: int, fill: str, **more: object) -> str:
    extra = "".join(f' {name.replace("_", "-")}="{value}"' for name, value in more.items())
    where = f'x="{x:.1f}" y="{y:.1f}" font-size="{size}" fill="{fill}"'
    return f"<text {where}{extra}>{escape(said)}</text>"


def svg(made: list[Multiple], title: str) -> str:
    """A picture that says itself: readable in grey, and from right to left where the page is."""
    height = TOP + TALL * len(made) + 24
    rtl = direction(current()) == "rtl"
    family = "IBM Plex Sans Arabic, Plex Sans Arabic" if rtl else "IBM Plex Sans, Plex Sans"
    # In a right-to-left text the start is at the right; `direction` says so to every reader.
    side = {"direction": "rtl" if rtl else "ltr", "text_anchor": "start"}
    edge = WIDE - LEFT if rtl else LEFT
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDE} {height}" width="{WIDE}" '
        f'height="{height}" role="img" aria-label="{escape(title)}" '
        f'font-family="{family}, IBM Plex Sans, Plex Sans, sans-serif">',
        f'<rect width="{WIDE}" height="{height}" fill="{PAPER}"/>',
        _text(edge, 28, title, size=15, fill=INK, font_weight=600, **side),
    ]
    for row, one in enumerate(made):
        top = TOP + row * TALL
        parts.append(_text(edge, top + 14, one.name, size=13, fill=ACCENT, font_weight=600, **side))
        parts += _bars(one, top, rtl=rtl)
    note = _("Solid: attended. Hollow: expected, invited or confirmed. Sources stand in the table.")
    parts.append(_text(edge, height - 10, note, size=10, fill=INK_2, **side))
    return "\n".join([*parts, "</svg>"])


def _bars(one: Multiple, top: int, *, rtl: bool) -> list[str]:
    parts: list[str] = []
    step = (WIDE - 2 * LEFT) / max(1, len(one.points))
    foot, room = top + TALL - 22, TALL - 66
    for n, point in enumerate(one.points):
        middle = LEFT + step * (((len(one.points) - 1 - n) if rtl else n) + 0.5)
        parts.append(
            _text(middle, foot + 14, point.label, size=11, fill=INK_2, text_anchor="middle")
        )
        figure = point.figure
        if figure is None:
            ends = f'x1="{middle - 5:.1f}" x2="{middle + 5:.1f}" y1="{foot}" y2="{foot}"'
            parts.append(f'<line {ends} stroke="{INK_2}"/>')
            continue
        tall = max(2.0, room * figure.value / one.highest)
        fill = ACCENT if figure.basis in ("attended", "accredited") else "none"
        where = f'x="{middle - step * 0.3:.1f}" y="{foot - tall:.1f}"'
        size = f'width="{step * 0.6:.1f}" height="{tall:.1f}"'
        parts.append(f'<rect {where} {size} fill="{fill}" stroke="{ACCENT}" stroke-width="1.2"/>')
        sign = {"=": "", ">": ">", "~": "≈"}[figure.comparator]
        said = f"{sign}{figure.value}"
        more = {"text_anchor": "middle", "direction": "ltr"}
        parts.append(_text(middle, foot - tall - 5, said, size=11, fill=INK, **more))
    return parts


def png(picture: str) -> bytes:
    """The same picture for who cannot paste an SVG."""
    source = (
        f"#set page(width: {WIDE}pt, height: auto, margin: 0pt)\n"
        '#image(bytes(sys.inputs.svg), format: "svg", width: 100%)'
    )
    drawn: bytes = typst.compile(  # type: ignore[call-overload]
        source.encode(),
        format="png",
        ppi=144.0,
        font_paths=[str(FONTS)],
        ignore_system_fonts=True,
        sys_inputs={"svg": picture},
    )
    return drawn
