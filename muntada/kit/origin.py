"""The address the public knows this house by; what outlives the page is never sent without it.

A letter with a code that leads to `localhost` cannot be called back. So nothing guesses: letters,
mails and calendars ask here, and without a configured address they are refused in a sentence.
"""

from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from muntada.kit.errors import RuleBroken

LOOPBACK = ("localhost", "127.0.0.1", "::1")


def is_loopback(origin: str) -> bool:
    host = urlsplit(origin).hostname or ""
    return host in LOOPBACK or host.endswith(".localhost") or host.startswith("127.")


def ensure_known() -> str:
    """The origin; on this machine's own address only a demo or a debugged house writes letters."""
    origin = settings.ORIGIN or settings.LOOPBACK
    if not origin or (is_loopback(origin) and not settings.LOOPBACK):
        raise RuleBroken(
            _(
                "The public address of this house is not configured, and what is sent would carry "
                "a link that leads nowhere. Set MUNTADA_ORIGIN to https://… and start again."
            )
        )
    said: str = origin
    return said


def absolute(path: str) -> str:
    return f"{ensure_known()}{path}"
