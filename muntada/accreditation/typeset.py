"""The slow part of a badge, without Django: squares of codes and Typst. Runs in a child process,
so that a thousand badges hold no web worker and give their memory back when they are done.
"""

import io
import json
import tempfile
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Any, cast

import pypdfium2
import segno
import typst

TEMPLATE = Path(__file__).parent / "typst" / "badge.typ"
FONTS = Path(__file__).parents[1] / "kit" / "fonts"


def square(token: str) -> bytes:
    """The code as the smallest PNG. A fixed mask: trying all eight takes four times as long."""
    made = segno.make(token, version=6, error="m", mask=2, micro=False, boost_error=False)
    out = io.BytesIO()
    made.save(out, kind="png", scale=1, border=2)
    return out.getvalue()


Work = tuple[dict[str, Any], dict[str, bytes], str]


def badges_pdf(
    data: dict[str, Any], photos: dict[str, bytes], more_fonts: str = "", *, picture: bool = False
) -> bytes:
    """`data["badges"]` each with `token` and its photo among `photos`; `picture`: one, as PNG."""
    options: dict[str, Any] = {"format": "png", "ppi": 110} if picture else {}
    with tempfile.TemporaryDirectory(prefix="muntada-badges-") as name:
        folder = Path(name)
        (folder / "main.typ").write_bytes(TEMPLATE.read_bytes())
        for file, content in photos.items():
            (folder / file).write_bytes(content)
        for place, badge in enumerate(data["badges"]):
            badge["qr"] = f"code{place}.png"
            (folder / badge["qr"]).write_bytes(square(badge.pop("token")))
        compiled = typst.compile(
            str(folder / "main.typ"),
            root=str(folder),
            font_paths=[str(FONTS), *([more_fonts] if more_fonts else [])],
            ignore_system_fonts=True,
            sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
            **options,
        )
    return cast(bytes, compiled)


def joined(parts: list[bytes]) -> bytes:
    """One PDF of several, their pages in order."""
    if len(parts) == 1:
        return parts[0]
    whole = pypdfium2.PdfDocument.new()
    for part in parts:
        whole.import_pages(pypdfium2.PdfDocument(part))
    out = io.BytesIO()
    whole.save(out)
    return out.getvalue()


def in_a_child(data: dict[str, Any], photos: dict[str, bytes], more_fonts: str = "") -> bytes:
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as child:
        return child.submit(badges_pdf, data, photos, more_fonts).result()
