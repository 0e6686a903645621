"""Databases as the migrations make them, made once for each state of the migrations and copied.

Migrating an empty database takes twenty seconds of processor; copying the result takes none. What
the result hangs on is in its name: every migration, what they import, and the locked libraries.
They are kept in `.cache/`, which may be deleted at any time.
"""

import fcntl
import hashlib
import os
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tools import postgresql, processes
from tools.processes import ROOT

CACHE = ROOT / ".cache" / "databases"
DATABASE = "muntada"  # on PostgreSQL, the database that is copied by CREATE DATABASE … TEMPLATE
IMPORTED = re.compile(r"^(?:import|from) (muntada\.[\w.]+)", re.MULTILINE)
MOST_KEPT = 3  # of each kind, the newest: who goes from branch to branch waits once for each


def sqlite() -> Path:
    """A migrated and otherwise empty file; copy it."""
    return _made_once(f"{_state()}.sqlite3", _make_sqlite)


def cluster() -> Path:
    """A PostgreSQL cluster, stopped in order, whose database DATABASE is migrated; copy it."""
    version = hashlib.sha256(str(postgresql.binaries()).encode()).hexdigest()[:6]
    return _made_once(f"{_state()}-{version}.cluster", _make_cluster)


def _state() -> str:
    migrations = sorted((ROOT / "muntada").glob("*/migrations/*.py"))
    files = {ROOT / "requirements.lock", Path(__file__), *migrations}
    for one in migrations:
        for name in IMPORTED.findall(one.read_text()):
            path = ROOT.joinpath(*name.split("."))
            files |= {path.with_suffix(".py")} if path.with_suffix(".py").exists() else set()
            files |= set(path.glob("*.py"))
    said = hashlib.sha256()
    for one in sorted(files):
        said.update(f"{one.relative_to(ROOT)}\0".encode() + one.read_bytes() + b"\0")
    return said.hexdigest()[:16]


def _made_once(name: str, make) -> Path:
    """Two that need it at the same time make it once; one half made is never seen."""
    CACHE.mkdir(parents=True, exist_ok=True)
    target = CACHE / name
    with (CACHE / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not target.exists():
            with _beside(target) as half:
                make(half)
                half.rename(target)
            _forget_old(target.suffix)
    os.utime(target)
    return target


@contextmanager
def _beside(target: Path) -> Iterator[Path]:
    half = target.with_name(f"half-{target.name}")
    _remove(half)
    try:
        yield half
    finally:
        _remove(half)


def _forget_old(kind: str) -> None:
    kept = sorted(CACHE.glob(f"*{kind}"), key=lambda one: one.stat().st_mtime, reverse=True)
    for one in kept[MOST_KEPT:]:
        _remove(one)


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path)
    path.unlink(missing_ok=True)


def _migrate(data: str, address: str) -> None:
    here = {**os.environ, "MUNTADA_DATA": data, "DATABASE_URL": address}
    here["DJANGO_SETTINGS_MODULE"] = "muntada.settings"
    command = [sys.executable, "-m", "muntada", "migrate", "-v0"]
    processes.run(command, cwd=ROOT, env=here, stdout=sys.stderr)


def _make_sqlite(target: Path) -> None:
    with tempfile.TemporaryDirectory(prefix="muntada-template-") as data:
        _migrate(data, "")
        made = sqlite3.connect(Path(data) / "muntada.sqlite3")
        made.execute("VACUUM INTO ?", [str(target)])  # one file, without the log beside it
        made.close()


def _make_cluster(target: Path) -> None:
    import psycopg

    with postgresql.folder() as place, tempfile.TemporaryDirectory() as data:
        cluster = place / "data"
        postgresql.initialise(cluster)
        with postgresql.serving(cluster, durable=False) as address:
            with psycopg.connect(f"{address}postgres", autocommit=True) as connection:
                connection.execute(f"CREATE DATABASE {DATABASE}")  # a constant
            _migrate(data, f"{address}{DATABASE}")
        subprocess.run(["cp", "-a", str(cluster), str(target)], check=True)
