"""The comparison drawn: small multiples and a map, as SVG and PNG, in either direction.

Pictures say themselves: readable in grey, with a sentence for who cannot see them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import typst
from django.utils.html import escape
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from muntada.archive.comparison import SOLID, Multiple, Point
from muntada.archive.models import PublishedFigure
from muntada.archive.own import Presence
from muntada.conferences.models import Edition
from muntada.kit import worldmap
from muntada.kit.languages import colon, current, direction, ended, listed, sentences
from muntada.parties.models import Party

FONTS = Path(__file__).parent.parent / "kit" / "fonts"
WIDE, TALL, EDGE, ACROSS = 360, 168, 12, 2
PAPER, INK, INK_2, ACCENT, REFUSED = "#fbf9f4", "#1b2326", "#4c585d", "#0e4f5c", "#8c2f2a"
SEA, LAND, COAST = "#eef2f2", "#e2ddd0", "#fbf9f4"
SHADES = ("#9cc3c9", "#5497a3", "#0e4f5c")


@dataclass(frozen=True)
class Picture:
    measure: str
    svg: str


def _rtl() -> bool:
    return direction(current()) == "rtl"


def _family() -> str:
    first = "IBM Plex Sans Arabic, Plex Sans Arabic, " if _rtl() else ""
    return f"{first}IBM Plex Sans, Plex Sans, sans-serif"


def _text(x: float, y: float, said: object, *, size: float, fill: str, **more: object) -> str:
    extra = "".join(f' {name.replace("_", "-")}="{value}"' for name, value in more.items())
    where = f'x="{x:.1f}" y="{y:.1f}" font-size="{size}" fill="{fill}"'
    return f"<text {where}{extra}>{escape(said)}</text>"


def _start(x: float, y: float, said: object, *, width: float, **more: object) -> str:
    """A line from the side where reading begins; `direction` says so to every reader."""
    rtl = _rtl()
    side = {"direction": "rtl" if rtl else "ltr", "text_anchor": "start"}
    return _text(width - x if rtl else x, y, said, **side, **more)  # type: ignore[arg-type]


def _frame(width: float, height: float, title: str, parts: Sequence[str]) -> str:
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}" '
        f'width="{width:g}" height="{height:g}" role="img" aria-label="{escape(title)}" '
        f'font-family="{_family()}"><rect width="{width:g}" height="{height:g}" fill="{PAPER}"/>'
    )
    return "\n".join([head, *parts, "</svg>"])


def note() -> str:
    return _(
        "Solid: those who were there. Hollow: expected, invited, accepted or confirmed. "
        "≠: figures that contradict each other, side by side. ×: cancelled."
    )


def charts(made: Sequence[Multiple]) -> list[Picture]:
    """Each picture alone, for a page that lays them out itself."""
    return [Picture(one.measure, _frame(WIDE, TALL, one.sentence, _chart(one))) for one in made]


def small_multiples(made: Sequence[Multiple], title: str) -> str:
    """All of them on one sheet."""
    down = -(-len(made) // ACROSS)
    width, top = WIDE * ACROSS, 44
    height = top + TALL * down + 44
    parts = [_start(EDGE, 28, title, width=width, size=15, fill=INK, font_weight=600)]
    for n, one in enumerate(made):
        column = (ACROSS - 1 - n % ACROSS) if _rtl() else n % ACROSS
        place = f"translate({column * WIDE} {top + n // ACROSS * TALL})"
        parts.append(f'<g transform="{place}">{"".join(_chart(one))}</g>')
    lines = _wrapped(note(), 110)
    parts += [
        _start(
            EDGE, height - 12 - 13 * (len(lines) - 1 - n), line, width=width, size=10, fill=INK_2
        )
        for n, line in enumerate(lines)
    ]
    return _frame(width, height, title, parts)


def _wrapped(said: str, most: int) -> list[str]:
    lines = [""]
    for word in said.split():
        if len(lines[-1]) + len(word) >= most:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return lines


def _chart(one: Multiple) -> list[str]:
    parts = [
        _start(EDGE, 20, capfirst(one.name), width=WIDE, size=13, fill=ACCENT, font_weight=600)
    ]
    step = (WIDE - 2 * EDGE) / max(1, len(one.points))
    foot = TALL - 26
    parts.append(
        f'<line x1="{EDGE}" x2="{WIDE - EDGE}" y1="{foot}" y2="{foot}" stroke="{INK_2}" '
        'stroke-width="0.6"/>'
    )
    for n, point in enumerate(one.points):
        place = (len(one.points) - 1 - n) if _rtl() else n
        parts += _column(one, point, EDGE + step * (place + 0.5), step, foot)
    return parts


def _sign(figure: PublishedFigure) -> str:
    return {"=": "", ">": ">", "~": "≈"}[figure.comparator]


def _column(one: Multiple, point: Point, middle: float, step: float, foot: float) -> list[str]:
    centred = {"text_anchor": "middle", "direction": "ltr"}
    parts = [_text(middle, foot + 14, point.label, size=9.5, fill=INK_2, **centred)]
    if point.is_cancelled:
        a, b = middle - 4, middle + 4
        parts.append(
            f'<path d="M{a:.1f} {foot - 12:.1f}L{b:.1f} {foot - 4:.1f}M{b:.1f} {foot - 12:.1f}'
            f'L{a:.1f} {foot - 4:.1f}" stroke="{REFUSED}" stroke-width="1.4"/>'
        )
    many = len(point.drawn)
    for n, figure in enumerate(point.drawn):
        wide = step * 0.62 / many - (1.5 if n else 0)
        x = middle - step * 0.31 + step * 0.62 / many * n + (1.5 if n else 0)
        tall = max(1.5, (TALL - 78) * figure.value / max(1, one.highest))
        # Of two that contradict each other the second is pale: neither is the other's remainder.
        fill = (SHADES[0] if n else ACCENT) if figure.basis in SOLID else "none"
        dash = ' stroke-dasharray="3 2"' if point.is_cancelled else ""
        parts.append(
            f'<rect x="{x:.1f}" y="{foot - tall:.1f}" width="{wide:.1f}" height="{tall:.1f}" '
            f'fill="{fill}" stroke="{ACCENT}"{dash}/>'
        )
    if point.figure:
        tall = max((TALL - 78) * one_.value / max(1, one.highest) for one_ in point.drawn)
        y = foot - max(1.5, tall) - 4 - (10 if point.is_cancelled and tall < 16 else 0)
        parts.append(
            _text(
                middle,
                y,
                f"{_sign(point.figure)}{point.figure.value}",
                size=9.5,
                fill=INK,
                **centred,
            )
        )
        for n, other in enumerate(point.drawn[1:], start=1):
            said = f"≠{_sign(other)}{other.value}"
            parts.append(_text(middle, y - 10 * n, said, size=9.5, fill=REFUSED, **centred))
    return parts


# ── the map ──────────────────────────────────────────────────────────────────
@dataclass(frozen=True)
class Took:
    """A state, and the editions whose lists it stands on."""

    state: Party
    editions: list[Edition]


def took_part(known: Presence, editions: Sequence[Edition]) -> list[Took]:
    by_pk = {one.pk: one for one in editions}
    of: dict[str, Took] = {}
    for pk in known.of:
        for code, state in known.states(pk).items():
            of.setdefault(code, Took(state, [])).editions.append(by_pk[pk])
    spoken = current()
    return sorted(of.values(), key=lambda one: one.state.sort_key(spoken))


def map_sentence(took: Sequence[Took]) -> str:
    kept = {one.pk for took_ in took for one in took_.editions}
    states = ngettext("{n} state", "{n} states", len(took)).format(n=len(took))
    lists = ngettext(
        "on the list of {n} edition kept here", "on the lists of {n} editions kept here", len(kept)
    ).format(n=len(kept))
    return f"{states}，{lists}" if current() == "zh" else f"{states} {lists}"


def _steps(took: Sequence[Took]) -> list[tuple[int, str]]:
    """A shade for each number of editions up to three; more are as dark as three."""
    most = min(len(SHADES), max((len(one.editions) for one in took), default=0))
    shades = SHADES[-most:] if most else ()
    return list(enumerate(shades, start=1))


def world(took: Sequence[Took], title: str) -> str:
    """States by the number of editions they took part in; small ones as dots."""
    drawn = worldmap.load()
    shade = dict(_steps(took))
    by_m49 = {one.state.m49: one for one in took if one.state.m49}
    parts = [
        f'<g transform="translate(0 40)"><path d="{drawn.graticule}" fill="{SEA}"/>'
        f'<path d="{drawn.land}" fill="{LAND}"/>'
    ]
    dots = []
    for code, path in drawn.shapes.items():
        found = by_m49.get(code)
        if found is None or code in drawn.small:
            parts.append(f'<path d="{path}" fill="{LAND}" stroke="{COAST}" stroke-width="0.4"/>')
        else:
            fill = shade[min(len(found.editions), len(shade))]
            parts.append(
                f'<path d="{path}" fill="{fill}" stroke="{COAST}" stroke-width="0.4">'
                f"<title>{escape(_said(found))}</title></path>"
            )
    for code, found in by_m49.items():
        if code in drawn.centres and (code in drawn.small or code not in drawn.shapes):
            x, y = drawn.centres[code]
            fill = shade[min(len(found.editions), len(shade))]
            dots.append(
                f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4" fill="{fill}" stroke="{PAPER}">'
                f"<title>{escape(_said(found))}</title></circle>"
            )
    height = drawn.height + 92
    heading = _start(EDGE, 26, title, width=drawn.width, size=17, fill=INK, font_weight=600)
    legend = _legend(took, drawn.width, drawn.height + 62)
    return _frame(drawn.width, height, title, [heading, *parts, *dots, "</g>", *legend])


def _said(found: Took) -> str:
    return f"{found.state}{colon(current())}{_editions(found)}"


def _editions(found: Took) -> str:
    return listed((_label(one) for one in found.editions), current())


def _label(edition: Edition) -> str:
    return str(edition.ordinal or edition.starts.year)


def _legend(took: Sequence[Took], width: float, y: float) -> list[str]:
    parts, steps = [], _steps(took)
    x = float(EDGE)
    for n, shade in steps:
        at = width - x - 22 if _rtl() else x
        parts.append(f'<rect x="{at:.1f}" y="{y - 11:.1f}" width="22" height="13" fill="{shade}"/>')
        more = n == len(steps) and any(len(one.editions) > n for one in took)
        said = ngettext("{n} edition", "{n} editions", n).format(n=f"{n}+" if more else n)
        parts.append(_start(x + 28, y, said, width=width, size=13, fill=INK))
        x += 130
    said = sentences([ended(map_sentence(took), current()), _("Basis: accepted.")], current())
    parts.append(_start(EDGE, y + 22, said, width=width, size=12, fill=INK_2))
    return parts


def map_table(took: Sequence[Took]) -> tuple[list[str], list[list[str]]]:
    headings = [_("Code"), pgettext("country", "State"), _("Region"), _("Number of editions"),
                _("Editions"), _("Basis"), _("Source")]  # fmt: skip
    basis, source = (
        pgettext("basis of a figure", "accepted"),
        _("list of participants of this edition"),
    )
    rows = [
        [one.state.code, str(one.state), one.state.region, str(len(one.editions)),
         _editions(one), basis, source]
        for one in took
    ]  # fmt: skip
    return headings, rows


def png(picture: str, width: float) -> bytes:
    """The same picture for who cannot paste an SVG."""
    source = (
        f"#set page(width: {width:g}pt, height: auto, margin: 0pt)\n"
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
