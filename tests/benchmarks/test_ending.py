"""However a tool ends, nothing that it started goes on: stopped, interrupted, killed, failed."""

import os
import re
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.benchmarks import marked
from tests.benchmarks.test_short_forms import environment
from tools import postgresql, processes
from tools.processes import ROOT

pytestmark = pytest.mark.benchmark
PATIENCE = 40


def begin(words: list[str], tmp_path, until: str) -> tuple[str, "subprocess.Popen[str]"]:
    """Started, and in the middle of its work."""
    mark = marked.mark()
    process = subprocess.Popen(
        [sys.executable, *words], cwd=ROOT, env=environment(tmp_path, mark), text=True,
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, start_new_session=True,
    )  # fmt: skip
    assert process.stdout
    for line in process.stdout:
        if until in line:
            return mark, process
    raise AssertionError("it ended before it was stopped")


CLUSTER = re.compile(r"-D (/tmp/muntada-pg-\w+)/data")
GATES = ["-m", "benchmarks.gates", "--database", "postgresql", "--people", "20",
         "--only", "speed", "--seconds", "60"]  # fmt: skip


@pytest.mark.parametrize("stopped_by", [signal.SIGTERM, signal.SIGINT, signal.SIGKILL])
def test_gates_on_postgresql_end_with_their_cluster_server_and_clients(stopped_by, tmp_path):
    mark, process = begin(GATES, tmp_path, until="durability")
    [cluster] = {Path(found[1]) for one in marked.running(mark) if (found := CLUSTER.search(one))}
    process.send_signal(stopped_by)
    assert process.wait(PATIENCE) != 0
    assert marked.left_over(mark, PATIENCE) == []
    if stopped_by == signal.SIGKILL:  # nobody is left to clear it away
        shutil.rmtree(cluster)
    assert not cluster.exists()


STARTS = """
import subprocess, sys
from tools import processes
processes.end_in_order()
command = [sys.executable, "-c", "import subprocess, time; subprocess.Popen(['sleep', '600']); "
           "print('up', flush=True); time.sleep(600)"]
with processes.started(command):
    {then}
"""


@pytest.mark.parametrize("then", ["raise ValueError", "sys.exit(3)", "pass"])
def test_what_was_started_ends_with_the_block_and_so_does_all_that_it_started(then, tmp_path):
    mark = marked.mark()
    code = STARTS.format(then=f"import time; time.sleep(1); {then}")
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=environment(tmp_path, mark),
        capture_output=True, text=True, timeout=60,
    )  # fmt: skip
    assert done.returncode == {"raise ValueError": 1, "sys.exit(3)": 3, "pass": 0}[then]
    assert "up" in done.stdout
    assert marked.left_over(mark, 1) == []


def test_told_twice_to_stop_it_still_ends_what_it_started(tmp_path):
    code = STARTS.format(then="import time; time.sleep(600)")
    mark, process = begin(["-c", code], tmp_path, until="up")
    for _n in range(5):
        os.kill(process.pid, signal.SIGTERM)
    assert process.wait(PATIENCE) == 128 + signal.SIGTERM
    assert marked.left_over(mark, 5) == []


def test_no_tool_and_no_benchmark_starts_a_process_that_is_bound_to_nothing():
    """Only tools/processes.py may; a short program that is waited for is no process left behind."""
    for path in [*(ROOT / "tools").glob("*.py"), *(ROOT / "benchmarks").glob("*.py")]:
        if path.name != "processes.py":
            text = path.read_text()
            assert "Popen(" not in text, path
            assert "killall" not in text, path
            if "processes.run(" in text or "processes.started(" in text:
                assert "end_in_order()" in text or "options(" in text or "serving(" in text, path


def test_a_cluster_for_a_benchmark_waits_for_the_disk_as_in_service():
    import psycopg

    with postgresql.postgresql(durable=True) as address, psycopg.connect(address) as connection:
        for name in ("fsync", "synchronous_commit", "full_page_writes"):
            assert connection.execute(f"SHOW {name}").fetchone() == ("on",)


def test_an_unfinished_command_is_said():
    with pytest.raises(subprocess.CalledProcessError):
        processes.run([sys.executable, "-c", "raise SystemExit(4)"])
