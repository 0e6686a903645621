"""A secret kept as a file of the data folder: made once, whole, for its owner alone."""

import contextlib
import os
import tempfile
from pathlib import Path


def made_once(path: Path, content: str) -> str:
    """What the file says; where there is none, `content` is written as the file.

    Written aside, forced to the disk and then linked: of two processes that start together both
    read one key, and after a power cut it is there whole or not at all.
    """
    with contextlib.suppress(FileNotFoundError):
        return path.read_text()
    # `NamedTemporaryFile` opens with mode 600 whatever the umask says.
    with tempfile.NamedTemporaryFile("w", dir=path.parent) as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
        with contextlib.suppress(FileExistsError):
            os.link(file.name, path)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
    return path.read_text()
