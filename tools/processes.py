"""What a command starts ends with it: when it is done, fails, is told to stop, or is killed."""

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
PATIENCE = 20  # seconds a process has to end by itself
SET_DEATH_SIGNAL = 1  # PR_SET_PDEATHSIG of prctl(2)


def end_in_order() -> None:
    """Told to stop from outside, leave by an exception, so that everything started is ended."""

    def leave(number: int, _frame: object) -> None:
        for one in STOPPING:  # told twice, it still finishes ending what it started
            signal.signal(one, signal.SIG_IGN)
        raise SystemExit(128 + number)

    for one in STOPPING:
        signal.signal(one, leave)


STOPPING = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)


def dies_with(parent: int, with_signal: signal.Signals = signal.SIGTERM) -> Callable[[], None]:
    """Called in a new process: the system ends it when its parent is gone, even by SIGKILL."""
    libc = ctypes.CDLL(None) if sys.platform == "linux" else None

    def prepare() -> None:
        for one in STOPPING:
            signal.signal(one, signal.SIG_DFL)
        if libc is not None:
            libc.prctl(SET_DEATH_SIGNAL, int(with_signal), 0, 0, 0)
            if os.getppid() != parent:  # it went meanwhile
                os._exit(1)

    return prepare


def die_with_parent(parent: int) -> None:
    """The same, as the initializer of a pool's processes, which hold nothing worth an order."""
    dies_with(parent, signal.SIGKILL)()


def start(
    command: Sequence[str], *, stops_by: signal.Signals = signal.SIGTERM, **options: Any
) -> subprocess.Popen[Any]:
    """A process in a group of its own; `end` ends it, and so does the end of this one."""
    prepare = dies_with(os.getpid(), stops_by)
    return subprocess.Popen(command, start_new_session=True, preexec_fn=prepare, **options)


def end(process: subprocess.Popen[Any], stops_by: signal.Signals = signal.SIGTERM) -> None:
    """In order if it can, then whatever is left of its group."""
    with suppress(ProcessLookupError):
        process.send_signal(stops_by)
    with suppress(subprocess.TimeoutExpired):
        process.wait(PATIENCE)
    kill(process)


def kill(process: subprocess.Popen[Any]) -> None:
    """The process and its whole group, in the middle of whatever they do."""
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


@contextmanager
def started(
    command: Sequence[str], *, stops_by: signal.Signals = signal.SIGTERM, **options: Any
) -> Iterator[subprocess.Popen[Any]]:
    process = start(command, stops_by=stops_by, **options)
    try:
        yield process
    finally:
        end(process, stops_by)


def run(command: Sequence[str], *, check: bool = True, **options: Any) -> int:
    """Wait for a command; what interrupts the waiting lets it end in order."""
    with started(command, **options) as process:
        code = process.wait()
    if check and code:
        raise subprocess.CalledProcessError(code, list(command))
    return code


def ask(command: Sequence[str], said: str) -> str:
    """What a command answers to what it is told."""
    pipe = subprocess.PIPE
    with started(command, cwd=ROOT, stdin=pipe, stdout=pipe, text=True) as process:
        answer, _errors = process.communicate(said)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, list(command))
    return str(answer)


def wait_until_up(port: int, seconds: float = 60) -> None:
    """Till the house's server on the loopback says that it is well."""
    end_of_patience = time.monotonic() + seconds
    while time.monotonic() < end_of_patience:
        connection = HTTPConnection("127.0.0.1", port, timeout=2)
        try:
            connection.request("GET", "/health/")
            if connection.getresponse().status == 200:
                return
        except (OSError, HTTPException):
            pass
        finally:
            connection.close()
        time.sleep(0.05)
    raise SystemExit("The server did not come up.")
