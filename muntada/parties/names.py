"""How names are put in order, searched and compared across scripts. No Django, no data files."""

import re
import unicodedata
from difflib import SequenceMatcher
from functools import lru_cache

_APOSTROPHES = "'’‘ʼʻʾʿ`´′"
_HARAKAT_AND_TATWEEL = "\u0640\u064b-\u065f\u0670"

# --- Order -------------------------------------------------------------------------------------

# Letters that carry no separable accent and therefore survive a decomposition.
_LATIN_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h"}
)
# One shape a letter; Persian letters go to the Arabic ones they stand beside.
_ARABIC_LETTERS = str.maketrans(
    {"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ی": "ي", "ئ": "ي", "ؤ": "و", "ة": "ه"}
    | {"ک": "ك", "گ": "ك", "پ": "ب", "چ": "ج", "ژ": "ز", "ڤ": "ف"}
)
_ARTICLES = {
    "en": ("the ",),
    "fr": ("le ", "la ", "les "),
    "es": ("el ", "la ", "los ", "las "),
}
# States whose name begins with what is an article elsewhere.
_NO_ARTICLE = ("el salvador",)


def sort_key(name: str, language: str) -> str:
    """The text an ordinary list in that language sorts by, compared by plain code points.

    Chinese is returned as it is: pinyin needs a table, and the shipped names carry theirs.
    """
    if language == "zh":
        return name
    if language == "ar":
        return _arabic_key(name)
    if language == "ru":
        return _russian_key(name)
    return _latin_key(name, language)


def _latin_key(name: str, language: str) -> str:
    if language == "fr":
        name = re.sub(r"^\s*[Ll][’']", "", name)
    key = _without_article(_words(name), language)
    if language == "es":
        key = key.replace("ñ", "n~")  # "~" comes after "z": ñ is a letter of its own.
    return _without_accents(key)


def _without_article(key: str, language: str) -> str:
    if not key.startswith(_NO_ARTICLE):
        for article in _ARTICLES.get(language, ()):
            if key.startswith(article):
                return key.removeprefix(article)
    return key


def _russian_key(name: str) -> str:
    """Doubling ё after е puts it behind every other е and before ж, as in the alphabet."""
    return "".join(_russian_letter(letter) for letter in _words(name))


def _russian_letter(letter: str) -> str:
    if letter == "ё":
        return "её"
    return letter if "а" <= letter <= "я" else _without_accents(letter)


def _arabic_key(name: str) -> str:
    """No word counts its article: "جزر القمر" stands between "جزر سليمان" and "جزر مارشال"."""
    bare = re.sub(f"[{_HARAKAT_AND_TATWEEL}]", "", unicodedata.normalize("NFKC", name))
    words = (_without_arabic_article(word) for word in _words(bare).split())
    return _without_accents(" ".join(words).translate(_ARABIC_LETTERS))


def _without_arabic_article(word: str) -> str:
    return word[2:] if word.startswith("ال") and len(word) >= 5 else word


# --- Search ------------------------------------------------------------------------------------


def normalise(text: str) -> str:
    """The form in which texts are searched: one case, no accents, ASCII digits, single spaces."""
    folded = unicodedata.normalize("NFKD", text).casefold()
    folded = unicodedata.normalize("NFKD", folded).translate(_LATIN_LETTERS)
    kept = "".join(_searchable(letter) for letter in folded.translate(_ARABIC_LETTERS))
    return unicodedata.normalize("NFC", " ".join(kept.split()))


def _searchable(letter: str) -> str:
    category = unicodedata.category(letter)
    if category in ("Mn", "Cf") or letter == "\u0640":
        return ""
    if category == "Nd":
        return str(unicodedata.decimal(letter))
    return letter if letter.isalnum() or category == "Mc" else " "


def _words(text: str) -> str:
    """Lower case, without apostrophes; every other mark parts words."""
    text = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
    kept = (_letter_mark_or_space(letter) for letter in text if letter not in _APOSTROPHES)
    return " ".join("".join(kept).split())


def _letter_mark_or_space(letter: str) -> str:
    category = unicodedata.category(letter)
    if category == "Cf":
        return ""
    return letter if letter.isalnum() or category[0] == "M" else " "


def _without_accents(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text.translate(_LATIN_LETTERS))
    return "".join(letter for letter in decomposed if unicodedata.category(letter) != "Mn")


# --- Likely the same person --------------------------------------------------------------------

