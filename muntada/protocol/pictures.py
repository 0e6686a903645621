"""A seat plan drawn: seats in the units of an SVG picture, and as a list."""

from dataclasses import dataclass
from typing import Any

from muntada.kit.texts import Text
from muntada.planning.seating import Plan
from muntada.protocol.models import SeatPlanVersion

SCALE, MARGIN, RADIUS = 40, 34, 16  # units a metre, around the hall, and of a seat


@dataclass(frozen=True)
class Chair:
    number: int
    x: float
    y: float
    key: str
    code: str
    name: Text
    party: Text
    function: Text
    is_moved: bool
    is_behind: bool
    table: int
    is_reached: bool
    """By a wheelchair."""

    @property
    def short(self) -> str:
        return self.code[:4]


@dataclass(frozen=True)
class Picture:
    width: float
    height: float
    chairs: list[Chair]
    tables: list[dict[str, float]]
    is_round: bool
    podium: float | None

    @property
    def shown(self) -> float:
        """Pixels across on a page: a hall is shown a little larger than its units."""
        return self.width * 1.3


def listed(version: SeatPlanVersion, plan: Plan) -> list[Chair]:
    return picture(version, plan).chairs


def picture(version: SeatPlanVersion, plan: Plan) -> Picture:
    xs = [seat.x for seat in plan.layout.seats]
    ys = [seat.y for seat in plan.layout.seats]
    left, top = min(xs), min(ys)
    people: dict[str, Any] = version.content["people"]

    def at_x(value: float) -> float:
        return round((value - left) * SCALE + MARGIN, 1)

    head = 44 if plan.layout.kind == "rows" else 0

    def at_y(value: float) -> float:
        return round((value - top) * SCALE + MARGIN + head, 1)

    chairs = []
    for seat in sorted(plan.layout.seats, key=lambda one: one.number):
        key = plan.at.get(seat.number, "")
        who = people.get(key, {})
        chairs.append(
            Chair(
                seat.number, at_x(seat.x), at_y(seat.y), key, who.get("code", ""),
                Text(who.get("name", {})), Text(who.get("party", {})),
                Text(who.get("function", {})), key in plan.moved, bool(seat.behind), seat.table,
                seat.accessible,
            )
        )  # fmt: skip
    is_round = plan.layout.kind in ("round", "dinner")
    tables = [
        {
            "n": n, "cx": at_x(x), "cy": at_y(y), "x": at_x(x - w), "y": at_y(y - d),
            "w": w * 2 * SCALE, "h": d * 2 * SCALE, "r": w * SCALE,
        }
        for n, (x, y, w, d) in enumerate(plan.layout.tables, start=1)
    ]  # fmt: skip
    width = at_x(max(xs)) + MARGIN
    return Picture(
        width, at_y(max(ys)) + MARGIN, chairs, tables, is_round, width / 2 if head else None
    )
