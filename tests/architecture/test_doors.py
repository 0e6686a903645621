"""Every page says who may open it, and the committed table of it is fresh."""

import pytest

from muntada.accounts.roles import ROLES
from tools import doors

SAID = {"public", "signed in", "device"}


def _pages():
    return [(name or address, view) for address, name, view in doors.pages()]


def test_every_page_says_who_may_open_it():
    silent = [name for name, view in _pages() if doors.door_of(view) is None]
    assert silent == []


def test_a_door_names_a_verb_that_some_role_has():
    verbs = set().union(*(role.verbs for role in ROLES.values()))
    said = {doors.door_of(view).removesuffix(" or delegation") for _name, view in _pages()}
    assert said - SAID - verbs == set()


def test_the_table_of_doors_is_fresh():
    if doors.PAGE.read_text() != doors.written():
        pytest.fail("docs/reference/doors.md is not fresh: ./run python tools/doors.py")
