"""A text being read: what it claims so far, and which characters a claim has taken already."""

from bisect import bisect_left, bisect_right, insort
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
    # In order and apart from one another, so that one look finds whether a place is free.
    taken: list[tuple[int, int]] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)

    def is_free(self, start: int, end: int) -> bool:
        before = bisect_left(self.taken, (end, 0))
        return before == 0 or self.taken[before - 1][1] <= start

    def take(self, kind: str, start: int, end: int, **more: object) -> None:
        if self.is_free(start, end):
            insort(self.taken, (start, end))
            said = self.text[start:end]
            self.claims.append(replace(Claim(kind, start, end, said), **more))  # type: ignore[arg-type]

    def before(self, offset: int, count: int) -> list[Word]:
        last = bisect_right(self.words, offset, key=lambda word: word.end)
        return self.words[max(0, last - count) : last]

    def after(self, offset: int, count: int) -> list[Word]:
        first = bisect_left(self.words, offset, key=lambda word: word.start)
        return self.words[first : first + count]

    def just_before(self, offset: int) -> str:
        """The few characters that may say what a figure is: a sign, a letter, a hyphen, a space.

        Never the whole text up to there: a table has as many figures as it has lines.
        """
        return self.plain[max(0, offset - 4) : offset]
