"""Mail leaves on commit, by a task, in plain text; it never carries personal data, only links.

Where a key is configured each mail is signed (DKIM), so that who receives it knows whose it is.
"""

import email.policy
from dataclasses import dataclass
from typing import Any

import dkim
from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.tasks import task
from django.utils import timezone
from django.utils.module_loading import import_string
from django.utils.translation import override

from muntada.kit.languages import current
from muntada.kit.origin import absolute, ensure_known

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


@task(queue_name="mail")
def send_mail(
    to: str, subject: str, body: str, personal: str = "", about: int = 0, language: str = "en"
) -> None:
    """`personal` names who makes the personal link at this moment: it waits in no queue."""
    if personal:
        with override(language):
            path = import_string(settings.PERSONAL_LINKS[personal])(about, at=timezone.now())
        if not path:  # what it would have opened is gone
            return
        body = body.replace("{link}", absolute(path))
    Mail(subject=subject, body=body, to=[to]).send()


def mail_later(
    *, to: str, subject: str, body: str, link: str = "", personal: str = "", about: int = 0
) -> None:
    """Queue a mail once the transaction holds; `{link}` in the body becomes an address.

    A link that opens something by itself is not passed in: `personal` says its kind (a name in
    `settings.PERSONAL_LINKS`), `about` the row it is for, and it is made when the mail leaves.
    """
    if link or personal:
        ensure_known()  # said to who asks, not to a task an hour later
    text = body.replace("{link}", absolute(link)) if link else body
    one_line = " ".join(subject.splitlines())
    more: dict[str, Any] = (
        {"personal": personal, "about": about, "language": current()} if personal else {}
    )
    transaction.on_commit(lambda: send_mail.enqueue(to=to, subject=one_line, body=text, **more))
