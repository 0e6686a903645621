"""Chance in tests, the same on every run: what the system draws is drawn from the test's own name.

Codes, tokens, keys and numbers are still drawn by `secrets` and `uuid`, each different from the
last; only the well they draw from is known. `MUNTADA_TEST_SEED=2 ./run test …` draws others:
a verdict that changes with it hangs on chance.
"""

import hashlib
import itertools
import os
import threading
from collections.abc import Callable

SEED = os.environ.get("MUNTADA_TEST_SEED", "1")


def well(name: str) -> Callable[[int], bytes]:
    """Like os.urandom, but known beforehand; threads may draw from it together."""
    counter, lock = itertools.count(), threading.Lock()

    def drawn(size: int) -> bytes:
        with lock:
            n = next(counter)
        return hashlib.shake_256(f"{SEED}\0{name}\0{n}".encode()).digest(size)

    return drawn
