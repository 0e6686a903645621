"""Mail that leaves, waits for its server, is given up with a sentence, and is never lost."""

import smtplib
from datetime import timedelta

import pytest
from django.core import mail
from django.db import transaction
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from muntada.accounts.actions import take_on
from muntada.audit.models import Entry
from muntada.kit import outbox
from muntada.kit.mail import Mail
from muntada.kit.models import Outgoing
from tests import world

pytestmark = pytest.mark.django_db
QUEUED = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default", "mail"]}}


class Server:
    """A mail server that is away, refuses, or takes what it is given; and a clock for its queue."""

    def __init__(self, monkeypatch):
        self.answer: Exception | None = None
        self.now = timezone.now() + timedelta(minutes=1)
        self.asked = 0
        send = Mail.send

        def tried(message, *args, **kwargs):
            self.asked += 1
            if self.answer is not None:
                raise self.answer
            return send(message, *args, **kwargs)

        monkeypatch.setattr(Mail, "send", tried)
        monkeypatch.setattr(outbox.timezone, "now", lambda: self.now)

    def later(self, **how) -> None:
        self.now += timedelta(**how)
        outbox.deliver.call()


@pytest.fixture
def server(monkeypatch):
    return Server(monkeypatch)


def written(to="nadia@example.org", **fields) -> Outgoing:
    fields = {"seen_by": "accounts.edit", "subject": "News", "body": "Sign in.", **fields}
    outbox.mail_later(to=to, **fields)
    return Outgoing.objects.latest("pk")


def test_a_mail_whose_server_is_away_is_tried_until_it_is_back(server):
    written()
    server.answer = ConnectionRefusedError(111, "refused")
    server.later(seconds=0)
    one = Outgoing.objects.get()
    assert (one.state, one.tries, one.problem) == ("waiting", 1, Outgoing.SERVER)
    server.later(seconds=30)  # not yet its time
    assert server.asked == 1
    server.answer = None
    server.later(minutes=1)
    one.refresh_from_db()
    assert (one.state, one.tries, one.problem, mail.outbox[0].to) == (
        "sent", 2, "", ["nadia@example.org"],
    )  # fmt: skip


def test_it_waits_longer_each_time_and_is_given_up_after_two_days_and_a_half(server):
    written()
    server.answer = TimeoutError()
    waits = []
    while (one := Outgoing.objects.get()).state == Outgoing.WAITING:
        server.now = max(server.now, one.next_try_at)
        outbox.deliver.call()
        waits.append(server.now)
    assert one.state == Outgoing.FAILED
    assert waits == sorted(waits)
    assert len(waits) == len(outbox.AGAIN_AFTER) + 1
    assert timedelta(days=2) < waits[-1] - waits[0] < timedelta(days=4)


def test_a_server_that_is_away_is_not_asked_for_each_mail_in_turn(server):
    for n in range(5):
        written(f"n{n}@example.org")
    server.answer = TimeoutError()
    server.later(seconds=0)
    assert server.asked == 1
    server.answer = None
    server.later(minutes=1)
    assert {to for one in mail.outbox for to in one.to} == {f"n{n}@example.org" for n in range(5)}


@pytest.mark.parametrize(
    ("answer", "state", "problem", "code"),
    [
        (
            smtplib.SMTPRecipientsRefused({"n@e.org": (550, b"no n@e.org")}),
            "failed",
            "refused",
            "550",
        ),
        (smtplib.SMTPRecipientsRefused({"n@e.org": (450, b"later")}), "waiting", "server", "450"),
        (smtplib.SMTPDataError(554, b"spam"), "failed", "refused", "554"),
        (smtplib.SMTPDataError(451, b"later"), "waiting", "server", "451"),
        (smtplib.SMTPSenderRefused(550, b"no", "us@e.org"), "waiting", "server", "550"),
        (smtplib.SMTPAuthenticationError(535, b"who?"), "waiting", "server", "535"),
        (smtplib.SMTPServerDisconnected("gone"), "waiting", "server", "SMTPServerDisconnected"),
        (ValueError("nadia@example.org"), "waiting", "program", "ValueError"),
    ],
)
def test_only_a_refusal_of_the_address_or_of_the_mail_is_for_good(
    server, answer, state, problem, code
):
    written()
    server.answer = answer
    server.later(seconds=0)
    one = Outgoing.objects.get()
    assert (one.state, one.problem, one.problem_code) == (state, problem, code)


def test_one_that_cannot_be_made_keeps_no_other(server, settings):
    settings.MAIL_MAKERS = {}
    written("first@example.org")
    Outgoing.objects.update(maker="letter")
    written("second@example.org")
    server.later(seconds=0)
    assert [one.to for one in mail.outbox] == [["second@example.org"]]
    assert Outgoing.objects.get(to="first@example.org").problem == Outgoing.PROGRAM


