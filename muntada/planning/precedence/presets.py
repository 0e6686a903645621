"""Ladders seen in practice, to begin from. Each is data that a host changes."""

from muntada.planning.precedence.draw import Draw
from muntada.planning.precedence.ladder import Ladder
from muntada.planning.precedence.rules import (
    Alphabet,
    Founded,
    Functions,
    Groups,
    Host,
    Inscribed,
    Levels,
    Lot,
    TookOffice,
)

GROUPS = (
    "state",
    "observer_state",
    "regional_organisation",
    "organisation",
    "other_entity",
    "expert",
)
DEFENCE_LEVELS = tuple(
    (level,)
    for level in (
        "head_of_state",
        "head_of_government",
        "vice_president",
        "deputy_prime_minister",
        "minister_of_foreign_affairs",
        "minister_of_defence",
        "minister",
        "deputy_minister",
        "chief_of_defence",
        "deputy_chief_of_defence",
        "ambassador",
        "defence_attache",
        "director",
        "expert",
    )
)


def general_assembly(*, starts_at: str, starts_name: str, language: str = "en") -> Ladder:
    """Seats in the General Assembly: the alphabet, round from the member whose lot was drawn.

    Source: A/RES/71/323, paragraph 42, and https://ask.un.org/faq/14612. Observers follow members.
    `starts_at` is that member's sort key in the language.
    """
    alphabet = Alphabet(language, starts_at, starts_name)
    return Ladder("UN General Assembly", (Groups(GROUPS), alphabet))


def kananaskis() -> Ladder:
    """The G8 at Kananaskis, 2002: the host whatever the rank, then rank, then time in office.

    Source: the published rule, https://vdocuments.site/amp/w14-protocol-issues.html.
    """
    steps = (
        ("head_of_state",),
        ("head_of_government",),
        ("president_of_the_european_council",),
        ("president_of_the_european_commission",),
    )
    return Ladder("G8 Kananaskis 2002", (Host(), Levels(steps), TookOffice()))


def seoul() -> Ladder:
    """The G20 at Seoul, 2010: the chair, the next and the previous chair beside him, then rank.

    Within a rank by inauguration, organisations by year of foundation. Source:
    https://www.protocolbureau.com/nl/2010/12/06/overview-of-g20-seoul-summit-schedule/.
    """
    steps = (("head_of_state",), ("head_of_government",))
    return Ladder(
        "G20 Seoul 2010",
        (
            Functions(("host", "next_chair", "previous_chair")),
            Groups(("state", "organisation")),
            Levels(steps),
            TookOffice(only=("state",)),
            Founded(only=("organisation",)),
        ),
    )


def defence_conference(*, language: str = "en", host: str = "first") -> Ladder:
    """A conference of ministers of defence and chiefs of staff; `host` is first, last or neither.

    No published rule fixes this chain: it is a default, and the host's to change.
    """
    hosts = (Host(host),) if host != "neither" else ()
    rules = (Groups(GROUPS), Levels(DEFENCE_LEVELS), TookOffice(), Founded(), Alphabet(language))
    return Ladder("Defence conference", (*hosts, *rules))


def list_of_participants(*, language: str = "en") -> Ladder:
    """By state in the alphabet of a language, then by rank within each delegation."""
    rules = (Groups(GROUPS), Alphabet(language), Levels(DEFENCE_LEVELS), TookOffice())
    return Ladder("List of participants", rules)


def list_of_speakers() -> Ladder:
    """By rank, then by time of inscription, as at the high-level segment of the UNFCCC."""
    return Ladder("List of speakers", (Groups(GROUPS), Levels(DEFENCE_LEVELS), Inscribed()))


def by_lot(draw: Draw) -> Ladder:
    """As drawn, and nothing else."""
    return Ladder("By lot", (Lot(draw),))
