"""A row is never written whole once it has been read: somebody may have changed it meanwhile."""

import ast
from pathlib import Path

import pytest

import muntada

ROOT = Path(muntada.__file__).parent
ALLOWED: list[str] = []
SAYS = {"update_fields", "force_insert", "commit"}


def bare_saves(path: Path) -> list[str]:
    """Calls of .save() that say neither which columns nor that the row is new."""
    found = []
    for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not isinstance(call, ast.Call) or not isinstance(call.func, ast.Attribute):
            continue
        says = {word.arg for word in call.keywords} & SAYS
        if call.func.attr == "save" and not call.args and not says:
            found.append(f"{path.relative_to(ROOT)}: {ast.unparse(call)}")
    return found


def test_every_save_names_its_columns_or_makes_a_new_row():
    paths = [
        path
        for path in sorted(ROOT.rglob("*.py"))
        if not {"migrations", "demo"} & set(path.relative_to(ROOT).parts)
    ]
    assert [said for path in paths for said in bare_saves(path)] == ALLOWED


def test_a_save_of_a_whole_row_would_be_found(tmp_path):
    written = tmp_path / "actions.py"
    written.write_text("one.save()\none.save(update_fields=['state'])\n")
    with pytest.MonkeyPatch.context() as patched:
        patched.setitem(globals(), "ROOT", tmp_path)
        assert bare_saves(written) == ["actions.py: one.save()"]
