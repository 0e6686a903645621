"""The problem and its plan, as frozen data."""

from dataclasses import dataclass, field

EITHER, MORNING, AFTERNOON = 3, 1, 2


class BadRound(ValueError):  # noqa: N818 - named as it is said
    """The data cannot be what was meant; the message says what to look at."""


@dataclass(frozen=True)
class Meeting:
    """Two participants (by index from 0), the part of the day asked for, and limits on its slot.

    `fixed` is a slot from 0, or None; `after` are meetings (by index) that must be held earlier.
    """

    one: int
    other: int
    part: int = EITHER
    fixed: int | None = None
    after: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Round:
    """Slots are numbered from 0; the first `morning` of them are the morning."""

    participants: int
    meetings: tuple[Meeting, ...]
    tables: int
    slots: int
    morning: int
    forbidden: tuple[frozenset[int], ...] = field(default=())

    def __post_init__(self) -> None:
        if self.slots < 1 or self.tables < 1:
            raise BadRound("There must be at least one slot and one table.")
        if not 0 <= self.morning <= self.slots:
            raise BadRound("The morning cannot be longer than the day.")
        if self.forbidden and len(self.forbidden) != self.participants:
            raise BadRound("Forbidden slots are given for every participant or for none.")
        for number, meeting in enumerate(self.meetings, start=1):
            if meeting.one == meeting.other:
                raise BadRound(f"Meeting {number} is of a participant with themselves.")
            if not {meeting.one, meeting.other} <= set(range(self.participants)):
                raise BadRound(f"Meeting {number} names a participant who is not there.")
            if meeting.part not in (MORNING, AFTERNOON, EITHER):
                raise BadRound(
                    f"Meeting {number} asks for a part of the day that is not 1, 2 or 3."
                )
            if not meeting.after <= set(range(len(self.meetings))):
                raise BadRound(f"Meeting {number} is to follow a meeting that is not there.")

    def forbidden_to(self, participant: int) -> frozenset[int]:
        return self.forbidden[participant] if self.forbidden else frozenset()

    def meetings_of(self) -> list[list[int]]:
        """The meetings of each participant, by index."""
        of: list[list[int]] = [[] for _ in range(self.participants)]
        for number, meeting in enumerate(self.meetings):
            of[meeting.one].append(number)
            of[meeting.other].append(number)
        return of

    def slots_of(self) -> list[set[int]]:
        """The slots each meeting could take, looked at alone and through its precedences."""
        found = [self._alone(meeting) for meeting in self.meetings]
        changing = True
        while changing:
            changing = False
            for number, meeting in enumerate(self.meetings):
                for earlier in meeting.after:
                    first, then = found[earlier], found[number]
                    if not first or not then:
                        continue
                    kept_then = {slot for slot in then if slot > min(first)}
                    kept_first = {slot for slot in first if slot < max(then)}
                    changing = changing or kept_then != then or kept_first != first
                    found[number], found[earlier] = kept_then, kept_first
        return found

    def _alone(self, meeting: Meeting) -> set[int]:
        first = self.morning if meeting.part == AFTERNOON else 0
        last = self.morning if meeting.part == MORNING else self.slots
        slots = set(range(first, last))
        if meeting.fixed is not None:
            slots &= {meeting.fixed}
        return slots - self.forbidden_to(meeting.one) - self.forbidden_to(meeting.other)


OPTIMAL, FEASIBLE, INFEASIBLE, UNKNOWN = "OPTIMAL", "FEASIBLE", "INFEASIBLE", "UNKNOWN"


@dataclass(frozen=True)
class Outcome:
    """`slots`: the slot of each meeting, or None; `objective`: idle periods; `bound`: proved."""

    status: str
    slots: tuple[int, ...] | None
    objective: int | None
    bound: int
    seconds: float
