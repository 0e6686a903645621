"""Why a request is left out and what would be enough, in words for an ambassador."""

import re

from django.utils.translation import gettext as _

from muntada.bilaterals.models import Request
from muntada.bilaterals.sentences import Names
from muntada.kit.dates import short_moment
from muntada.kit.languages import current, semicolon
from muntada.planning.meetings.problem import Window
from muntada.planning.meetings.reasons import Cure, Reason

# What an empty placeholder leaves; a no-break space is a part of the sentence.
_SPACES = re.compile(r"[ \n]+")


def explained(reason: Reason, request: Request, names: Names) -> list[str]:
    """First what is free, then what stands in the way, as an ambassador may be told."""
    one = names.principals.get(str(request.principal_id), "")
    other = names.principals.get(str(request.counterpart_principal_id), "")
    said: dict[str, object] = {
        "one": one, "other": other, "common": reason.common, "minutes": request.minutes,
    }  # fmt: skip
    if reason.longest:
        said["longest"] = span(reason.longest)
    sentences = [_KINDS()[reason.kind].format(**{"longest": "", **said})]
    return [*sentences, *_blocks(reason, names)]


def _KINDS() -> dict[str, str]:  # noqa: N802 - a table, made when the language is known
    return {
        "fits": _("It fits as the board stands now."),
        "not agreed": _("Not every side has agreed to this meeting yet."),
        "no common time": _("{one} and {other} have no free time in common."),
        "too short": _(
            "{one} and {other} are free for {common} minutes in common; no stretch of it is as "
            "long as the meeting ({minutes} minutes). The longest is {longest}."
        ),
        "not in the times asked": _(
            "{one} and {other} are free for {common} minutes in common, but not at the times "
            "that were asked for."
        ),
        "no room": _(
            "{one} and {other} are free for {common} minutes in common, and no room of this size "
            "and level is open then."
        ),
        "no interpreter": _(
            "{one} and {other} are free for {common} minutes in common, and nobody who "
            "interprets between their languages is on duty then."
        ),
        "taken": _(
            "{one} and {other} are free for {common} minutes in common ({longest} at the "
            "longest), and everything that is needed is taken then."
        ),
    }


MOST_BLOCKS = 6


def _blocks(reason: Reason, names: Names) -> list[str]:
    """What takes each possible hour; the first few, as more would not be repeated."""
    said: list[str] = []
    for block in reason.blocked:
        pattern = _BLOCKS().get(block.by)
        if pattern is None:
            continue
        book = {
            "room": names.rooms, "interpreter": names.interpreters, "cap": names.parties,
            "principal": names.principals, "door": names.parties,
        }.get(block.by, {})  # fmt: skip
        sentence = pattern.format(
            when=short_moment(block.start), who=book.get(block.who, ""),
            other=names.requests.get(block.request or "", ""),
        )  # fmt: skip
        said.append(_SPACES.sub(" ", sentence).strip())
    return list(dict.fromkeys(said))[:MOST_BLOCKS]


def _BLOCKS() -> dict[str, str]:  # noqa: N802
    return {
        "room": _("{when}: {who} is taken by {other}."),
        "interpreter": _("{when}: {who} is needed for {other}."),
        "principal": _("{when}: {who} is in the meeting {other}."),
        "cap": _("{when}: {who} has the most meetings there may be on that day."),
        "door": _("{when}: {who} is at the same door ({other})."),
        "order": _("{when}: it is to be held before or after {other}."),
    }


def cured(cure: Cure, names: Names) -> str:
    """The smallest change that would be enough; found by solving with it."""
    moves = (
        f"{names.requests.get(one.request, '')} → {short_moment(one.start)}" for one in cure.moved
    )
    moved = semicolon(current()).join(moves)  # a moment has a comma of its own
    said = _CURES()[cure.kind].format(
        when=short_moment(cure.start),
        room=names.rooms.get(cure.room or "", ""),
        interpreter=names.interpreters.get(cure.interpreter or "", ""),
        moved=moved,
        dropped=names.requests.get(cure.dropped or "", ""),
        party=names.parties.get(cure.party or "", "") or names.principals.get(cure.party or "", ""),
        minutes=cure.minutes,
    )
    return _SPACES.sub(" ", said).strip()


def _CURES() -> dict[str, str]:  # noqa: N802
    return {
        "fits": _("It fits at {when}, and nothing need change."),
        "room": _("One room more at {when} would be enough."),
        "interpreter": _("One interpreter more at {when} would be enough."),
        "longer": _("{minutes} minutes more of {party} would be enough, for {when}."),
        "move": _("It fits at {when} if one meeting is moved: {moved}."),
        "cap": _("One meeting more than the limit of {party} would be enough, at {when}."),
        "door": _("It fits at {when} if the two kept apart may use one door."),
        "times": _("It fits at {when}, which was not asked for."),
        "drop": _("It fits at {when} if {dropped} is given up."),
    }


def span(window: Window) -> str:
    return f"{short_moment(window.start)}–{window.end:%H:%M}"
