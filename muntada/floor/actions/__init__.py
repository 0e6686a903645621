"""What happens on the floor, verb by verb."""

from muntada.floor.actions.journal import (
    issue_journal,
    publish_journal,
    record_outcome,
    remove_outcome,
)
from muntada.floor.actions.meeting import furnish, give_group_time, open_list, set_floor, sit
from muntada.floor.actions.speakers import (
    begin,
    change_speaker,
    end,
    go_on,
    hand_in,
    inscribe,
    minutes_left,
    miss,
    pause,
    withdraw,
)
from muntada.floor.actions.swaps import ask_swap, consent, decline, swap
from muntada.floor.actions.teams import put_interpreter, take_interpreter

__all__ = [
    "ask_swap", "begin", "change_speaker", "consent", "decline", "end", "furnish",
    "give_group_time", "go_on", "hand_in", "inscribe", "issue_journal", "minutes_left", "miss",
    "open_list", "pause", "publish_journal", "put_interpreter", "record_outcome",
    "remove_outcome", "set_floor", "sit", "swap", "take_interpreter", "withdraw",
]  # fmt: skip
