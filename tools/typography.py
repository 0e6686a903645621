"""What can be checked for ever of how each language is written: spaces, quotation marks, stops.

Rules, each a pattern of what must not be and its sentence; the style of a language is a human's.
"""

import re

# A placeholder is a word here, whatever it will hold.
_PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")
_MARKUP = re.compile(r"<[^<>]+>")
_HAN = "\u3400-\u9fff"
_NO_BREAK = "\u00a0\u202f"

_EVERYWHERE = [
    (r"\.\.\.", "an ellipsis is one sign: …"),
    (r"(?<=\S) {2,}(?=\S)", "two spaces"),
]
_STRAIGHT = (r"""["']""", "quotation marks and apostrophes are not straight")

RULES = {
    "ar": [
        _STRAIGHT,
        ("\u0627\u064b", "tanwin stands before its alif: ـًا"),
        (r"(?<=[\u0600-\u06ff])[ ]?,", "the comma is ،"),
        (r"(?<=[\u0600-\u06ff])[ ]?;", "the semicolon is ؛"),
        (r"(?<=[\u0600-\u06ff])[ ]?\?", "the question mark is ؟"),
        (r"[ ][،؛؟:!](?=\s|$)", "no space before a stop"),
        # Mirrored in the text of the other direction, unless a mark says which way it runs.
        (r"(?<!\u200e)[<>](?!\u200e)", "< and > stand between LEFT-TO-RIGHT MARKs"),
        # The groups of a date after an Arabic word change places.
        (r"(?<![\u200e\d-])\d+(?:-\d+)+", "figures with hyphens stand after a LEFT-TO-RIGHT MARK"),
    ],
    "fr": [
        _STRAIGHT,
        (rf"(?<=[^\s{_NO_BREAK}!?])[;!?»]", "a no-break space stands before ; ! ? »"),
        (r"[ ][;:!?»]", "the space before ; : ! ? » does not break"),
        (r"(?<=[^\W\d])[:](?=\s|$)", "a no-break space stands before :"),
        (rf"«(?![{_NO_BREAK}])", "a no-break space stands after «"),
        (r"\bN[o°]? (?=\d|W)|\b[nN]° ", "the space after n° does not break"),
    ],
    "ru": [
        _STRAIGHT,
        (r"№ ?(?=\d|W)(?<!\u00a0)", "the space after № does not break"),
        (r"[ ][;:!?»](?=\s|$)", "no space before a stop"),
        (r"« | »", "no space inside «»"),
    ],
    "es": [
        (r"[ ][;:!?»](?=\s|$)", "no space before a stop"),
        (r"« | »", "no space inside «»"),
        (r"^[^¿]*\?", "a question begins with ¿"),
        (r"^[^¡]*!", "an exclamation begins with ¡"),
    ],
    "zh": [
        _STRAIGHT,
        (rf"(?<=[{_HAN}])[ ]?[,;:?!]", "stops after a Chinese character are full-width"),
        (rf"(?<=[{_HAN}])\.(?=\s|$|[{_HAN}])", "a sentence ends with 。"),
        (rf"(?<=[{_HAN}]) ?\(|\)(?=[{_HAN}])", "brackets in Chinese are full-width"),
        (rf"(?<=[{_HAN}，。；：？！、]) +(?=[{_HAN}])", "no space between Chinese characters"),
        (r"…(?!…)(?<!……)", "an ellipsis is two signs: ……"),
    ],
}


def faults_of(text: str, language: str) -> list[str]:
    """What is not written as the language is."""
    plain = _PLACEHOLDER.sub("W", _MARKUP.sub("", text))
    rules = _EVERYWHERE + RULES.get(language, [])
    return [sentence for pattern, sentence in rules if re.search(pattern, plain)]
