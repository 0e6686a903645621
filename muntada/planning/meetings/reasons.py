"""Why a request is left out, as facts; `sentences` puts them in words, pages in other languages."""

from dataclasses import dataclass
from datetime import datetime

from muntada.planning.meetings.problem import Meeting, Window


@dataclass(frozen=True)
class Block:
    """Something that stands in the way of a meeting at `start`.

    `by`: "principal" (`who` meets for `request` then, or walks), "room" (all that would do are
    taken or closed; `request` stands in `who`), "interpreter" (all are taken, off duty or must
    rest), "cap" (party `who` has its most meetings that day), "door" (kept apart from party `who`
    in `request`), "order" (`request` must come before or after).
    """

    start: datetime
    by: str
    who: str
    request: str | None = None


@dataclass(frozen=True)
class Cure:
    """One change that is enough for the request to be met at `start`; the rest of the plan stands.

    `kind`: "fits" (nothing need change), "move" (`moved` are held there instead), "room" and
    "interpreter" (one more), "cap" (one meeting more for `party` that day), "door" (`party` and
    the other at one door), "times" (outside the times asked for), "longer" (`party` there
    `minutes` more), "drop" (`dropped`, worth no more, is left out instead). `room` and
    `interpreter` are those the meeting takes; None where they would be additional ones.
    """

    kind: str
    start: datetime
    room: str | None = None
    interpreter: str | None = None
    moved: tuple[Meeting, ...] = ()
    dropped: str | None = None
    party: str | None = None
    minutes: int = 0


@dataclass(frozen=True)
class Reason:
    """`kind`: "not agreed", "no common time", "too short", "not in the times asked", "no room",
    "no interpreter" (none that would do, at any time), "taken", or "fits" after all.

    `common`: minutes in which all principals are free; `longest`: the longest such stretch;
    `open`: such stretches, within the times asked for, that are long enough. `blocked`: for each
    time at which it could begin there, what stands in the way. No cures: no single change does,
    where `all_tried`; else none was found among those that were tried.
    """

    request: str
    kind: str
    common: int
    longest: Window | None
    open: tuple[Window, ...]
    blocked: tuple[Block, ...]
    cures: tuple[Cure, ...]
    all_tried: bool = True
