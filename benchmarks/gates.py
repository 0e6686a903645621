"""The gates under load: scans a second, waits, merges, a device's list, and what survives crashes.

    ./run python -m benchmarks.gates                    PostgreSQL and SQLite, 5 rounds of crashes
    ./run python -m benchmarks.gates --rounds 100       the long form
    ./run python -m benchmarks.gates --short            every part, tiny, to see that it runs
    ./run python -m benchmarks.gates --only speed       one part: speed, waits, once, list, crashes

The house's own server, on the loopback, with a throw-away database; clients, server and database
share the machine, and both databases wait for the disk as they do in service.
"""

import argparse
import gzip
import json
import random
import statistics
import sys
import tempfile
import threading
import time
import uuid
from collections import Counter
from collections.abc import Callable
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from pathlib import Path

from benchmarks import house
from benchmarks.gates_crash import Rounds
from benchmarks.gates_house import ROOT, Conference, Line, Server, conference
from tools import processes


def row(what: str, said: str, target: str = "") -> None:
    print(f"{what:<58}{said:>28}  {target}", flush=True)


def scan(code: str, direction: str = "entry", number: uuid.UUID | None = None) -> dict:
    return {"id": number or uuid.uuid4(), "code": code, "direction": direction}


# ── speed and waits ───────────────────────────────────────────────────────────


def clients(port: int, secrets: list[str], codes: list[str], seconds: float) -> list[float]:
    """Scan at random, a thread for each secret; every answer's time in milliseconds."""
    times: list[float] = []
    end = time.perf_counter() + seconds

    def run(secret: str) -> None:
        line, chance = Line(port, secret), random.Random(secret)
        while time.perf_counter() < end:
            asked = scan(chance.choice(codes), chance.choice(("entry", "exit")))
            began = time.perf_counter()
            status, _headers, body = line.ask("POST", "scan", asked)
            times.append((time.perf_counter() - began) * 1000)
            if status != 200:
                raise SystemExit(f"{status}: {body!r}")

    at_once([lambda one=one: run(one) for one in secrets])
    return times


def at_once(deeds: list[Callable[[], object]]) -> None:
    threads = [threading.Thread(target=one) for one in deeds]
    for one in threads:
        one.start()
    for one in threads:
        one.join()


def elsewhere(port: int, made: Conference, many: int, seconds: float) -> list[float]:
    """The clients, in a process of their own."""
    told = json.dumps([port, made.secrets[:many], made.codes, seconds])
    command = [sys.executable, "-m", "benchmarks.gates", "--clients"]
    return json.loads(processes.ask(command, told))


def speed(server: Server, made: Conference, options: argparse.Namespace) -> None:
    elsewhere(server.port, made, 8, min(1, options.seconds))
    before = server.cpu_seconds()
    times = sorted(elsewhere(server.port, made, 8, options.seconds))
    used = (server.cpu_seconds() - before) / len(times) * 1000
    p50, p95 = statistics.median(times), times[int(len(times) * 0.95)]
    row("8 clients, scans a second", f"{len(times) / options.seconds:.0f}", ">= 400")
    row("  median and 95 % of the answers, ms", f"{p50:.1f} and {p95:.1f}", "95 % < 40")
    row("  the server's CPU for a scan, ms (less when idle)", f"{used:.2f}")


def waits(server: Server, made: Conference, options: argparse.Namespace) -> None:
    elsewhere(
        server.port, made, 8, min(2, options.seconds)
    )  # every process of the server has answered once
    longest = max(elsewhere(server.port, made, 4, options.seconds / 2)) / 1000
    row("4 clients, the longest wait of any scan, s", f"{longest:.2f}", "<= 0.5")
    ends = threading.Event()
    merging = threading.Thread(target=merge_many, args=(server, made, options.lines, ends))
    merging.start()
    found, began = [], time.monotonic()
    while not ends.is_set():
        found += elsewhere(server.port, made, 4, min(3, options.seconds))
    merging.join()
    row(f"  {options.lines} lines merged meanwhile, s", f"{time.monotonic() - began:.1f}")
    row("  the longest wait beside that merge, s", f"{max(found) / 1000:.2f}", "<= 0.5")


def merge_many(server: Server, made: Conference, many: int, ends: threading.Event) -> None:
    try:
        line, now = Line(server.port, made.secrets[9], 60), datetime.now(UTC)
        for start in range(0, many, 500):
            lines = [told(made.codes, now, n) for n in range(start, min(start + 500, many))]
            status, _headers, body = line.ask("POST", "scans", {"sent_at": now, "scans": lines})
            assert status == 200, body
    finally:
        ends.set()


