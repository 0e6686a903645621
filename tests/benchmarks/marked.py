"""Processes that carry a mark in their environment, which whatever they start inherits."""

import os
import time
import uuid
from pathlib import Path

NAME = "MUNTADA_STARTED_BY"


def mark() -> str:
    return uuid.uuid4().hex


def running(mark: str) -> list[str]:
    """The commands that carry the mark and still run."""
    wanted, found = f"{NAME}={mark}".encode(), []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if int(process.name) != os.getpid() and wanted in (process / "environ").read_bytes():
                found.append((process / "cmdline").read_text().replace("\0", " ")[:120])
        except OSError:  # ended meanwhile, or somebody else's
            continue
    return found


def left_over(mark: str, seconds: float) -> list[str]:
    """What still runs when there was time to end."""
    end = time.monotonic() + seconds
    while (found := running(mark)) and time.monotonic() < end:
        time.sleep(0.1)
    return found
