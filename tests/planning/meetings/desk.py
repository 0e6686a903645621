"""A small desk: two ministers a side, two rooms, one interpreter, one morning."""

from datetime import datetime, timedelta

from muntada.planning.meetings.problem import (
    Interpreter,
    Party,
    Principal,
    Problem,
    Request,
    Room,
    Window,
)

THURSDAY = datetime.fromisoformat("2027-02-18")


def at(said: str, day: int = 0) -> datetime:
    """`09:30` on the first day, or on a later one."""
    hour, minute = said.split(":")
    return THURSDAY + timedelta(days=day, hours=int(hour), minutes=int(minute))


def between(start: str, end: str, day: int = 0) -> Window:
    return Window(at(start, day), at(end, day))


MORNING = (between("09:00", "12:00"),)


def principal(party: str, free: tuple[Window, ...] = MORNING, level: int = 2) -> Principal:
    return Principal(f"{party}-minister", f"The Minister of {party}", party, free, level)


def room(key: str, free: tuple[Window, ...] = MORNING, **more: object) -> Room:
    return Room(key, f"Room {key}", 12, free, **{"level": 3, "turnaround": 5} | more)  # type: ignore[arg-type]


def interpreter(key: str, *pairs: tuple[str, str], **more: object) -> Interpreter:
    return Interpreter(key, f"Interpreter {key}", pairs, MORNING, **more)  # type: ignore[arg-type]


def request(one: str, other: str, **more: object) -> Request:
    said = {"key": f"{one}–{other}", "level": 2} | more
    return Request(principals=(f"{one}-minister", f"{other}-minister"), **said)  # type: ignore[arg-type]


def desk(*requests: Request, **more: object) -> Problem:
    """A problem of these requests; every party named in them has a minister free all morning."""
    names = sorted({who.removesuffix("-minister") for r in requests for who in r.principals})
    said: dict[str, object] = {
        "parties": tuple(Party(name, name) for name in names),
        "principals": tuple(principal(name) for name in names),
        "requests": requests,
        "rooms": (room("A"),),
    }
    return Problem(**said | more)  # type: ignore[arg-type]
