"""What is kept closed: photos, identity data, letters. One data key an edition, wrapped by the
installation's key, which is never in the database; destroying the data key is the purge.

Every sealed value is bound to what it belongs to (`about`), so that one person's ciphertext
cannot be put in another's place.
"""

import base64
import json
import os
from functools import lru_cache
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from muntada.kit.errors import RuleBroken
from muntada.kit.keyfiles import made_once

NONCE = 12
MARK = b"\x01"  # the form of what follows: AES-256-GCM, 12 bytes of nonce
_UNREADABLE = _("{where} is not a key of the vault: it must be 32 bytes in base64.")


class Destroyed(RuleBroken):
    """The edition's key is gone: what was sealed with it can never be read again."""


class KeyMissing(RuleBroken):
    """There is no key of the installation, or what is there is not a key."""


def installation_key() -> bytes:
    """32 bytes from MUNTADA_VAULT_KEY (base64) or from `vault.key` in the data folder.

    Reading never makes one: a key made where another was lost would hide the loss.
    """
    return _read_key(os.environ.get("MUNTADA_VAULT_KEY", ""), str(settings.DATA))


def make_installation_key() -> bytes:
    """For the first seal of an installation; who calls has made sure that nothing is sealed yet."""
    if not os.environ.get("MUNTADA_VAULT_KEY"):
        made_once(_path(settings.DATA), base64.b64encode(os.urandom(32)).decode())
    return installation_key()


def _path(folder: str | Path) -> Path:
    return Path(folder) / "vault.key"


@lru_cache(maxsize=4)
def _read_key(said: str, folder: str) -> bytes:
    where = "MUNTADA_VAULT_KEY" if said else str(_path(folder))
    try:
        key = base64.b64decode((said or _path(folder).read_text()).strip(), validate=True)
    except FileNotFoundError as error:
        raise KeyMissing(
            _("The key of the vault is missing: neither MUNTADA_VAULT_KEY nor vault.key is there.")
        ) from error
    except (ValueError, OSError) as error:
        raise KeyMissing(str(_UNREADABLE).format(where=where)) from error
    if len(key) != 32:
        raise KeyMissing(str(_UNREADABLE).format(where=where))
    return key


def seal_with(key: bytes, plain: bytes, about: str) -> bytes:
    nonce = os.urandom(NONCE)
    return MARK + nonce + AESGCM(key).encrypt(nonce, plain, about.encode())


def open_with(key: bytes, sealed: bytes, about: str) -> bytes:
    sealed = bytes(sealed)
    if sealed[:1] != MARK:
        raise RuleBroken(_("This was sealed in another form and cannot be read."))
    try:
        nonce, body = sealed[1 : 1 + NONCE], sealed[1 + NONCE :]
        return AESGCM(key).decrypt(nonce, body, about.encode())
    except InvalidTag as error:
        raise RuleBroken(
            _("This cannot be opened: it was altered, or the key of the installation is another.")
        ) from error


def new_data_key(edition_id: int) -> bytes:
    """A fresh data key, wrapped; what the database keeps."""
    return seal_with(installation_key(), os.urandom(32), f"edition:{edition_id}")


def data_key(wrapped: bytes | None, edition_id: int) -> bytes:
    if not wrapped:
        raise Destroyed(_("The key of this edition was destroyed. Its photos and papers are gone."))
    return open_with(installation_key(), wrapped, f"edition:{edition_id}")


def pack(values: dict[str, Any]) -> bytes:
    return json.dumps(values, ensure_ascii=False, sort_keys=True).encode()


def unpack(plain: bytes) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(plain)
    return loaded
