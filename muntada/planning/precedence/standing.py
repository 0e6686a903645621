"""What a ladder looks at: one person, state or organisation, and what it stands on."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time

from muntada.planning.precedence.errors import LadderError


@dataclass(frozen=True)
class Standing:
    """One who is put in order. Only `key` is needed; what is unknown comes after what is known.

    `levels`: every rank held; the highest that the ladder knows counts, because a minister of
    defence may be a deputy prime minister too. `functions`: "host", "next_chair" … `alphabet`:
    the sort key of the state's short name by language, so that no collation is guessed here.
    `founded`: a year. Dates without an hour count from midnight in UTC.
    """

    key: str
    name: str = ""
    group: str = ""
    levels: tuple[str, ...] = ()
    functions: frozenset[str] = frozenset()
    took_office: date | None = None
    accredited: date | None = None
    inscribed: datetime | None = None
    founded: int | None = None
    alphabet: Mapping[str, str] = field(default_factory=dict)

    def __str__(self) -> str:
        return self.name or self.key


def moment(value: date, *, of: str) -> datetime:
    """A day or an hour as one kind of value, so that the two can be compared.

    Raises LadderError for an hour without its time zone: two capitals would read it differently.
    """
    if not isinstance(value, datetime):
        return datetime.combine(value, time(), tzinfo=UTC)
    if value.tzinfo is None:
        raise LadderError(
            f"The hour given for {of} has no time zone. Add it, or give only the day."
        )
    return value.astimezone(UTC)
