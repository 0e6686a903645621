"""The world map: a path for each state by its M49 code, and where a place lies on the paper."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from math import asin, cos, radians, sin, sqrt
from pathlib import Path
from types import MappingProxyType

DATA = Path(__file__).parent / "data" / "world.json"

# Bojan Šavrič, Tom Patterson and Bernhard Jenny, "The Equal Earth map projection", International
# Journal of Geographical Information Science 33 (2019), 454-465, doi:10.1080/13658816.2018.1504949.
_A1, _A2, _A3, _A4 = 1.340264, -0.081106, 0.000893, 0.003796
_M = sqrt(3) / 2


def equal_earth(lat: float, lon: float) -> tuple[float, float]:
    """The forward equations of that paper: degrees in; x east and y north out, for radius 1."""
    theta = asin(_M * sin(radians(lat)))
    square = theta * theta
    sixth = square**3
    slope = _A1 + 3 * _A2 * square + sixth * (7 * _A3 + 9 * _A4 * square)
    x = radians(lon) * cos(theta) / (_M * slope)
    y = theta * (_A1 + _A2 * square + sixth * (_A3 + _A4 * square))
    return x, y


@dataclass(frozen=True, slots=True)
class WorldMap:
    """Paths in pixels of a picture `width` by `height`, y downwards, as `<path d>` wants them.

    `shapes` has the states large enough to draw; `small` those that want a dot, drawn or not;
    `centres` a point for a dot or a label of every state; `land` all other land in one path;
    `graticule` the edge of the picture, to be drawn first as the sea.
    """

    width: int
    height: int
    shapes: Mapping[str, str]
    land: str
    graticule: str
    small: frozenset[str]
    centres: Mapping[str, tuple[float, float]]
    central_meridian: float
    scale: float
    translate: tuple[float, float]
    south: float

    def project(self, lat: float, lon: float) -> tuple[float, float]:
        """Where the place lies on the paper; south of `south` that is below its lower edge."""
        turned = (lon - self.central_meridian + 180) % 360 - 180
        x, y = equal_earth(lat, turned)
        return self.translate[0] + self.scale * x, self.translate[1] - self.scale * y


@cache
def load() -> WorldMap:
    """The map of the house, read once."""
    data = json.loads(DATA.read_text("utf-8"))
    projection = data["projection"]
    east, south = projection["translate"]
    return WorldMap(
        width=data["width"],
        height=data["height"],
        shapes=MappingProxyType(data["shapes"]),
        land=data["land"],
        graticule=data["graticule"],
        small=frozenset(data["small"]),
        centres=MappingProxyType({code: (x, y) for code, (x, y) in data["centres"].items()}),
        central_meridian=projection["central_meridian"],
        scale=projection["scale"],
        translate=(east, south),
        south=projection["south"],
    )


def project(lat: float, lon: float) -> tuple[float, float]:
    """Where a place lies on the map of the house, in its pixels."""
    return load().project(lat, lon)
