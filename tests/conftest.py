import pytest
from django.core.cache import cache
from django.test import Client

from tests import world


@pytest.fixture(autouse=True)
def _fresh_cache():
    cache.clear()


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
