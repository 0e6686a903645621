"""The floor's live pages under load: watchers ask as a page does, and a change is timed.

    ./run python -m benchmarks.floor                  2,000 watchers, the real server, loopback
    ./run python -m benchmarks.floor --watchers 200   a tenth
    ./run python -m benchmarks.floor --short          a handful, to see that it runs

Serves a throw-away house as `muntada demo` does, keeps one connection a watcher, asks
every second with the validator of the version it has, and makes some changes through the
house's own verbs. Prints how long each change took to reach the first, the middle, 99 % and the
last of the watchers, requests a second, and how the answers were shared out.
"""

import argparse
import asyncio
import json
import os
import random
import statistics
import subprocess
import sys
import time
from collections import Counter
from contextlib import ExitStack

from benchmarks import house
from tools import processes
from tools.postgresql import free_port

DEEDS = ["begin", "end", "miss", "suspend", "resume"]
EVERY = 1.0  # as in muntada/floor/views/live.py: WATCHING


class Watchers:
    """Every watcher has one connection and the version it saw last; all share one clock."""

    def __init__(self, port: int, path: str, many: int) -> None:
        self.port, self.path, self.many = port, path, many
        self.seen: dict[int, list[float]] = {}
        self.answers: Counter[str] = Counter()
        self.slow: list[float] = []
        self.ending = False

    async def run(self) -> None:
        await asyncio.gather(*(self._watch() for _n in range(self.many)))

    async def _watch(self) -> None:
        await asyncio.sleep(random.random() * EVERY)
        reader = writer = None
        etag = ""
        while not self.ending:
            began = time.monotonic()
            try:
                if writer is None:
                    reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
                asked = (
                    f"GET {self.path} HTTP/1.1\r\nHost: localhost\r\nIf-None-Match: {etag}\r\n\r\n"
                )
                writer.write(asked.encode())
                status, headers, body = await self._answer(reader)
                self.answers[status] += 1
                if status == "200":
                    etag = headers["etag"]
                    self.seen.setdefault(json.loads(body)["v"], []).append(time.time())
            except (OSError, asyncio.IncompleteReadError):
                self.answers["lost"] += 1
                writer = None
            self.slow.append(time.monotonic() - began)
            spread = EVERY * (0.85 + random.random() * 0.3)
            await asyncio.sleep(spread)

    async def _answer(self, reader) -> tuple[str, dict[str, str], bytes]:
        head = (await reader.readuntil(b"\r\n\r\n")).decode().split("\r\n")
        headers = dict(line.lower().split(": ", 1) for line in head[1:] if ": " in line)
        headers["etag"] = next(
            (x.split(": ", 1)[1] for x in head if x.lower().startswith("etag")), ""
        )
        body = await reader.readexactly(int(headers.get("content-length", 0)))
        return head[0].split()[1], headers, body


async def measure(port: int, key: str, many: int, deeds: list[str], pause: float) -> None:
    watchers = Watchers(port, f"/live/{key}.json", many)
    watching = asyncio.create_task(watchers.run())
    await asyncio.sleep(1 + pause)
    began, before = time.monotonic(), sum(watchers.answers.values())
    for deed in deeds:
        done = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "benchmarks.floor", "--deed", deed, stdout=subprocess.PIPE
        )
        version, at = (await done.communicate())[0].decode().split()
        await asyncio.sleep(pause)
        took = sorted(moment - float(at) for moment in watchers.seen.get(int(version), []))
        reached = len(took) / many * 100
        if not took:
            print(f"{deed:<10} reached nobody", flush=True)
        else:
            print(
                f"{deed:<10} reached {reached:5.1f} %: first {took[0]:.2f} s, middle "
                f"{statistics.median(took):.2f} s, 99 % {took[int(len(took) * 0.99) - 1]:.2f} s, "
                f"last {took[-1]:.2f} s", flush=True,
            )  # fmt: skip
    asked = sum(watchers.answers.values()) - before
    slow = sorted(watchers.slow)
    print(
        f"{asked / (time.monotonic() - began):.0f} requests a second; an answer took "
        f"{statistics.median(slow) * 1000:.1f} ms, 99 % {slow[int(len(slow) * 0.99)] * 1000:.1f} ms"
        f"; {dict(watchers.answers)}"
    )  # fmt: skip
    watchers.ending = True
    await watching


def django_floor():
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "muntada.settings")
    import django

    django.setup()
    from muntada.floor.models import Floor

    return Floor.objects.order_by("pk").first()


def deed(name: str) -> None:
    """One change of the floor; prints the version it made and when it was committed."""
    floor = django_floor()
    from django.utils import timezone

    from muntada.accounts.models import User
    from muntada.floor import actions, live

    actor = {"by": User.objects.order_by("pk").first(), "at": timezone.now()}
    if name == "begin":
        actions.begin(live.waiting(floor)[0], **actor)
    elif name == "end":
        actions.end(floor.speeches.get(state="speaking"), **actor)
    elif name == "miss":
        actions.miss(live.waiting(floor)[0], **actor)
    else:
        actions.sit(floor, verb=name, **actor)
    floor.refresh_from_db()
    print(floor.version, time.time())


def _one_meeting() -> None:
    """Of the tests' own conference: enough to watch, without the demo."""
    django_floor()
    from tests.floor.house import inscribe, opened

    hall = opened()
    for code in ("EGY", "KAZ"):
        inscribe(hall, code)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--watchers", type=int, default=2000)
    parser.add_argument("--data", help="an existing demo folder, instead of a fresh one")
    parser.add_argument("--deed", help=argparse.SUPPRESS)
    parser.add_argument("--pause", type=float, default=3, help="seconds after each change")
    options = house.options(parser, watchers=10, pause=1.5)
    if options.deed:
        deed(options.deed)
        return
    with ExitStack() as stack:
        if options.data:
            os.environ["MUNTADA_DATA"] = options.data
        else:
            stack.enter_context(house.database("sqlite"))
        serve = [sys.executable, "-m", "muntada", "serve"]
        if options.short:
            _one_meeting()
        else:
            serve[-1] = "demo"
            processes.run([*serve, "--no-serve"], stdout=subprocess.DEVNULL)
        key, port = django_floor().key, free_port()
        print(house.durability(), flush=True)
        house.let_go()
        serving = [*serve, "--port", str(port), *house.workers(options)]
        stack.enter_context(processes.started(serving, stdout=subprocess.DEVNULL))
        processes.wait_until_up(port)
        print(f"{options.watchers} watchers, each asking every second", flush=True)
        deeds = ["begin", "end"] if options.short else DEEDS
        asyncio.run(measure(port, key, options.watchers, deeds, options.pause))


if __name__ == "__main__":
    main()
