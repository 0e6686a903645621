"""Numbers in figures and in words, how exactly they are meant, and what they count."""

import re

from muntada.claims import lexicon
from muntada.claims.numerals import number_at
from muntada.claims.reading import ABOUT, EQUAL, LESS, MORE, NUMBER, Reading
from muntada.claims.text import folded

_SPACES = "\u00a0\u202f\u2009"
_THOUSANDS = {
    "en": rf"[,{_SPACES}]",
    "ar": rf"[,٬{_SPACES}]",
    "fr": rf"[ {_SPACES}]",
    "ru": rf"[ {_SPACES}]",
}
_NO_COUNT = re.compile(r"[^\W\d_\u0600-\u06ff]$|[^\W\d_][-–]$|[$€£№]\s?$")
LONGEST = 24  # letters of a figure, its spaces and decimals included; longer ones count nothing
_STOP = re.compile(r"[.!?؟:;؛,،()\n]")
_DECIMAL = {"en": r"\.", "ar": r"[.٫]", "fr": ",", "ru": ","}


def digits(reading: Reading) -> None:
    language = reading.language
    group, point = _THOUSANDS[language], _DECIMAL[language]
    form = rf"\d{{1,3}}(?:{group}\d{{3}})+(?!\d)|\d+(?:{point}\d+)?"
    for found in re.finditer(form, reading.plain):
        start, end = found.span()
        if end - start > LONGEST:
            continue  # a serial number, or a row of digits that no calculation should meet
        if _NO_COUNT.search(reading.just_before(start)):
            continue  # G20, COVID-19, S-400: a name, not a count
        written = re.sub(group, "", found.group())
        value = float(re.sub(point, ".", written)) if re.search(point, written) else int(written)
        _take_number(reading, start, end, value)


def number_words(reading: Reading) -> None:
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


def _take_number(reading: Reading, start: int, end: int, value: float) -> None:
    if not reading.is_free(start, end):
        return
    if 0 < value < 1000 and (scaled := _scaled(reading, end)):
        value, end = value * scaled[0], scaled[1]
    comparator, begins = _comparator(reading, start, end)
    noun = _counted(reading, begins, end)
    reading.take(NUMBER, begins, end, number=value, comparator=comparator, noun=noun)


def _scaled(reading: Reading, end: int) -> tuple[int, int] | None:
    """“2 thousand”, “1,5 тыс.”"""
    for word in reading.after(end, 1):
        scale = lexicon.THOUSANDS[reading.language].get(word.folded)
        if scale and word.start - end <= 2:
            dot = reading.text[word.end : word.end + 1] == "." and word.end - word.start < 4
            return scale, word.end + dot
    return None


def _comparator(reading: Reading, start: int, end: int) -> tuple[str, int]:
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
        if re.search(form, near_signs := reading.just_before(start)):
            return sign, start - len(near_signs) + len(near_signs.rstrip()) - 1
    if reading.plain[end : end + 1] == "+":
        return MORE, start
    return EQUAL, start


def _with_and(said: tuple[str, ...], phrase: tuple[str, ...]) -> bool:
    """وأكثر من, بأكثر من, لأكثر من: Arabic writes its small words onto the next."""
    return bool(said) and said[0][:1] in "وبلف" and (said[0][1:], *said[1:]) == phrase


def _counted(reading: Reading, start: int, end: int) -> str:
    language = reading.language
    # A parenthesis or a stop ends what a number can count.
    near = reading.after(end, 3)
    stop = _STOP.search(reading.text, end, near[-1].end) if near else None
    following = [word for word in near if stop is None or word.end <= stop.start()]
    noun = noun_of([word.folded for word in following], language)
    if noun in ("countries", "") and _leads(reading, start):
        return "ministers"
    return noun


def noun_of(following: list[str], language: str) -> str:
    for word in following:
        bare = word if language != "ar" else re.sub(r"^(?:ال|لل)", "", word)
        for stem, noun in lexicon.STEMS[language]:
            if bare.startswith(stem):
                return noun
    return ""


def _leads(reading: Reading, start: int) -> bool:
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
