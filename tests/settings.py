"""The house's own settings, with a throw-away data folder and nothing leaving the machine."""

import os
import tempfile

os.environ.setdefault("MUNTADA_DATA", tempfile.mkdtemp(prefix="muntada-tests-"))
os.environ.setdefault("MUNTADA_SECRET_KEY", "only-for-tests-" + "x" * 40)

from muntada.kit.catalogues import compile_stale
from muntada.settings import *  # noqa: F403
from muntada.settings import DATABASES, PACKAGE, STORAGES

if "sqlite3" in str(DATABASES["default"]["ENGINE"]):
    DATABASES["default"]["TEST"] = {
        "NAME": os.path.join(os.environ["MUNTADA_DATA"], "test.sqlite3")
    }
else:
    DATABASES["default"]["OPTIONS"] = {}
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
