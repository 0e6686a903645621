import pytest

from muntada.floor import actions
from tests import world
from tests.protocol.house import furnished


@pytest.fixture
def hall():
    """A meeting that is open, with an open list, and five delegations."""
    furnished()
    made = actions.furnish(world.session("Debate"), by=world.pavel(), at=world.NOW)
    actions.open_list(made, is_open=True, by=world.pavel(), at=world.NOW)
    actions.sit(made, verb="open", by=world.pavel(), at=world.NOW)
    made.refresh_from_db()
    return made
