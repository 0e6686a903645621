import json
import re
from math import cos, radians

import pytest

from muntada.kit.worldmap import DATA, equal_earth, load, project

Box = tuple[float, float, float, float]
_COMMAND = re.compile(r"([Mlz])([^Mlz]*)")
_NUMBER = re.compile(r"-?(?:\d+(?:\.\d)?|\.\d)")


def rings(path: str) -> list[list[tuple[float, float]]]:
    """The rings of a path written with M, l and z alone."""
    assert "".join("".join(part) for part in _COMMAND.findall(path)) == path
    found: list[list[tuple[float, float]]] = []
    for command, rest in _COMMAND.findall(path):
        numbers = [float(number) for number in _NUMBER.findall(rest)]
        assert len(numbers) % 2 == 0
        pairs = list(zip(numbers[::2], numbers[1::2], strict=True))
        if command == "M":
            found.append([pairs[0]])
        for dx, dy in pairs if command == "l" else ():
            x, y = found[-1][-1]
            found[-1].append((x + dx, y + dy))
    return found


def box(path: str) -> Box:
    points = [point for ring in rings(path) for point in ring]
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return min(xs), min(ys), max(xs), max(ys)


def inside(point: tuple[float, float], path: str) -> bool:
    x, y = point
    odd = False
    for ring in rings(path):
        for (ax, ay), (bx, by) in zip(ring, [*ring[1:], ring[0]], strict=True):
            if (ay > y) != (by > y) and x < (bx - ax) * (y - ay) / (by - ay) + ax:
                odd = not odd
    return odd


def test_map_holds_the_states_and_stays_light():
    world = load()
    assert len(world.shapes) >= 170
    assert len(world.centres) == 195
    assert all(re.fullmatch(r"\d{3}", code) for code in world.centres)
    assert set(world.shapes) | world.small == set(world.centres)
    assert {"336", "520", "798"} <= world.small
    assert {"818", "643", "076", "554"}.isdisjoint(world.small)
    assert "010" not in world.shapes
    assert DATA.stat().st_size <= 130_000


def test_map_is_read_once():
    assert load() is load()


@pytest.mark.parametrize(
    ("code", "lat", "lon"),
    [
        ("818", 30.04, 31.24),  # Cairo
        ("643", 55.75, 37.62),  # Moscow
        ("643", 66.16, -169.81),  # Uelen, beyond the 180th meridian
        ("076", -15.79, -47.88),  # Brasília
        ("554", -41.29, 174.78),  # Wellington
        ("840", 38.90, -77.04),  # Washington
        ("360", -6.2, 106.85),  # Jakarta
    ],
)
def test_capital_falls_within_the_box_of_its_country(code, lat, lon):
    x, y = project(lat, lon)
    left, top, right, bottom = box(load().shapes[code])
    assert left - 0.5 <= x <= right + 0.5
    assert top - 0.5 <= y <= bottom + 0.5


@pytest.mark.parametrize(
    ("code", "lat", "lon"),
    [
        ("024", -12.4, 16.9),  # Kuito
        ("076", -15.8, -47.9),
        ("104", 21.9, 96.1),  # Mandalay
        ("156", 34.3, 108.9),  # Xi'an
        ("276", 51.3, 9.5),  # Kassel
        ("398", 49.8, 73.1),  # Karaganda
        ("643", 55.0, 82.9),  # Novosibirsk
        ("643", 67.5, -176.0),  # Chukotka, beyond the 180th meridian
        ("804", 50.45, 30.5),  # Kyiv
        ("840", 39.1, -94.6),  # Kansas City
        ("894", -15.4, 28.3),  # Lusaka
    ],
)
def test_inland_city_falls_inside_its_country_alone(code, lat, lon):
    world = load()
    at = project(lat, lon)
    assert [other for other, path in world.shapes.items() if inside(at, path)] == [code]
    assert not inside(at, world.land)


def test_everything_lies_on_the_paper():
    world = load()
    paths = [*world.shapes.values(), world.land, world.graticule]
    for left, top, right, bottom in map(box, paths):
        assert left >= 0
        assert top >= 0
        assert right <= world.width
        assert bottom <= world.height
    for at in world.centres.values():
        assert inside(at, world.graticule)


def test_centre_of_a_large_state_lies_inside_it():
    world = load()
    for code in set(world.shapes) - world.small:
        assert inside(world.centres[code], world.shapes[code]), code


def test_projection_is_symmetric():
    for lat, lon in ((0, 0), (12.5, 40), (45, 120), (80, 179)):
        x, y = equal_earth(lat, lon)
        assert equal_earth(-lat, lon) == pytest.approx((x, -y))
        assert equal_earth(lat, -lon) == pytest.approx((-x, y))
    world = load()
    meridian = world.central_meridian
    for lat in (-50, -10, 0, 33, 71):
        west, y = project(lat, meridian - 70)
        east, same = project(lat, meridian + 70)
        assert (west + east) / 2 == pytest.approx(world.width / 2)
        assert y == pytest.approx(same)


def test_projection_has_the_published_measures():
    # The paper's own: the map is 2.05458 times as wide as high, its poles 0.59247 of the equator.
    width, height = equal_earth(0, 180)[0], equal_earth(90, 0)[1]
    assert width / height == pytest.approx(2.05458, abs=1e-5)
    assert equal_earth(90, 180)[0] / width == pytest.approx(0.59247, abs=1e-5)


def test_projection_keeps_areas_equal():
    def cell(lat: float, lon: float, step: float = 0.01) -> float:
        x0, y0 = equal_earth(lat, lon)
        x1, y1 = equal_earth(lat, lon + step)
        x2, y2 = equal_earth(lat + step, lon)
        return abs((x1 - x0) * (y2 - y0) - (x2 - x0) * (y1 - y0))

    for lat in (0, 30, 60, 80):
        assert cell(lat, 50) / cos(radians(lat)) == pytest.approx(cell(0, 0), rel=2e-3)


def test_longitudes_turn_round():
    assert project(10, 190) == pytest.approx(project(10, -170))
    assert project(10, -371) == pytest.approx(project(10, -11))


def test_file_is_what_the_page_expects():
    data = json.loads(DATA.read_text("utf-8"))
    assert data["projection"]["name"] == "Equal Earth"
    assert data["width"] == 960
