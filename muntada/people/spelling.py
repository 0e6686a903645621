"""Is محمد الحسيني the same name as Mohammed al-Husseini and as Мухаммед аль-Хусейни?

A skeleton keeps what scripts agree on: classes of consonants, without vowels, articles and doubled
letters, its words in alphabetical order. It is crude on purpose: it proposes, a person decides.
"""

import unicodedata
from difflib import SequenceMatcher
from itertools import groupby

# Letters that transliterations confuse share a class.
_ARABIC = {
    "ب": "b", "پ": "b", "ت": "t", "ث": "t", "ج": "j", "چ": "j", "ح": "h", "خ": "h", "د": "d",
    "ذ": "d", "ر": "r", "ز": "s", "ژ": "j", "س": "s", "ش": "s", "ص": "s", "ض": "d", "ط": "t",
    "ظ": "s", "غ": "k", "ف": "f", "ق": "k", "ك": "k", "ک": "k", "گ": "k", "ل": "l", "م": "m",
    "ن": "n", "ه": "h", "و": "", "ي": "", "ی": "", "ى": "", "ا": "", "أ": "", "إ": "", "آ": "",
    "ؤ": "", "ئ": "", "ء": "", "ع": "", "ة": "", "ڤ": "f",
}  # fmt: skip
_CYRILLIC = {
    "б": "b", "в": "f", "г": "k", "ґ": "k", "д": "d", "ж": "j", "з": "s", "к": "k", "л": "l",
    "м": "m", "н": "n", "п": "b", "р": "r", "с": "s", "т": "t", "ф": "f", "х": "h", "ц": "s",
    "ч": "j", "ш": "s", "щ": "s", "і": "", "й": "", "ь": "", "ъ": "",
}  # fmt: skip
_LATIN = {
    "b": "b", "c": "k", "d": "d", "f": "f", "g": "k", "h": "h", "j": "j", "k": "k", "l": "l",
    "m": "m", "n": "n", "p": "b", "q": "k", "r": "r", "s": "s", "t": "t", "v": "f", "w": "",
    "x": "ks", "y": "", "z": "s", "ß": "s", "ł": "l", "ø": "", "đ": "d", "ð": "d", "þ": "t",
}  # fmt: skip
_LATIN_GROUPS = (
    ("tsch", "j"), ("shch", "s"), ("sch", "s"), ("dj", "j"), ("dzh", "j"), ("zh", "j"), ("ch", "j"),
    ("sh", "s"), ("kh", "h"), ("gh", "k"), ("th", "t"), ("dh", "d"), ("ph", "f"), ("ts", "s"),
    ("tz", "s"), ("ck", "k"), ("تش", "j"),
)  # fmt: skip
_CLASSES = {**_ARABIC, **_CYRILLIC, **_LATIN}
_VOWELS = frozenset("aeiouyаеёиоуыэюяіїєйاأإآعيىیؤئءø")
# "of the", "son of", "servant of": written together, apart, or not at all.
_PARTICLES = frozenset(
    "al el ul ad ar as az an at ibn ben bin bint ould de da do dos del della van von der den la le "
    "аль эль ас ар ад ан ат бен бин ибн ال بن ابن بنت".split()
)


def skeleton(name: str) -> str:
    """The name's consonant classes, word by word in order of the alphabet; "" for no letters."""
    plain = "".join(
        letter
        for letter in unicodedata.normalize("NFKD", name.lower())
        if not unicodedata.combining(letter) and letter != "ـ"
    )
    words = "".join(letter if letter.isalpha() else " " for letter in plain).split()
    kept = [_bones(word) for word in words if word not in _PARTICLES]
    return " ".join(sorted(bones for bones in kept if bones))


def _bones(word: str) -> str:
    if word.startswith("ال") and len(word) > 4:
        word = word[2:]
    for letters, one in _LATIN_GROUPS:
        word = word.replace(letters, one)
    # Which vowel it is differs between scripts; that the word begins with one does not.
    first = "a" if word[0] in _VOWELS else "f" if word[0] in "wو" else _class(word[0])
    bones = first + "".join(_class(letter) for letter in word[1:])
    squeezed = "".join(letter for letter, _run in groupby(bones))
    # An h at the end is a vowel's shadow (Fatimah, فاطمة); inside, scripts disagree on it too.
    return squeezed.rstrip("h") or squeezed or word[:1]


def _class(letter: str) -> str:
    if letter in _VOWELS:
        return ""
    # A letter of another script (Greek, Chinese) stands for itself.
    return _CLASSES.get(letter, "" if letter.isascii() else letter)


def likely_same(one: str, other: str) -> float:
    """0 to 1: how alike two names read, whatever their scripts; 0.8 and more deserves a look."""
    a, b = skeleton(one), skeleton(other)
    if not a or not b:
        return 0.0
    if a == b:
        return 1.0
    return SequenceMatcher(None, a, b, autojunk=False).ratio()
