"""A text being read: what it claims so far, and which characters a claim has taken already."""

from dataclasses import dataclass, field, replace

from muntada.claims.calendars import Day
from muntada.claims.text import Word

NUMBER, DATE, TIME, ORDINAL, NAME, QUOTE = "number", "date", "time", "ordinal", "name", "quotation"
EQUAL, MORE, ABOUT, LESS = "=", ">", "~", "<"


@dataclass(frozen=True)
class Claim:
    """One thing a text says, from `start` to `end`; what else is set depends on the kind."""

    kind: str
    start: int
    end: int
    said: str
    number: float = 0
    comparator: str = EQUAL
    # What is counted (a key of `lexicon.NOUNS`), or nothing known.
    noun: str = ""
    days: tuple[Day, ...] = ()
    hijri: bool = False
    # An ordinal beside a word for the conference counts its editions.
    of_edition: bool = False
    key: str = ""
    # A name said in a way that others share: it answers for a name, and is not asked after.
    weak: bool = False


@dataclass
class Reading:
    """Its words are found once; each finder takes what it is sure of, the surest first."""

    text: str
    language: str
    plain: str
    words: list[Word]
    taken: list[tuple[int, int]] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)

    def is_free(self, start: int, end: int) -> bool:
        return all(end <= a or start >= b for a, b in self.taken)

    def take(self, kind: str, start: int, end: int, **more: object) -> None:
        if self.is_free(start, end):
            self.taken.append((start, end))
            said = self.text[start:end]
            self.claims.append(replace(Claim(kind, start, end, said), **more))  # type: ignore[arg-type]

    def before(self, offset: int, count: int) -> list[Word]:
        return [word for word in self.words if word.end <= offset][-count:]

    def after(self, offset: int, count: int) -> list[Word]:
        return [word for word in self.words if word.start >= offset][:count]
