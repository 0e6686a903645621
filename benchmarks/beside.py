"""Another writer beside the work that is measured, as a gate is: how long is it made to wait?

    with beside.writer():
        …                       prints its count, median, 99th percentile and worst wait

It is a process of its own, with its own connection, which writes one small row every 20 ms.
"""

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

from tools import processes

PAUSE = 0.02


@contextmanager
def writer() -> Iterator[None]:
    beside = processes.start(
        [sys.executable, "-m", "benchmarks.beside"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert beside.stdin
    assert beside.stdout
    assert beside.stdout.readline().strip() == "ready"
    yield
    told, _errors = beside.communicate("stop\n", timeout=120)
    waits = sorted(json.loads(told))
    middle, late = waits[len(waits) // 2], waits[len(waits) * 99 // 100]
    print(
        f"    beside it another writer, {len(waits)} times: median {middle * 1000:.0f} ms, "
        f"99 % {late * 1000:.0f} ms, worst {waits[-1] * 1000:.0f} ms",
        flush=True,
    )


def main() -> None:
    """Write until a line comes in; then say every wait in seconds."""
    import django

    django.setup()
    from threading import Thread

    from muntada.kit.models import Tries

    asked = Thread(target=sys.stdin.readline, daemon=True)
    asked.start()
    until, waits = datetime.now(UTC) + timedelta(hours=1), []
    row = Tries.objects.create(who="benchmark", until=until)
    print("ready", flush=True)
    while asked.is_alive():
        began = time.perf_counter()
        Tries.objects.filter(pk=row.pk).update(count=len(waits) % 100)
        waits.append(time.perf_counter() - began)
        time.sleep(PAUSE)
    row.delete()
    print(json.dumps(waits))


if __name__ == "__main__":
    main()
