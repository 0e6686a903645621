"""Habits of the house that a machine can check: each was once only written down."""

import ast
import re
import tomllib
from pathlib import Path

import pytest

import muntada

ROOT = Path(muntada.__file__).parent
HOUSE = ROOT.parent
# Doors: what answers a request, a task or a command reads the clock and passes `at` on.
DOORS = re.compile(
    r"(^|/)(views|tasks|api|cli|live)(\.py|/)|^website/\w+\.py|^website/demo/|^kit/outbox\.py"
)
CLOCKS = {("timezone", "now"), ("datetime", "now"), ("date", "today"), ("time", "time")}
LONGEST = 350
# Longer than a file may be, and why; none may grow.
LONG = {
    "website/demo/words.py": (700, "words of the demo in every language, a table"),
    "planning/meetings/solve.py": (356, "one search, to be parted into incumbent, bound, stages"),
}


def files() -> list[tuple[str, str]]:
    return [
        (str(path.relative_to(ROOT)), path.read_text(encoding="utf-8"))
        for path in sorted(ROOT.rglob("*.py"))
        if "migrations" not in path.parts
    ]


def clocks_read(source: str) -> list[int]:
    return [
        call.lineno
        for call in ast.walk(ast.parse(source))
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Attribute)
        and isinstance(call.func.value, ast.Name)
        and (call.func.value.id, call.func.attr) in CLOCKS
    ]


def test_the_clock_is_read_at_the_door_and_nowhere_else():
    assert [
        f"{name}:{line}"
        for name, source in files()
        if not DOORS.search(name)
        for line in clocks_read(source)
    ] == []


@pytest.mark.parametrize(
    "source", ["timezone.now()", "x = datetime.now(UTC)", "def f(at=date.today()): ..."]
)
def test_a_clock_read_elsewhere_would_be_found(source):
    assert clocks_read(source) == [1]
    assert not DOORS.search("press/actions/statements.py")


def test_no_file_is_too_long_to_be_read_at_one_sitting():
    lengths = {name: source.count("\n") for name, source in files()}
    assert {
        name: lines for name, lines in lengths.items() if lines > LONG.get(name, (LONGEST, ""))[0]
    } == {}
    assert [name for name in LONG if lengths.get(name, 0) <= LONGEST] == []  # no longer needed


def test_the_page_of_the_house_and_the_river_agree():
    """ARCHITECTURE names the chapters from the top down as import-linter holds them."""
    contracts = tomllib.loads((HOUSE / "pyproject.toml").read_text())["tool"]["importlinter"]
    [river] = [one for one in contracts["contracts"] if one["type"] == "layers"]
    layers = [[name.strip() for name in layer.split("|")] for layer in river["layers"]]
    page = (HOUSE / "ARCHITECTURE.md").read_text(encoding="utf-8")
    told = re.findall(r"^    (\w+) {2,}\S", page.split("\n## ")[0], re.MULTILINE)
    level = {name: n for n, layer in enumerate(layers) for name in layer}
    assert set(told) == set(level)
    assert [level[name] for name in told] == sorted(level.values())
    packages = {path.parent.name for path in ROOT.glob("*/__init__.py")}
    assert packages == set(level)
