"""The rules a ladder is made of. Each gives a key: the smaller key comes first, equal keys go on.

A rule never compares two people, so no three can run in a circle. What a rule does not know about
somebody comes after what it knows.
"""

from dataclasses import dataclass
from typing import Any, ClassVar, Protocol

from muntada.planning.precedence.draw import Draw
from muntada.planning.precedence.errors import LadderError
from muntada.planning.precedence.standing import Standing, moment

type Key = tuple[Any, ...]
UNKNOWN: Key = (1,)


class Rule(Protocol):
    """`code` names the rule for translations; `seen` is what it saw of somebody, for a sentence."""

    @property
    def code(self) -> str: ...
    def key(self, one: Standing) -> Key: ...
    def seen(self, one: Standing) -> str: ...


@dataclass(frozen=True)
class Host:
    """The host before everybody whatever the rank, or after everybody. Leave it out for neither."""

    place: str = "first"
    code: ClassVar[str] = "host"

    def __post_init__(self) -> None:
        if self.place not in ("first", "last"):
            raise LadderError("The host comes first or last. For neither, leave the rule out.")

    def key(self, one: Standing) -> Key:
        return (("host" in one.functions) == (self.place == "last"),)

    def seen(self, one: Standing) -> str:
        return "host" if "host" in one.functions else ""


@dataclass(frozen=True)
class Functions:
    """Those with a function in the conference (chair, next chair …) first, in this order."""

    order: tuple[str, ...]
    code: ClassVar[str] = "function"

    def key(self, one: Standing) -> Key:
        return (min(map(self._place, one.functions), default=len(self.order)),)

    def seen(self, one: Standing) -> str:
        place = self.key(one)[0]
        return self.order[place] if place < len(self.order) else ""

    def _place(self, function: str) -> int:
        return self.order.index(function) if function in self.order else len(self.order)


@dataclass(frozen=True)
class Groups:
    """States, observer states, organisations … in this order."""

    order: tuple[str, ...]
    code: ClassVar[str] = "group"

    def key(self, one: Standing) -> Key:
        return (self.order.index(one.group) if one.group in self.order else len(self.order),)

    def seen(self, one: Standing) -> str:
        return one.group if one.group in self.order else ""


@dataclass(frozen=True)
class Levels:
    """The ladder of ranks. Levels on one step are equal; of several ranks the highest counts."""

    steps: tuple[tuple[str, ...], ...]
    code: ClassVar[str] = "level"

    def __post_init__(self) -> None:
        levels = [level for step in self.steps for level in step]
        twice = sorted({level for level in levels if levels.count(level) > 1})
        if twice:
            raise LadderError(f"On the ladder twice: {', '.join(twice)}. Each level has one step.")

    def key(self, one: Standing) -> Key:
        return (self._highest(one)[0],)

    def seen(self, one: Standing) -> str:
        return self._highest(one)[1]

    def _highest(self, one: Standing) -> tuple[int, str]:
        held = set(one.levels)
        for number, step in enumerate(self.steps):
            for level in step:
                if level in held:
                    return number, level
        return len(self.steps), ""


@dataclass(frozen=True)
class TookOffice:
    """The longer in office comes first; `only` these groups, if named."""

    only: tuple[str, ...] = ()
    code: ClassVar[str] = "took_office"

    def key(self, one: Standing) -> Key:
        if one.took_office is None or (self.only and one.group not in self.only):
            return UNKNOWN
        return (0, moment(one.took_office, of=str(one)))

    def seen(self, one: Standing) -> str:
        return "" if self.key(one) == UNKNOWN else str(one.took_office)


@dataclass(frozen=True)
class Accredited:
    """The earlier accredited comes first, as among heads of mission (A/CN.4/L.129)."""

    code: ClassVar[str] = "accredited"

    def key(self, one: Standing) -> Key:
        return UNKNOWN if one.accredited is None else (0, moment(one.accredited, of=str(one)))

    def seen(self, one: Standing) -> str:
        return str(one.accredited or "")


@dataclass(frozen=True)
class Founded:
    """The older organisation comes first; `only` these groups, if named."""

    only: tuple[str, ...] = ()
    code: ClassVar[str] = "founded"

    def key(self, one: Standing) -> Key:
        if one.founded is None or (self.only and one.group not in self.only):
            return UNKNOWN
        return (0, one.founded)

    def seen(self, one: Standing) -> str:
        return "" if self.key(one) == UNKNOWN else str(one.founded)


@dataclass(frozen=True)
class Inscribed:
    """The earlier inscribed comes first."""

    code: ClassVar[str] = "inscribed"

    def key(self, one: Standing) -> Key:
        return UNKNOWN if one.inscribed is None else (0, moment(one.inscribed, of=str(one)))

    def seen(self, one: Standing) -> str:
        return str(one.inscribed or "")


@dataclass(frozen=True)
class Alphabet:
    """The state's short name in `language`, from A, or round the alphabet from a drawn seat.

    `starts_at` is the sort key of the name that was drawn. It need not be among those present: the
    circle begins there all the same. `starts_name` is how a sentence calls it.
    """

    language: str
    starts_at: str = ""
    starts_name: str = ""
    code: ClassVar[str] = "alphabet"

    def key(self, one: Standing) -> Key:
        name = one.alphabet.get(self.language)
        return UNKNOWN if name is None else (0, name < self.starts_at, name)

    def seen(self, one: Standing) -> str:
        return one.alphabet.get(self.language, "")


@dataclass(frozen=True)
class Lot:
    """As drawn. Whoever had no lot comes after those who had one."""

    draw: Draw
    code: ClassVar[str] = "lot"

    def key(self, one: Standing) -> Key:
        result = self.draw.result
        return (result.index(one.key) if one.key in result else len(result),)

    def seen(self, one: Standing) -> str:
        place = self.key(one)[0]
        return str(place + 1) if place < len(self.draw.result) else ""


RULES: tuple[type, ...] = (
    Host, Functions, Groups, Levels, TookOffice, Accredited, Founded, Inscribed, Alphabet, Lot,
)  # fmt: skip
