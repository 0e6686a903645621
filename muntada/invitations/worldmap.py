"""The replies on a map: each state invited in the colour and pattern of its answer."""

from collections.abc import Iterable
from dataclasses import dataclass

from muntada.invitations.models import Invitation
from muntada.invitations.queries import MARKS
from muntada.kit import worldmap
from muntada.kit.languages import colon, current


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


def drawn(invitations: Iterable[Invitation]) -> Drawn:
    """States invited as shapes; those too small to be seen as dots; the rest as plain land."""
    world = worldmap.load()
    answers = {one.party.m49: one for one in invitations if one.party.m49}
    shapes = [
        Shape(path, _mark(answers[code]), _title(answers[code]))
        if code in answers and code not in world.small
        else Shape(path, "", "")
        for code, path in world.shapes.items()
    ]
    dots = [
        Dot(*world.centres[code], _mark(one), _title(one))
        for code, one in answers.items()
        if code in world.centres and (code in world.small or code not in world.shapes)
    ]
    return Drawn(world.width, world.height, world.land, world.graticule, shapes, dots)


def _mark(invitation: Invitation) -> str:
    return f"m-{MARKS[invitation.answer] or 'none'}"


def _title(invitation: Invitation) -> str:
    return f"{invitation.party}{colon(current())}{invitation.get_answer_display()}"
