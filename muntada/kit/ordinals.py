"""Which edition it is, in words and in figures: التاسع, девятая / IX, neuvième / IXe, ninth / 9th.

The gender is that of the word the language uses for an edition: Arabic مؤتمر is masculine (and دورة
feminine), Russian конференция and French conférence are feminine, where it shows at all.
"""

_ENGLISH_UNITS = (
    "zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth "
    "thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth"
).split()
_ENGLISH_TENS = "  twent thirt fort fift sixt sevent eight ninet".split(" ")
_FRENCH_CARDINALS = (
    "zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze "
    "seize dix-sept dix-huit dix-neuf vingt"
).split()
_FRENCH_TENS = {20: "vingt", 30: "trente", 40: "quarante", 50: "cinquante", 60: "soixante"}
_RUSSIAN_UNITS = (
    "нулевая первая вторая третья четвёртая пятая шестая седьмая восьмая девятая десятая "
    "одиннадцатая двенадцатая тринадцатая четырнадцатая пятнадцатая шестнадцатая "
    "семнадцатая восемнадцатая девятнадцатая"
).split()
_RUSSIAN_TENS = {
    20: ("двадцатая", "двадцать"),
    30: ("тридцатая", "тридцать"),
    40: ("сороковая", "сорок"),
    50: ("пятидесятая", "пятьдесят"),
    60: ("шестидесятая", "шестьдесят"),
    70: ("семидесятая", "семьдесят"),
    80: ("восьмидесятая", "восемьдесят"),
    90: ("девяностая", "девяносто"),
}
_ARABIC_MASCULINE = "الأول الثاني الثالث الرابع الخامس السادس السابع الثامن التاسع العاشر".split()
_ARABIC_FEMININE = (
    "الأولى الثانية الثالثة الرابعة الخامسة السادسة السابعة الثامنة التاسعة العاشرة"
).split()
_ARABIC_TENS = {
    20: "العشرون",
    30: "الثلاثون",
    40: "الأربعون",
    50: "الخمسون",
    60: "الستون",
    70: "السبعون",
    80: "الثمانون",
    90: "التسعون",
}
_CHINESE_DIGITS = "零一二三四五六七八九"
_SPANISH_UNITS = "_ primera segunda tercera cuarta quinta sexta séptima octava novena".split()
_SPANISH_TENS = {
    10: "décima",
    20: "vigésima",
    30: "trigésima",
    40: "cuadragésima",
    50: "quincuagésima",
    60: "sexagésima",
    70: "septuagésima",
    80: "octogésima",
    90: "nonagésima",
}


def roman(number: int) -> str:
    numerals = ((100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"))
    written = ""
    for value, letters in (*numerals, (4, "IV"), (1, "I")):
        written += letters * (number // value)
        number %= value
    return written


def in_words(number: int, language: str, *, feminine: bool = False) -> str:
    """`number` (1 to 99) as an ordinal word; `feminine` matters in Arabic only."""
    if not 1 <= number <= 99:
        return in_figures(number, language)
    if language == "ar":
        return _arabic(number, feminine=feminine)
    return {
        "en": _english,
        "fr": _french,
        "ru": _russian,
        "es": _spanish,
        "zh": _chinese,
    }.get(language, _english)(number)


def in_figures(number: int, language: str) -> str:
    """The short form used in titles: 9th, IXe, IX, 9.ª, 第9届."""
    if language == "fr":
        return f"{roman(number)}{'re' if number == 1 else 'e'}"
    if language == "ru":
        return roman(number)
    if language == "es":
        return f"{roman(number)}"
    if language == "zh":
        return f"第{number}届"
    if language == "ar":
        return str(number)
    suffix = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10)
    return f"{number}{suffix or 'th'}"


def _english(number: int) -> str:
    if number < 20:
        return _ENGLISH_UNITS[number]
    tens, unit = divmod(number, 10)
    stem = _ENGLISH_TENS[tens]
    return f"{stem}y-{_ENGLISH_UNITS[unit]}" if unit else f"{stem}ieth"


def _french_cardinal(number: int) -> str:
    if number <= 20:
        return _FRENCH_CARDINALS[number]
    tens, unit = number // 10 * 10, number % 10
    if tens in (70, 90):  # soixante-dix, quatre-vingt-dix count on from sixty and eighty
        tens, unit = tens - 10, unit + 10
    stem = "quatre-vingt" if tens == 80 else _FRENCH_TENS[tens]
    if not unit:
        return stem
    joint = "-et-" if unit in (1, 11) and tens != 80 else "-"
    return f"{stem}{joint}{_FRENCH_CARDINALS[unit]}"


def _french(number: int) -> str:
    if number == 1:
        return "première"
    cardinal = _french_cardinal(number)
    if cardinal.endswith("cinq"):
        return f"{cardinal}uième"
    if cardinal.endswith("neuf"):
        return f"{cardinal[:-1]}vième"
    return f"{cardinal.removesuffix('e')}ième"


def _russian(number: int) -> str:
    if number < 20:
        return _RUSSIAN_UNITS[number]
    tens, unit = number // 10 * 10, number % 10
    ordinal, cardinal = _RUSSIAN_TENS[tens]
    return f"{cardinal} {_RUSSIAN_UNITS[unit]}" if unit else ordinal


def _arabic(number: int, *, feminine: bool) -> str:
    words = _ARABIC_FEMININE if feminine else _ARABIC_MASCULINE
    if number <= 10:
        return words[number - 1]
    tens, unit = number // 10 * 10, number % 10
    # The eleventh and the twenty-first say "the one-th", not "the first".
    first = "الحادية" if feminine else "الحادي"
    unit_word = first if unit == 1 else words[unit - 1]
    if tens == 10:
        return f"{unit_word} {'عشرة' if feminine else 'عشر'}"
    return f"{unit_word} و{_ARABIC_TENS[tens]}" if unit else _ARABIC_TENS[tens]


def _spanish(number: int) -> str:
    tens, unit = number // 10 * 10, number % 10
    if not tens:
        return _SPANISH_UNITS[unit]
    return f"{_SPANISH_TENS[tens]} {_SPANISH_UNITS[unit]}" if unit else _SPANISH_TENS[tens]


def _chinese(number: int) -> str:
    tens, unit = divmod(number, 10)
    head = "" if not tens else ("十" if tens == 1 else f"{_CHINESE_DIGITS[tens]}十")
    return f"第{head}{_CHINESE_DIGITS[unit] if unit or not tens else ''}届"
