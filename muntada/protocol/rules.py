"""Limits of protocol: five orders of one list, the rules they are made of, and shapes of a hall."""

from collections.abc import Collection, Sequence

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

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
    ("group", _("states, observer states, organisations, other bodies")),
    ("level", _("rank of the head of delegation")),
    ("took_office", _("date of taking office")),
    ("founded", _("year of foundation (organisations)")),
    ("alphabet", _("alphabet of the short names")),
    ("lot", _("the lot that was drawn")),
]
RULE_CODES = [code for code, _name in RULES]
FIRST, LAST = "first", "last"
HOST_PLACES = [(FIRST, _("first")), (LAST, _("last"))]
# Where each order begins; every one of them is the host's to change.
DEFAULTS: dict[str, list[str]] = {
    PRECEDENCE: ["host", "group", "level", "took_office", "founded", "alphabet"],
    SEATING: ["group", "alphabet"],
    SPEAKERS: ["group", "level", "took_office", "founded", "alphabet"],
    FLAGS: ["host", "group", "alphabet"],
    PARTICIPANTS: ["group", "alphabet"],
}
PRESETS: dict[str, tuple[Promise, list[str]]] = {
    "defence": (_("Defence conference"), DEFAULTS[PRECEDENCE]),
    "assembly": (_("UN General Assembly: the alphabet from the drawn seat"), ["group", "alphabet"]),
    "kananaskis": (
        _("G8 Kananaskis: host, rank, time in office"),
        ["host", "level", "took_office"],
    ),
    "seoul": (
        _("G20 Seoul: host, states by rank and time in office, organisations by foundation"),
        ["host", "group", "level", "took_office", "founded"],
    ),
    "lot": (_("By lot alone"), ["lot"]),
}
HEADS, MEMBERS = "heads", "members"
WHO = [(HEADS, _("heads of delegation")), (MEMBERS, _("all confirmed members"))]
SHAPES = [
    ("rows", _("hall in rows")),
    ("square", _("hollow square")),
    ("round", _("round table")),
    ("u", _("U-shaped table")),
    ("sides", _("two sides")),
    ("head", _("head table")),
    ("dinner", _("dinner tables")),
    ("photo", _("family photo")),
]
SEATED, SWAPPED, REPAIRED = "seated", "swapped", "repaired"
MADE = [(SEATED, _("seated anew")), (SWAPPED, _("two changed seats")), (REPAIRED, _("repaired"))]


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


def why_not_draw(*, witness: str, seed: str, candidates: int) -> Promise | None:
    if not candidates:
        return _("No delegation has accepted yet, so there is nobody to draw.")
    if not seed.strip():
        return _("A draw needs a seed agreed in public just before, such as the throw of dice.")
    if not witness.strip():
        return _("A draw needs a witness.")
    return None
