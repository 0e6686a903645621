"""Mail leaves by a task after the commit, is tried again while its server is away, and is given up
with a sentence for the desk: nothing that was to leave is ever lost in silence."""

import logging
import smtplib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from django.db.models import F, Min, Q
from django.tasks import TaskResultStatus, task
from django.utils import timezone
from django.utils.module_loading import import_string
from django.utils.translation import override
from django_tasks_db.models import DBTaskResult, get_date_max

from muntada.kit.languages import current
from muntada.kit.mail import Mail
from muntada.kit.models import Outgoing
from muntada.kit.origin import absolute, ensure_known

logger = logging.getLogger(__name__)

# After the last of these it is given up: two days and a half, as mail servers do (RFC 5321,
# 4.5.4.1, asks for four to five; a conference cannot wait so long to be told).
AGAIN_AFTER = [timedelta(minutes=n) for n in (1, 5, 15, 60, 180, 360, 720, 1440, 1440)]
# Who tries holds the mail so long; if its process dies, another tries then.
HELD = timedelta(minutes=5)
# Then other tasks have their turn.
AT_ONCE = 50


@dataclass(frozen=True)
class Maker:
    """Makes a mail when it leaves (None: it is to leave no more), and hears how each try went."""

    make: Callable[[Outgoing, datetime], Mail | None]
    hear: Callable[[Outgoing, datetime], None] = lambda _mail, _at: None


def outgoing(
    *,
    to: str,
    subject: str = "",
    body: str = "",
    seen_by: str,
    edition_id: int | None = None,
    language: str = "",
    link: str = "",
    personal: str = "",
    about: int = 0,
) -> Outgoing:
    """A mail to be queued; `{link}` in the body becomes an address.

    A link that opens something by itself is not passed in: `personal` says its kind (a name in
    `settings.PERSONAL_LINKS`), `about` the row it is for, and it is made when the mail leaves.
    `seen_by` is the verb of the desk that is told if it cannot leave; `language` is the reader's.
    """
    if link or personal:
        ensure_known()  # said to who asks, not to a task an hour later
    return Outgoing(
        to=to, subject=" ".join(str(subject).splitlines())[:300],
        body=str(body).replace("{link}", absolute(link)) if link else str(body),
        personal=personal, about=about, language=language or current(),
        edition_id=edition_id, seen_by=seen_by,
    )  # fmt: skip


def queue(mails: Iterable[Outgoing]) -> None:
    """Keep them, in the transaction of the deed; they are tried once it holds."""
    if Outgoing.objects.bulk_create([*mails], batch_size=500):
        transaction.on_commit(_wake)


def _queued[**P](written: Callable[P, Outgoing]) -> Callable[P, None]:
    def one(*args: P.args, **kwargs: P.kwargs) -> None:
        queue([written(*args, **kwargs)])

    return one


# One mail, written as `outgoing` takes it.
mail_later = _queued(outgoing)


def _wake(at: datetime | None = None) -> None:
    """One task takes everything that is due, so one that has not begun yet is enough."""
    if not deliver.get_backend().supports_defer:
        if at is None:
            deliver.enqueue()
        return
    by_then = Q(run_after__lte=at or timezone.now()) | Q(run_after=get_date_max())
    ready = DBTaskResult.objects.filter(
        by_then, status=TaskResultStatus.READY, task_path=deliver.module_path
    )
    if not ready.exists():
        (deliver.using(run_after=at) if at else deliver).enqueue()


@task(queue_name="mail")
def deliver() -> None:
    """Try what is due, each on its own; come back for the rest, or when the next one is due."""
    for _turn in range(AT_ONCE):
        mail = _claimed(timezone.now())
        if mail is None:
            break
        if not _try(mail):  # the server is away: the others would only wait for it in turn
            return _wake(timezone.now() + AGAIN_AFTER[0])
    waiting = Outgoing.objects.filter(state=Outgoing.WAITING)
    if first := waiting.aggregate(first=Min("next_try_at"))["first"]:
        _wake(first)


def resume() -> None:
    """When a worker starts: what its forerunner left is due at its time."""
    if Outgoing.objects.filter(state=Outgoing.WAITING).exists():
        deliver.enqueue()


def _claimed(at: datetime) -> Outgoing | None:
    """The next mail that is due, held by this process: of two that find it one gets it."""
    due = Outgoing.objects.filter(state=Outgoing.WAITING, next_try_at__lte=at)
    for mail in due.order_by("next_try_at", "pk")[:20]:
        same = due.filter(pk=mail.pk, tries=mail.tries)
        if same.update(next_try_at=at + HELD, tries=F("tries") + 1):
            mail.tries += 1
            return mail
    return None