def test_of_two_workers_one_sends_it(server):
    one = written()
    held = outbox._claimed(server.now)
    assert held.pk == one.pk
    assert outbox._claimed(server.now) is None
    assert outbox._claimed(server.now + outbox.HELD).pk == one.pk  # its process died


def test_a_mail_tried_twice_is_recognised_as_one_by_who_receives_it(server):
    written()
    server.later(seconds=0)
    Outgoing.objects.update(state=Outgoing.WAITING)
    server.later(hours=1)
    first, second = (one.extra_headers["Message-ID"] for one in mail.outbox)
    assert first == second


def test_what_a_transaction_takes_back_is_never_sent(transactional_db, server):
    with transaction.atomic():
        written()
        transaction.set_rollback(True)
    server.later(seconds=0)
    assert mail.outbox == []


def test_while_it_waits_exactly_one_task_is_due_and_a_worker_that_starts_takes_it_up(
    settings, server, django_capture_on_commit_callbacks
):
    settings.TASKS = QUEUED
    with django_capture_on_commit_callbacks(execute=True):
        for n in range(3):
            written(f"n{n}@example.org")
    assert DBTaskResult.objects.count() == 1
    DBTaskResult.objects.all().delete()
    server.answer = ConnectionRefusedError()
    for _restart in range(3):
        outbox.deliver.call()
    assert DBTaskResult.objects.count() == 1
    DBTaskResult.objects.all().delete()
    outbox.resume()
    assert DBTaskResult.objects.count() == 1


@pytest.fixture
def lost(edition, server, django_capture_on_commit_callbacks):
    """A colleague invited while the mail server is away."""
    server.answer = ConnectionRefusedError()
    person = {"email": "new@example.org", "name": "New", "language": "fr", "role": "protocol"}
    with django_capture_on_commit_callbacks(execute=True):
        take_on(**person, edition_id=edition.pk, by=world.salma(), at=world.NOW)
    return Outgoing.objects.get()


def test_the_desk_is_told_tries_again_and_may_set_aside(lost, server, as_user):
    desk = as_user(world.salma())
    assert "1 mail could not leave." in desk.get("/en/desk/ninth/").content.decode()
    page = desk.get("/en/desk/ninth/mail/").content.decode()
    assert "new@example.org" in page
    assert "mail server could not be reached" in page
    server.answer = None
    assert desk.post(f"/en/desk/ninth/mail/{lost.pk}/again/").status_code == 302
    outbox.deliver.call()
    assert mail.outbox[0].to == ["new@example.org"]
    assert "could not leave." not in desk.get("/en/desk/ninth/").content.decode()
    told = Entry.objects.get(verb="mail.tried_again")
    assert (told.by, told.thing_name) == (world.salma(), str(lost.pk))


def test_set_aside_it_is_tried_no_more(lost, server, as_user):
    server.answer = None
    as_user(world.salma()).post(f"/en/desk/ninth/mail/{lost.pk}/set-aside/")
    server.later(days=1)
    assert mail.outbox == []
    lost.refresh_from_db()
    assert lost.state == Outgoing.DROPPED


def test_whom_another_desk_writes_to_is_nobody_else_s_business(lost, as_user):
    """A notice of the bilaterals desk names, by its address, a party that deals with another."""
    Outgoing.objects.create(
        to="igor@example.org", language="en", seen_by="bilaterals.see",
        edition_id=lost.edition_id, state=Outgoing.FAILED, problem=Outgoing.REFUSED,
    )  # fmt: skip
    hidden = Outgoing.objects.latest("pk")
    desk = as_user(world.salma())
    assert "igor" not in desk.get("/en/desk/ninth/mail/").content.decode()
    assert desk.post(f"/en/desk/ninth/mail/{hidden.pk}/again/").status_code == 404
    own = as_user(world.user("Huda", "bilaterals"))
    page = own.get("/en/desk/ninth/mail/").content.decode()
    assert ("igor" in page, "new@example.org" in page) == (True, False)


def test_mail_of_the_house_itself_is_told_to_who_runs_the_house(edition, as_user):
    Outgoing.objects.create(
        to="omar@example.org", language="en", seen_by="accounts.edit", state=Outgoing.FAILED
    )
    assert "omar@" not in as_user(world.salma()).get("/en/desk/ninth/mail/").content.decode()
    owner = world.user("Owner", "")
    owner.grants.create(role="owner", edition=None)
    assert "omar@" in as_user(owner).get("/en/desk/ninth/mail/").content.decode()
