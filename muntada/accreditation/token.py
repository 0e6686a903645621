"""What the square code on a badge says: an opaque number, days and zones, signed with Ed25519.

No personal data. 23 bytes and a signature, in base45, which a QR code keeps in its alphanumeric
mode: 134 letters, so that the code has 41 × 41 squares at level M and reads from a metre away.

    MB:  version(1) edition(4) number(8) first day(2) days(4) zones(4)  signature(64)

`edition` is the beginning of the digest of the edition's public key, so that a badge of another
edition is recognised without any list. `first day` counts from 1 January 2020; bit n of `days` is
the n-th day after it, bit n of `zones` the zone whose `bit` is n. Plain Python: no Django.
"""

import hashlib
import secrets
import struct
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
)

PREFIX = "MB:"
VERSION = 1
EPOCH = date(2020, 1, 1)
_FORM = struct.Struct(">B4sQHII")
SIGNATURE = 64
LENGTH = _FORM.size + SIGNATURE
# Crockford's letters: none is taken for another when read aloud or typed at a gate.
LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
NUMBER_LENGTH = 12
_ALIKE = str.maketrans("OIL", "011")
_BASE45 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"
_VALUE = {letter: value for value, letter in enumerate(_BASE45)}


class NotAToken(ValueError):  # noqa: N818 - what was read is some other code
    """The text read is not a badge's code at all."""


@dataclass(frozen=True)
class Token:
    edition: bytes  # 4 bytes, `edition_mark(public key)`
    number: str  # 12 letters
    first_day: date
    days: int  # bits from first_day
    zones: int  # bits of Zone.bit

    def is_valid_on(self, day: date) -> bool:
        offset = (day - self.first_day).days
        return 0 <= offset < 32 and bool(self.days >> offset & 1)

    def opens(self, zone_bit: int) -> bool:
        return bool(self.zones >> zone_bit & 1)

    @property
    def last_day(self) -> date:
        return self.first_day + timedelta(days=max(self.days.bit_length() - 1, 0))


def new_number() -> str:
    """60 random bits: says nothing, and is not guessed."""
    return "".join(secrets.choice(LETTERS) for _place in range(NUMBER_LENGTH))


def tidy_number(typed: str) -> str:
    """As typed at a gate: spaces and dashes dropped, O read as 0, I and L as 1."""
    return "".join(typed.upper().translate(_ALIKE).split()).replace("-", "")


def grouped(number: str) -> str:
    """K7QF 3M2X 9TPW, as printed beneath the code."""
    return " ".join(number[n : n + 4] for n in range(0, len(number), 4))


def bits(places: Iterable[int]) -> int:
    return sum(1 << place for place in set(places))


def new_keys() -> tuple[bytes, bytes]:
    """A private and a public key, 32 bytes each."""
    private = Ed25519PrivateKey.generate()
    return (
        private.private_bytes(Encoding.Raw, PrivateFormat.Raw, NoEncryption()),
        private.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw),
    )


def edition_mark(public: bytes) -> bytes:
    return hashlib.sha256(public).digest()[:4]


def _number_value(number: str) -> int:
    value = 0
    for letter in number:
        value = value * 32 + LETTERS.index(letter)
    return value


def _number_text(value: int) -> str:
    letters = []
    for _place in range(NUMBER_LENGTH):
        value, rest = divmod(value, 32)
        letters.append(LETTERS[rest])
    if value:
        raise NotAToken
    return "".join(reversed(letters))


def sign(token: Token, private: bytes) -> str:
    """The text of the square code."""
    body = _FORM.pack(
        VERSION,
        token.edition,
        _number_value(token.number),
        (token.first_day - EPOCH).days,
        token.days,
        token.zones,
    )
    signature = Ed25519PrivateKey.from_private_bytes(private).sign(body)
    return PREFIX + base45(body + signature)


def read(text: str) -> tuple[Token, bytes, bytes]:
    """The token said, the bytes signed and the signature; nothing is verified yet."""
    if not text.startswith(PREFIX):
        raise NotAToken
    raw = from_base45(text[len(PREFIX) :])
    if len(raw) != LENGTH or raw[0] != VERSION:
        raise NotAToken
    body, signature = raw[: _FORM.size], raw[_FORM.size :]
    _version, edition, number, first, days, zones = _FORM.unpack(body)
    token = Token(edition, _number_text(number), EPOCH + timedelta(days=first), days, zones)
    return token, body, signature


def verify(text: str, public: bytes) -> Token | None:
    """The token if this key signed it, else nothing; `NotAToken` if it is another kind of code."""
    token, body, signature = read(text)
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, body)
    except InvalidSignature:
        return None
    return token


def base45(raw: bytes) -> str:
    """RFC 9285."""
    out = []
    for place in range(0, len(raw) - 1, 2):
        value = raw[place] * 256 + raw[place + 1]
        out += [_BASE45[value % 45], _BASE45[value // 45 % 45], _BASE45[value // 2025]]
    if len(raw) % 2:
        out += [_BASE45[raw[-1] % 45], _BASE45[raw[-1] // 45]]
    return "".join(out)


def from_base45(text: str) -> bytes:
    try:
        values = [_VALUE[letter] for letter in text]
    except KeyError as error:
        raise NotAToken from error
    raw = bytearray()
    for place in range(0, len(values), 3):
        part = values[place : place + 3]
        value = sum(digit * 45**power for power, digit in enumerate(part))
        if len(part) == 1 or value >= (65536 if len(part) == 3 else 256):
            raise NotAToken
        raw += value.to_bytes(2 if len(part) == 3 else 1, "big")
    return bytes(raw)
