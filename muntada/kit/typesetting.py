"""Paper: Typst documents from data. What people typed goes in as JSON, never as markup."""

import json
import shutil
import tempfile
from datetime import datetime
from pathlib import Path
from typing import Any, cast

import typst

FONTS = Path(__file__).parent / "fonts"
COMMON = Path(__file__).parent / "typst"


def pdf(
    template: Path,
    data: dict[str, Any],
    *,
    images: dict[str, bytes] | None = None,
    at: datetime | None = None,
    archival: bool = False,
) -> bytes:
    """Typeset `template` with `data` (JSON in `sys.inputs.data`); `archival` makes it PDF/A."""
    with tempfile.TemporaryDirectory(prefix="muntada-paper-") as name:
        folder = Path(name)
        shutil.copy(template, folder / "main.typ")
        for common in COMMON.glob("*.typ"):
            shutil.copy(common, folder / common.name)
        for file, content in (images or {}).items():
            (folder / file).write_bytes(content)
        options: dict[str, Any] = {}
        if at is not None:  # the same letter gives the same bytes, whenever it is asked for
            options["timestamp"] = int(at.timestamp())
        if archival:
            options["pdf_standards"] = ["a-2b"]
        compiled = typst.compile(
            str(folder / "main.typ"),
            root=str(folder),
            font_paths=[str(FONTS)],
            ignore_system_fonts=True,
            sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
            **options,
        )
    return cast(bytes, compiled)
