"""A house for the load of the gates: a conference of today, its server, and a plain client."""

import os
import socket
import subprocess
import sys
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec

from tools import processes
from tools.postgresql import free_port
from tools.processes import ROOT

API = "/api/gates/v1/"


@dataclass(frozen=True)
class Conference:
    """Codes of the badges, and the secret of each device; all devices stand at zone A."""

    codes: list[str]
    secrets: list[str]


def conference(people: int, devices: int) -> Conference:
    """Made in the database that the environment names."""
    import django

    django.setup()
    from django.core.management import call_command

    call_command("collectstatic", verbosity=0, interactive=False)
    from tests import world
    from tests.gates import cast

    now = datetime.now(UTC)
    world.edition(
        arrival_day=None, starts=now.date() - timedelta(days=1), ends=now.date() + timedelta(days=1)
    )
    hall = cast.gate()
    secrets = [cast.Tablet(hall, f"Tablet {n}", when=now).secret for n in range(devices)]
    return Conference(cast.crowd(people), secrets)


class Server:
    """The house's own `serve`, on the loopback; it may be killed and started again."""

    def __init__(self) -> None:
        self.port = free_port()
        self.process: subprocess.Popen | None = None

    def start(self) -> None:
        command = [sys.executable, "-m", "muntada", "serve", "--port", str(self.port)]
        quiet = subprocess.DEVNULL
        self.process = processes.start(command, cwd=ROOT, stdout=quiet, stderr=quiet)

    def wait_until_up(self) -> None:
        processes.wait_until_up(self.port)

    def kill(self) -> None:
        """The server and all its processes, in the middle of whatever they do."""
        if self.process:
            processes.kill(self.process)

    def end(self) -> None:
        if self.process:
            processes.end(self.process)

    def cpu_seconds(self) -> float:
        """User and system time of every process of the server so far."""
        assert self.process
        ticks = os.sysconf("SC_CLK_TCK")
        total = 0
        for stat in Path("/proc").glob("[0-9]*/stat"):
            try:
                fields = stat.read_text().rsplit(") ", 1)[1].split()
            except OSError:
                continue
            if int(fields[3]) == self.process.pid:  # its session
                total += int(fields[11]) + int(fields[12])
        return total / ticks


class Line:
    """One device's connection, kept open; it knows nothing of gates."""

    def __init__(self, port: int, secret: str, timeout: float = 30) -> None:
        self.port, self.secret, self.timeout = port, secret, timeout
        self.socket: socket.socket | None = None

    def close(self) -> None:
        if self.socket:
            self.socket.close()
        self.socket = None

    def ask(self, method: str, path: str, body: object = None, gzip: bool = False):
        """Status, headers and body; OSError where no whole answer came."""
        said = b"" if body is None else msgspec.json.encode(body)
        head = (
            f"{method} {API}{path} HTTP/1.1\r\nHost: localhost\r\n"
            f"Authorization: Bearer {self.secret}\r\nContent-Type: application/json\r\n"
            f"{'Accept-Encoding: gzip' if gzip else 'Accept: */*'}\r\n"
            f"Content-Length: {len(said)}\r\n\r\n"
        )
        try:
            if self.socket is None:
                self.socket = socket.create_connection(("127.0.0.1", self.port), self.timeout)
                self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            self.socket.settimeout(self.timeout)
            self.socket.sendall(head.encode() + said)
            return self._answer()
        except OSError:
            self.close()
            raise

    def _answer(self):
        assert self.socket
        raw = b""
        while b"\r\n\r\n" not in raw:
            raw += self._more()
        head, _gap, body = raw.partition(b"\r\n\r\n")
        lines = head.decode("latin-1").split("\r\n")
        headers = dict(line.lower().split(": ", 1) for line in lines[1:] if ": " in line)
        while len(body) < int(headers.get("content-length", 0)):
            body += self._more()
        return int(lines[0].split()[1]), headers, body

    def _more(self) -> bytes:
        assert self.socket
        part = self.socket.recv(1 << 16)
        if not part:
            raise ConnectionResetError("the server closed")
        return part
