"""The problem in clauses. docs/algorithms/rounds.md says why each family is there."""

from dataclasses import dataclass, field

from muntada.planning.meetings.rounds.clauses import Clauses, Literal
from muntada.planning.meetings.rounds.problem import Round

Maybe = Literal | bool  # a literal, or a truth already known


class Impossible(Exception):  # noqa: N818 - a proof, not an error
    """No plan can exist: a meeting has no slot, or a participant no room for their meetings."""


@dataclass
class Encoding:
    """`at[m][t]`: meeting m at slot t. `cost`: literals, each true for one more idle period above
    the `least` that the participants' own days already force."""

    clauses: Clauses
    at: list[dict[int, Literal]]
    least: int = 0
    cost: list[Literal] = field(default_factory=list)


@dataclass
class Day:
    """One participant: their meetings, when they are busy, and how many fall in the morning."""

    meetings: list[int]
    busy: list[Literal | None]
    mornings: int  # meetings that can only be in the morning
    afternoons: int

    @property
    def size(self) -> int:
        return len(self.meetings)

    @property
    def most_mornings(self) -> int:
        return self.size - self.afternoons


def encode(round_: Round, *, fairness: int | None) -> Encoding:
    """Raises Impossible where a participant's own day already has no plan."""
    clauses, slots = Clauses(), round_.slots_of()
    if not all(slots):
        raise Impossible
    at = [{slot: clauses.new() for slot in sorted(found)} for found in slots]
    made = Encoding(clauses, at)
    _each_meeting_once(round_, made)
    days = [_day(round_, made, slots, meetings) for meetings in round_.meetings_of()]
    _tables(round_, made, days)
    runs = [_runs(round_, made, day) if day.size else [] for day in days]
    if fairness is not None:
        _fair(clauses, runs, fairness)
    return made


def _each_meeting_once(round_: Round, made: Encoding) -> None:
    for here in made.at:
        made.clauses.add(*here.values())
        made.clauses.at_most_one(list(here.values()))
    for number, meeting in enumerate(round_.meetings):
        for earlier in meeting.after:
            for slot, literal in made.at[number].items():
                before = [one for when, one in made.at[earlier].items() if when < slot]
                made.clauses.add(-literal, *before)


def _day(round_: Round, made: Encoding, slots: list[set[int]], meetings: list[int]) -> Day:
    """When a participant is busy, exactly as often as they have meetings, each half of the day."""
    clauses = made.clauses
    busy: list[Literal | None] = []
    for slot in range(round_.slots):
        here = [made.at[m][slot] for m in meetings if slot in made.at[m]]
        if here:
            clauses.at_most_one(here)
        busy.append(clauses.any_of(here) if here else None)
    mornings = sum(max(slots[m]) < round_.morning for m in meetings)
    afternoons = sum(min(slots[m]) >= round_.morning for m in meetings)
    day = Day(meetings, busy, mornings, afternoons)
    if meetings:
        before = [one for one in busy[: round_.morning] if one is not None]
        after = [one for one in busy[round_.morning :] if one is not None]
        _split_exactly(clauses, day, clauses.counter(before), clauses.counter(after))
    return day


def _at_least(counted: list[Literal], number: int) -> Maybe:
    if number <= 0:
        return True
    return counted[number - 1] if number <= len(counted) else False


def _split_exactly(clauses: Clauses, day: Day, am: list[Literal], pm: list[Literal]) -> None:
    """At least i in the morning is the same as at most the others in the afternoon."""
    for i in range(day.size + 2):
        _opposite(clauses, _at_least(am, i), _at_least(pm, day.size - i + 1))
    for i in range(1, day.mornings + 1):
        _require(clauses, _at_least(am, i))
    beyond = _at_least(am, day.most_mornings + 1)
    if beyond is not False:
        clauses.add(-beyond)


def _opposite(clauses: Clauses, one: Maybe, other: Maybe) -> None:
    if isinstance(one, bool) and isinstance(other, bool):
        if one == other:
            raise Impossible
    elif isinstance(one, bool):
        clauses.add(-other if one else other)
    elif isinstance(other, bool):
        clauses.add(-one if other else one)
    else:
        clauses.add(one, other)
        clauses.add(-one, -other)


def _require(clauses: Clauses, wanted: Maybe) -> None:
    if wanted is False:
        raise Impossible
    if wanted is not True:
        clauses.add(wanted)


def _tables(round_: Round, made: Encoding, days: list[Day]) -> None:
    """Meetings at a slot are counted by clusters that share a participant: far fewer inputs."""
    clauses = made.clauses
    clusters = _clusters(days)
    for slot in range(round_.slots):
        counted = []
        for participant, meetings in clusters.items():
            here = [made.at[m][slot] for m in meetings if slot in made.at[m]]
            if here:
                whole = len(meetings) == days[participant].size
                known = days[participant].busy[slot] if whole else None
                counted.append(known or clauses.any_of(here))
        _at_most(clauses, counted, round_.tables)
        busy = [day.busy[slot] for day in days if day.busy[slot] is not None]
        _at_most(clauses, [one for one in busy if one is not None], 2 * round_.tables)


