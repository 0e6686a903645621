"""Mail leaves on commit, by a task, in plain text; it never carries personal data, only links."""

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.tasks import task


@task(queue_name="mail")
def send_mail(to: str, subject: str, body: str) -> None:
    EmailMessage(subject=subject, body=body, to=[to]).send()


def absolute(path: str) -> str:
    return f"{settings.ORIGIN or 'http://localhost:8000'}{path}"


def mail_later(*, to: str, subject: str, body: str, link: str = "") -> None:
    """Queue a mail once the transaction holds; `{link}` in the body becomes an address."""
    text = body.replace("{link}", absolute(link)) if link else body
    one_line = " ".join(subject.splitlines())
    transaction.on_commit(lambda: send_mail.enqueue(to=to, subject=one_line, body=text))
