"""Limits of protocol: five orders of one list, the rules they are made of, and shapes of a hall."""

import re
from collections.abc import Collection, Sequence

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from muntada.kit.languages import apart
from muntada.planning.precedence import Ladder, presets

PRECEDENCE, SEATING, FLAGS, SPEAKERS, PARTICIPANTS = (
    "precedence", "seating", "flags", "speakers", "participants",
)  # fmt: skip
PURPOSES = [
    (PRECEDENCE, _("Order of precedence")),
    (SEATING, _("Seating by the alphabet")),
    (SPEAKERS, _("List of speakers")),
    (FLAGS, _("Flags")),
    (PARTICIPANTS, _("List of participants")),
]
RULES = [
    ("host", _("the host")),
    ("function", _("the chair, with the next and the previous chair beside")),
    ("group", _("states, observer states, organisations, other bodies")),
    ("level", _("rank of the head of delegation")),
    ("took_office", _("date of taking office")),
    ("accredited", _("date of accreditation (heads of mission)")),
    ("founded", _("year of foundation (organisations)")),
    ("inscribed", _("time of inscription on the list of speakers")),
    ("alphabet", _("alphabet of the short names")),
    ("lot", _("the lot that was drawn")),
]
RULE_CODES = [code for code, _name in RULES]
FIRST, LAST = "first", "last"
HOST_PLACES = [(FIRST, _("first")), (LAST, _("last"))]


def _codes(ladder: Ladder) -> list[str]:
    """The rules of a ladder of the planner; ranks, alphabet and lot are the edition's own."""
    return [rule.code for rule in ladder.rules]


# Where each order begins; every one of them is the host's to change.
DEFAULTS: dict[str, list[str]] = {
    PRECEDENCE: _codes(presets.defence_conference()),
    SEATING: ["group", "alphabet"],
    SPEAKERS: ["group", "level", "took_office", "founded", "alphabet"],
    FLAGS: ["host", "group", "alphabet"],
    PARTICIPANTS: ["group", "alphabet"],
}
PRESETS: dict[str, tuple[Promise, list[str]]] = {
    "defence": (_("Defence conference"), DEFAULTS[PRECEDENCE]),
    "assembly": (
        _("UN General Assembly: the alphabet from the drawn seat"),
        _codes(presets.general_assembly(starts_at="", starts_name="")),
    ),
    "kananaskis": (
        _("G8 Kananaskis: host, rank, time in office"),
        _codes(presets.kananaskis()),
    ),
    "seoul": (
        _("G20 Seoul: next and previous chair beside the host, then rank and time in office"),
        _codes(presets.seoul()),
    ),
    "lot": (_("By lot alone"), ["lot"]),
}
GROUPS = [
    ("state", _("states")),
    ("observer_state", _("observer states")),
    ("organisation", _("international organisations")),
    ("other_entity", _("other bodies")),
]
GROUP_CODES = [code for code, _name in GROUPS]
LINE, CENTRE = "line", "centre"
FLAG_PATTERNS = [
    (LINE, _("in a line from the host’s side")),
    (CENTRE, _("from the centre outwards, host in the middle")),
]
# Seen by who faces the flags. Which side is the host's differs from country to country.
LEFT, RIGHT = "left", "right"
SIDES = [(LEFT, _("left, as one faces the flags")), (RIGHT, _("right, as one faces the flags"))]
HEADS, MEMBERS = "heads", "members"
WHO = [(HEADS, _("heads of delegation")), (MEMBERS, _("all confirmed members"))]
SHAPES = [
    ("rows", _("hall in rows")),
    ("square", _("hollow square")),
    ("round", pgettext_lazy("shape", "round table")),
    ("u", _("U-shaped table")),
    ("sides", _("two sides")),
    ("head", _("head table")),
    ("dinner", _("dinner tables")),
    ("photo", _("family photo")),
]
SEATED, SWAPPED, REPAIRED = "seated", "swapped", "repaired"
MADE = [(SEATED, _("seated anew")), (SWAPPED, _("two changed seats")), (REPAIRED, _("repaired"))]


def numbers_in(written: str) -> list[int] | None:
    """Seats as people write them, "1, 20, 41-44", in any digits; None for anything else."""
    found: set[int] = set()
    for part in apart(re.sub(r"\s*[-–—]\s*", "-", written)):
        ends = part.split("-")
        if len(ends) > 2 or not all(end.isdecimal() and len(end) <= 4 for end in ends):
            return None
        first, last = int(ends[0]), int(ends[-1])
        if not 1 <= first <= last:
            return None
        found |= set(range(first, last + 1))
    return sorted(found)


def why_not_seats(numbers: Collection[int] | None, *, most: int) -> Promise | None:
    if numbers is None:
        return _("Write numbers, and a dash for several in a row: 1, 20, 41-44.")
    if numbers and max(numbers) > most:
        return _("There is no such seat: the numbers are those of the plan.")
    return None


def why_not_these_rules(codes: Sequence[str], *, has_draw: bool) -> Promise | None:
    if not codes:
        return _("An order needs at least one rule.")
    if len(set(codes)) < len(codes):
        return _("Each rule has one place.")
    if "lot" in codes and not has_draw:
        return _("No lot has been drawn yet. Draw it first, then choose it here.")
    return None


def why_not_pin(*, reason: str, place: int, taken: Collection[int], size: int) -> Promise | None:
    """`taken`: places pinned already; `size`: how many are in the order."""
    if not reason.strip():
        return _("A pinned place needs a reason: it is shown with the explanation.")
    if place in taken:
        return _("Somebody else is pinned to this place already.")
    if not 1 <= place <= size:
        return _("There is no such place in this order.")
    return None


def why_not_record_draw(
    *, result: Sequence[str], coming: Collection[str], witness: str, is_past: bool
) -> Promise | None:
    """A lot drawn by hand; `result`: codes in the order drawn, one at least."""
    if not result:
        return _("Say which delegation was drawn first.")
    if len(set(result)) < len(result):
        return _("The same delegation was drawn twice. Check the result.")
    if set(result) - set(coming):
        return _("A delegation in the result has not accepted. Check the result.")
    if not witness.strip():
        return _("A draw needs a witness.")
    if not is_past:
        return _("This draw lies in the future. Enter it once it has taken place.")
    return None


def flags_from_left[T](flags: Sequence[T], *, pattern: str, side: str) -> list[T]:
    """The flags as one who faces them reads them from the left; the first is the host's or first.

    In a line they follow from the host's side; from the centre the second stands on that side, the
    third on the other. Two flags have no centre: the side alone decides.
    """
    line = list(flags)
    if pattern == CENTRE and len(line) >= 3:
        line = [*line[1::2][::-1], line[0], *line[2::2]]
    return line if side == LEFT else line[::-1]


def why_not_draw(*, witness: str, seed: str, candidates: int) -> Promise | None:
    if not candidates:
        return _("No delegation has accepted yet, so there is nobody to draw.")
    if not seed.strip():
        return _("A draw needs a seed agreed in public just before, such as the throw of dice.")
    if not witness.strip():
        return _("A draw needs a witness.")
    return None
