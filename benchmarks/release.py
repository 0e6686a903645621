"""A release in four languages under load: how long until every page and feed shows it.

    ./run python -m benchmarks.release [--rate 200] [--seconds 10] [--short]

Starts the server on the loopback with a small conference of its own, puts one statement under
embargo, reads its press room, feeds and sitemap at the given rate (with validators, as readers and
feed readers do), and from the instant of release measures when each address first shows it.
Nothing may show it earlier, and everything within a second; the command ends with 1 if not.
"""

import argparse
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from http.client import HTTPConnection
from typing import Any

from benchmarks import house
from tools import processes
from tools.postgresql import free_port

WORD = "Zanzibarite"
LANGUAGES = ("ar", "en", "fr", "ru")


def conference() -> Any:
    """Twenty statements that are out, and one that waits to be scheduled."""
    import django

    django.setup()
    from django.core.management import call_command

    call_command("collectstatic", verbosity=0, interactive=False)
    from tests.press import desk

    for n in range(20):
        desk.out(word=f"Earlier {n}")
    return desk.statement(word=WORD)


def embargo(statement: Any, seconds: float) -> datetime:
    """The instant of its release."""
    from muntada.press.actions import statements
    from tests.press import desk

    now = datetime.now(UTC)
    release_at = now + timedelta(seconds=seconds)
    statements.schedule(statement, release_at=release_at, by=desk.paul(), at=now)
    return release_at


class Reader:
    """One address, asked again and again with the validator of the last answer."""

    def __init__(self, port: int, path: str) -> None:
        self.port, self.path, self.etag = port, path, ""
        self.shown_at: float | None = None
        self.lock = threading.Lock()
        self.times: list[float] = []

    def ask(self) -> None:
        begun = time.time()
        connection = HTTPConnection("127.0.0.1", self.port, timeout=10)
        headers = {"If-None-Match": self.etag} if self.etag else {}
        connection.request("GET", self.path, headers=headers)
        answer = connection.getresponse()
        body, done = answer.read(), time.time()
        connection.close()
        with self.lock:
            self.times.append(done - begun)
            self.etag = answer.headers.get("ETag", "") or self.etag
            shown = WORD.encode() in body or (self.path == "/sitemap.xml" and KEY.encode() in body)
            if shown and self.shown_at is None:
                self.shown_at = done


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--rate", type=int, default=200)
    parser.add_argument("--seconds", type=int, default=10)
    parser.add_argument("--port", type=int)
    options = house.options(parser, rate=75, seconds=3)
    options.port = options.port or free_port()
    with ExitStack() as stack:
        stack.enter_context(house.database("sqlite"))
        global KEY
        statement = conference()
        KEY = statement.key
        print(house.durability(), flush=True)
        house.let_go()
        command = [sys.executable, "-m", "muntada", "serve", "--port", str(options.port)]
        command += house.workers(options)
        stack.enter_context(processes.started(command, stdout=subprocess.DEVNULL))
        processes.wait_until_up(options.port)
        measure(options, embargo(statement, options.seconds / 2 + 3).timestamp())


def measure(options: argparse.Namespace, release_at: float) -> None:
    files = ("", "feed.atom", "feed.rss", "feed.json", f"{KEY}/", f"{KEY}/ninjs.json")
    paths = [f"/{code}/ninth/press/{file}" for code in LANGUAGES for file in files]
    readers = [Reader(options.port, path) for path in [*paths, "/sitemap.xml"]]
    begun, sent = max(time.time(), release_at - options.seconds / 2), 0
    time.sleep(max(0, begun - time.time()))
    asked = []
    with ThreadPoolExecutor(64) as crowd:
        while time.time() < release_at + options.seconds / 2:
            asked.append(crowd.submit(readers[sent % len(readers)].ask))
            sent += 1
            time.sleep(max(0, begun + sent / options.rate - time.time()))
    waits = {r.path: r.shown_at - release_at if r.shown_at else None for r in readers}
    early = [path for path, wait in waits.items() if wait is not None and wait < 0]
    never = [path for path, wait in waits.items() if wait is None]
    slowest = max((wait for wait in waits.values() if wait is not None), default=0)
    failed = [str(one.exception()) for one in asked if one.exception()]
    if failed:
        print(f"{len(failed)} requests failed, the first with: {failed[0]}")
    times = sorted(t for r in readers for t in r.times)
    lasted = time.time() - begun
    rate = f"{len(times) / lasted:.0f}/s"
    print(f"{len(times)} answers in {lasted:.1f} s ({rate}), {len(readers)} addresses")
    middle, late = (times[len(times) * n // 100] * 1000 for n in (50, 99))
    print(f"median {middle:.0f} ms, 99th {late:.0f} ms")
    print(f"shown everywhere {slowest:.3f} s after its instant; early: {early}; never: {never}")
    # The short form says whether it is right, not whether this machine has time for it.
    is_late = slowest > 1 and not options.short
    if early or never or failed or is_late:
        raise SystemExit(1)


KEY = ""

if __name__ == "__main__":
    main()
