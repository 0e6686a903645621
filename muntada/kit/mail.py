"""A mail in plain text; it never carries personal data, only links. How it leaves: kit/outbox.py.

Where a key is configured each mail is signed (DKIM), so that who receives it knows whose it is.
"""

import email.policy
from dataclasses import dataclass
from typing import Any

import dkim
from django.conf import settings
from django.core.mail import EmailMessage

SIGNED_HEADERS = [b"From", b"To", b"Subject", b"Date", b"Message-ID", b"MIME-Version",
                  b"Content-Type", b"Content-Transfer-Encoding"]  # fmt: skip


@dataclass(frozen=True)
class _Signed:
    """A message as it was signed: not a byte of it is made anew on its way out."""

    content: bytes

    def as_bytes(self) -> bytes:
        return self.content


class Mail(EmailMessage):
    """A mail that is signed where a key is configured."""

    def message(self, *, policy: Any = email.policy.default) -> Any:
        if settings.DKIM is None:
            return super().message(policy=policy)
        # In seven bits, because a relay that recodes eight would break the signature.
        said = super().message(policy=email.policy.SMTP.clone(cte_type="7bit")).as_bytes()
        how = (b"relaxed", b"relaxed")
        signature = dkim.sign(
            said, **settings.DKIM, canonicalize=how, include_headers=SIGNED_HEADERS
        )
        return _Signed(signature + said)
