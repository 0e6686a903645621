"""Numbers and ordinals written as words or as Roman numerals."""

import re

from muntada.claims import lexicon
from muntada.claims.text import Word, folded

_ROMAN = re.compile(r"M{0,3}(CM|CD|D?C{0,3})(XC|XL|L?X{0,3})(IX|IV|V?I{0,3})$")
_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}


def from_roman(letters: str) -> int | None:
    if not letters or not _ROMAN.match(letters):
        return None
    values = [_ROMAN_VALUES[letter] for letter in letters]
    return sum(
        -value if value < (values[n + 1] if n + 1 < len(values) else 0) else value
        for n, value in enumerate(values)
    )


def number_at(words: list[Word], at: int, language: str) -> tuple[int, int] | None:
    """The number said from word `at` on: its value and the word after it, or nothing."""
    total, part, here, said = 0, 0, at, False
    while here < len(words):
        step = _step(words[here].folded, language, said=said)
        if step is None:
            if said and _joins(words[here].folded, language) and here + 1 < len(words):
                after = _step(words[here + 1].folded, language, said=True)
                if after is not None:
                    here += 1
                    continue
            break
        kind, value = step
        if kind == "add":
            if said and not _may_follow(part, value, language):
                break
            # quatre-vingt is four twenties; cinquante-vingt is nothing
            part = 80 if language == "fr" and (part, value) == (4, 20) else part + value
        elif kind == "hundred":
            part = max(1, part) * 100
        else:
            total, part = total + max(1, part) * value, 0
        said, here = True, here + 1
    return (total + part, here) if said else None


def _joins(word: str, language: str) -> bool:
    return word in {"en": {"and"}, "fr": {"et"}}.get(language, set())


def _step(word: str, language: str, *, said: bool) -> tuple[str, int] | None:
    forms = [word]
    if language == "ar" and len(word) > 3 and word not in lexicon.UNITS["ar"]:
        if said and word.startswith("و"):
            forms = [word[1:]]
        elif not said and word[0] in "وبلفك":  # بأربع لغات: the particle is written on
            forms = [word, word[1:], word[2:] if word[0] in "وف" and word[1] in "بل" else word]
    for form in forms:
        if form in lexicon.UNITS[language]:
            return "add", lexicon.UNITS[language][form]
        if form in lexicon.HUNDRED[language]:
            return "hundred", 100
        if form in lexicon.THOUSANDS[language]:
            return "thousand", lexicon.THOUSANDS[language][form]
    return None


def _may_follow(part: int, value: int, language: str) -> bool:
    """Whether `value` goes on the number begun, or begins another: twenty-three, not two three."""
    if part == 0:
        return True
    low = part % 100
    if language == "ar" and 0 < low < 20:  # units come before tens: خمسة وعشرون, ثلاثة عشر
        return low < 10 and (value == 10 or (value >= 20 and value % 10 == 0 and value < 100))
    if language == "fr":
        if part == 4 and value == 20:
            return True
        if low in (60, 80):
            return value < 20
        if low == 10:
            return value in (7, 8, 9)
    if low == 0:
        return value < 100 or part % 1000 == 0
    return low >= 20 and low % 10 == 0 and value < 10


def _english_ordinals() -> dict[str, int]:
    units = "first second third fourth fifth sixth seventh eighth ninth".split()
    teens = "tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth"
    table = {word: n for n, word in enumerate(units, 1)}
    table |= {w: n for n, w in enumerate(f"{teens} eighteenth nineteenth".split(), 10)}
    stems = "twent thirt fort fift sixt sevent eight ninet".split()
    for tens, stem in zip(range(20, 100, 10), stems, strict=True):
        table[f"{stem}ieth"] = tens
        table |= {f"{stem}y {word}": tens + n for n, word in enumerate(units, 1)}
    return table


