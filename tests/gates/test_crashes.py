"""Server and gates killed in the middle of their work: one round; `benchmarks` does a hundred."""

import subprocess
import sys
from pathlib import Path

from django.db import connection

ROOT = Path(__file__).resolve().parents[2]


def test_killed_in_the_middle_nothing_is_lost_and_nobody_is_counted_twice():
    """The recount reads the gates' own logs; it ends with 1 where the register says otherwise."""
    command = [
        sys.executable, "-m", "benchmarks.gates", "--database", connection.vendor,
        "--only", "crashes", "--rounds", "1", "--round-seconds", "1",
    ]  # fmt: skip
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stdout + done.stderr
    figures = done.stdout.partition("durability")[2].splitlines()[1:]
    said = {line[:40].strip(): line[40:].split()[0] for line in figures}
    assert said["server killed"] == "1"
    assert int(said["decided alone"]) > 0
    assert said["lost"] == said["counted twice"] == said["two admissions unsaid"] == "0"
