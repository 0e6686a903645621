"""A transaction entered in turn: nobody who writes is passed by others for seconds.

SQLite has one writer at a time. Who finds it busy sleeps and asks again, longer each time, and
under load may be passed by everybody else. Here they queue at a file beside the database, where
the system wakes who waits. PostgreSQL needs none of this.
"""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction


@contextmanager
def in_turn() -> Iterator[None]:
    if connection.vendor != "sqlite" or connection.in_atomic_block:
        with transaction.atomic():
            yield
        return
    with open(f"{connection.settings_dict['NAME']}.turn", "a") as queue:
        fcntl.flock(queue, fcntl.LOCK_EX)  # given up when the file is closed, or the process dies
        with transaction.atomic():
            yield


def alone(number: int) -> None:
    """Until the transaction ends nobody else, on any node, is past this line with this number."""
    # SQLite already lets one writer in at a time (IMMEDIATE transactions).
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [number])
