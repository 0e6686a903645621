"""An import of 10,000 people: read, planned, looked at, applied.

    ./run python benchmarks/imports.py [--people 10000] [--sqlite]

Prints the seconds of each step and people a second. The peer in the same run is the same file
brought in one member at a time, as the pages do it (first 300 rows, then extrapolated).
"""

import argparse
import os
import sys
import tempfile
import time
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tools")]

from test import postgresql  # noqa: E402  (tools/test.py)

HEADINGS = [
    "Party", "name_en", "name_ar", "Category", "function_en", "function_ar", "Languages spoken",
    "Arrives", "State",
]  # fmt: skip
GIVEN = "Laila Omar Dana Igor Maria Chen Amina Pavel Sofia Tomas Nadia Karim Elena Yusuf".split()
FAMILY = "Haddad Ospanova Silva Petrov Rossi Wang Diallo Novak Costa Berg Mansour Aziz".split()


def rows(people: int, parties: list[str]) -> list[list[str]]:
    return [
        [
            parties[n % len(parties)],
            f"{GIVEN[n % len(GIVEN)]} {_letters(n)} {FAMILY[n // len(GIVEN) % len(FAMILY)]}",
            f"ضيف {_letters(n)}",
            "expert" if n % 5 else "delegate",
            "Adviser to the minister",
            "مستشار الوزير",
            "ar, en",
            "2021-06-22 14:30",
            "confirmed" if n % 3 else "",
        ]
        for n in range(people)
    ]


def _letters(n: int) -> str:
    """A middle name of its own for everybody: Babab, Babac …"""
    said = ""
    while True:
        n, rest = divmod(n, 80)
        said += "bcdfghjklmnprstvwxyz"[rest % 20] + "aeio"[rest // 20]
        if not n:
            return said.capitalize()


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--people", type=int, default=10_000)
    parser.add_argument("--sqlite", action="store_true")
    options = parser.parse_args()
    with ExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="muntada-bench-"))
        os.environ["MUNTADA_DATA"] = folder
        os.environ["DJANGO_SETTINGS_MODULE"] = "muntada.settings"
        if not options.sqlite:
            os.environ["DATABASE_URL"] = stack.enter_context(postgresql())
        measure(options.people, "SQLite" if options.sqlite else "PostgreSQL")


def measure(people: int, database: str) -> None:
    import django

    django.setup()
    from django.core.management import call_command

    from muntada.accounts.models import User
    from muntada.delegations.actions import members
    from muntada.delegations.models import Delegation, Member
    from muntada.imports import actions, applying
    from muntada.kit.sheets import write_xlsx
    from muntada.kit.texts import Text
    from muntada.parties.actions import load_shipped_parties
    from muntada.people.models import Person
    from tests import world

    call_command("migrate", verbosity=0)
    load_shipped_parties()
    by, at = User.objects.create_user("bench@example.org", name="Bench"), datetime.now(UTC)
    edition = world.edition()
    from muntada.parties.models import Party

    states = list(Party.objects.states())
    Delegation.objects.bulk_create(Delegation(edition=edition, party=one) for one in states)
    category, expert = world.category("delegate"), world.category("expert")
    table = rows(people, [one.code for one in states])

    def timed(what: str, do) -> float:
        began = time.perf_counter()
        do()
        seconds = time.perf_counter() - began
        print(f"{what:34} {seconds:7.2f} s  {people / seconds:8.0f} people/s", flush=True)
        return seconds

    print(f"{people} people, {database}, one process\n")
    content = write_xlsx(HEADINGS, table)
    one = actions.take_in(
        edition, kind="members", content=content, file_name="people.xlsx", by=by, at=at
    )
    total = timed("read and planned", lambda: actions.read_file(one, at=at))
    print(f"    {one.counts}")
    actions.start(one, leave_out_refused=bool(one.counts["refused"]), by=by, at=at)
    total += timed("planned again and applied", lambda: applying.apply(one, at=at))
    print(f"{'whole import':34} {total:7.2f} s  {people / total:8.0f} people/s")
    assert Member.objects.filter(edition=edition).count() == one.counts["new"]

    some = 300
    delegation = Delegation.objects.filter(edition=edition)[0]
    began = time.perf_counter()
    for n in range(some):
        members.nominate(
            delegation, person=Person(name=Text(en=f"Peer {n}", ar=f"ند {n}")),
            fields={"category": expert if n % 5 else category, "function": Text(en="Adviser")},
            by=by, at=at, late=True,
        )  # fmt: skip
    each = (time.perf_counter() - began) / some
    print(
        f"{'peer: one at a time, extrapolated':34} {each * people:7.2f} s  {1 / each:8.0f} people/s"
    )


if __name__ == "__main__":
    main()
