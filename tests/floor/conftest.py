import pytest

from tests.floor import house


@pytest.fixture
def hall():
    return house.opened()
