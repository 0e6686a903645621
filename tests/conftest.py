import os
import random
import shutil

import hypothesis
import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.utils import translation

from muntada.website.freshness import shelf
from tests import chance, world
from tools import templates

# A busy machine is no fault of the code, and an example is the same on every run (tests/chance.py).
hypothesis.settings.register_profile(
    "house",
    deadline=None,
    derandomize=chance.SEED == "1",
    database=None,
    print_blob=True,
    suppress_health_check=[hypothesis.HealthCheck.too_slow],
)
hypothesis.settings.load_profile("house")


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix):
    """A worker's database is a copy of one that was migrated once (PostgreSQL: TEST TEMPLATE)."""
    if connection.vendor == "sqlite":
        shutil.copyfile(templates.sqlite(), connection.settings_dict["TEST"]["NAME"])


@pytest.fixture(scope="session")
def django_db_keepdb():
    """The copy is what is tested; its folder is cleared away with the run (tests/settings.py)."""
    return connection.vendor == "sqlite"


@pytest.fixture
def _record_may_be_emptied(transactional_db):
    """After a test that really commits, the tables are emptied: the append-only record too."""
    yield
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
            triggers = cursor.fetchall()
            for name, _sql in triggers:
                cursor.execute(f'DROP TRIGGER "{name}"')
            cursor.execute("DELETE FROM audit_entry")
            for _name, sql in triggers:
                cursor.execute(sql)


@pytest.fixture(autouse=True)
def _drawn(request, monkeypatch):
    """What `secrets`, `uuid` and the like draw is the same on every run and in any order."""
    drawn = chance.well(request.node.nodeid)
    random.seed(drawn(8))
    monkeypatch.setattr(os, "urandom", drawn)
    monkeypatch.setattr(random, "_urandom", drawn)


@pytest.fixture(autouse=True)
def _fresh():
    """No cached page and no language left over from another test.

    Rows have the same numbers in every test, so a page kept by one would be shown to another.
    """
    cache.clear()
    shelf.clear()
    translation.deactivate()


@pytest.fixture
def as_user(db):
    """A browser in which somebody of the cast has signed in."""

    def sign_in(user) -> Client:
        client = Client()
        client.force_login(user)
        return client

    return sign_in


@pytest.fixture
def edition(db):
    return world.edition()
