"""Pages of a conference of 150 sessions and 1,000 people, served by granian on PostgreSQL.

    ./run python -m benchmarks.pages [--seconds 5] [--sqlite] [--short]

Prints requests a second, p50 and p95 at 1 and 8 clients; clients, server and database share the
machine, and the database waits for the disk as it does in service. Beside each page stands what
Indico 3.3 or pretalx 2026.2, whichever was better, served of the same kind of page on two shared
cores with PostgreSQL (requests a second; measured elsewhere, once, and whether its disk was waited
for is not known: read the order of magnitude).
"""

import argparse
import subprocess
import sys
import urllib.request
from contextlib import ExitStack

from benchmarks import house
from benchmarks.load import measure
from tools import processes
from tools.postgresql import free_port

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


def _fill(options: argparse.Namespace) -> tuple[str, str]:
    """Grow the demo to so many sessions and people; return its address and a session cookie."""
    import django

    django.setup()
    from benchmarks.fill import grow, session_of

    slug = grow(sessions=options.sessions, people=options.people)
    return slug, session_of("secretariat")


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--seconds", type=float, default=5)
    parser.add_argument("--sqlite", action="store_true")
    parser.add_argument("--only", default="", help="pages whose name holds this word")
    parser.add_argument("--sessions", type=int, default=150)
    parser.add_argument("--people", type=int, default=1000)
    options = house.options(parser, seconds=0.2, sqlite=True, sessions=20, people=40)
    with ExitStack() as stack:
        stack.enter_context(house.database("sqlite" if options.sqlite else "postgresql"))
        # The small demo is enough to see that every page answers.
        kind = ["--model-un"] if options.short else []
        demo = [sys.executable, "-m", "muntada", "demo", "--no-serve", *kind]
        processes.run(demo, stdout=subprocess.DEVNULL)
        slug, cookie = _fill(options)
        port = free_port()
        serve = [
            sys.executable,
            "-m",
            "muntada",
            "serve",
            "--port",
            str(port),
            *house.workers(options),
        ]
        print(house.durability(), flush=True)
        house.let_go()
        stack.enter_context(processes.started(serve, stdout=subprocess.DEVNULL))
        processes.wait_until_up(port)
        ask(port, slug, cookie, options)


def ask(port: int, slug: str, cookie: str, options: argparse.Namespace) -> None:
    print(f"{'page':38} {'clients':>7} {'req/s':>8} {'p50 ms':>7} {'p95 ms':>7} {'bytes':>8} peer")
    for name, path, who, peer in PAGES:
        if options.only not in name:
            continue
        url = f"http://127.0.0.1:{port}{path.format(slug=slug)}"
        headers = {"Cookie": f"session={cookie}"} if who == "secretariat" else {}
        if who == "etag":
            headers = {"If-None-Match": urllib.request.urlopen(url).headers["ETag"]}
        measure(url, clients=1, seconds=min(1, options.seconds), headers=headers)
        for clients in (1, 2) if options.short else (1, 8):
            load = measure(url, clients=clients, seconds=options.seconds, headers=headers)
            print(
                f"{name:38} {clients:7} {load.per_second:8.0f} {load.p50:7.1f} {load.p95:7.1f} "
                f"{load.size:8}  {peer if clients == 8 else ''} [{load.status}]",
                flush=True,
            )
            if load.status != (304 if who == "etag" else 200):
                raise SystemExit(f"{path} answered {load.status}")


if __name__ == "__main__":
    main()
