"""Whatever comes from outside is taken apart in a child process with limits.

A reader of files is the largest thing we have not written: one that loops, asks for all memory or
crashes ends its own process, and the person who sent the file reads one sentence.
"""

import json
import os
import subprocess
import sys
from pathlib import Path
from threading import BoundedSemaphore
from typing import Any

from django.utils.translation import gettext_lazy as _

from muntada.kit.errors import RuleBroken

MEMORY = 512 * 1024 * 1024  # address space, the libraries themselves included
SECONDS = 10
PATIENCE = 20  # by the clock: the processor may be shared
_ROOM = BoundedSemaphore(2)  # files read at the same time by one process of the server
_HOUSE = str(Path(__file__).parents[3])

SENTENCES = {
    "too_much": _(
        "Reading this file takes more time or memory than any file may. Save it anew, smaller, "
        "or send only the part that matters."
    ),
    "busy": _("Other files are being read at this moment. Try again in a minute."),
    "too_large_unpacked": _("This file is too large once unpacked. Split it."),
    "too_deep": _("This file is nested more deeply than any program writes. Save it anew."),
    "encrypted": _("This file is locked with a password. Save it without one, and retry."),
    "old_or_locked": _(
        "This file is locked with a password, or is an old XLS file. Save it as XLSX without a "
        "password, and retry."
    ),
    "reaches_too_far": _(
        "This sheet reaches as far as cell {cell}. Delete what stands far from the table, "
        "and retry."
    ),
    "unreadable": _("This XLSX file cannot be read. Open it, save it again, and retry."),
    "unreadable_docx": _("This .docx file cannot be read. Save it again, or paste the text."),
    "unreadable_pdf": _(
        "This PDF cannot be read: it is damaged or locked. Paste the text instead."
    ),
    "too_many_pages": _("This PDF has more than 60 pages. Send the pages that matter."),
    "no_text": _("No text was found in this file. Paste the text instead."),
    "not_text": _("This is neither text nor a .docx, HTML or PDF file. Paste the text instead."),
    "too_many_points": _("This picture has more than 40 million points. Save it smaller."),
    "no_picture": _("This is not a JPEG, PNG or WebP picture, whatever its name says."),
}


class Unreadable(RuleBroken):
    """A file that is not read, with the code of its sentence."""

    def __init__(self, code: str, **said: str) -> None:
        super().__init__(str(SENTENCES[code]).format(**said))
        self.code = code


def read(what: str, content: bytes, **options: Any) -> tuple[Any, bytes]:
    """What `child` answers about the file. Unreadable says why it cannot be read."""
    asked = {"what": what, "memory": MEMORY, "seconds": SECONDS, **options}
    if not _ROOM.acquire(timeout=PATIENCE):
        raise Unreadable("busy")
    try:
        done = subprocess.run(
            [sys.executable, "-m", "muntada.kit.files.child"],
            input=json.dumps(asked).encode() + b"\n" + content,
            capture_output=True,
            timeout=PATIENCE,
            check=False,
            cwd="/",
            # It needs its own code and nothing that the house knows: no keys, no database.
            env={"PATH": os.defpath, "PYTHONPATH": _HOUSE, "OPENBLAS_NUM_THREADS": "1"},
        )
    except subprocess.TimeoutExpired as error:
        raise Unreadable("too_much") from error
    finally:
        _ROOM.release()
    head, newline, more = done.stdout.partition(b"\n")
    if done.returncode or not newline:
        raise Unreadable("too_much")
    told = json.loads(head)
    if code := told.get("refused"):
        raise Unreadable(code, **told["said"])
    return told["answer"], more
