"""Days: as much of a date as a text says, and the Hijri calendar beside it."""

from dataclasses import dataclass
from datetime import date, timedelta

HIJRI_SLACK = 2  # days by which the sighted month may differ from the arithmetic one


@dataclass(frozen=True, order=True)
class Day:
    """A day as said: 23 June, April 2019 or 2019 alone (0: not said)."""

    year: int = 0
    month: int = 0
    day: int = 0

    def may_be(self, other: "Day") -> bool:
        """Nothing that both say differs, and they say something in common."""
        pairs = [(self.year, other.year), (self.month, other.month), (self.day, other.day)]
        both = [(a, b) for a, b in pairs if a and b]
        return bool(both) and all(a == b for a, b in both)

    def says(self) -> str:
        return "-".join(
            f"{part:0{width}d}" if part else "?" * width
            for part, width in ((self.year, 4), (self.month, 2), (self.day, 2))
        )


def is_day(year: int, month: int, day: int) -> bool:
    try:
        date(year or 2000, month, day)
    except ValueError:
        return False
    return True


def from_hijri(year: int, month: int, day: int) -> date:
    """The civil (tabular) Islamic calendar, of thirty-year cycles with eleven leap years."""
    days = day + -(-59 * (month - 1) // 2) + (year - 1) * 354 + (3 + 11 * year) // 30
    return date(622, 7, 18) + timedelta(days=days)
