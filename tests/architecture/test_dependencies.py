"""What is declared is what is used: nothing to keep up to date in vain, nothing by chance."""

import ast
import re
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import muntada

ROOT = Path(muntada.__file__).parent
# Named in the settings, and imported by Django.
BY_NAME = {
    "argon2-cffi": "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django-htmx": "django_htmx",
    "whitenoise": "whitenoise.middleware",
}


def canonical(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def declared() -> list[str]:
    project = tomllib.loads((ROOT.parent / "pyproject.toml").read_text())["project"]
    return [canonical(re.split(r"[\s\[<>=!~;]", one)[0]) for one in project["dependencies"]]


def imported() -> set[str]:
    """The distributions whose modules our own files import."""
    modules = set()
    for path in ROOT.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                modules |= {one.name.split(".")[0] for one in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                modules.add(node.module.split(".")[0])
    of = packages_distributions()
    others = modules - set(sys.stdlib_module_names) - {"muntada"}
    return {canonical(of[module][0]) for module in others}


def test_everything_imported_is_declared_and_everything_declared_is_used():
    said = (ROOT / "settings.py").read_text(encoding="utf-8")
    by_name = {package for package, where in BY_NAME.items() if where in said}
    assert set(declared()) == imported() | by_name


def test_nothing_is_declared_twice():
    assert len(declared()) == len(set(declared()))
