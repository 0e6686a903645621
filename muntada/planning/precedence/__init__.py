"""Precedence: who comes before whom, by a ladder given as data, and the rule that decided it."""

from muntada.planning.precedence.draw import Draw, draw_lots, rotate
from muntada.planning.precedence.errors import LadderError
from muntada.planning.precedence.ladder import Ladder, Pin
from muntada.planning.precedence.order import Order, Reason, order
from muntada.planning.precedence.standing import Standing

__all__ = [
    "Draw",
    "Ladder",
    "LadderError",
    "Order",
    "Pin",
    "Reason",
    "Standing",
    "draw_lots",
    "order",
    "rotate",
]
