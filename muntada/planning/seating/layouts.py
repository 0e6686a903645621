"""Where seats stand: nine shapes of a hall, seen from above, in metres, seats by honour.

A picture has its chair or podium at the top; x grows to the right of the picture and y downwards.
Who sits at the top faces down, so the chair's right hand is on the left of the picture: the place
of honour is there. Sources: the alternation from the chair at G8 Kananaskis and the hall of the
General Assembly, begun at the right end of the front row seen from the podium (A/RES/71/323).
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from math import ceil, cos, pi, sin
from typing import Any

from muntada.planning.seating.errors import NO_SUCH_SEAT, SIZE, SeatingError

PITCH, ROW = 0.9, 1.6  # metres from seat to seat, and from row to row
MOST_SEATS = 5_000


@dataclass(frozen=True)
class Seat:
    """`number` from 1, by honour; `facing` in degrees, 0 up, clockwise; `table` from 1, or 0.

    `behind` is the number of the seat in front, for an adviser's or interpreter's chair.
    """

    number: int
    x: float
    y: float
    facing: float = 0
    table: int = 0
    row: int = 0
    accessible: bool = False
    behind: int = 0


@dataclass(frozen=True)
class Layout:
    """`seats` by honour; `beside` the pairs (left, right) of seats whose people sit elbow to elbow.

    Left and right are the hands of those who sit there.
    """

    kind: str
    seats: tuple[Seat, ...]
    beside: frozenset[tuple[int, int]] = frozenset()
    tables: tuple[tuple[float, float, float, float], ...] = field(default=())

    @cached_property
    def by_number(self) -> dict[int, Seat]:
        return {seat.number: seat for seat in self.seats}

    @cached_property
    def neighbours(self) -> dict[int, frozenset[int]]:
        found: dict[int, set[int]] = {seat.number: set() for seat in self.seats}
        for left, right in self.beside:
            found[left].add(right)
            found[right].add(left)
        return {number: frozenset(those) for number, those in found.items()}

    @cached_property
    def together(self) -> dict[int, frozenset[int]]:
        """Whom somebody on a seat sits with: the elbows, and at a dinner the whole table."""
        if self.kind != "dinner":
            return self.neighbours
        of: dict[int, set[int]] = {}
        for seat in self.seats:
            of.setdefault(seat.table, set()).add(seat.number)
        return {seat.number: frozenset(of[seat.table] - {seat.number}) for seat in self.seats}

    @cached_property
    def front(self) -> tuple[Seat, ...]:
        return tuple(seat for seat in self.seats if not seat.behind)

    @cached_property
    def left_ends(self) -> frozenset[int]:
        """Seats with nobody at the left elbow, where a left hand writes in peace."""
        taken = {right for _left, right in self.beside}
        return frozenset(seat.number for seat in self.seats if seat.number not in taken)


def _ensure(size: int, least: int = 1) -> None:
    if not least <= size <= MOST_SEATS:
        raise SeatingError(f"A hall has from {least} to {MOST_SEATS} seats, not {size}.", SIZE)


def rows(size: int, *, per_row: int, aisles: Iterable[int] = (), reached: int = 0) -> Layout:
    """A hall: the first seat is at the right end of the front row, seen from the podium.

    `aisles`: after which places of a row one walks; there nobody has a neighbour. A wheelchair
    reaches both ends of a row, in the first `reached` rows (0: in all).
    """
    _ensure(size)
    if per_row < 1:
        raise SeatingError("A row has at least one seat.")
    walked = sorted({place for place in aisles if 0 < place < per_row})
    seats, beside = [], set()
    for n in range(size):
        row, place = divmod(n, per_row)
        gap = sum(place >= aisle for aisle in walked)
        at_end = place in (0, per_row - 1) and (not reached or row < reached)
        seats.append(Seat(n + 1, place * PITCH + gap * 1.2, 2 + row * ROW, 0, 0, row + 1, at_end))
        # They face up, so who sits further along the row is at the right hand.
        if place and place not in walked:
            beside.add((n, n + 1))
    return Layout("rows", tuple(seats), frozenset(beside))


def _alternating(line: Sequence[int], centre: int, *, closed: bool = False) -> list[int]:
    """Indexes of `line` from its centre outwards: the right hand of the chair, the left, and on."""
    order, step, size = [centre], 1, len(line)
    while len(order) < size:
        for index in (centre - step, centre + step):
            if closed:
                index %= size
            if 0 <= index < size and index not in order:
                order.append(index)
        step += 1
    return order


def _along(
    kind: str, places: list[tuple[float, float, float]], *, closed: bool,
    tables: tuple[tuple[float, float, float, float], ...] = (), every_accessible: bool = True,
) -> Layout:  # fmt: skip
    """Places listed as one walks with the chair in the middle, the chair's right hand first."""
    order = _alternating(range(len(places)), (len(places) - 1) // 2, closed=closed)
    number = {index: n for n, index in enumerate(order, start=1)}
    seats = [
        Seat(number[index], x, y, facing, 1, 1, every_accessible)
        for index, (x, y, facing) in enumerate(places)
    ]
    seats.sort(key=lambda seat: seat.number)
    # Walking from the chair's right hand to the left, each next place is at the left elbow.
    steps = range(len(places) if closed and len(places) > 2 else len(places) - 1)
    beside = {(number[(i + 1) % len(places)], number[i]) for i in steps}
    return Layout(kind, tuple(seats), frozenset(beside), tables)


def round_table(size: int) -> Layout:
    """One ring; the chair at the top, then right, left, right from the chair."""
    _ensure(size, 3)
    radius = size * PITCH / (2 * pi)
    top = (size - 1) // 2
    places = []
    for index in range(size):
        turn = -pi / 2 + (index - top) * 2 * pi / size  # from the chair, to its left hand
        x, y = radius * cos(turn), radius * sin(turn)
        places.append((x, y, (turn * 180 / pi + 270) % 360))
    inner = max(radius - 0.55, 0.3)
    return _along("round", places, closed=True, tables=((0, 0, inner, inner),))


def hollow_square(size: int) -> Layout:
    """Four sides as equal as can be, the chair in the middle of the top one."""
    _ensure(size, 4)
    top = max(1, ceil(size / 4))
    top += 1 - top % 2 if size - top - 1 >= 3 else 0  # an odd side has a middle
    rest = size - top
    side = rest // 3
    bottom = rest - 2 * side
    wide, deep = max(top, bottom) * PITCH + 1.2, max(side, 1) * PITCH + 1.2
    places = _lined(top, -wide / 2, wide / 2, lambda at: (at, -deep / 2 - 0.6, 180.0))
    left = _lined(side, -deep / 2, deep / 2, lambda at: (-wide / 2 - 0.6, at, 90.0))
    right = _lined(side, -deep / 2, deep / 2, lambda at: (wide / 2 + 0.6, at, 270.0))
    foot = _lined(bottom, -wide / 2, wide / 2, lambda at: (at, deep / 2 + 0.6, 0.0))
    # One walk round: begin opposite the chair, so that the chair is in its middle.
    half = (bottom + 1) // 2
    walk = [*foot[:half][::-1], *left[::-1], *places, *right, *foot[half:][::-1]]
    chair = half + side + (top - 1) // 2
    shift = chair - (size - 1) // 2
    walk = [*walk[shift:], *walk[:shift]] if shift > 0 else walk[shift:] + walk[:shift]
    return _along("square", walk, closed=True, tables=_frame(wide, deep))


def u_shape(size: int) -> Layout:
    """A head and two arms, open at the foot; the chair in the middle of the head."""
    _ensure(size, 3)
    top = max(1, size // 3)
    arms = size - top
    if arms % 2:
        top, arms = top + 1, arms - 1
    side = arms // 2
    wide, deep = top * PITCH + 1.2, max(side, 1) * PITCH + 0.6
    head = _lined(top, -wide / 2, wide / 2, lambda at: (at, -0.6, 180.0))
    left = _lined(side, 0, deep, lambda at: (-wide / 2 - 0.6, at, 90.0))
    right = _lined(side, 0, deep, lambda at: (wide / 2 + 0.6, at, 270.0))
    tables = _frame(wide, 2 * deep)[:1] + _frame(wide, deep)[1:3]
    moved = [(tables[0][0], 0.15, tables[0][2], tables[0][3])]
    moved += [(x, deep / 2, w, d) for x, _y, w, d in tables[1:]]
    return _along("u", [*left[::-1], *head, *right], closed=False, tables=tuple(moved))


def head_table(size: int) -> Layout:
    """One line facing the hall, from its middle: right, left, right."""
    _ensure(size)
    places = _lined(size, 0, size * PITCH, lambda at: (at, 0.0, 180.0))
    table = (size * PITCH / 2, 0.75, size * PITCH / 2, 0.3)
    return _along("head", places, closed=False, tables=(table,))


def family_photo(size: int, *, per_row: int) -> Layout:
    """The host in the middle of the front row, then right and left; the rows behind in turn."""
    _ensure(size)
    if per_row < 1:
        raise SeatingError("A row has at least one place.")
    seats: list[Seat] = []
    beside: set[tuple[int, int]] = set()
    for row in range(ceil(size / per_row)):
        first = row * per_row
        here = min(per_row, size - first)
        order = _alternating(range(here), (here - 1) // 2)
        number = {index: first + n for n, index in enumerate(order, start=1)}
        # The front row is nearest the camera, at the foot of the picture.
        y = (ceil(size / per_row) - row) * ROW
        for index in range(here):
            x = (index - (here - 1) / 2) * PITCH
            seats.append(Seat(number[index], x, y, 180, 0, row + 1, row == 0))
            if index:
                beside.add((number[index], number[index - 1]))
    return Layout("photo", tuple(sorted(seats, key=lambda one: one.number)), frozenset(beside))


def two_sides(each: int) -> Layout:
    """Two delegations face to face, heads in the middle; odd numbers on one side, even opposite.

    Seats 1 and 2 are the heads; 3 sits at the right of 1, and 4 at the right of 2.
    """
    _ensure(each)
    length = each * PITCH
    seats: list[Seat] = []
    beside: set[tuple[int, int]] = set()
    for side, (y, facing, hand) in enumerate(((-0.9, 180.0, 1), (0.9, 0.0, -1)), start=1):
        order = _alternating(range(each), (each - 1) // 2)
        number = {index: 2 * (n - 1) + side for n, index in enumerate(order, start=1)}
        for index in range(each):
            x = hand * (index - (each - 1) / 2) * PITCH
            seats.append(Seat(number[index], x, y, facing, side, side, True))
            if index:  # walking from the right hand of that side to its left
                beside.add((number[index], number[index - 1]))
    seats.sort(key=lambda seat: seat.number)
    return Layout("sides", tuple(seats), frozenset(beside), ((0, 0, length / 2, 0.45),))


def dinner(sizes: Sequence[int]) -> Layout:
    """Round tables of these sizes, the first nearest the top; seat 1 of each is its host's."""
    _ensure(sum(sizes))
    if any(size < 2 for size in sizes):
        raise SeatingError("A table has at least two seats.")
    across = ceil(len(sizes) ** 0.5 * 1.25)
    widest = max(sizes) * PITCH / pi + 2.6
    seats: list[Seat] = []
    beside: set[tuple[int, int]] = set()
    tables = []
    for n, size in enumerate(sizes):
        x, y = (n % across) * widest, (n // across) * widest
        ring = round_table(size) if size > 2 else two_sides(1)
        first = len(seats)
        seats += [
            replace(seat, number=first + seat.number, x=x + seat.x, y=y + seat.y, table=n + 1)
            for seat in ring.seats
        ]
        beside |= {(first + left, first + right) for left, right in ring.beside}
        if size == 2:
            beside.add((first + 1, first + 2))
        inner = max(size * PITCH / (2 * pi) - 0.55, 0.35)
        tables.append((x, y, inner, inner))
    return Layout("dinner", tuple(seats), frozenset(beside), tuple(tables))


def with_chairs_behind(layout: Layout, each: int = 1) -> Layout:
    """The same hall with chairs behind every seat, for interpreters and advisers."""
    if each < 1:
        return layout
    number = max(layout.by_number) + 1
    added = []
    for seat in layout.front:
        turn = seat.facing * pi / 180
        for step in range(1, each + 1):
            x, y = seat.x - sin(turn) * 0.75 * step, seat.y + cos(turn) * 0.75 * step
            added.append(
                replace(seat, number=number, x=x, y=y, behind=seat.number, accessible=False)
            )
            number += 1
    return replace(layout, seats=(*layout.seats, *added))


def _lined[T](size: int, first: float, last: float, at: Callable[[float], T]) -> list[T]:
    """`size` places spread evenly between two ends."""
    step = (last - first) / size
    return [at(first + step * (n + 0.5)) for n in range(size)]


def _frame(wide: float, deep: float) -> tuple[tuple[float, float, float, float], ...]:
    """Four tables as (x, y of the middle, half width, half depth)."""
    return (
        (0, -deep / 2, wide / 2, 0.25), (-wide / 2, 0, 0.25, deep / 2),
        (wide / 2, 0, 0.25, deep / 2), (0, deep / 2, wide / 2, 0.25),
    )  # fmt: skip


def build(kind: str, settings: dict[str, Any]) -> Layout:
    """The layout a stored plan describes. Raises SeatingError for a shape that is not known."""
    size = int(settings.get("size", 0))
    shapes: dict[str, Callable[[], Layout]] = {
        "rows": lambda: rows(
            size, per_row=int(settings.get("per_row", 20)), aisles=settings.get("aisles", ())
        ),
        "square": lambda: hollow_square(size),
        "round": lambda: round_table(size),
        "u": lambda: u_shape(size),
        "sides": lambda: two_sides(ceil(size / 2)),
        "head": lambda: head_table(size),
        "photo": lambda: family_photo(size, per_row=int(settings.get("per_row", 20))),
        "dinner": lambda: dinner(even_tables(size, int(settings.get("per_table", 10)))),
    }
    if kind not in shapes:
        raise SeatingError(f"“{kind}” is not a shape of a hall. Known: {', '.join(shapes)}.")
    made = shapes[kind]()
    if reached := frozenset(settings.get("accessible", ())):
        made = reached_at(made, reached)
    return with_chairs_behind(made, int(settings.get("behind", 0)))


def reached_at(layout: Layout, numbers: frozenset[int]) -> Layout:
    """The same hall where a wheelchair reaches these seats and no others."""
    unknown = sorted(numbers - set(layout.by_number))
    if unknown:
        said = f"There is no seat {unknown[0]} to be reached with a wheelchair."
        raise SeatingError(said, NO_SUCH_SEAT)
    seats = tuple(replace(seat, accessible=seat.number in numbers) for seat in layout.seats)
    return replace(layout, seats=seats)


def even_tables(size: int, per_table: int) -> list[int]:
    """As many tables as needed, none larger than `per_table`, as equal as can be."""
    if per_table < 2:
        raise SeatingError("A table has at least two seats.")
    many = max(1, ceil(size / per_table))
    least, over = divmod(size, many)
    return [least + (n < over) for n in range(many)]
