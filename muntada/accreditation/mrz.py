"""The machine-readable zone of passports (TD3) and identity cards (TD1), by its check digits.

ICAO Doc 9303 parts 3 to 5: weights 7, 3, 1; digits count as themselves, A to Z as 10 to 35, the
filler as nothing. It catches what was typed wrong without a picture of the document.
"""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from muntada.kit.errors import RuleBroken

_WEIGHTS = (7, 3, 1)
TD3, TD1 = 44, 30


@dataclass(frozen=True)
class Document:
    kind: str
    issuer: str
    number: str
    nationality: str
    born: date
    expires: date
    surname: str
    given: str


def check_digit(text: str) -> int:
    return sum(_value(letter) * _WEIGHTS[n % 3] for n, letter in enumerate(text)) % 10


def _value(letter: str) -> int:
    if letter == "<":
        return 0
    return int(letter, 36)


def read(typed: str, *, today: date) -> Document:
    """Two lines of 44 letters, or three of 30; a sentence says which part does not agree."""
    lines = ["".join(line.upper().split()) for line in typed.strip().splitlines() if line.strip()]
    shape = [len(line) for line in lines]
    allowed = set("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789<")
    if not set("".join(lines)) <= allowed or shape not in ([TD3] * 2, [TD1] * 3):
        raise RuleBroken(
            _("Copy the lines of letters and < exactly: two lines of 44, or three of 30.")
        )
    return _td3(lines, today) if len(lines) == 2 else _td1(lines, today)


def _ensure(text: str, digit: str, what: str, *, may_be_empty: bool = False) -> None:
    if may_be_empty and digit == "<" and not text.strip("<"):
        return
    if not digit.isdecimal() or check_digit(text) != int(digit):
        said = _("The check digit of the {what} does not agree. Compare it with the document.")
        raise RuleBroken(said.format(what=what))


def _td3(lines: list[str], today: date) -> Document:
    first, second = lines
    _ensure(second[:9], second[9], _("document number"))
    _ensure(second[13:19], second[19], _("date of birth"))
    _ensure(second[21:27], second[27], _("date of expiry"))
    _ensure(second[28:42], second[42], _("personal number"), may_be_empty=True)
    _ensure(second[:10] + second[13:20] + second[21:43], second[43], _("whole line"))
    return _document(first[:2], first[2:5], second[:9], second[10:13], second[13:19],
                     second[21:27], first[5:], today)  # fmt: skip


def _td1(lines: list[str], today: date) -> Document:
    first, second, third = lines
    number, digit = first[5:14], first[14]
    if digit == "<":  # a long number goes on in the optional part, its digit last
        rest = first[15:].split("<")[0]
        number, digit = number + rest[:-1], rest[-1:] or "<"
    _ensure(number, digit, _("document number"))
    _ensure(second[:6], second[6], _("date of birth"))
    _ensure(second[8:14], second[14], _("date of expiry"))
    whole = first[5:] + second[:7] + second[8:15] + second[18:29]
    _ensure(whole, second[29], _("whole line"))
    return _document(first[:2], first[2:5], number, second[15:18], second[:6],
                     second[8:14], third, today)  # fmt: skip


def _document(
    kind: str, issuer: str, number: str, nationality: str, born: str, expires: str, names: str,
    today: date,
) -> Document:  # fmt: skip
    surname, _sep, given = names.partition("<<")
    return Document(
        kind=kind.strip("<"),
        issuer=issuer.strip("<"),
        number=number.strip("<"),
        nationality=nationality.strip("<"),
        born=_date(born, latest=today),
        expires=_date(expires, latest=date(today.year + 20, 12, 31)),
        surname=" ".join(surname.replace("<", " ").split()),
        given=" ".join(given.replace("<", " ").split()),
    )


def _date(text: str, *, latest: date) -> date:
    """The zone writes two digits of a year: the last such day that is not after `latest`."""
    try:
        year, month, day = int(text[:2]), int(text[2:4]), int(text[4:])
        century = latest.year // 100 * 100
        said = date(century + year, month, day)
        return said if said <= latest else date(century - 100 + year, month, day)
    except ValueError as error:
        raise RuleBroken(_("A date in these lines is no day of the calendar.")) from error
