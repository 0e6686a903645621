"""A mail server on this machine, for tests: it takes, refuses, is slow to take, or hangs up."""

import socketserver
from threading import Thread


class _Talk(socketserver.StreamRequestHandler):
    def say(self, line: str) -> None:
        self.wfile.write(f"{line}\r\n".encode())

    def handle(self) -> None:
        server: Server = self.server  # type: ignore[assignment]
        server.connections += 1
        self.say("220 test")
        while line := self.rfile.readline().decode().strip():
            verb = line.split(":")[0].split(" ")[0].upper()
            if verb == "DATA":
                if not self._take(server):
                    return
            elif verb == "RCPT" and server.mode in ("refuses", "later"):
                self.say("550 no such address" if server.mode == "refuses" else "450 come back")
            elif verb == "QUIT":
                self.say("221 bye")
                return
            else:
                self.say("250 ok")

    def _take(self, server: "Server") -> bool:
        self.say("354 go on")
        said = b""
        while not said.endswith(b"\r\n.\r\n"):
            said += self.rfile.readline()
        server.taken.append(said[:-5])
        if server.mode == "hangs up":  # it has taken the mail, and its answer is lost
            return False
        self.say("250 taken")
        return True


class Server(socketserver.ThreadingTCPServer):
    """`taken` are the mails as they came; `mode` is “takes”, “refuses”, “later” or “hangs up”."""

    allow_reuse_address = daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Talk)
        self.mode, self.taken, self.connections = "takes", list[bytes](), 0
        self.thread = Thread(target=self.serve_forever, daemon=True)

    def __enter__(self) -> "Server":
        self.thread.start()
        return self

    def __exit__(self, *error: object) -> None:
        self.shutdown()
        self.server_close()
        self.thread.join()

    @property
    def port(self) -> int:
        return int(self.server_address[1])
