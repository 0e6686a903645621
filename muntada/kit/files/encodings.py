"""In which encoding a table was saved: the reading whose headings are known, and whose words are
words. Plain Python.

The same bytes are letters in every old code page. A wrong page gives itself away: a word mixes two
scripts, a small letter stands before a capital, a sign stands inside a word.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

# The pages of the desks of six languages, and what each is called; of equals the first is taken.
PAGES = {
    "cp1252": "Windows-1252",
    "cp1251": "Windows-1251",
    "cp1256": "Windows-1256",
    "gb18030": "GB 18030",
    "cp1254": "Windows-1254",
    "cp1250": "Windows-1250",
    "koi8_r": "KOI8-R",
    "cp866": "CP866",
    "mac_roman": "Mac Roman",
}
WIDE = {"utf-8-sig": "UTF-8", "utf-16": "UTF-16", "utf-16-le": "UTF-16", "utf-16-be": "UTF-16",
        "utf-32": "UTF-32"}  # fmt: skip
SAMPLE = 200_000  # characters whose words are weighed
_WORD = re.compile(r"[^\W\d_]*[^\x00-\x7f][^\s,;|\"]*")
# Letters of Icelandic and of Czech that stand where Turkish has its own; of no house language.
_RARE = set("ðþýÐÞÝ")
_MARKS = re.compile("[\u200c-\u200f]")
_BALKAN = re.compile("[ЂЃЉЊЌЋЏђѓљњќћџ]|[а-яё]·|·[А-Яа-яё]")
_WITHIN = set("'’‘ʼ`´.-–—‑_/()«»“”„:!?&+#@…·•،؛؟،、。（）：；ºª°№\u200c\u200d\u200e\u200f\xa0\xad")


@dataclass(frozen=True)
class Reading:
    text: str
    encoding: str  # as people call it
    is_assumed: bool = False  # nothing in the file says so


def readings(content: bytes, known: Callable[[str], int]) -> Reading | None:
    """`known` counts the known headings of a text; None: in no encoding does it read as words."""
    if (sure := _sure(content)) is not None:
        return sure
    if _is_damaged_utf8(content):
        return None
    found = []
    for place, page in enumerate(PAGES):
        try:
            said = content.decode(page)
        except UnicodeDecodeError:
            continue
        odd = _oddness(said[:SAMPLE], page)
        if odd is not None:
            found.append((-known(said), odd, place, said, page))
    if not found:
        return None
    # What is Chinese to one page and names in Russian letters to another is those names: of any
    # other text they would not begin with a capital, each of them, and go on in small letters.
    russian = [one for one in found if one[4] in ("cp1251", "koi8_r") and _is_all_names(one[3])]
    _known, _odd, _place, said, page = min(
        [one for one in found if one[4] != "gb18030"] if russian else found
    )
    return Reading(said, PAGES[page], is_assumed=True)


def _sure(content: bytes) -> Reading | None:
    """A mark says it, every other byte is nought, or it is UTF-8, which nothing else looks like."""
    if content.startswith((b"\xff\xfe\x00\x00", b"\x00\x00\xfe\xff")):
        pages = ["utf-32"]
    elif content.startswith((b"\xff\xfe", b"\xfe\xff")):
        pages = ["utf-16"]
    elif b"\x00" in content[:2000]:
        even, odd = content[:2000:2].count(0), content[1:2000:2].count(0)
        pages = ["utf-16-le" if odd > even else "utf-16-be"]
    else:
        pages = ["utf-8-sig"]
    for page in pages:
        try:
            return Reading(content.decode(page), WIDE[page])
        except UnicodeDecodeError:
            continue
    return None


def _is_damaged_utf8(content: bytes) -> bool:
    """Cut off, or with halves of letters: an old page would read every accent of it wrongly."""
    said = content.decode("utf-8", errors="replace")
    bad = said.count("\ufffd")
    good = sum(letter > "\x7f" for letter in said) - bad
    surrogates = len(re.findall(rb"\xed[\xa0-\xbf][\x80-\xbf]", content))
    return good > 5 * bad or (surrogates > 0 and bad <= 3 * surrogates)


def _oddness(said: str, page: str) -> float | None:
    """The share of words that cannot be; None where a word mixes scripts, or a fifth are odd."""
    words = list(_words(said))
    odd = 0.0
    for word in words:
        scripts = {script for letter in word if (script := _script(letter))}
        if len(scripts) > 1:
            return None
        odd += _is_odd(word, page)
    share = odd / len(words) if words else 0
    return share if share <= 0.2 else None


def _is_all_names(said: str) -> bool:
    """Russian words with a capital first, enough of them that it is no chance."""
    words = re.findall("[^\x00-\x7f]+", said[:SAMPLE])
    named = [word for word in words if re.fullmatch("[А-ЯЁ][а-яё]+|[а-яё]+|[А-ЯЁ]", word)]
    return len(named) == len(words) and sum(map(len, words)) >= 8


def _words(said: str) -> Iterator[str]:
    return (found[0] for found in _WORD.finditer(said))


@lru_cache(maxsize=4096)
def _script(letter: str) -> str:
    if not letter.isalpha() or letter in "ºª":
        return ""
    name = unicodedata.name(letter, "")
    return next((s for s in ("LATIN", "CYRILLIC", "ARABIC", "CJK") if name.startswith(s)), "OTHER")


def _is_odd(word: str, page: str) -> float:
    if any(not _may_stand_in_a_word(letter) for letter in word):
        return 1
    if re.search("[ƒ¹²³]|[ªº][^\\W\\d_]", word):
        return 1
    if _leaps(word) and not re.match("(?:Ma?c|[DdLl]|De)[A-Z]", word):
        return 1
    # Three accents in a row are no word of a Latin script but Polish.
    if page != "cp1250" and re.search("[À-ÖØ-öø-ɏ]{3}", word):
        return 1
    if page == "gb18030" and not _is_common_chinese(word):
        return 1
    # Bytes of Windows-1256 that are marks of direction there are letters of Turkish.
    if _MARKS.search(word) and any(_script(letter) == "LATIN" for letter in word):
        return 1
    if page == "cp1252":
        return 0.3 * any(letter in _RARE for letter in word)
    return 0.1 * bool(page == "cp1251" and _BALKAN.search(word))


def _leaps(word: str) -> bool:
    """A capital behind a small letter."""
    return any(a.islower() and b.isupper() for a, b in pairwise(word))


def _may_stand_in_a_word(letter: str) -> bool:
    return letter.isalnum() or letter in _WITHIN or unicodedata.category(letter) in ("Mn", "Mc")


def _is_common_chinese(word: str) -> bool:
    """The 3,755 characters of the first level of GB 2312 are nearly all that names are made of."""
    letters = [letter for letter in word if letter.isalpha()]
    common = 0
    for letter in letters:
        try:
            common += letter.encode("gb2312")[0] <= 0xD7
        except UnicodeEncodeError:
            continue
    return common * 2 >= len(letters)
