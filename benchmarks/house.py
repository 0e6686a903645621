"""What every benchmark does alike: its short form, its database, and what a figure rests on."""

import argparse
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from tools import processes, templates
from tools.postgresql import postgresql

IN_MEMORY = ("tmpfs", "ramfs")


def options(
    parser: argparse.ArgumentParser, words: list[str] | None = None, **short: object
) -> argparse.Namespace:
    """What was asked; `--short` asks for tiny sizes, unless a size is given beside it."""
    processes.end_in_order()
    parser.add_argument(
        "--short",
        action="store_true",
        help="a few seconds, to see that it runs: no figure to quote",
    )
    found = parser.parse_args(words)
    if found.short:
        parser.set_defaults(**short)
        found = parser.parse_args(words)
    return found


@contextmanager
def database(kind: str) -> Iterator[Path]:
    """A data folder and a migrated, empty database of this kind in the environment."""
    with ExitStack() as stack:
        made = tempfile.TemporaryDirectory(prefix="muntada-bench-", ignore_cleanup_errors=True)
        folder = Path(stack.enter_context(made))
        os.environ |= {
            "MUNTADA_DATA": str(folder),
            "DJANGO_SETTINGS_MODULE": "muntada.settings",
            "DATABASE_URL": "",
        }
        if kind == "postgresql":
            os.environ["DATABASE_URL"] = stack.enter_context(postgresql(durable=True))
        else:
            shutil.copyfile(templates.sqlite(), folder / "muntada.sqlite3")
        yield folder


def workers(options: argparse.Namespace) -> list[str]:
    """Words for the house's server: as many processes as in service, one where it only must run."""
    return ["--workers", "1"] if options.short else []


def let_go() -> None:
    """A server that is started next shares no connection with this process."""
    from muntada.kit.serving import let_go_of_the_database

    let_go_of_the_database()


def durability() -> str:
    """What the database itself says it waits for: a figure without it cannot be compared."""
    from django.db import connection

    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA synchronous")
            waits = {0: "OFF", 1: "NORMAL", 2: "FULL", 3: "EXTRA"}[cursor.fetchone()[0]]
            said, safe = f"SQLite, synchronous {waits}", waits in ("FULL", "EXTRA")
            folder = os.environ["MUNTADA_DATA"]
        else:
            settings = {}
            for name in ("fsync", "synchronous_commit", "full_page_writes"):
                cursor.execute(f"SHOW {name}")
                settings[name] = cursor.fetchone()[0]
            said = "PostgreSQL, " + ", ".join(f"{k} {v}" for k, v in settings.items())
            safe = "off" not in settings.values()
            cursor.execute("SHOW data_directory")
            folder = cursor.fetchone()[0]
    kind = file_system(Path(folder))
    if kind in IN_MEMORY:
        said, safe = f"{said}, but on {kind}, where waiting for the disk costs nothing", False
    return f"durability: {said}{'' if safe else '   NOT AS THE PRODUCT RUNS'}"


def file_system(path: Path) -> str:
    """The kind of file system a folder is on, where the system tells it."""
    mounts = Path("/proc/self/mounts")
    found = ("", "unknown")
    for line in mounts.read_text().splitlines() if mounts.exists() else []:
        _device, at, kind = line.split()[:3]
        if path.resolve().is_relative_to(at) and len(at) >= len(found[0]):
            found = (at, kind)
    return found[1]
