"""An import of 10,000 people: read, planned, looked at, applied.

    ./run python -m benchmarks.imports [--people 10000] [--sqlite] [--short]

Prints the seconds of each step and people a second, and how long another writer (a gate) is made to
wait beside it. The peer in the same run is the same file
brought in one member at a time, as the pages do it (first 300 rows, then extrapolated).
"""

import argparse
import time
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from benchmarks import beside, house

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
    parser.add_argument("--alone", type=int, default=300, help="nominated one at a time")
    parser.add_argument("--sqlite", action="store_true")
    options = house.options(parser, people=60, alone=10, sqlite=True)
    with house.database("sqlite" if options.sqlite else "postgresql"):
        import django

        django.setup()
        measure(options.people, options.alone)


def measure(people: int, alone: int) -> None:
    from muntada.accounts.models import User
    from muntada.delegations.models import Delegation, Member
    from muntada.kit.files.tables import MOST_ROWS
    from muntada.parties.actions import load_shipped_parties
    from muntada.parties.models import Party
    from tests import world

    load_shipped_parties()
    by, at = User.objects.create_user("bench@example.org", name="Bench"), datetime.now(UTC)
    edition = world.edition()
    states = list(Party.objects.states())
    Delegation.objects.bulk_create(Delegation(edition=edition, party=one) for one in states)
    world.category("delegate")
    world.category("expert")
    table = rows(people, [one.code for one in states])
    print(f"{people} people, one process\n{house.durability()}\n")
    # One file holds at most so many rows; a desk that has more people sends several.
    files = [table[start : start + MOST_ROWS - 1] for start in range(0, people, MOST_ROWS - 1)]
    total = sum(bring_in(edition, one, by=by, at=at) for one in files)
    print(
        f"{f'whole import, files: {len(files)}':34} {total:7.2f} s  {people / total:8.0f} people/s"
    )
    assert Member.objects.filter(edition=edition).count() == people
    one_at_a_time(edition, people, alone, by=by, at=at)


def timed(what: str, people: int, do: Callable[[], object]) -> float:
    began = time.perf_counter()
    do()
    seconds = time.perf_counter() - began
    print(f"{what:34} {seconds:7.2f} s  {people / seconds:8.0f} people/s", flush=True)
    return seconds


def bring_in(edition: Any, table: list[list[str]], *, by: Any, at: datetime) -> float:
    """Seconds of one file, from reading to the last row written."""
    from muntada.imports import actions, applying, tasks
    from muntada.kit.sheets import write_xlsx

    content, many = write_xlsx(HEADINGS, table), len(table)
    one = actions.take_in(
        edition, kind="members", content=content, file_name="people.xlsx", by=by, at=at
    )
    total = timed("read and planned", many, lambda: actions.read_file(one, at=at))
    if one.problem:
        raise SystemExit(f"the file was refused: {one.problem}")
    print(f"    {one.counts}")
    actions.start(one, leave_out_refused=bool(one.counts["refused"]), by=by, at=at)

    def rest() -> None:  # as the task does between two slices
        time.sleep(tasks.REST)

    with beside.writer():
        return total + timed(
            "planned again and applied", many, lambda: applying.apply(one, at=at, rest=rest)
        )


def one_at_a_time(edition: Any, people: int, alone: int, *, by: Any, at: datetime) -> None:
    """The peer: the same people nominated as the pages do it."""
    from muntada.delegations.actions import members
    from muntada.delegations.models import Delegation
    from muntada.kit.texts import Text
    from muntada.people.models import Person
    from tests import world

    delegation = Delegation.objects.filter(edition=edition).order_by("pk")[0]
    categories = [world.category("expert"), world.category("delegate")]
    began = time.perf_counter()
    for n in range(alone):
        members.nominate(
            delegation, person=Person(name=Text(en=f"Peer {n}", ar=f"ند {n}")),
            fields={"category": categories[n % 5 == 0], "function": Text(en="Adviser")},
            by=by, at=at, late=True,
        )  # fmt: skip
    each = (time.perf_counter() - began) / alone
    what = "peer: one at a time, extrapolated"
    print(f"{what:34} {each * people:7.2f} s  {1 / each:8.0f} people/s")


if __name__ == "__main__":
    main()
