"""Pages of invitations: the board, one invitation, the focal point's reply, verification."""

from muntada.invitations.views.board import add, board, invite_many, remind_many, world_map
from muntada.invitations.views.invitation import (
    change,
    detail,
    invite,
    recall,
    received,
    relist,
    remind,
    reply,
    scan,
)
from muntada.invitations.views.letters import (
    letter,
    letter_template,
    mail_again,
    mark_sent,
    preview,
    verify,
)

__all__ = [
    "add",
    "board",
    "change",
    "detail",
    "invite",
    "invite_many",
    "letter",
    "letter_template",
    "mail_again",
    "mark_sent",
    "preview",
    "recall",
    "received",
    "relist",
    "remind",
    "remind_many",
    "reply",
    "scan",
    "verify",
    "world_map",
]
