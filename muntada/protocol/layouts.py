"""The hall of a seat plan as the planner draws it."""

from typing import Any

from muntada.planning.seating import Layout, build
from muntada.protocol import rules
from muntada.protocol.models import SeatPlan


def settings_of(plan: SeatPlan) -> dict[str, Any]:
    return {
        "shape": plan.shape, "size": plan.size, "per_row": plan.per_row,
        "per_table": plan.per_row, "behind": plan.behind,
        "accessible": rules.numbers_in(plan.accessible) or [],
        "aisles": rules.numbers_in(plan.aisles) or [],
    }  # fmt: skip


def layout_of(settings: dict[str, Any]) -> Layout:
    return build(settings["shape"], settings)
