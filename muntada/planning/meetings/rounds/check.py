"""Whether a plan is right, said by code that shares nothing with the solver."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import pairwise

from muntada.planning.meetings.rounds.problem import AFTERNOON, MORNING, Round


def idle_periods(round_: Round, slots: Sequence[int]) -> list[int]:
    """For each participant, the runs of free slots between two of their meetings."""
    busy: dict[int, list[int]] = defaultdict(list)
    for meeting, slot in zip(round_.meetings, slots, strict=True):
        busy[meeting.one].append(slot)
        busy[meeting.other].append(slot)
    counts = []
    for participant in range(round_.participants):
        day = sorted(busy[participant])
        counts.append(sum(then - first > 1 for first, then in pairwise(day)))
    return counts


def problems(round_: Round, slots: Sequence[int], *, fairness: int | None) -> list[str]:
    """Everything wrong with a plan; `fairness`: by how much idle periods may differ."""
    if len(slots) != len(round_.meetings):
        return [f"The plan has {len(slots)} slots for {len(round_.meetings)} meetings."]
    found = []
    taken: Counter[tuple[int, int]] = Counter()
    for number, (meeting, slot) in enumerate(zip(round_.meetings, slots, strict=True), start=1):
        if not 0 <= slot < round_.slots:
            found.append(f"Meeting {number} is outside the day.")
        if meeting.part == MORNING and slot >= round_.morning:
            found.append(f"Meeting {number} is to be held in the morning.")
        if meeting.part == AFTERNOON and slot < round_.morning:
            found.append(f"Meeting {number} is to be held in the afternoon.")
        if meeting.fixed is not None and meeting.fixed != slot:
            found.append(f"Meeting {number} is fixed to another slot.")
        found += [
            f"Meeting {number} is not after meeting {earlier + 1}."
            for earlier in sorted(meeting.after)
            if slots[earlier] >= slot
        ]
        for participant in (meeting.one, meeting.other):
            taken[participant, slot] += 1
            if slot in round_.forbidden_to(participant):
                found.append(f"Meeting {number} is at a slot forbidden to {participant + 1}.")
    found += [
        f"Participant {participant + 1} is in {count} meetings at slot {slot + 1}."
        for (participant, slot), count in sorted(taken.items())
        if count > 1
    ]
    held = Counter(slots)
    found += [
        f"Slot {slot + 1} holds {count} meetings, and there are {round_.tables} tables."
        for slot, count in sorted(held.items())
        if count > round_.tables
    ]
    idle = idle_periods(round_, slots)
    if fairness is not None and idle and max(idle) - min(idle) > fairness:
        found.append(f"Idle periods differ by {max(idle) - min(idle)}, {fairness} is allowed.")
    return found
