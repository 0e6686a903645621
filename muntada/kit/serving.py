"""The server and, beside it, one process for tasks; both end together."""

import os
import subprocess
import sys


def serve(*, host: str, port: int, workers: int) -> None:
    tasks = subprocess.Popen(
        [sys.executable, "-m", "muntada", "db_worker", "--queue-name", "*", "--interval", "1"],
        env=os.environ,
    )
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
            log_access=False,
            log_level=LogLevels.warning,
            respawn_failed_workers=True,
        ).serve()
    finally:
        tasks.terminate()
        tasks.wait(timeout=20)
