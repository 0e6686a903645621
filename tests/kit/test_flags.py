"""Every state has its flag on paper, and the host's own goes before ours."""

import csv
from pathlib import Path

import muntada
from muntada.kit.flags import flag

PNG = b"\x89PNG"
STATES = Path(muntada.__file__).parent / "parties" / "data" / "states.csv"


def test_every_state_has_a_flag():
    codes = [row["iso2"] for row in csv.DictReader(STATES.open(encoding="utf-8"))]
    assert len(codes) >= 195
    assert [code for code in codes if not flag(code).startswith(PNG)] == []


def test_what_is_no_code_of_a_state_has_none():
    assert [flag(code) for code in ("", "E", "ZZ", "..", "../eg", "٠١")] == [b""] * 6


def test_a_flag_the_host_lays_down_goes_first(settings, tmp_path):
    settings.DATA = tmp_path
    (tmp_path / "flags").mkdir()
    (tmp_path / "flags" / "eg.png").write_bytes(PNG + b"ours")
    assert flag("EG") == PNG + b"ours"
