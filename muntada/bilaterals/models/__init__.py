"""The desk's nouns: who meets, what is asked for, where and when it is held, what is said of it."""

from muntada.bilaterals.models.calendars import CalendarLink
from muntada.bilaterals.models.meetings import Meeting, Move, Readout
from muntada.bilaterals.models.notices import Notice
from muntada.bilaterals.models.principals import Hours, Principal
from muntada.bilaterals.models.requests import Exchange, Request, Wish
from muntada.bilaterals.models.rounds import Round
from muntada.bilaterals.models.setup import (
    Apart,
    Arrangements,
    Cap,
    Duty,
    Interpreter,
    MeetingRoom,
    Opening,
)

__all__ = [
    "Apart",
    "Arrangements",
    "CalendarLink",
    "Cap",
    "Duty",
    "Exchange",
    "Hours",
    "Interpreter",
    "Meeting",
    "MeetingRoom",
    "Move",
    "Notice",
    "Opening",
    "Principal",
    "Readout",
    "Request",
    "Round",
    "Wish",
]
