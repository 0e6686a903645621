"""A bounded load on the loopback: so many clients, each one connection, for so many seconds."""

import http.client
import multiprocessing
import os
import statistics
import time
from dataclasses import dataclass
from urllib.parse import urlsplit

from tools.processes import die_with_parent


@dataclass(frozen=True)
class Load:
    """`per_second` answers, and times in milliseconds; `sizes` is bytes on the wire, once."""

    clients: int
    per_second: float
    p50: float
    p95: float
    status: int
    size: int


def measure(
    url: str, *, clients: int, seconds: float, headers: dict[str, str] | None = None
) -> Load:
    """Ask `url` from `clients` processes for `seconds`; only the loopback is ever asked."""
    parts = urlsplit(url)
    if parts.hostname not in ("127.0.0.1", "localhost"):
        raise ValueError("the load goes to this machine only")
    with multiprocessing.Pool(clients, die_with_parent, (os.getpid(),)) as pool:
        results = pool.starmap(_client, [(url, seconds, headers or {})] * clients)
    times = sorted(one for client in results for one in client[0])
    status, size = results[0][1], results[0][2]
    return Load(
        clients=clients,
        per_second=len(times) / seconds,
        p50=statistics.median(times),
        p95=times[int(len(times) * 0.95)],
        status=status,
        size=size,
    )


def _client(url: str, seconds: float, headers: dict[str, str]) -> tuple[list[float], int, int]:
    parts = urlsplit(url)
    path = f"{parts.path}?{parts.query}" if parts.query else parts.path
    connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=30)
    asked = {"Accept-Encoding": "gzip", "Connection": "keep-alive", **headers}
    times, status, size = [], 0, 0
    end = time.perf_counter() + seconds
    while not times or time.perf_counter() < end:  # at least one answer
        began = time.perf_counter()
        connection.request("GET", path, headers=asked)
        answer = connection.getresponse()
        size = len(answer.read())
        status = answer.status
        times.append((time.perf_counter() - began) * 1000)
    connection.close()
    return times, status, size