def _try(mail: Outgoing) -> bool:
    """Whether the server was there."""
    try:
        made = _made(mail, timezone.now())
        if made is not None:
            made.extra_headers.setdefault("Message-ID", _message_id(mail))
            made.send()
    except (smtplib.SMTPRecipientsRefused, smtplib.SMTPDataError, smtplib.SMTPSenderRefused) as no:
        _failed(mail, *_refusal(no))
    except OSError as error:  # the rest of smtplib's, and the network's own
        _failed(mail, Outgoing.SERVER, _code(error))
        return False
    except Exception as error:  # one that cannot be made must not keep the others
        logger.exception("mail %s could not be made", mail.pk)
        _failed(mail, Outgoing.PROGRAM, type(error).__name__)
    else:
        _end(mail, Outgoing.SENT if made else Outgoing.DROPPED)
    return True


def _made(mail: Outgoing, at: datetime) -> Mail | None:
    with override(mail.language):
        if mail.maker:
            return _maker(mail).make(mail, at)
        body = mail.body
        if mail.personal:
            path = import_string(settings.PERSONAL_LINKS[mail.personal])(mail.about, at=at)
            if not path:  # what it would have opened is gone
                return None
            body = body.replace("{link}", absolute(path))
        return Mail(subject=mail.subject, body=body, to=[mail.to])


def _maker(mail: Outgoing) -> Maker:
    found: Maker = import_string(settings.MAIL_MAKERS[mail.maker])
    return found


def _message_id(mail: Outgoing) -> str:
    """The same at each try: a mail that arrived although its answer was lost is seen as one."""
    host = urlsplit(settings.ORIGIN or settings.LOOPBACK).hostname or "localhost"
    return f"<{mail.pk}.{mail.made_at:%Y%m%d%H%M%S}@{host}>"


def _refusal(error: smtplib.SMTPException) -> tuple[str, str]:
    """A refusal for good (5xx) is of the address or of the mail; 4xx means: later."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        code = max(code for code, _words in error.recipients.values())
        return (Outgoing.REFUSED if code >= 500 else Outgoing.SERVER), str(code)
    code = getattr(error, "smtp_code", 0)
    refused = code >= 500 and isinstance(error, smtplib.SMTPDataError)
    return (Outgoing.REFUSED if refused else Outgoing.SERVER), str(code)


def _code(error: OSError) -> str:
    if isinstance(error, smtplib.SMTPResponseException):
        return str(error.smtp_code)
    return type(error).__name__


def _failed(mail: Outgoing, problem: str, code: str) -> None:
    at = timezone.now()
    mail.problem, mail.problem_code = problem, code[:60]
    if problem == Outgoing.REFUSED or mail.tries > len(AGAIN_AFTER):
        _end(mail, Outgoing.FAILED)
        return
    mail.next_try_at = at + AGAIN_AFTER[mail.tries - 1]
    _write(mail, at, "problem", "problem_code", "next_try_at")


def _end(mail: Outgoing, state: str) -> None:
    at = timezone.now()
    mail.state, mail.ended_at = state, at
    if state == Outgoing.SENT:
        mail.problem = mail.problem_code = ""
    _write(mail, at, "state", "ended_at", "problem", "problem_code")


def _write(mail: Outgoing, at: datetime, *columns: str) -> None:
    """Only while it is still this try's: who pressed a button meanwhile is right."""
    fields = {name: getattr(mail, name) for name in columns}
    mine = Outgoing.objects.filter(pk=mail.pk, state=Outgoing.WAITING, tries=mail.tries)
    if mine.update(**fields) and mail.maker in settings.MAIL_MAKERS:
        _maker(mail).hear(mail, at)


@transaction.atomic
def try_again(mail: Outgoing, *, at: datetime) -> bool:
    """From the first try on; False if it has left or was set aside meanwhile."""
    rows = Outgoing.objects.filter(pk=mail.pk, state__in=(Outgoing.WAITING, Outgoing.FAILED))
    found = rows.update(state=Outgoing.WAITING, tries=0, next_try_at=at, ended_at=None)
    transaction.on_commit(_wake)
    return bool(found)


def set_aside(mail: Outgoing, *, at: datetime) -> bool:
    rows = Outgoing.objects.filter(pk=mail.pk, state__in=(Outgoing.WAITING, Outgoing.FAILED))
    return bool(rows.update(state=Outgoing.DROPPED, ended_at=at))