def _clusters(days: list[Day]) -> dict[int, set[int]]:
    """Every meeting in one cluster: the participant with most meetings left takes them all."""
    left = {meeting for day in days for meeting in day.meetings}
    clusters: dict[int, set[int]] = {}
    while left:
        fullest = max(range(len(days)), key=lambda p: len(left.intersection(days[p].meetings)))
        clusters[fullest] = left.intersection(days[fullest].meetings)
        left -= clusters[fullest]
    return clusters


def _at_most(clauses: Clauses, literals: list[Literal], most: int) -> None:
    if len(literals) > most:
        clauses.add(-clauses.counter(literals, most + 1)[most])


def _runs(round_: Round, made: Encoding, day: Day) -> list[Literal]:
    """Unary count of the participant's runs of busy slots; idle periods are runs less one."""
    clauses = made.clauses
    least = _least_runs(round_, day)
    starts = []
    for slot, busy in enumerate(day.busy):
        before = day.busy[slot - 1] if slot else None
        if busy is None:
            continue
        if before is None:
            starts.append(busy)
            continue
        start = clauses.new()
        clauses.add(-start, busy)
        clauses.add(-start, -before)
        clauses.add(start, -busy, before)
        starts.append(start)
    runs = clauses.counter(starts, min(len(starts), day.size))
    for number in range(min(least, len(runs))):
        clauses.add(runs[number])
    if least == 1:
        _single_run(round_, clauses, day, unless=runs[1:2])
    made.least += least - 1
    made.cost += runs[least:]
    return runs


def _single_run(round_: Round, clauses: Clauses, day: Day, unless: list[Literal]) -> None:
    """In one run, one is busy at t exactly when the run began within the last `size` slots.

    Stated `unless` there is a second run: the solver then sees a whole day as soon as it sees its
    beginning. This is what makes plans without idle periods quick to find.
    """
    begun: list[Literal | None] = []
    for slot, busy in enumerate(day.busy):
        so_far = [one for one in (busy, begun[-1] if slot else None) if one is not None]
        begun.append(clauses.any_of(so_far) if so_far else None)
    for slot, busy in enumerate(day.busy):
        here, long_ago = begun[slot], begun[slot - day.size] if slot >= day.size else None
        if here is not None:
            known = [one for one in (long_ago, busy) if one is not None]
            clauses.add(-here, *known, *unless)
        if long_ago is not None and busy is not None:
            clauses.add(-long_ago, -busy, *unless)
    for first in range(round_.slots - day.size + 1):
        here, before = begun[first], begun[first - 1] if first else None
        if here is not None and not _may_begin(round_, day, first):
            clauses.add(-here, *([before] if before is not None else []), *unless)
    last = begun[round_.slots - day.size]
    clauses.add(*([last] if last is not None else []), *unless)


def _may_begin(round_: Round, day: Day, first: int) -> bool:
    in_the_morning = min(max(round_.morning - first, 0), day.size)
    free = all(day.busy[slot] is not None for slot in range(first, first + day.size))
    return free and day.mornings <= in_the_morning <= day.most_mornings


def _least_runs(round_: Round, day: Day) -> int:
    """The fewest runs the participant's own free slots allow, by dynamic programming."""
    best: dict[tuple[int, int, bool], int] = {(0, 0, False): 0}
    for slot, free in enumerate(day.busy):
        step: dict[tuple[int, int, bool], int] = {}
        for (morning, total, was_busy), runs in best.items():
            for busy in (False, True) if free is not None else (False,):
                state = (morning + (busy and slot < round_.morning), total + busy, busy)
                begun = runs + (busy and not was_busy)
                if total + busy <= day.size and begun < step.get(state, begun + 1):
                    step[state] = begun
        best = step
    whole = [
        runs
        for (morning, total, _busy), runs in best.items()
        if total == day.size and day.mornings <= morning <= day.most_mornings
    ]
    if not whole:
        raise Impossible
    return min(whole)


def _fair(clauses: Clauses, runs: list[list[Literal]], fairness: int) -> None:
    """Idle periods differ by at most `fairness`: measured from the fewest anybody has."""
    if any(len(one) <= 1 for one in runs):  # somebody has none in any plan
        for one in runs:
            if len(one) > fairness + 1:
                clauses.add(-one[fairness + 1])
        return
    fewest = [clauses.new() for _ in range(max((len(one) for one in runs), default=0))]
    for number, literal in enumerate(fewest):  # everybody has more than `number` idle periods
        for one in runs:
            clauses.add(-literal, *([one[number + 1]] if number + 1 < len(one) else []))
    for one in runs:
        for number in range(fairness + 1, len(one)):
            clauses.add(-one[number], fewest[number - fairness - 1])
