"""Verbs of the archive: publish a figure, close an edition, purge what is personal."""

from muntada.archive.actions.closing import close, give_up, make_again, make_export
from muntada.archive.actions.figures import publish_figure
from muntada.archive.actions.purge import (
    ask_early,
    deny_early,
    destroy_due,
    end_hold,
    grant_early,
    hold_back,
)

__all__ = [
    "ask_early",
    "close",
    "deny_early",
    "destroy_due",
    "end_hold",
    "give_up",
    "grant_early",
    "hold_back",
    "make_again",
    "make_export",
    "publish_figure",
]
