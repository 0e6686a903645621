"""The house's own settings, with a throw-away data folder and nothing leaving the machine."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path
from typing import Any

os.environ["MUNTADA_DATA"] = os.environ.get("MUNTADA_DATA") or tempfile.mkdtemp(
    prefix=f"muntada-tests-{os.getpid()}-"
)
os.environ.setdefault("MUNTADA_LOOPBACK", "http://localhost:8000")
os.environ.setdefault("MUNTADA_SECRET_KEY", "only-for-tests-" + "x" * 40)

from muntada.kit.catalogues import compile_stale
from muntada.settings import *  # noqa: F403
from muntada.settings import DATABASES, PACKAGE, STORAGES

_folder = Path(os.environ["MUNTADA_DATA"])
(_folder / "static").mkdir(parents=True, exist_ok=True)
if f"-{os.getpid()}-" in _folder.name:  # whoever made it clears it away, not a process it started
    atexit.register(shutil.rmtree, _folder, ignore_errors=True)

if "sqlite3" in str(DATABASES["default"]["ENGINE"]):
    # Migrated already: tests/conftest.py copies what tools/templates.py made.
    DATABASES["default"]["TEST"] = {
        "NAME": os.path.join(os.environ["MUNTADA_DATA"], "test.sqlite3"),
        "MIGRATE": False,
    }
    # A test that is lost with the power is run again: tests do not wait for the disk.
    options: dict[str, Any] = DATABASES["default"]["OPTIONS"]  # type: ignore[assignment]
    waits = "synchronous=FULL"
    assert waits in options["init_command"]
    options["init_command"] = options["init_command"].replace(waits, "synchronous=OFF")
else:
    DATABASES["default"]["OPTIONS"] = {}
    if template := os.environ.get("MUNTADA_TEST_TEMPLATE"):
        DATABASES["default"]["TEST"] = {"TEMPLATE": template, "MIGRATE": False}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
MAILERS = {"default": {"BACKEND": "django.core.mail.backends.locmem.EmailBackend"}}
TASKS = {
    "default": {
        "BACKEND": "django.tasks.backends.immediate.ImmediateBackend",
        "QUEUES": ["default", "mail"],
    }
}
STORAGES = {
    **STORAGES,
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}

compile_stale(PACKAGE / "locale")