def _french_ordinals() -> dict[str, int]:
    said = (
        "1 premier première;2 deuxième second seconde;3 troisième;4 quatrième;5 cinquième;"
        "6 sixième;7 septième;8 huitième;9 neuvième;10 dixième;11 onzième;12 douzième;"
        "13 treizième;14 quatorzième;15 quinzième;16 seizième;20 vingtième;30 trentième;"
        "40 quarantième;50 cinquantième"
    )
    table = {
        folded(word): int(entry.split()[0])
        for entry in said.split(";")
        for word in entry.split()[1:]
    }
    table |= {f"dix {folded(w)}": 10 + n for w, n in list(table.items()) if n in (7, 8, 9)}
    units = [(folded(word), n) for word, n in table.items() if 2 <= n <= 9]
    for tens, stem in ((20, "vingt"), (30, "trente"), (40, "quarante"), (50, "cinquante")):
        table |= {f"{stem} {word}": tens + n for word, n in units}
        table[f"{stem} et {folded('unième')}"] = tens + 1
    return table


def _russian_ordinals() -> dict[str, int]:
    stems = (
        "1 перв;2 втор;4 четверт;5 пят;6 шест;7 седьм;8 восьм;9 девят;10 десят;11 одиннадцат;"
        "12 двенадцат;13 тринадцат;14 четырнадцат;15 пятнадцат;16 шестнадцат;17 семнадцат;"
        "18 восемнадцат;19 девятнадцат;20 двадцат;30 тридцат;40 сороков;50 пятидесят"
    )
    endings = "ый ая ое ой ую ого ому ом ые ых ым ыми ою".split()
    table = {
        stem + ending: int(value)
        for value, stem in (entry.split() for entry in stems.split(";"))
        for ending in endings
    }
    table |= {f"трет{e}": 3 for e in "ий ья ье ьей ью ьего ьему ьем ьи ьих".split()}
    units = [(word, n) for word, n in table.items() if n < 10]
    tens = {"двадцать": 20, "тридцать": 30, "сорок": 40, "пятьдесят": 50}
    return table | {f"{a} {w}": t + n for a, t in tens.items() for w, n in units}


def _arabic_ordinals() -> dict[str, int]:
    masculine = "الأول الثاني الثالث الرابع الخامس السادس السابع الثامن التاسع العاشر".split()
    feminine = "الأولى الثانية الثالثة الرابعة الخامسة السادسة السابعة الثامنة التاسعة العاشرة"
    table: dict[str, int] = {}
    for row, first, ten in ((masculine, "الحادي", "عشر"), (feminine.split(), "الحادية", "عشرة")):
        table |= {folded(word): n for n, word in enumerate(row, 1)}
        for n, word in enumerate([first, *row[1:9]], 1):
            table[f"{folded(word)} {folded(ten)}"] = 10 + n
            for tens, ends in ((20, "العشر"), (30, "الثلاث"), (40, "الأربع"), (50, "الخمس")):
                for case in ("ون", "ين"):
                    table[f"{folded(word)} و{folded(ends)}{case}"] = tens + n
    for tens, ends in ((20, "العشر"), (30, "الثلاث"), (40, "الأربع"), (50, "الخمس")):
        table |= {f"{folded(ends)}{case}": tens for case in ("ون", "ين")}
    return table


ORDINALS = {
    "en": _english_ordinals(),
    "fr": _french_ordinals(),
    "ru": _russian_ordinals(),
    "ar": _arabic_ordinals(),
}


def ordinal_at(words: list[Word], at: int, language: str) -> tuple[int, int] | None:
    """The ordinal said from word `at` on: its value and the word after it."""
    table = ORDINALS[language]
    for length in (3, 2, 1):
        said = " ".join(word.folded for word in words[at : at + length])
        if len(words) - at >= length and said in table:
            return table[said], at + length
    if language == "ar" and words[at].folded[:1] in "وبل" and words[at].folded[1:] in table:
        return table[words[at].folded[1:]], at + 1
    return None
