import pytest
from django.utils import timezone

from tests.gates import cast


class Clock:
    def __init__(self) -> None:
        self.at = cast.NOW

    def goes_on(self, step) -> None:
        self.at += step


@pytest.fixture
def clock(monkeypatch):
    """The server's clock, on the first morning of the conference."""
    made = Clock()
    monkeypatch.setattr(timezone, "now", lambda: made.at)
    return made


@pytest.fixture
def tablet(db, clock):
    return cast.Tablet()
