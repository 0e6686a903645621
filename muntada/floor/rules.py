"""Limits of the floor: who may be inscribed, in what order they speak, for how long."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from math import ceil

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from muntada.kit.states import Steps, step

WAITING, OPEN, SUSPENDED, CLOSED = "waiting", "open", "suspended", "closed"
STATES = [
    (WAITING, _("not yet opened")),
    (OPEN, pgettext_lazy("meeting", "open")),
    (SUSPENDED, pgettext_lazy("meeting", "suspended")),
    (CLOSED, pgettext_lazy("meeting", "closed")),
]
STEPS: Steps = {
    "open": step(WAITING, to=OPEN),
    "suspend": step(OPEN, to=SUSPENDED),
    "resume": step(SUSPENDED, to=OPEN),
    "close": step(OPEN, SUSPENDED, to=CLOSED),
}
STATEMENT, REPLY, POINT = "statement", "reply", "point"
KINDS = [
    (STATEMENT, pgettext_lazy("floor", "statement")),
    (REPLY, _("right of reply")),
    (POINT, _("point of order")),
]
INSCRIBED, SPEAKING, DONE, WITHDRAWN = "inscribed", "speaking", "done", "withdrawn"
SPEECH_STATES = [
    (INSCRIBED, _("inscribed")),
    (SPEAKING, _("has the floor")),
    (DONE, _("has spoken")),
    (WITHDRAWN, pgettext_lazy("speaker", "withdrawn")),
]
SPEECH_STEPS: Steps = {
    "begin": step(INSCRIBED, to=SPEAKING),
    "end": step(SPEAKING, to=DONE),
    "withdraw": step(INSCRIBED, to=WITHDRAWN),
}
# The General Assembly's rule 77: these motions have precedence in this order over all others.
MOTIONS = [
    (1, _("to suspend the meeting")),
    (2, _("to adjourn the meeting")),
    (3, _("to adjourn the debate on the item")),
    (4, _("to close the debate on the item")),
    (5, _("other point of order")),
]
LOWEST = 999
DECISION, DOCUMENT = "decision", "document"
OUTCOMES = [(DECISION, _("decision")), (DOCUMENT, _("document"))]
# 100 to 110 words a minute: IAEA counts 700 words for 7 minutes, WHO 330 for 3.
WORDS_A_MINUTE = 105
# The sentences of our own catalogue: 8,936 Chinese signs for 6,125 English words.
SIGNS_A_WORD = 1.5
_SIGN = re.compile("[\u4e00-\u9fff]")
NEXT = 5


@dataclass(frozen=True)
class Turn:
    """What decides when somebody speaks. `level`: 1 is the highest rank; `since`: inscription, or
    the no-show that sent them to the end of their category."""

    id: int
    kind: str
    level: int
    since: datetime
    motion: int = LOWEST

    @property
    def key(self) -> tuple[int, int, datetime, int]:
        """Points of order by rank, statements by level and time, replies when all have spoken."""
        weight = {POINT: self.motion, STATEMENT: self.level, REPLY: 0}[self.kind]
        return ([POINT, STATEMENT, REPLY].index(self.kind), weight, self.since, self.id)


def in_turn(turns: Iterable[Turn]) -> list[Turn]:
    return sorted(turns, key=lambda turn: turn.key)


def words_in(text: str) -> int:
    """Chinese has no spaces: characters are counted, and taken for words at SIGNS_A_WORD."""
    signs = len(_SIGN.findall(text))
    return len(re.findall(r"\w[\w’'-]*", _SIGN.sub(" ", text))) + ceil(signs / SIGNS_A_WORD)


def minutes_for(words: int) -> int:
    """Whole minutes a text of so many words takes at 105 words a minute, one at least."""
    return max(1, ceil(words / WORDS_A_MINUTE)) if words else 0


def why_not_inscribe(*, list_is_open: bool, kind: str, state: str, already: bool) -> Promise | None:
    """`already`: the delegation has a statement waiting or made."""
    if state == CLOSED:
        return _("The meeting is closed.")
    if kind == STATEMENT and not list_is_open:
        return _("The list of speakers is closed. A reply or a point of order is still possible.")
    if kind == STATEMENT and already:
        return _("This delegation is on the list already: one statement each.")
    return None


def minutes_of(
    kind: str, *, statement: int, first: int, second: int, point: int, replied: int
) -> int:
    """The time the rules of procedure give; `replied`: replies this delegation has had already.

    The General Assembly gives ten minutes to a first reply and five to a second.
    """
    if kind == STATEMENT:
        return statement
    return point if kind == POINT else second if replied else first


def why_not_reply(*, replied: int, most: int) -> Promise | None:
    """`replied`: this delegation's replies at the meeting, made or waiting."""
    if not most:
        return _("The rules of procedure give no right of reply at this meeting.")
    if replied >= most:
        return _("This delegation has used its right of reply: no more at one meeting.")
    return None


def why_not_answer(*, open_still: bool, both_wait: bool) -> Promise | None:
    if not open_still:
        return _("This request has been answered already.")
    if not both_wait:
        return _("One of the two has spoken or is off the list, so nothing can be exchanged.")
    return None


def why_not_exchange(*, kinds: set[str], states: set[str], same: bool) -> Promise | None:
    if same or states != {INSCRIBED}:
        return _("Choose two who are still to speak.")
    if kinds != {STATEMENT}:
        return _("Only statements change places.")
    return None


def why_not_begin(*, state: str, somebody_speaks: bool) -> Promise | None:
    if state != OPEN:
        return _("The meeting is not open. Open or resume it first.")
    if somebody_speaks:
        return _("Somebody has the floor. Thank them first, then call the next.")
    return None


def why_not_spend(*, minutes: int, left: int) -> Promise | None:
    """A group's speakers share its time."""
    if minutes > left:
        return _("The group has less time left than this statement takes. Shorten it.")
    return None
