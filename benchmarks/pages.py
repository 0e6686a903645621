"""Pages of a conference of 150 sessions and 1,000 people, served by granian on PostgreSQL.

    ./run python benchmarks/pages.py [--seconds 5] [--sqlite]

Prints requests a second, p50 and p95 at 1 and 8 clients; clients, server and database share the
machine. Beside each page stands what Indico 3.3 or pretalx 2026.2, whichever was better, served of
the same kind of page on two shared cores with PostgreSQL (requests a second; measured elsewhere,
once, so read the order of magnitude).
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
import urllib.request
from contextlib import ExitStack
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tools")]

from test import free_port, postgresql  # noqa: E402  (tools/test.py)

from benchmarks.load import measure  # noqa: E402

# name, path, who asks, what the better peer served
PAGES = [
    ("public home", "/en/{slug}/", None, "35 Indico event home"),
    (
        "programme, 150 sessions, whole page",
        "/en/{slug}/programme/",
        None,
        "12 Indico timetable of 144",
    ),
    ("programme, validator matches", "/en/{slug}/programme/", "etag", ""),
    ("iCalendar, whole", "/en/{slug}/calendar.ics", None, "0.8 Indico iCalendar"),
    ("schedule.json", "/en/{slug}/schedule.json", None, "1.8 pretalx schedule.json"),
    ("schedule.xml", "/en/{slug}/schedule.xml", None, ""),
    (
        "list of 1,000 people, a page",
        "/en/desk/{slug}/delegations/people/",
        "secretariat",
        "0.9 Indico list of 1,000",
    ),
    (
        "list of 1,000 people, all on one page",
        "/en/desk/{slug}/delegations/people/?per=1000",
        "secretariat",
        "0.9 Indico list of 1,000",
    ),
    ("delegations", "/en/desk/{slug}/delegations/", "secretariat", ""),
    ("board of replies", "/en/desk/{slug}/invitations/", "secretariat", ""),
]


def _fill() -> tuple[str, str]:
    """Grow the demo to 150 sessions and 1,000 people; return its address and a session cookie."""
    import django

    django.setup()
    from benchmarks.fill import grow, session_of

    return grow(sessions=150, people=1000), session_of("secretariat")


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--seconds", type=float, default=5)
    parser.add_argument("--sqlite", action="store_true")
    parser.add_argument("--only", default="", help="pages whose name holds this word")
    options = parser.parse_args()
    with ExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="muntada-bench-"))
        os.environ["MUNTADA_DATA"] = folder
        os.environ["DJANGO_SETTINGS_MODULE"] = "muntada.settings"
        if not options.sqlite:
            os.environ["DATABASE_URL"] = stack.enter_context(postgresql())
        subprocess.run(
            [sys.executable, "-m", "muntada", "demo", "--no-serve"],
            check=True,
            stdout=subprocess.DEVNULL,
        )
        slug, cookie = _fill()
        port = free_port()
        server = subprocess.Popen([sys.executable, "-m", "muntada", "serve", "--port", str(port)])
        stack.callback(server.wait)
        stack.callback(server.terminate)
        _wait(f"http://127.0.0.1:{port}/health/")
        print(
            f"{'page':38} {'clients':>7} {'req/s':>8} {'p50 ms':>7} {'p95 ms':>7} {'bytes':>8} peer"
        )
        for name, path, who, peer in PAGES:
            if options.only not in name:
                continue
            url = f"http://127.0.0.1:{port}{path.format(slug=slug)}"
            headers = {"Cookie": f"session={cookie}"} if who == "secretariat" else {}
            if who == "etag":
                headers = {"If-None-Match": urllib.request.urlopen(url).headers["ETag"]}
            measure(url, clients=1, seconds=1, headers=headers)
            for clients in (1, 8):
                load = measure(url, clients=clients, seconds=options.seconds, headers=headers)
                print(
                    f"{name:38} {clients:7} {load.per_second:8.0f} {load.p50:7.1f} {load.p95:7.1f} "
                    f"{load.size:8}  {peer if clients == 8 else ''} [{load.status}]",
                    flush=True,
                )


def _wait(url: str) -> None:
    for _try in range(100):
        try:
            urllib.request.urlopen(url, timeout=2)
            return
        except OSError:
            time.sleep(0.2)
    raise SystemExit("the server did not start")


if __name__ == "__main__":
    main()
