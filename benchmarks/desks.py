"""Desks of a given size, the same for the same seed: a few principals are asked by everybody."""

import random
from dataclasses import dataclass
from datetime import datetime, timedelta

from muntada.planning.meetings.problem import (
    Apart,
    Interpreter,
    Party,
    Principal,
    Problem,
    Request,
    Room,
    Walk,
    Window,
)

FIRST = datetime.fromisoformat("2027-02-18")
LANGUAGES = (("ar", "en"), ("en", "ru"), ("en", "fr"), ("en", "zh"), ("en", "es"))


@dataclass(frozen=True)
class Size:
    """`principals` meet; `ministers` of them are of the second level."""

    name: str
    parties: int
    principals: int
    ministers: int
    requests: int
    days: int
    rooms: int
    interpreters: int


TINY = Size("tiny", 20, 20, 6, 30, 2, 3, 3)
SEED = Size("seed", 110, 110, 35, 300, 2, 7, 5)
MUNICH = Size("Munich", 150, 260, 110, 2000, 3, 24, 18)
LARGE = Size("large", 200, 600, 250, 5000, 3, 60, 45)


def desk(size: Size, seed: int = 1) -> Problem:
    made = random.Random(seed)
    parties = tuple(
        Party(f"p{i}", f"State {i + 1}", made.choice((None, None, 8, 10, 12)))
        for i in range(size.parties)
    )
    principals = tuple(_principal(made, i, size) for i in range(size.principals))
    interpreters = tuple(_interpreter(i, size) for i in range(size.interpreters))
    far = made.sample([party.key for party in parties[10:]], 6)
    apart = tuple(Apart(far[i], far[i + 1]) for i in (0, 2, 4))
    return Problem(
        parties=parties,
        principals=principals,
        requests=_requests(made, size, principals, apart),
        rooms=tuple(_room(i, size) for i in range(size.rooms)),
        interpreters=interpreters,
        apart=apart,
        walks=(
            Walk("Palace", "Hotel", 10),
            Walk("Hotel", "Pavilion", 5),
            Walk("Palace", "Pavilion", 10),
        ),
    )


def _day(day: int, start: float, end: float) -> Window:
    midnight = FIRST + timedelta(days=day)
    return Window(midnight + timedelta(hours=start), midnight + timedelta(hours=end))


def _principal(made: random.Random, i: int, size: Size) -> Principal:
    """Free between sessions, prayers and meals; some arrive late, some leave early."""
    minister = i < size.ministers
    arrives, leaves = made.choice((0, 0, 0, 4)), made.choice((0, 0, 0, 3))
    free: list[Window] = []
    for day in range(size.days):
        hours = [(9.0, 10.5), (11.0, 12.25), (13.75, 15.25), (15.75, 18.5)]
        for start, end in hours:
            if made.random() < (0.25 if minister else 0.15):
                continue  # speaks in a session
            late = start < 9 + arrives and day == 0
            early = end > 18.5 - leaves and day == size.days - 1
            if not late and not early:
                free.append(_day(day, start, end))
    name = f"{'The Minister' if minister else 'The representative'} of State {i % size.parties + 1}"
    return Principal(
        f"n{i}",
        name,
        f"p{i % size.parties}",
        tuple(free) or (_day(0, 9, 12),),
        2 if minister else 1,
    )


def _room(i: int, size: Size) -> Room:
    zone = ("Palace", "Hotel", "Pavilion")[i % 3]
    high = i % 3 == 0 or i == 1
    free = tuple(_day(day, 9, 18.5) for day in range(size.days))
    return Room(
        f"r{i}", f"{zone} {i // 3 + 1}", 16 if high else 10, free, zone, 2 if high else 1, 5
    )


def _interpreter(i: int, size: Size) -> Interpreter:
    pairs = LANGUAGES[i % 5], LANGUAGES[(i + 1 + i // 5) % 5]
    free = tuple(_day(day, 9, 18.5) for day in range(size.days))
    return Interpreter(f"i{i}", f"Interpreter {i + 1}", pairs, free)


def _requests(
    made: random.Random, size: Size, principals: tuple[Principal, ...], apart: tuple[Apart, ...]
) -> tuple[Request, ...]:
    """Popularity falls with the place in the list, as one over its root."""
    weights = [1 / (1 + i) ** 0.55 for i in range(len(principals))]
    kept = {frozenset((pair.one, pair.other)) for pair in apart}
    pairs: dict[frozenset[str], tuple[Principal, Principal]] = {}
    while len(pairs) < size.requests:
        one, other = made.choices(principals, weights, k=2)
        parties = frozenset((one.party, other.party))
        if len(parties) < 2 or parties in kept:
            continue
        if one.level == other.level or made.random() < 0.15:
            pairs.setdefault(frozenset((one.key, other.key)), (one, other))
    return tuple(
        _request(made, i, one, other, size) for i, (one, other) in enumerate(pairs.values())
    )


def _request(made: random.Random, i: int, one: Principal, other: Principal, size: Size) -> Request:
    allowed: tuple[Window, ...] = ()
    if made.random() < 0.15:
        day = made.randrange(size.days)
        allowed = (_day(day, *made.choice(((9, 13), (13, 18.5), (9, 18.5)))),)
    return Request(
        f"q{i}",
        (one.key, other.key),
        minutes=made.choice((30, 30, 30, 30, 45, 60)),
        priority=made.choices((1, 2, 3), (1, 6, 3))[0],
        weight=made.choice((1, 2, 2, 3, 3, 4, 5)),
        level=min(one.level, other.level),
        people=made.choice((4, 6, 8, 10)),
        asked=i,
        languages=made.choice(LANGUAGES) if made.random() < 0.4 else None,
        allowed=allowed,
    )
