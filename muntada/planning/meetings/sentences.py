"""Reasons in English, as a desk officer would say them. Pages translate from the same facts."""

from collections import Counter
from datetime import datetime

from muntada.planning.meetings.problem import Meeting, Problem, Request
from muntada.planning.meetings.reasons import Cure, Reason

_FAMILIES = {
    "principal": "somebody is in another meeting",
    "room": "every room that would do is taken or closed",
    "interpreter": "no interpreter is free and rested",
    "cap": "a party has as many meetings that day as it wants",
    "door": "a party it is kept apart from is at the same door",
    "order": "another meeting must come first",
}


def why(problem: Problem, reason: Reason) -> str:
    """Why a request is left out and what would be enough."""
    request = next(r for r in problem.requests if r.key == reason.request)
    said = _facts(problem, request, reason)
    if reason.kind == "not agreed":
        return said
    if not reason.cures:
        if reason.all_tried:
            return f"{said} No single change would be enough."
        return f"{said} No single change was found to be enough; not every one was tried."
    cures = "; or ".join(_cure(problem, cure) for cure in reason.cures)
    return f"{said} Enough would be: {cures}."


def _facts(problem: Problem, request: Request, reason: Reason) -> str:
    who = _names(problem, request)
    match reason.kind:
        case "not agreed":
            return "It is not planned: not every side has agreed."
        case "no common time":
            return f"{who} are never free at the same time."
        case "too short":
            return f"{who} are free together for {_longest(reason)}; it takes {request.minutes}."
        case "not in the times asked":
            return f"{who} are free together, but not long enough at the times asked for."
        case "no room":
            return f"When {who} are free, no room of this level and size is open."
        case "no interpreter":
            return f"Nobody interprets between {' and '.join(request.languages or ())}."
        case "fits":
            return f"There is a place for {who} now."
        case _:
            return f"{who} are free together for {reason.common} minutes, but {_taken(reason)}."


def _names(problem: Problem, request: Request) -> str:
    name = {one.key: one.name for one in problem.principals}
    names = [name[key] for key in request.principals]
    return f"{', '.join(names[:-1])} and {names[-1]}"


def _longest(reason: Reason) -> str:
    window = reason.longest
    if window is None:
        return "0 minutes"
    minutes = int((window.end - window.start).total_seconds()) // 60
    return f"{minutes} minutes at most, on {_time(window.start)}"


def _taken(reason: Reason) -> str:
    families: dict[datetime, set[str]] = {}
    for block in reason.blocked:
        families.setdefault(block.start, set()).add(block.by)
    counts = Counter(family for those in families.values() for family in those)
    told = [f"at {many} {_FAMILIES[by]}" for by, many in counts.most_common()]
    times = "the one time" if len(families) == 1 else f"the {len(families)} times"
    return f"of {times} at which it could begin, {', '.join(told)}"


def _cure(problem: Problem, cure: Cure) -> str:
    party = next((p.name for p in problem.parties if p.key == cure.party), "")
    at = _time(cure.start)
    match cure.kind:
        case "fits":
            return f"to hold it on {at}"
        case "room":
            return f"one more room on {at}"
        case "interpreter":
            return f"one more interpreter on {at}"
        case "cap":
            return f"one meeting more for {party} on that day, at {at}"
        case "door":
            return f"{party} at the same door on {at}"
        case "times":
            return f"another time than asked for, {at}"
        case "longer":
            return f"{party} there for {cure.minutes} minutes more, on {at}"
        case "drop":
            return f"{cure.dropped}, which is worth no more, left out for it on {at}"
        case _:
            return f"this on {at} and {' and '.join(map(_moved, cure.moved))}"


def _moved(meeting: Meeting) -> str:
    return f"{meeting.request} moved to {_time(meeting.start)}"


def _time(time: datetime) -> str:
    return f"{time:%A %d %B %H:%M}"
