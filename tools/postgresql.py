"""A PostgreSQL of its own for a while: for tests, and for benchmarks as the product runs it."""

import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tools import processes

# A test that is lost with the power is run again: tests do not wait for the disk.
IN_A_HURRY = "-c fsync=off -c full_page_writes=off -c synchronous_commit=off".split()


def binaries() -> Path:
    """The newest PostgreSQL of the distribution that has all its programs."""
    found = sorted(
        Path("/usr/lib/postgresql").glob("*/bin/postgres"), key=lambda p: float(p.parts[-3])
    )
    for postgres in reversed(found):
        if (postgres.parent / "initdb").exists():
            return postgres.parent
    on_path = shutil.which("postgres")
    if on_path:
        return Path(on_path).parent
    raise SystemExit("PostgreSQL's programs were not found (Debian: apt-get install postgresql).")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _owner() -> dict[str, object]:
    """initdb and postgres refuse to run as root."""
    if os.geteuid() != 0:
        return {}
    return {"user": "postgres", "group": "postgres", "extra_groups": []}


def initialise(cluster: Path) -> None:
    cluster.parent.mkdir(exist_ok=True)
    if os.geteuid() == 0:
        shutil.chown(cluster.parent, "postgres")
    words = "-U muntada -A trust -E UTF8 --no-sync --locale=C.UTF-8".split()
    command = [str(binaries() / "initdb"), "-D", str(cluster), *words]
    processes.run(command, stdout=subprocess.DEVNULL, cwd="/tmp", **_owner())


@contextmanager
def serving(cluster: Path, *, durable: bool) -> Iterator[str]:
    """The address of a server on this cluster, up; it is stopped afterwards."""
    port = free_port()
    command = [str(binaries() / "postgres"), "-D", str(cluster), "-p", str(port)]
    command += ["-k", str(cluster.parent), "-c", "listen_addresses=127.0.0.1"]
    command += [] if durable else IN_A_HURRY
    log = (cluster.parent / "log").open("w")
    with (
        log,
        processes.started(
            command, stops_by=signal.SIGINT, stdout=log, stderr=log, cwd="/tmp", **_owner()
        ) as process,
    ):
        _wait(port, process, Path(log.name))
        yield f"postgresql://muntada@127.0.0.1:{port}/"


def _wait(port: int, process: "subprocess.Popen[bytes]", log: Path) -> None:
    import psycopg

    for _try in range(300):
        if process.poll() is not None:
            break
        try:
            psycopg.connect(f"postgresql://muntada@127.0.0.1:{port}/postgres").close()
            return
        except psycopg.OperationalError:
            time.sleep(0.1)
    raise SystemExit(f"PostgreSQL did not start: {log.read_text()[-2000:]}")


@contextmanager
def folder() -> Iterator[Path]:
    """Where the server's own account can come; gone afterwards."""
    made = Path(tempfile.mkdtemp(prefix="muntada-pg-", dir="/tmp"))
    try:
        if os.geteuid() == 0:
            shutil.chown(made, "postgres")
        yield made
    finally:
        shutil.rmtree(made, ignore_errors=True)


@contextmanager
def postgresql(*, durable: bool) -> Iterator[str]:
    """A copy of the migrated cluster; yields the address of its empty but migrated database."""
    from tools import templates

    template = templates.cluster()
    with folder() as place:
        cluster = place / "data"
        subprocess.run(["cp", "-a", str(template), str(cluster)], check=True)
        with serving(cluster, durable=durable) as address:
            yield f"{address}{templates.DATABASE}"
