"""Reads the authors' data files (MiniZinc data).

`requested` holds participant, participant, part of the day; `forbidden` slots for each participant,
`fixed` a slot for each meeting, `precedences` the meetings to be held earlier, all counted from 1,
with 0 for none. `meetingsxBusiness` and `nMeetingsBusiness` say the same again and are not needed.
"""

import re

from muntada.planning.meetings.rounds.problem import BadRound, Meeting, Round

_INTEGER = re.compile(r"-?\d+")


def read_dzn(text: str) -> Round:
    text = re.sub(r"%.*", "", text)
    meetings = _integer(text, "nMeetings")
    participants = _integer(text, "nBusiness")
    asked = [int(found) for found in _INTEGER.findall(_block(text, "requested"))]
    if len(asked) != 3 * meetings:
        raise BadRound(
            f"“requested” holds {len(asked)} numbers; {meetings} meetings need {3 * meetings}."
        )
    fixed = [int(found) for found in _INTEGER.findall(_block(text, "fixed", needed=False))]
    earlier = _sets(text, "precedences")
    forbidden = _sets(text, "forbidden")
    _ensure_length("fixed", fixed, meetings)
    _ensure_length("precedences", earlier, meetings)
    _ensure_length("forbidden", forbidden, participants)
    return Round(
        participants=participants,
        meetings=tuple(
            Meeting(
                one=asked[3 * n] - 1,
                other=asked[3 * n + 1] - 1,
                part=asked[3 * n + 2],
                fixed=fixed[n] - 1 if fixed and fixed[n] else None,
                after=earlier[n] if earlier else frozenset(),
            )
            for n in range(meetings)
        ),
        tables=_integer(text, "nTables"),
        slots=_integer(text, "nTotalSlots"),
        morning=_integer(text, "nMorningSlots"),
        forbidden=tuple(forbidden),
    )


def _integer(text: str, name: str) -> int:
    found = re.search(rf"\b{name}\s*=\s*(-?\d+)", text)
    if found is None:
        raise BadRound(f"“{name}” is missing from this file.")
    return int(found[1])


def _block(text: str, name: str, *, needed: bool = True) -> str:
    found = re.search(rf"\b{name}\s*=\s*\[(.*?)\]\s*;", text, re.DOTALL)
    if found is None and needed:
        raise BadRound(f"“{name}” is missing from this file, or its bracket does not close.")
    return found[1] if found else ""


def _sets(text: str, name: str) -> list[frozenset[int]]:
    """Sets of numbers from 1 as sets from 0; 0 stands for none."""
    return [
        frozenset(int(number) - 1 for number in _INTEGER.findall(inner) if int(number) > 0)
        for inner in re.findall(r"\{(.*?)\}", _block(text, name, needed=False))
    ]


def _ensure_length(name: str, rows: list[int] | list[frozenset[int]], wanted: int) -> None:
    if rows and len(rows) != wanted:
        raise BadRound(f"“{name}” has {len(rows)} entries, {wanted} are needed.")
