"""Who is to be seated, in which order, and what must or should be kept."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from muntada.planning.seating.errors import CROWDED, UNREACHED, SeatingError
from muntada.planning.seating.layouts import Layout


@dataclass(frozen=True)
class Guest:
    """`party`: whose delegation; `interprets_for`: the key of the guest behind whom they sit."""

    key: str
    party: str = ""
    languages: frozenset[str] = frozenset()
    wheelchair: bool = False
    left_handed: bool = False
    interprets_for: str = ""


@dataclass(frozen=True)
class Problem:
    """`guests` in their order of honour; `apart` pairs never side by side (nor at one table).

    `honour`: how many of the first seats may never stand empty while anybody sits beyond them.
    Raises SeatingError for what can be seen to be impossible before any search; not where the
    problem `stands`, to judge a plan that was made before somebody came late.
    """

    layout: Layout
    guests: tuple[Guest, ...]
    apart: frozenset[frozenset[str]] = frozenset()
    honour: int = 0
    stands: bool = False
    by_key: Mapping[str, Guest] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        twice = [key for key, n in Counter(one.key for one in self.guests).items() if n > 1]
        if twice:
            raise SeatingError("Somebody is to be seated twice. Check the list.")
        object.__setattr__(self, "by_key", {one.key: one for one in self.guests})
        if any(len(pair) != 2 for pair in self.apart):
            raise SeatingError("Keeping apart takes two different people.")
        if not self.stands:
            self.ensure_room()

    def ensure_room(self) -> None:
        """There are seats for all, and reachable ones for all who need them."""
        seats, guests = len(self.layout.front), self.in_front
        if len(guests) > seats:
            said = f"{len(guests)} people for {seats} seats. Add seats, or seat fewer."
            raise SeatingError(said, CROWDED, tuple(one.key for one in guests[seats:]))
        reached = sum(seat.accessible for seat in self.layout.front)
        wheeled = [one.key for one in guests if one.key in self.reaching]
        if len(wheeled) > reached:
            said = f"Only {reached} seats can be reached with a wheelchair."
            raise SeatingError(said, UNREACHED, tuple(wheeled[reached:]))

    @cached_property
    def in_front(self) -> tuple[Guest, ...]:
        """All but interpreters, who sit behind the one they interpret for."""
        return tuple(one for one in self.guests if not self.is_behind(one))

    def is_behind(self, one: Guest) -> bool:
        """Where there are no chairs behind, an interpreter is a guest like the others.

        So is who interprets for an interpreter: behind a chair behind there is none.
        """
        has_chairs = len(self.layout.front) < len(self.layout.seats)
        served = self.by_key.get(one.interprets_for)
        return has_chairs and served is not None and served.interprets_for not in self.by_key

    @cached_property
    def reaching(self) -> frozenset[str]:
        """Guests in front who need a reachable seat: their own wheelchair, or one behind them."""
        return frozenset(
            one.interprets_for if self.is_behind(one) else one.key
            for one in self.guests
            if one.wheelchair
        )

    @cached_property
    def kept_apart(self) -> frozenset[frozenset[str]]:
        """Pairs of guests in front; at a dinner who sits behind is at the table too."""
        if self.layout.kind != "dinner":
            return self.apart
        seated = {
            one.key: one.interprets_for if self.is_behind(one) else one.key for one in self.guests
        }
        pairs = {frozenset(seated.get(key, key) for key in pair) for pair in self.apart}
        # Whom one interprets for is not somebody to be kept apart from.
        return frozenset(pair for pair in pairs if len(pair) == 2)

    @cached_property
    def front_only(self) -> "Problem":
        """The same for those in front alone, who carry the needs of whoever sits behind them."""
        guests = tuple(
            replace(one, wheelchair=one.key in self.reaching, interprets_for="")
            for one in self.in_front
        )
        return replace(self, guests=guests, apart=self.kept_apart, stands=True)

    def may_sit_together(self, one: str, other: str) -> bool:
        return frozenset((one, other)) not in self.kept_apart


@dataclass(frozen=True)
class Compromise:
    """A wish that could not be kept: its code for translation, whose it is, and why."""

    code: str
    key: str
    fields: Mapping[str, int | str] = field(default_factory=dict)

    def sentence(self) -> str:
        return SENTENCES[self.code].format(key=self.key, **self.fields)


SENTENCES = {
    "out_of_order": "{key} sits {places} places from their order, for the constraints.",
    "left_hand": "{key} is left-handed and has a neighbour at the left: a free left end is further "
    "from their order than {places} places.",
    "delegation_outnumbers": "{key} sits with {others} of their own delegation: it has {guests} "
    "guests for {tables} tables.",
    "delegation_together": "{key} sits with {others} of their own delegation: the search found no "
    "plan that serves the tables better as a whole.",
    "no_language": "{key} shares no language with a neighbour: nobody else who is coming speaks "
    "one of theirs.",
    "language_elsewhere": "{key} shares no language with a neighbour: the search found no plan "
    "that serves the tables better as a whole.",
}


@dataclass(frozen=True)
class Plan:
    """`at`: the guest's key by seat number. `moved`: keys of those who changed their seat.

    `cost` of who shares a table with whom, and the `bound` below which no plan can come: both are
    zero or more at dinner, and -1 where nothing was weighed. Equal, the plan is proven the best.
    """

    layout: Layout
    at: Mapping[int, str]
    compromises: tuple[Compromise, ...] = ()
    moved: tuple[str, ...] = ()
    cost: int = -1
    bound: int = -1

    def seat_of(self, key: str) -> int:
        for number, who in self.at.items():
            if who == key:
                return number
        raise SeatingError("This person has no seat in the plan.")

    def by_guest(self) -> dict[str, int]:
        return {who: number for number, who in self.at.items()}
