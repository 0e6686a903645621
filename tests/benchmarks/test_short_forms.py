"""Every benchmark runs: its short form prints its figures, ends with 0 and leaves nothing."""

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from tests.benchmarks import marked
from tools.processes import ROOT

pytestmark = pytest.mark.benchmark
NUMBER = r"\d[\d.,]*"
WAITS = r"durability: SQLite, synchronous FULL$"
FIGURES = {
    "badges": [rf"a6 +batch +{NUMBER} s .* 6 pages", rf"card +batch +{NUMBER} s .* 6 pages"],
    "bilaterals": [r"planned +\d+ +\d+", r"OPTIMAL|FEASIBLE", r"made here .* OPTIMAL"],
    "claims": [rf"recall {NUMBER}, precision {NUMBER}"],
    "cures": [
        rf"20 left-out requests.* {NUMBER} s of CPU",
        r"said \d+ times, false 0",
        r"enough: 0$",
    ],
    "floor": [WAITS, rf"begin +reached +{NUMBER} %", rf"{NUMBER} requests a second"],
    "gate_page": [
        WAITS,
        rf"with the house .* median {NUMBER} ms",
        rf"without a network .* {NUMBER}",
    ],
    "gates": [WAITS, rf"scans a second +{NUMBER}", r"1 row", r"^ +lost +0 ", r"as the recount"],
    "imports": [WAITS, rf"whole import.* {NUMBER} people/s", rf"peer: .* {NUMBER} people/s"],
    "pages": [WAITS, rf"programme.* 2 +{NUMBER} .*\[200\]", rf"board .* 2 +{NUMBER} .*\[200\]"],
    "protocol": [rf"order of 100 people +{NUMBER} ms", rf"one cancels, dinner +{NUMBER} ms"],
    "release": [WAITS, rf"median {NUMBER} ms", r"early: \[\]; never: \[\]"],
    "rounds": [r"made here +– +\d+ +OPTIMAL", rf"together +{NUMBER}"],
}


@pytest.fixture
def folder():
    """A short name: Chromium puts a socket there, and the path of a socket has a limit."""
    with tempfile.TemporaryDirectory(prefix="mb-", dir="/tmp") as made:
        yield Path(made)


def environment(folder, mark: str) -> dict[str, str]:
    mine = {key: said for key, said in os.environ.items() if not key.startswith("MUNTADA_")}
    for name in ("DATABASE_URL", "DJANGO_SETTINGS_MODULE"):
        mine.pop(name, None)
    return {**mine, "TMPDIR": str(folder), marked.NAME: mark}


def test_no_benchmark_is_without_a_short_form_that_is_tested():
    commands = {
        one.stem for one in (ROOT / "benchmarks").glob("*.py") if "argparse" in one.read_text()
    }
    assert commands - {"house"} == set(FIGURES)


@pytest.mark.parametrize("name", sorted(FIGURES))
def test_its_short_form_prints_its_figures_and_leaves_nothing_behind(name, folder):
    mark = marked.mark()
    done = subprocess.run(
        [sys.executable, "-m", f"benchmarks.{name}", "--short"],
        cwd=ROOT, env=environment(folder, mark), capture_output=True, text=True, timeout=300,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    missing = [one for one in FIGURES[name] if not re.search(one, done.stdout, re.MULTILINE)]
    assert not missing, done.stdout
    assert marked.left_over(mark, 5) == []
    assert [one.name for one in folder.iterdir()] == []