# What is heard, and the spellings that languages use for one another there.
# A vowel is "-" until doubled letters have become one: Haddad has two d, not three.
_SPELLINGS = {
    "b": "b p б п ب",
    "c": "shch tsch sch tch sh ch cz ш щ ч тш ش تش",
    "d": "d д د ض",
    "f": "f v ph ф в ف",
    "h": "h kh х ح خ ه",
    "g": "г ґ",
    "k": "k q g c j gh zh dj dzh ck к ж дж ج غ ق ك",
    "ks": "x",
    "l": "l л ل",
    "m": "m м م",
    "n": "n н ن",
    "r": "r р ر",
    "s": "s ts tz с ц тс س ص تس",
    "t": "t т ت ط",
    "x": "th ث",
    "z": "z dh з ذ ز ظ",
    "-": "a e i o u w y а е и і о у ы э ю я є ь ъ ا و ي ع ء",
}
_SOUNDS = {word: sound for sound, spelt in _SPELLINGS.items() for word in spelt.split()}
_SPELLING = re.compile("|".join(sorted(_SOUNDS, key=len, reverse=True)))
# Heard letters that another script writes in either of two ways: عثمان is Othman and
# Осман, ثاني is Тани; إبراهيم is Ибрагим, قاسم is Касем and غسان is Гассан.
_EITHER = {"x": "ts", "g": "kh"}
_USUAL = str.maketrans("xg", "tk")
# Spellings that depend on what follows, rewritten first.
_IN_CONTEXT = [
    (re.compile("^w|^و(?=.)|^у(?=[аеиоэ])"), "v"),
    (re.compile("c(?=[eiy])"), "s"),
    (re.compile("n(?=[bp])|н(?=[бп])|ن(?=ب)"), "m"),  # جنبلاط is Jumblatt
]
_HOOKED = str.maketrans({"š": "sh", "ş": "sh", "č": "ch", "ć": "ch", "ž": "zh"})
_JOINED_PARTICLE = re.compile(
    r"\b(?:al|el|ul|ash|esh|[ae][dnrstz]|аль|эль|ал|эл|[аэ][дзнрстш])[-‐‑–](?=\w)"
)
_PARTICLES = {"al", "el", "аль", "эль"}
# "Servant of" is one name with the word that follows, "of the faith" with the one before.
_ABD = {"abd", "abdul", "abdel", "abdal", "عبد", "абд", "абдул", "абдуль", "абдель", "абдаль"}
_DIN = {"din", "deen", "dine", "eddin", "eddine", "uddin", "aldin", "دين", "дин", "эддин", "аддин"}


@lru_cache(maxsize=32_768)  # an import asks several times about each of its names
def skeleton(name: str) -> str:
    """The consonants of a person's name, nearly the same from Arabic, Latin or Cyrillic letters.

    Crude on purpose: Hassan is Hussein and Mohammed is Mahmoud. It finds whom to ask about,
    never whom to merge. Chinese characters stay as they are.
    """
    return " ".join(sorted(word.translate(_USUAL) for word in _heard(name)))


def _heard(name: str) -> list[str]:
    return [_consonants(word) for word in _with_compounds_joined(_spoken_words(name))]


def _spoken_words(name: str) -> list[str]:
    """The searchable words of a name without its articles (unless it has nothing else)."""
    bare = re.sub(f"[{_HARAKAT_AND_TATWEEL}]", "", unicodedata.normalize("NFKC", name).lower())
    words = _words(_JOINED_PARTICLE.sub("", bare.translate(_HOOKED))).split()
    spoken = " ".join(_without_arabic_article(word) for word in words)
    all_words = normalise(spoken).split()
    return [word for word in all_words if word not in _PARTICLES] or all_words


def _with_compounds_joined(words: list[str]) -> list[str]:
    joined: list[str] = []
    for word in words:
        if joined and (joined[-1] in _ABD or word in _DIN):
            joined[-1] += word
        else:
            joined.append(word)
    return joined


def _consonants(word: str) -> str:
    for spelling, instead in _IN_CONTEXT:
        word = spelling.sub(instead, word)
    heard = _SPELLING.sub(lambda found: _SOUNDS[found[0]], word)
    # Arabic writes a doubled letter once, except in "لل"; two alike there are two.
    doubled = "(l)l+" if re.search("[ء-ي]", word) else r"(.)\1+"
    heard = re.sub(doubled, r"\1", heard).replace("-", "")
    if len(heard) > 1:
        heard = heard.removesuffix("h")  # Fatima, Fatimah, فاطمة
    return re.sub("^bdl(?=.)", "bd", heard) or "a"  # Abdulrahman, عبد الرحمن, Абдуррахман


def likely_same(a: str, b: str) -> float:
    """How alike two persons' names are, 0 to 1, in whatever scripts and order of words.

    A word that only one of them has (a patronymic) counts half of one that differs.
    """
    shorter, longer = sorted((sorted(_heard(a)), sorted(_heard(b))), key=_length_and_text)
    if not shorter:
        return 0.0
    matches = _best_matches(shorter, longer)
    spare = len(longer) - len(matches)
    letters = sum(len(one) + len(other) for one, other, _ in matches)
    matched_letters = sum((len(one) + len(other)) * ratio for one, other, ratio in matches)
    spare_letters = sum(map(len, longer)) - sum(len(other) for _, other, _ in matches)
    by_letters = matched_letters / (letters + spare_letters / 2)
    by_words = sum(ratio for *_, ratio in matches) / (len(matches) + spare / 4)
    return (by_letters + by_words) / 2


def _length_and_text(words: list[str]) -> tuple[int, list[str]]:
    return len(words), words


def _best_matches(shorter: list[str], longer: list[str]) -> list[tuple[str, str, float]]:
    """Each word of the shorter name with its own word of the longer one, the surest first."""
    pairs = sorted(
        (
            (one, other, _likeness(one, other), i, j)
            for i, one in enumerate(shorter)
            for j, other in enumerate(longer)
        ),
        key=lambda pair: -pair[2],
    )
    matches: list[tuple[str, str, float]] = []
    used_short: set[int] = set()
    used_long: set[int] = set()
    for one, other, ratio, i, j in pairs:
        if i not in used_short and j not in used_long:
            matches.append((one, other, ratio))
            used_short.add(i)
            used_long.add(j)
    return matches


def _likeness(one: str, other: str) -> float:
    """Squared, because one different consonant in a short name makes another name."""
    return float(
        max(
            SequenceMatcher(None, first, second, autojunk=False).ratio()
            for first in _readings(one)
            for second in _readings(other)
        )
        ** 2
    )


def _readings(word: str) -> set[str]:
    readings = {word}
    for letter, values in _EITHER.items():
        readings = {reading.replace(letter, value) for reading in readings for value in values}
    return readings
