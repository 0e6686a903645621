"""How far a long piece of work has come, told outside its transaction.

A transaction that is not yet committed cannot tell its progress through the database (SQLite has
one writer), so it is written to a small file that web and worker share; losing it loses nothing.
"""

import tempfile
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings


@dataclass(frozen=True)
class Progress:
    done: int
    total: int

    @property
    def percent(self) -> int:
        return 100 * self.done // self.total if self.total else 0


def _path(name: str) -> Path:
    return Path(settings.DATA) / "progress" / name


def tell(name: str, done: int, total: int) -> None:
    path = _path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    # Of a name of its own: a task that was taken over may still be telling of itself.
    with tempfile.NamedTemporaryFile("w", dir=path.parent, delete=False) as fresh:
        fresh.write(f"{done} {total}")
    Path(fresh.name).replace(path)


def told(name: str) -> Progress:
    try:
        done, total = _path(name).read_text().split()
    except (FileNotFoundError, ValueError):
        return Progress(0, 0)
    return Progress(int(done), int(total))


def forget(name: str) -> None:
    _path(name).unlink(missing_ok=True)
