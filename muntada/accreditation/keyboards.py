"""A hand scanner types like a keyboard: with Caps Lock, or on another language's keys.

No badge is read through another keyboard, for too many keys of two have one sign; but it is told,
so that the scanner is set and its holder is not sent away. `keyboards.js` has the same rule.
"""

import re

from muntada.accreditation.token import PREFIX

# The keys of M and B as the keyboards of other languages have them (French, Russian, Greek,
# Serbian, Hebrew, Arabic); German, Spanish, Turkish and others change only the colon after them.
_BEGINS = re.compile("^[m,?ьμмצة’](b|и|β|б|נ|لا|لآ)")
_LIKE_OURS = range(120, 161)  # 134 letters; some keyboards make two of one, or one of two
_WHOLE = 134
# A number of twelve on the upper row of a French keyboard, where digits want Shift.
_FRENCH_NUMBER = re.compile("^(?=.*[&é\"'(è_çà])[0-9a-z&é\"'(è_çà,?;]{12}$")


def folded(code: str) -> str:
    """As printed: base45 has no small letters, Caps Lock makes them."""
    code = code.strip()
    return code.upper() if code[: len(PREFIX)].upper() == PREFIX else code


def is_of_another_keyboard(code: str) -> bool:
    """It looks like ours, typed by a scanner set to the keyboard of another language."""
    code = code.strip().lower()
    if code.startswith(PREFIX.lower()):
        return False
    if len(code) in _LIKE_OURS and _BEGINS.match(code):
        return True
    if len(code) == _WHOLE and not code.isascii():
        return True
    return bool(_FRENCH_NUMBER.match(code))
