"""The planner on a terminal."""

import json

import pytest

from muntada.planning.meetings.cli import main
from tests.planning.meetings.test_rounds import SMALL


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "round.dzn"
    path.write_text(SMALL)
    return path


def test_the_last_line_says_how_it_ended(file, capsys):
    main(["solve", str(file)])
    last = capsys.readouterr().out.splitlines()[-1]
    assert last.startswith("status=OPTIMAL objective=")
    assert " bound=" in last
    assert " seconds=" in last


def test_a_plan_written_is_checked_right_and_a_spoilt_one_wrong(file, tmp_path, capsys):
    out = tmp_path / "plan.json"
    main(["solve", str(file), "--out", str(out)])
    main(["check", str(file), str(out)])
    assert "The plan is right" in capsys.readouterr().out
    plan = json.loads(out.read_text())
    plan["slots"][2] = 1
    out.write_text(json.dumps(plan))
    with pytest.raises(SystemExit) as ended:
        main(["check", str(file), str(out)])
    assert ended.value.code == 1
    assert "Meeting 3 is fixed to another slot." in capsys.readouterr().err


def test_what_cannot_be_read_gets_a_sentence(tmp_path):
    for content in (b"\xff\xfe\x00", b"", b"hello"):
        path = tmp_path / "bad.dzn"
        path.write_bytes(content)
        with pytest.raises(SystemExit) as ended:
            main(["solve", str(path)])
        assert isinstance(ended.value.code, str)
    with pytest.raises(SystemExit, match="cannot be opened"):
        main(["solve", str(tmp_path / "nothing.dzn")])


def test_planning_does_not_need_django():
    import subprocess
    import sys

    code = (
        "import sys, muntada.planning.meetings.cli; "
        "sys.exit(any(name.split('.')[0] == 'django' for name in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", code]).returncode == 0
