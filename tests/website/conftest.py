import pytest

from muntada.website.freshness import shelf


@pytest.fixture(autouse=True)
def _empty_shelf():
    shelf.clear()
