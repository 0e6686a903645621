"""Drawing lots in public: anybody who knows the seed can draw again and find the same result."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from muntada.planning.precedence.errors import LadderError


@dataclass(frozen=True)
class Draw:
    """The record of one draw: who drew, when, before which witness, and what came out.

    `result`: the candidates in the order drawn. With a `seed` the draw can be repeated; a draw from
    a box has none, and rests on its witness. The General Assembly's Secretary-General draws the one
    member that takes the first seat (https://ask.un.org/faq/14612): `first` is that member.
    """

    purpose: str
    result: tuple[str, ...]
    drawn_by: str
    drawn_at: datetime
    witness: str
    seed: str = ""

    def __post_init__(self) -> None:
        missing = [
            word
            for word, value in [("who drew", self.drawn_by), ("a witness", self.witness)]
            if not value.strip()
        ]
        if missing:
            raise LadderError(f"The record of a draw needs {' and '.join(missing)}.")
        if not self.result:
            raise LadderError("Nothing was drawn: the record has no result.")
        if len(set(self.result)) < len(self.result):
            raise LadderError("The same lot was drawn twice. Check the result.")
        if self.drawn_at.tzinfo is None:
            raise LadderError("The hour of the draw has no time zone.")

    @property
    def first(self) -> str:
        return self.result[0]

    def why_not_as_drawn(self) -> str | None:
        """Why drawing again from the seed does not give this result, or None if it does."""
        if not self.seed:
            return "This draw was made by hand. Only its witness can confirm it."
        if lots_in_order(self.result, seed=self.seed) != self.result:
            return "Drawing again from this seed gives another result."
        return None

    def as_data(self) -> dict[str, Any]:
        return {
            **asdict(self), "result": list(self.result), "drawn_at": self.drawn_at.isoformat()
        }  # fmt: skip

    @classmethod
    def from_data(cls, data: dict[str, Any]) -> "Draw":
        try:
            values = {**data, "result": tuple(data["result"])}
            values["drawn_at"] = datetime.fromisoformat(data["drawn_at"])
            return cls(**values)
        except (KeyError, TypeError) as error:
            raise LadderError(f"This is not the record of a draw: {error}.") from error


def draw_lots(
    candidates: Iterable[str], *, purpose: str, seed: str, by: str, at: datetime, witness: str
) -> Draw:
    """Draw all the candidates. The seed is best agreed in public just before (a die, a number).

    Raises LadderError without candidates, seed, author or witness, or if one is named twice.
    """
    if not seed.strip():
        raise LadderError("A draw needs a seed, agreed before it, so that it can be repeated.")
    names = tuple(candidates)
    if len(set(names)) < len(names):
        raise LadderError("A candidate is named twice. Each has one lot.")
    return Draw(purpose, lots_in_order(names, seed=seed), by, at, witness, seed)


def lots_in_order(candidates: Iterable[str], *, seed: str) -> tuple[str, ...]:
    """Each candidate's lot is the SHA-256 of the seed and its name; the lowest comes first.

    So the result depends neither on the order of entry nor on a version of Python, and one who
    withdraws leaves the others in the order they had.
    """
    return tuple(sorted(candidates, key=lambda name: (_lot(name, seed), name)))


def _lot(name: str, seed: str) -> str:
    return hashlib.sha256(f"{seed}\n{name}".encode()).hexdigest()


def rotate[T](names: Sequence[T], *, first: T) -> tuple[T, ...]:
    """The same circle, begun at `first`: a cyclic shift. Raises LadderError if it is not there."""
    if first not in names:
        raise LadderError(f"{first} was drawn but is not in the list.")
    start = names.index(first)
    return (*names[start:], *names[:start])
