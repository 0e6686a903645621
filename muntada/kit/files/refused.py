"""Why a file is not read, as a code: the process that reads speaks no language."""

from zipfile import ZipFile

MOST_PARTS = 3000
ENCRYPTED = 0x1


class Refused(Exception):  # noqa: N818 - a verdict, not an error
    """`code` is a key of `bounded.SENTENCES`; `said` are its values."""

    def __init__(self, code: str, **said: str) -> None:
        super().__init__(code)
        self.code, self.said = code, said


def ensure_small(archive: ZipFile, most: int) -> None:
    """Before anything is unpacked: a small ZIP may hold more than the machine."""
    parts = archive.infolist()
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > most:
        raise Refused("too_large_unpacked")
    if any(part.flag_bits & ENCRYPTED for part in parts):
        raise Refused("encrypted")
