"""Read a text: every number, date, time, ordinal, quotation and known name, at its place."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import cache

from muntada.claims import lexicon
from muntada.claims.calendars import Day, from_hijri, is_day
from muntada.claims.names import Name, names_in
from muntada.claims.numerals import from_roman, number_at, ordinal_at
from muntada.claims.text import Word, folded, plain_digits, words

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


_SPACES = "\u00a0\u202f\u2009"
_THOUSANDS = {
    "en": rf"[,{_SPACES}]",
    "ar": rf"[,٬{_SPACES}]",
    "fr": rf"[ {_SPACES}]",
    "ru": rf"[ {_SPACES}]",
}
_DECIMAL = {"en": r"\.", "ar": r"[.٫]", "fr": ",", "ru": ","}
_TIME = re.compile(r"(?<![\d:.])([01]?\d|2[0-3])(?::|\s?[hч]\s?)([0-5]\d)(?![\d:])")
_ISO = re.compile(r"(?<!\d)(\d{4})-(\d{2})-(\d{2})(?!\d)")
_DOTTED = re.compile(r"(?<!\d)(\d{1,2})[./](\d{1,2})[./](\d{4})(?!\d)")
_QUOTED = re.compile(r"«[^»\n]+»|“[^”\n]+”|„[^“\n]+“|\"[^\"\n]+\"")
_ROMAN = re.compile(r"(?<![\w-])([IVXL]{1,7})(?:\s?[eè]me|e|ᵉ|ème|re|-я|-й|-ая)?(?![\w-])")
_FIGURE_ORDINAL = {
    "en": r"(\d{1,2})(?:st|nd|rd|th)\b",
    "fr": r"(\d{1,2})\s?(?:ère|re|er|e|è|ème|ᵉ)\b",
    "ru": r"(\d{1,2})-?(?:ая|я|ый|ой|й|го|му|ю|м)\b",
    "ar": r"ال[ـ]?\s?(\d{1,2})(?!\d)",
}


@dataclass
class _Reading:
    """A text being read: its words, and which characters a claim has taken already."""

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


def find(text: str, language: str, names: Iterable[Name] = ()) -> list[Claim]:
    """Every claim of `text`, in its order; `names` are looked for too."""
    reading = _Reading(text, language, plain_digits(text), words(text))
    _dates(reading)
    for time in _TIME.finditer(reading.plain):
        minutes = int(time.group(1)) * 60 + int(time.group(2))
        reading.take(TIME, time.start(), time.end(), number=minutes)
    _ordinals(reading)
    _digits(reading)
    _number_words(reading)
    for quote in _QUOTED.finditer(text):
        if len(quote.group().split()) > 3:  # shorter ones are names, titles and agencies
            said = quote.group()
            reading.claims.append(Claim(QUOTE, quote.start(), quote.end(), said))
    for start, end, name in names_in(text, language, names):
        reading.claims.append(Claim(NAME, start, end, text[start:end], key=name.key))
    return sorted(reading.claims, key=lambda claim: (claim.start, claim.end))


# Dates


@cache
def _date_forms(language: str) -> list[re.Pattern[str]]:
    months = "|".join(sorted(_month_words(language), key=len, reverse=True))
    month = rf"(?P<month>{months})(?:\s?/\s?(?:{months}))?(?!\w)"
    day = {
        "en": r"(?:st|nd|rd|th)?(?:\s+of)?",
        "fr": r"(?:er)?",
        "ru": r"(?:-?го|-?е)?",
        "ar": r"(?:\s+من(?:\s+شهر)?)?",
    }[language]
    dash = {
        "en": r"\s?[–—-]\s?|\s+to\s+|\s+and\s+|\s+until\s+",
        "fr": r"\s?[–—-]\s?|\s+au\s+|\s+et\s+",
        "ru": r"\s?[–—-]\s?|\s+по\s+|\s+и\s+",
        "ar": r"\s?[–—-]\s?|\s+إلى\s+|\s+الى\s+|\s+حتى\s+|\s*و\s*",
    }[language]
    dash = f"(?:{dash})"
    year = r"(?:[\s,،/]+(?:(?:عام|سنة|de)\s+)?(?P<year>(?:19|20)\d\d)(?!\d))?"
    one = rf"(?<![\d.,])(?P<first>\d{{1,2}}){day}"
    forms = [
        rf"{one}(?:{dash}(?P<last>\d{{1,2}}){day})?\s+{month}{year}",
        rf"{one}(?:{dash}(?P<last>\d{{1,2}}))?\s+{lexicon.OF_THE_SAME_MONTH[language]}",
    ]
    if language == "en":
        forms.append(
            rf"(?<!\w){month}\s+(?P<first>\d{{1,2}})(?:st|nd|rd|th)?(?!\d)"
            rf"(?:{dash}(?P<last>\d{{1,2}})(?!\d))?{year}"
        )
    if language == "ar":
        said = "|".join(sorted(_day_words(), key=len, reverse=True))
        forms.append(
            rf"(?<!\w)[وبفل]?(?P<word>{said})(?:\s+و(?P<word2>{said}))?(?:\s+من)?(?:\s+شهر)?"
            rf"\s+{month}{year}"
        )
    forms.append(rf"(?<!\w){month}[\s,]+(?:(?:عام|سنة|of|de)\s+)?(?P<year>(?:19|20)\d\d)(?!\d)")
    return [re.compile(form, re.IGNORECASE) for form in forms]


def _month_words(language: str) -> dict[str, int]:
    """Months as they may be typed, hamza or not."""
    table = {}
    for word, n in lexicon.MONTHS[language].items():
        table[_loosely(word)] = n
    if language == "ar":
        for (one, two), n in lexicon.TWO_WORD_MONTHS.items():
            table[rf"{_loosely(one)}\s+{_loosely(two)}"] = n
    return table


def _loosely(word: str) -> str:
    return (
        re.escape(word).replace("ا", "[اأإآ]").replace("ه", "[هة]").replace("е", "[её]")
        if any("\u0600" < letter < "\u0700" or letter == "е" for letter in word)
        else re.escape(word)
    )


def _day_words() -> dict[str, int]:
    from muntada.claims.numerals import ORDINALS

    return {
        _loosely(word).replace(r"\ ", r"\s+").replace("ي", "[يى]"): n
        for word, n in ORDINALS["ar"].items()
        if n <= 31
    }


def _month_of(said: str, language: str) -> int:
    parts = [folded(part) for part in said.split()]
    if len(parts) == 2:
        return lexicon.TWO_WORD_MONTHS.get((parts[0], parts[1]), 0)
    return lexicon.MONTHS[language].get(parts[0], 0)


def _dates(reading: _Reading) -> None:
    _hijri(reading)
    for form, order in ((_ISO, (1, 2, 3)), (_DOTTED, (3, 2, 1))):
        for found in form.finditer(reading.plain):
            year, month, day = (int(found.group(n)) for n in order)
            if is_day(year, month, day):
                reading.take(DATE, *found.span(), days=(Day(year, month, day),))
    for form in _date_forms(reading.language):
        for found in form.finditer(reading.plain):
            _take_date(reading, found)
    _bare_years(reading)


def _take_date(reading: _Reading, found: re.Match[str]) -> None:
    parts = found.groupdict()
    year = int(parts.get("year") or 0)
    if parts.get("month"):
        month = _month_of(parts["month"], reading.language)
    else:  # “the 25th of the same month”: that of the date before; the year is not said
        earlier = [c for c in reading.claims if c.kind == DATE and c.start < found.start()]
        month = max(earlier, key=lambda c: c.start).days[-1].month if earlier else 0
    numbers = [int(parts[name]) for name in ("first", "last") if parts.get(name)]
    for name in ("word", "word2"):
        if parts.get(name):
            said = words(parts[name])
            known = ordinal_at(said, 0, "ar")
            numbers += [known[0]] if known else []
    if not numbers and year and month:
        days: tuple[Day, ...] = (Day(year, month, 0),)
    else:
        days = tuple(Day(year, month, n) for n in numbers)
    if days and month and all(is_day(d.year, d.month, d.day or 1) for d in days):
        reading.take(DATE, *found.span(), days=days)


@cache
def _hijri_forms() -> re.Pattern[str]:
    named = []
    for n, said in lexicon.HIJRI_MONTHS.items():
        forms = "|".join(
            r"[\s-]".join(_loosely(folded(part)) for part in w.split("-")) for w in said.split()
        )
        named.append(f"(?P<m{n}>{forms})")
    return re.compile(
        rf"(?<!\d)(\d{{1,2}})\s+(?:من\s+)?(?:{'|'.join(named)})\s+(?:عام\s+|سنة\s+)?(1[34]\d\d)"
        r"(?:\s?ه\w*|\s?AH|\s?г\. ?х\.)?",
        re.IGNORECASE,
    )


def _hijri(reading: _Reading) -> None:
    for found in _hijri_forms().finditer(reading.plain):
        month = next(n for n in lexicon.HIJRI_MONTHS if found.group(f"m{n}"))
        year, day = int(found.groups()[-1]), int(found.group(1))
        if 1 <= day <= 30:
            civil = from_hijri(year, month, day)
            known = Day(civil.year, civil.month, civil.day)
            reading.take(DATE, *found.span(), days=(known,), hijri=True)


def _bare_years(reading: _Reading) -> None:
    """2020 is a year after “in”, before “г.” or where nothing counted follows it."""
    language = reading.language
    for found in re.finditer(r"(?<![\d.,:-])(?:19|20)\d\d(?![\d:]|[.,]\d)", reading.plain):
        after = [w.folded for w in reading.after(found.end(), 1) if w.start - found.end() <= 2]
        before = [w.folded for w in reading.before(found.start(), 1)]
        glued = reading.plain[found.end() : found.end() + 1] == "م"
        is_year = glued or any(w in lexicon.YEAR_AFTER[language] for w in after)
        is_year = is_year or any(w.startswith("год") if language == "ru" else False for w in after)
        is_year = is_year or (
            any(w in lexicon.YEAR_BEFORE[language] for w in before)
            and not (after and _noun_of(after, language))
        )
        designation = re.search(r"[^\W\d_][-–]?$", reading.plain[: found.start()])
        if is_year and not designation:
            days = (Day(int(found.group()), 0, 0),)
            reading.take(DATE, *found.span(), days=days)


# Ordinals


def _ordinals(reading: _Reading) -> None:
    language = reading.language
    for found in re.finditer(_FIGURE_ORDINAL[language], reading.plain):
        _take_ordinal(reading, found.start(), found.end(), int(found.group(1)))
    for found in _ROMAN.finditer(reading.text):
        value = from_roman(found.group(1))
        near = _beside_conference(reading, found.start(), found.end())
        if value and (near or (len(found.group(1)) > 1 and language in ("fr", "ru"))):
            _take_ordinal(reading, found.start(), found.end(), value)
    at = 0
    while at < len(reading.words):
        known = ordinal_at(reading.words, at, language)
        if known is None:
            at += 1
            continue
        value, after = known
        start, end = reading.words[at].start, reading.words[after - 1].end
        if "\n" not in reading.text[start:end]:
            _take_ordinal(reading, start, end, value)
        at = after


def _take_ordinal(reading: _Reading, start: int, end: int, value: int) -> None:
    near = _beside_conference(reading, start, end)
    if near or value >= 2:  # “first” alone is how people talk
        reading.take(ORDINAL, start, end, number=value, of_edition=near)


def _beside_conference(reading: _Reading, start: int, end: int) -> bool:
    """Whether a word for the conference stands within four words, in the same clause."""
    stems = tuple(folded(stem) for stem in lexicon.CONFERENCE[reading.language])
    for word in reading.before(start, 4) + reading.after(end, 4):
        low, high = sorted((word.start, end)) if word.start > end else (word.end, start)
        between = reading.text[min(low, high) : max(low, high)]
        bare = re.sub(r"^[وفبلك]*(?:ال|ل)?", "", word.folded)
        forms = (word.folded, bare, word.folded.removeprefix("l'"))
        if not re.search(r"[.,;:،؛!?\n]", between) and any(f.startswith(stems) for f in forms):
            return True
    return False


# Numbers


def _digits(reading: _Reading) -> None:
    language = reading.language
    group, point = _THOUSANDS[language], _DECIMAL[language]
    form = rf"\d{{1,3}}(?:{group}\d{{3}})+(?!\d)|\d+(?:{point}\d+)?"
    for found in re.finditer(form, reading.plain):
        start, end = found.span()
        if re.search(r"[^\W\d_\u0600-\u06ff]$|[^\W\d_][-–]$|[$€£№]\s?$", reading.plain[:start]):
            continue  # G20, COVID-19, S-400: a name, not a count
        written = re.sub(group, "", found.group())
        value = float(re.sub(point, ".", written)) if re.search(point, written) else int(written)
        _take_number(reading, start, end, value)


def _number_words(reading: _Reading) -> None:
    language, at = reading.language, 0
    while at < len(reading.words):
        word = reading.words[at]
        bare = re.sub(r"^[وفبل]?", "", word.folded)
        dual = lexicon.DUALS.get(word.folded) or lexicon.DUALS.get(bare)
        if language == "ar" and dual and reading.is_free(word.start, word.end):
            reading.take(NUMBER, word.start, word.end, number=2, noun=dual)
            at += 1
            continue
        known = number_at(reading.words, at, language)
        if known is None:
            at += 1
            continue
        value, after = known
        start, end = word.start, reading.words[after - 1].end
        # A single “one” is an article as often as a count.
        if value > 1 and reading.is_free(start, end):
            _take_number(reading, start, end, value)
        at = after


def _take_number(reading: _Reading, start: int, end: int, value: float) -> None:
    if not reading.is_free(start, end):
        return
    if 0 < value < 1000 and (scaled := _scaled(reading, end)):
        value, end = value * scaled[0], scaled[1]
    comparator, begins = _comparator(reading, start, end)
    noun = _counted(reading, begins, end)
    reading.take(NUMBER, begins, end, number=value, comparator=comparator, noun=noun)


def _scaled(reading: _Reading, end: int) -> tuple[int, int] | None:
    """“2 thousand”, “1,5 тыс.”"""
    for word in reading.after(end, 1):
        scale = lexicon.THOUSANDS[reading.language].get(word.folded)
        if scale and word.start - end <= 2:
            dot = reading.text[word.end : word.end + 1] == "." and word.end - word.start < 4
            return scale, word.end + dot
    return None


def _comparator(reading: _Reading, start: int, end: int) -> tuple[str, int]:
    """What stands between the number and its exactness, and where that begins."""
    before = reading.before(start, 4)
    said = tuple(word.folded for word in before)
    for phrase, sign in lexicon.PHRASES[reading.language]:
        begins = before[-len(phrase)].start if len(phrase) <= len(before) else -1
        near = before and not re.search(r"[\d.،,;]", reading.plain[before[-1].end : start])
        first = said[-len(phrase) :]
        if near and (first == phrase or _with_and(first, phrase)) and reading.is_free(begins, end):
            return sign, begins
    for sign, form in ((MORE, r"[>≥]\s?$"), (ABOUT, r"[~≈]\s?$"), (LESS, r"[<≤]\s?$")):
        if mark := re.search(form, reading.plain[:start]):
            return sign, mark.start()
    if reading.plain[end : end + 1] == "+":
        return MORE, start
    return EQUAL, start


def _with_and(said: tuple[str, ...], phrase: tuple[str, ...]) -> bool:
    """وأكثر من, بأكثر من, لأكثر من: Arabic writes its small words onto the next."""
    return bool(said) and said[0][:1] in "وبلف" and (said[0][1:], *said[1:]) == phrase


def _counted(reading: _Reading, start: int, end: int) -> str:
    language = reading.language
    # A parenthesis or a stop ends what a number can count.
    stop = re.search(r"[.!?؟:;؛,،()\n]", reading.text[end:])
    limit = end + stop.start() if stop else len(reading.text)
    following = [word for word in reading.after(end, 3) if word.end <= limit]
    noun = _noun_of([word.folded for word in following], language)
    if noun in ("countries", "") and _leads(reading, start):
        return "ministers"
    return noun


def _noun_of(following: list[str], language: str) -> str:
    for word in following:
        bare = word if language != "ar" else re.sub(r"^(?:ال|لل)", "", word)
        for stem, noun in lexicon.STEMS[language]:
            if bare.startswith(stem):
                return noun
    return ""


def _leads(reading: _Reading, start: int) -> bool:
    """“defence ministers of more than 35 countries” counts ministers."""
    before = [word for word in reading.before(start, 6) if start - word.end < 60]
    if before and re.search(r"[\d.,،;:]", reading.plain[before[-1].end : start]):
        return False
    tail = [word.folded for word in before][-5:]
    linked = {"en": ("of", "from"), "fr": ("de", "des"), "ru": (), "ar": ()}[reading.language]
    while tail and tail[-1] in (*linked, "d"):
        tail.pop()
    if not tail:
        return False
    stems = [s for s, noun in lexicon.STEMS[reading.language] if noun == "ministers"]
    last = [form for word in tail[-3:] for form in (word, re.sub(r"^و?(?:ال)?", "", word))]
    if last[-1].startswith(tuple(stems)) or last[-2].startswith(tuple(stems)):
        return True
    defence = tuple(folded(stem) for stem in lexicon.DEFENCE[reading.language])
    return tail[-1].startswith(defence) and any(word.startswith(tuple(stems)) for word in last)
