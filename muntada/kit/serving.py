"""The server and, beside it, one process for tasks; both end together."""

import os
import subprocess
import sys
import threading


class Worker:
    """The process for tasks, started again when it dies; a task half done is taken up anew."""

    def __init__(self) -> None:
        self.ending = threading.Event()
        self.process = self._start()
        threading.Thread(target=self._watch, daemon=True).start()

    def _start(self) -> subprocess.Popen[bytes]:
        return subprocess.Popen([sys.executable, "-m", "muntada", "work"], env=os.environ)

    def _watch(self) -> None:
        while not self.ending.wait(1):
            if self.process.poll() is not None and not self.ending.is_set():
                self.process = self._start()

    def end(self) -> None:
        self.ending.set()
        self.process.terminate()
        self.process.wait(timeout=20)


def let_go_of_the_database() -> None:
    """The server forks: a connection opened before would be shared by all its processes."""
    from django.db import connections

    for connection in connections.all(initialized_only=True):
        connection.close()
        if hasattr(connection, "close_pool"):
            connection.close_pool()


def serve(*, host: str, port: int, workers: int) -> None:
    let_go_of_the_database()
    worker = Worker()
    from granian import Granian
    from granian.constants import Interfaces
    from granian.log import LogLevels

    try:
        Granian(
            "muntada.wsgi:application",
            address=host,
            port=port,
            interface=Interfaces.WSGI,
            workers=workers,
            blocking_threads=4,
            # A connection kept open by a live page holds a place: 1,024 in all are too few.
            backlog=8192,
            log_access=False,
            log_level=LogLevels.warning,
            respawn_failed_workers=True,
        ).serve()
    finally:
        worker.end()