def told(codes: list[str], now: datetime, n: int) -> dict:
    way = ("entry", "exit")[n // len(codes) % 2]
    return {**scan(codes[n % len(codes)], way), "at": now - timedelta(seconds=20_000 - n),
            "verdict": {"entry": "admitted", "exit": "left"}[way]}  # fmt: skip


# ── once, and told ────────────────────────────────────────────────────────────


def once(server: Server, made: Conference, _options: argparse.Namespace) -> None:
    lines = [Line(server.port, secret) for secret in made.secrets]
    for code in made.codes[:40]:
        lines[0].ask("POST", "scan", scan(code, "exit"))
    said = together(lines, lambda _n: scan(made.codes[0]))
    row("twelve scans of one badge at the same instant", " ".join(map(str, sorted(said.values()))),
        "1 admitted, 11 already inside")  # fmt: skip
    if said != {"admitted": 1, "already_inside": 11}:
        raise SystemExit(f"not so: {said}")
    number = uuid.uuid4()
    same = [Line(server.port, made.secrets[0]) for _n in range(12)]
    said = together(same, lambda _n: scan(made.codes[1], number=number))
    from muntada.gates.models import Conflict, Scan

    row("one scan sent twelve times", f"{Scan.objects.filter(number=number).count()} row", "1 row")
    if said != {"admitted": 12} or Scan.objects.filter(number=number).count() != 1:
        raise SystemExit(f"not so: {said}")
    now = datetime.now(UTC)
    for line, seconds in ((lines[2], 60), (lines[3], 30)):
        began = time.monotonic()
        one = {**scan(made.codes[2]), "at": now + timedelta(seconds=1000 - seconds),
               "verdict": "admitted"}  # fmt: skip
        line.ask("POST", "scans", {"sent_at": now + timedelta(seconds=1000), "scans": [one]})
    numbers = list(Conflict.objects.filter(second__number=one["id"]))
    row("two admissions merged: the desk knows after, s", f"{time.monotonic() - began:.3f}", "< 1")
    if len(numbers) != 1:
        raise SystemExit("the conflict was not reported")


def together(lines: list[Line], asked: Callable[[int], dict]) -> Counter[str]:
    ready, given = threading.Barrier(len(lines)), Counter()

    def run(n: int) -> None:
        said = asked(n)
        ready.wait()
        given[json.loads(lines[n].ask("POST", "scan", said)[2])["verdict"]] += 1

    at_once([lambda n=n: run(n) for n in range(len(lines))])
    return given


def listed(server: Server, made: Conference, _options: argparse.Namespace) -> None:
    line = Line(server.port, made.secrets[0])
    line.ask("GET", "list", gzip=True)
    before, times = server.cpu_seconds(), 10
    for _n in range(times):
        _status, headers, body = line.ask("GET", "list", gzip=True)
    used = (server.cpu_seconds() - before) / times
    assert headers["content-encoding"] == "gzip"
    raw = len(gzip.decompress(body))
    row(
        f"a fresh device loads {len(made.codes):,} people, KB on the wire",
        f"{len(body) / 1000:.0f}",
        "< 150",
    )
    row("  before gzip, KB", f"{raw / 1000:.0f}")
    row("  the server's CPU, s", f"{used:.3f}", "< 0.3")


def crashes(server: Server, made: Conference, options: argparse.Namespace) -> None:
    from django.db import connection

    from muntada.gates.models import Conflict, Presence, Scan

    for model in (Conflict, Presence, Scan):
        model.objects.all().delete()
    few = Conference(made.codes[:60], made.secrets)
    faults: Counter[str] = Counter()
    with tempfile.TemporaryDirectory(prefix="muntada-crash-") as folder, ExitStack() as ended:
        rounds = Rounds(server, few, Path(folder), seed=options.seed)
        ended.callback(rounds.end)
        for n in range(1, options.rounds + 1):
            found = rounds.run(options.round_seconds)
            faults.update(found)
            connection.close()
            if any(found.values()):
                print(f"  round {n}: { ({name: k for name, k in found.items() if k}) }", flush=True)
            if n % 10 == 0:
                print(f"  after {n} rounds: {faults.total()} faults", flush=True)
        for name, many in rounds.done.items():
            row(f"  {name}", f"{many}")
    for name, many in faults.items():
        row(f"  {name}", f"{many}", "0")
    row(
        "rounds of crashes",
        f"{options.rounds}",
        "as the recount" if not faults.total() else "WRONG",
    )
    if faults.total():
        raise SystemExit(1)


PARTS = {"speed": speed, "waits": waits, "once": once, "list": listed, "crashes": crashes}


def measure(kind: str, options: argparse.Namespace) -> None:
    """One database, one server, every part that was asked for."""
    with ExitStack() as stack:
        stack.enter_context(house.database(kind))
        made = conference(options.people, 12)
        print(house.durability(), flush=True)
        server = Server()
        stack.callback(house.let_go)
        stack.callback(server.end)
        server.start()
        server.wait_until_up()
        for name, part in PARTS.items():
            if name in options.only:
                part(server, made, options)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--round-seconds", type=float, default=4)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--seconds", type=float, default=10)
    parser.add_argument("--lines", type=int, default=10_000, help="merged while others scan")
    parser.add_argument("--only", nargs="+", choices=PARTS, default=list(PARTS))
    parser.add_argument("--database", choices=("sqlite", "postgresql"))
    parser.add_argument("--clients", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("--people", type=int, default=1000)
    options = house.options(
        parser, people=60, rounds=1, round_seconds=1, seconds=0.5, lines=120, database="sqlite"
    )
    if options.clients:
        print(json.dumps(clients(*json.load(sys.stdin))))
    elif options.database:
        print(options.database, flush=True)
        measure(options.database, options)
    else:  # each with settings of its own
        for kind in ("postgresql", "sqlite"):
            words = [sys.executable, "-m", "benchmarks.gates", "--database", kind, *sys.argv[1:]]
            processes.run(words, cwd=ROOT)


if __name__ == "__main__":
    main()
