"""Interpreters of a session against AIIC's figures (Professional Standards, article 6).

http://canada.aiic.net/ViewPage.cfm/page1625 gives strengths by languages and hours, and what relay
needs; turns of half an hour are the usual practice. Minutes everywhere.

Rest and the week follow AIIC's agreement with the organisations of the United Nations: ninety
minutes between two sessions of a day and two sessions a day
(https://usa.aiic.net/page/8876/the-new-aiic-un-agreement-a-checklist-for-interpreters/lang/1), each
of three hours at most, five in three days, seven in four, eight in a week of seven days
(https://aiic.net/page/3806/un-report-of-the-nd-on-the-outcome-of-the-negotiations-with-the-un-ceb/lang/1).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise
from math import ceil

TURN = 30
# Two languages in one booth: up to so many minutes, so many interpreters.
TWO_LANGUAGES = ((40, 1), (240, 2), (360, 3), (480, 4))
THREE_LANGUAGES, A_BOOTH, TWO_WAY, RELAY = 6, 2, 3, 2
LONGEST = 480

BREAK, A_DAY, A_SESSION = 90, 2, 180
# At most so many sessions in so many days running.
WITHIN = ((3, 5), (4, 7), (7, 8))

OVERLAP, NO_BREAK, DAY_FULL, LONG_SESSION, WEEK_FULL = (
    "overlap", "no_break", "day_full", "long_session", "week_full",
)  # fmt: skip
EMPTY, SHORT, TOO_LONG, TEAM, NO_PATH, FEW_RELAY = (
    "empty", "short", "too_long", "team", "no_path", "few_relay",
)  # fmt: skip


@dataclass(frozen=True)
class Mate:
    """One interpreter: into which language (the booth), from which, and whether also back."""

    name: str
    booth: str
    works_from: frozenset[str]
    retour: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Shortfall:
    """What falls short: `language` of the booth, `source` spoken; people there are and need be."""

    code: str
    language: str = ""
    source: str = ""
    have: int = 0
    need: int = 0


def needed_for_two(minutes: int) -> int:
    """How many interpreters one booth for two languages takes; past the longest day, the most."""
    return next((many for most, many in TWO_LANGUAGES if minutes <= most), TWO_LANGUAGES[-1][1])


def shortfalls(languages: Sequence[str], minutes: int, team: Iterable[Mate]) -> list[Shortfall]:
    """Everything that falls short of the figures, gravest first; nothing where one language is."""
    spoken, mates = list(dict.fromkeys(languages)), list(team)
    if len(spoken) < 2:
        return []
    found = [Shortfall(TOO_LONG, have=minutes, need=LONGEST)] if minutes > LONGEST else []
    if len(spoken) == 2:
        return found + _one_booth(minutes, mates)
    booths = {language: [m for m in mates if m.booth == language] for language in spoken}
    for language, here in booths.items():
        need = TWO_WAY if any(mate.retour for mate in here) else A_BOOTH
        if not here:
            found.append(Shortfall(EMPTY, language, need=need))
        elif len(here) < need:
            found.append(Shortfall(SHORT, language, have=len(here), need=need))
    if len(spoken) == 3 and len(mates) < THREE_LANGUAGES:
        found.append(Shortfall(TEAM, have=len(mates), need=THREE_LANGUAGES))
    return found + _relays(spoken, booths)


def _one_booth(minutes: int, mates: list[Mate]) -> list[Shortfall]:
    need = needed_for_two(minutes)
    if len(mates) < need:
        return [Shortfall(TEAM, have=len(mates), need=need)]
    return []


def _relays(spoken: list[str], booths: dict[str, list[Mate]]) -> list[Shortfall]:
    """Every language reaches every booth directly, or through one other booth that can give it."""
    found = []
    for source in spoken:
        for language, here in booths.items():
            if language == source or not here or any(source in m.works_from for m in here):
                continue
            givers = [_givers(source, pivot, booths[pivot], here) for pivot in spoken]
            best = max(givers, default=0)
            if not best:
                found.append(Shortfall(NO_PATH, language, source))
            elif best < RELAY:
                found.append(Shortfall(FEW_RELAY, language, source, best, RELAY))
    return found


def _givers(source: str, pivot: str, team: list[Mate], here: list[Mate]) -> int:
    """How many turn `source` into `pivot`, where the other booth understands `pivot`."""
    if pivot == source or not any(pivot in mate.works_from for mate in here):
        return 0
    return sum(source in mate.works_from for mate in team)


def turns(minutes: int, many: int) -> int:
    """How many half-hour turns each of the booth takes, at most."""
    return ceil(ceil(minutes / TURN) / many) if many else 0


@dataclass(frozen=True)
class Stint:
    """One session somebody works at, in the venue's own time."""

    starts: datetime
    ends: datetime

    @property
    def day(self) -> date:
        return self.starts.date()

    @property
    def minutes(self) -> int:
        return int((self.ends - self.starts).total_seconds() // 60)


@dataclass(frozen=True)
class Overload:
    """Where one interpreter works more, or rests less, than the agreement allows.

    `day` of the session (or the last of `days`); `have` and `need` are minutes or sessions.
    """

    code: str
    day: date
    have: int
    need: int
    days: int = 1


def overloads(stints: Iterable[Stint]) -> list[Overload]:
    """Everything in one interpreter's assignments that goes past the agreement, day by day."""
    worked = sorted(stints, key=lambda one: (one.starts, one.ends))
    found = [
        Overload(LONG_SESSION, one.day, one.minutes, A_SESSION)
        for one in worked
        if one.minutes > A_SESSION
    ]
    for one, other in pairwise(worked):
        rest = int((other.starts - one.ends).total_seconds() // 60)
        if rest < 0:
            found.append(Overload(OVERLAP, other.day, -rest, 0))
        elif rest < BREAK and one.day == other.day:
            found.append(Overload(NO_BREAK, other.day, rest, BREAK))
    for day in sorted({one.day for one in worked}):
        found += _too_many(day, [one.day for one in worked])
    return sorted(found, key=lambda one: (one.day, one.code))


def _too_many(day: date, days: list[date]) -> list[Overload]:
    """Of one day, and of the windows of days that end on it; the narrowest that is full."""
    many = days.count(day)
    if many > A_DAY:
        return [Overload(DAY_FULL, day, many, A_DAY)]
    for within, most in WITHIN:
        first = day - timedelta(days=within - 1)
        here = sum(first <= one <= day for one in days)
        if here > most:
            return [Overload(WEEK_FULL, day, here, most, within)]
    return []
