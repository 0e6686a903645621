"""A letter on its way: made as PDF when the mail leaves, and told what became of it."""

from collections.abc import Iterable
from datetime import datetime

from django.utils.translation import gettext as _

from muntada.invitations.documents import typeset
from muntada.invitations.models import Letter
from muntada.kit.mail import Mail
from muntada.kit.models import Outgoing
from muntada.kit.origin import absolute
from muntada.kit.outbox import Maker, queue


def send_later(letters: Iterable[Letter]) -> None:
    """Tried until they are gone; a mail to an address the letter had before leaves no more."""
    queue(
        Outgoing(
            to=letter.mail_to, subject=" ".join(letter.subject.split())[:300],
            maker="letter", about=letter.pk, language=letter.language,
            edition_id=letter.edition_id, seen_by="invitations.see",
        )
        for letter in letters
        if letter.mail_to
    )  # fmt: skip


def _make(mail: Outgoing, _at: datetime) -> Mail | None:
    letter = Letter.objects.select_related("invitation__party", "edition__series").get(
        pk=mail.about
    )
    if letter.mailed_at or letter.revoked_at or letter.mail_to != mail.to:
        return None
    body = _("The letter is attached. Its number is {symbol}.").format(symbol=letter.symbol)
    verify = absolute(f"/{letter.language}/verify/")
    body += "\n" + _("You can verify it at {address}").format(address=verify)
    made = Mail(subject=mail.subject, body=body, to=[mail.to])
    made.attach(f"{letter.symbol.replace('/', '-')}.pdf", typeset(letter), "application/pdf")
    return made


def _hear(mail: Outgoing, at: datetime) -> None:
    same = Letter.objects.filter(pk=mail.about, mailed_at=None, mail_to=mail.to)
    if mail.state == Outgoing.SENT:
        same.update(mailed_at=at, mail_problem="")
    elif mail.problem:
        same.update(mail_problem=mail.problem)


LETTER = Maker(_make, _hear)
