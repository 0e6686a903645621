"""The planner on a terminal."""

import json
import re

import pytest
from xlsxwriter import Workbook

from muntada.planning.meetings.cli import main
from muntada.planning.meetings.form import write
from tests.planning.meetings.desk import desk, request
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


def test_a_desk_is_solved_checked_explained_and_repaired(tmp_path, capsys):
    path, out = tmp_path / "desk.json", tmp_path / "plan.json"
    path.write_text(write(desk(request("Egypt", "France"), request("Spain", "Mali", people=50))))
    main(["solve", str(path), "--rounds", "2", "--out", str(out)])
    last = capsys.readouterr().out.splitlines()[-1]
    assert re.fullmatch(r"status=OPTIMAL objective=1 bound=1 seconds=\d+\.\d\d", last)
    main(["check", str(path), str(out)])
    assert "The plan is right: 1 of 2" in capsys.readouterr().out
    main(["explain", str(path), str(out)])
    assert "no room of this level and size is open" in capsys.readouterr().out
    main(["repair", str(path), str(out), "--out", str(out)])
    main(["check", str(path), str(out)])
    main(["schema"])


def test_a_spreadsheet_is_solved_and_a_bad_cell_is_named(tmp_path, capsys):
    main(["solve", str(sheet(tmp_path, "2027-02-18 09:00-12:00")), "--rounds", "1"])
    assert "status=OPTIMAL objective=1 " in capsys.readouterr().out
    with pytest.raises(SystemExit, match="Sheet “rooms”, row 2, free: “noon” is not a time"):
        main(["solve", str(sheet(tmp_path, "noon"))])


def sheet(folder, free):
    path = folder / "desk.xlsx"
    hours = "2027-02-18 09:00-12:00"
    with Workbook(path) as book:
        for name, rows in {
            "parties": [("party", "free"), ("Egypt", hours), ("France", hours)],
            "requests": [("party", "with"), ("Egypt", "France")],
            "rooms": [("room", "free"), ("A", free)],
        }.items():
            page = book.add_worksheet(name)
            for number, row in enumerate(rows):
                page.write_row(number, 0, row)
    return path
