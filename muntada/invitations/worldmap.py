"""The replies on a map: each state invited in the colour and pattern of its answer."""

from collections.abc import Iterable
from dataclasses import dataclass

from muntada.invitations.models import Invitation
from muntada.invitations.queries import MARKS

try:
    from muntada.kit import worldmap
except ImportError:  # TEMPORARY until the outlines of the world are there
    worldmap = None  # type: ignore[assignment]


@dataclass(frozen=True)
class Shape:
    path: str
    mark: str
    title: str


@dataclass(frozen=True)
class Dot:
    x: float
    y: float
    mark: str
    title: str


@dataclass(frozen=True)
class Drawn:
    width: float
    height: float
    land: str
    outline: str
    shapes: list[Shape]
    dots: list[Dot]


def drawn(invitations: Iterable[Invitation]) -> Drawn | None:
    """States invited as shapes; those too small to have one as dots; the rest as plain land."""
    if worldmap is None:
        return None
    world = worldmap.load()
    answers = {one.party.m49: one for one in invitations if one.party.m49}
    shapes, dots = [], []
    for code, path in world.shapes.items():
        invitation = answers.pop(code, None)
        mark = f"m-{MARKS[invitation.answer] or 'none'}" if invitation else ""
        shapes.append(Shape(path, mark, _title(invitation) if invitation else ""))
    for invitation in answers.values():
        party = invitation.party
        if party.lat is not None and party.lon is not None:
            x, y = worldmap.project(party.lat, party.lon)
            mark = f"m-{MARKS[invitation.answer] or 'none'}"
            dots.append(Dot(round(x, 1), round(y, 1), mark, _title(invitation)))
    return Drawn(world.width, world.height, world.land, world.graticule, shapes, dots)


def _title(invitation: Invitation) -> str:
    return f"{invitation.party}: {invitation.get_answer_display()}"
