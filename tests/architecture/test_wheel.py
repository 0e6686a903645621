"""What `pip install` brings is the whole house: pages, fonts, papers, words, tables."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
CARRIED = {".py", ".html", ".css", ".js", ".svg", ".png", ".woff2", ".ttf", ".typ", ".csv", ".json"}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    """Built from a copy, so that two test processes do not share a build folder."""
    target = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(target)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    [file] = target.glob("*.whl")
    return file


def test_it_carries_every_file_the_house_needs(wheel):
    carried = set(zipfile.ZipFile(wheel).namelist())
    package = ROOT / "muntada"
    needed = {
        path.relative_to(ROOT).as_posix()
        for path in package.rglob("*")
        if path.suffix in CARRIED and "__pycache__" not in path.parts
    }
    catalogues = {
        path.relative_to(ROOT).with_suffix(".mo").as_posix() for path in package.rglob("*.po")
    }
    assert needed | catalogues <= carried
    assert any(name.endswith("licenses/LICENSE") for name in carried)


def test_it_opens_a_conference_away_from_the_repository(wheel, tmp_path):
    zipfile.ZipFile(wheel).extractall(tmp_path / "installed")
    environment = {
        **{name: value for name, value in os.environ.items() if name != "DATABASE_URL"},
        "PYTHONPATH": str(tmp_path / "installed"),
        "MUNTADA_DATA": str(tmp_path / "data"),
        "DJANGO_SETTINGS_MODULE": "muntada.settings",
    }
    command = [sys.executable, "-m", "muntada", "demo", "--model-un", "--no-serve"]
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert "secretariat@demo.example" in done.stdout
    assert (tmp_path / "data" / "static" / "staticfiles.json").exists()
