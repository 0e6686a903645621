"""How long protocol waits: an order of 1,000 people, 600 seats, a late cancellation.

./run python -m benchmarks.protocol            full size
./run python -m benchmarks.protocol --short    a tenth, to see that it runs
"""

import argparse
import random
import time
from dataclasses import replace
from datetime import date, timedelta

from benchmarks.house import options
from muntada.planning.precedence import order
from muntada.planning.precedence.presets import DEFENCE_LEVELS, GROUPS, defence_conference
from muntada.planning.precedence.standing import Standing
from muntada.planning.seating import Guest, Problem, at_tables, build, faults, in_order, repair

LANGUAGES = (["ar", "en"], ["ru", "en"], ["es", "en"], ["fr", "en"], ["en"], ["fr"], ["ru"], ["ar"])


def people(many: int) -> list[Standing]:
    chance = random.Random(1)
    return [
        Standing(
            f"{n}", group=chance.choice(GROUPS), levels=chance.choice(DEFENCE_LEVELS),
            took_office=date(2010, 1, 1) + timedelta(chance.randrange(4000)),
            founded=chance.randrange(1900, 2020), alphabet={"en": f"{chance.random():.6f}"},
        )
        for n in range(many)
    ]  # fmt: skip


def guests(many: int) -> tuple[Guest, ...]:
    chance = random.Random(2)
    made = []
    for n in range(many):
        party = n % max(1, many // 5)
        spoken = frozenset(LANGUAGES[party % len(LANGUAGES)])
        made.append(
            Guest(f"g{n}", f"p{party}", spoken, left_handed=chance.random() < 0.1,
                  wheelchair=n in (many // 3, many // 2))
        )  # fmt: skip
    return tuple(made)


def apart(many: int, pairs: int) -> frozenset[frozenset[str]]:
    chance = random.Random(3)
    near = [frozenset((f"g{n}", f"g{n + 1}")) for n in chance.sample(range(many - 1), pairs)]
    return frozenset(near)


def timed(what, name: str):
    began = time.perf_counter()
    done = what()
    print(f"{name:<58}{(time.perf_counter() - began) * 1000:>10.1f} ms", flush=True)
    return done


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--seats", type=int, default=600)
    many = options(parser, seats=60).seats
    standing, ladder = people(many * 1000 // 600), defence_conference()
    timed(lambda: order(standing, ladder), f"order of {len(standing)} people")
    for kind, settings in (
        ("rows", {"size": many, "per_row": 30, "aisles": [10, 20]}),
        ("dinner", {"size": many, "per_table": 10}),
    ):
        problem = Problem(build(kind, settings), guests(many), apart(many, many // 20), honour=30)
        make = in_order if kind == "rows" else at_tables
        plan = timed(lambda p=problem, m=make: m(p), f"{many} seats, {kind}")
        print(f"    faults {len(faults(problem, plan))}, compromises {len(plan.compromises)}")
        left = replace(problem, guests=tuple(g for g in problem.guests if g.key != "g5"))
        mended = timed(lambda p=left, b=plan: repair(p, b), f"one cancels, {kind}")
        print(f"    faults {len(faults(left, mended))}, moved {len(mended.moved)}")


if __name__ == "__main__":
    main()
