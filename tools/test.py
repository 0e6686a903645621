"""./run test: every test on SQLite, then again on a throw-away PostgreSQL started here.

`./run test PATH …` passes its words on to pytest; `--sqlite` or `--postgresql` runs one half.
"""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


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


@contextmanager
def postgresql() -> Iterator[str]:
    """A cluster of its own in a temporary folder, gone afterwards; yields its address."""
    tools, port = binaries(), free_port()
    folder = Path(tempfile.mkdtemp(prefix="muntada-pg-", dir="/tmp"))
    as_owner: dict[str, object] = {}
    if os.geteuid() == 0:  # initdb refuses to run as root
        shutil.chown(folder, "postgres")
        as_owner = {"user": "postgres", "group": "postgres", "extra_groups": []}

    def call(*words: str) -> None:
        subprocess.run(words, check=True, stdout=subprocess.DEVNULL, cwd="/tmp", **as_owner)

    cluster = str(folder / "data")
    call(
        str(tools / "initdb"),
        "-D",
        cluster,
        "-U",
        "muntada",
        "-A",
        "trust",
        "-E",
        "UTF8",
        "--no-sync",
        "--locale=C.UTF-8",
    )
    options = (
        f"-p {port} -k {folder} -c listen_addresses=127.0.0.1 -c fsync=off -c full_page_writes=off"
    )
    log = str(folder / "log")
    call(str(tools / "pg_ctl"), "-D", cluster, "-w", "-l", log, "-o", options, "start")
    try:
        yield f"postgresql://muntada@127.0.0.1:{port}/postgres"
    finally:
        call(str(tools / "pg_ctl"), "-D", cluster, "-m", "immediate", "stop")
        shutil.rmtree(folder, ignore_errors=True)


def pytest(words: list[str], **environment: str) -> int:
    command = [sys.executable, "-m", "pytest", *words]
    return subprocess.run(command, cwd=ROOT, env={**os.environ, **environment}).returncode


def main() -> None:
    words = [word for word in sys.argv[1:] if word not in ("--sqlite", "--postgresql")]
    parallel = [] if any(word.startswith("-n") for word in words) else ["-n", "2"]
    results = []
    if "--postgresql" not in sys.argv:
        print("On SQLite", flush=True)
        results.append(pytest([*parallel, *words], DATABASE_URL=""))
    if "--sqlite" not in sys.argv:
        print("On PostgreSQL", flush=True)
        with postgresql() as address:
            # Browser journeys need no second database: what they add is not in the tables.
            quiet = [] if words else ["-m", "not browser"]
            results.append(pytest([*parallel, *words, *quiet], DATABASE_URL=address))
    raise SystemExit(1 if any(results) else 0)


if __name__ == "__main__":
    main()
