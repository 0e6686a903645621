"""Mail against a server that speaks SMTP: nothing is lost, and nothing is doubled unseen."""

import email
import email.policy
from datetime import timedelta

import dkim
import pytest
from django.utils import timezone

from muntada.invitations.actions import letters
from muntada.invitations.models import Invitation, Letter
from muntada.kit import outbox
from muntada.kit.models import Outgoing
from tests import world
from tests.kit.smtp_server import Server
from tests.kit.test_mail import key  # noqa: F401 - a fixture

pytestmark = pytest.mark.django_db


@pytest.fixture
def server(settings):
    with Server() as server:
        settings.MAILERS = {
            "default": {
                "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
                "OPTIONS": {"host": "127.0.0.1", "port": server.port, "timeout": 5},
            }
        }
        yield server


@pytest.fixture
def after(monkeypatch):
    """Deliver, so much later."""
    moment = [timezone.now() + timedelta(minutes=1)]
    monkeypatch.setattr(outbox.timezone, "now", lambda: moment[0])

    def deliver(**later):
        moment[0] += timedelta(**later)
        outbox.deliver.call()

    return deliver


def invited(code: str = "EGY") -> Letter:
    address = f"mission.{code.lower()}@example.org"
    Invitation.objects.create(
        edition=world.edition(), party=world.party(code), level_asked=world.rank("Minister"),
        mail_to=address,
    )  # fmt: skip
    listed = Invitation.objects.get(party__code=code)
    return letters.invite(listed, by=world.salma(), at=world.NOW)


def read(said: bytes):
    return email.message_from_bytes(said, policy=email.policy.SMTP)


def test_a_letter_arrives_whole_and_signed(server, after, key):  # noqa: F811
    published, _asked = key
    invited()
    after(seconds=0)
    [said] = server.taken
    assert dkim.verify(said.replace(b"\r\n..", b"\r\n."), dnsfunc=published)
    [paper] = read(said).iter_attachments()
    assert paper.get_filename() == "NINTH-NV-001.pdf"
    assert paper.get_content()[:5] == b"%PDF-"
    assert Letter.objects.get().mailed_at is not None


def test_a_server_that_is_gone_and_comes_back_is_given_every_letter_once(server, after, settings):
    for code in ("EGY", "KAZ", "BRA"):
        invited(code)
    options = settings.MAILERS["default"]["OPTIONS"]
    there, options["port"] = options["port"], 1  # nobody listens there
    for _again in range(4):
        after(minutes=2)
    assert server.taken == []
    assert Outgoing.objects.filter(state=Outgoing.WAITING).count() == 3
    options["port"] = there
    after(hours=2)
    assert sorted(read(said)["To"] for said in server.taken) == [
        "mission.bra@example.org", "mission.egy@example.org", "mission.kaz@example.org",
    ]  # fmt: skip
    after(days=1)
    assert len(server.taken) == 3
    assert not Letter.objects.filter(mailed_at=None).exists()


def test_a_letter_put_off_by_its_server_goes_the_next_time(server, after):
    invited()
    server.mode = "later"
    after(seconds=0)
    assert Letter.objects.get().mail_problem == Outgoing.SERVER
    server.mode = "takes"
    after(minutes=2)
    assert (len(server.taken), Letter.objects.get().mail_problem) == (1, "")


def test_an_address_refused_is_told_at_once_and_a_better_one_is_written_to(
    server, after, django_capture_on_commit_callbacks
):
    letter = invited()
    server.mode = "refuses"
    after(seconds=0)
    one = Outgoing.objects.get()
    assert (one.state, one.problem_code) == (Outgoing.FAILED, "550")
    server.mode = "takes"
    Invitation.objects.update(mail_to="embassy@example.org")
    letters.mail_again(Letter.objects.get(pk=letter.pk), by=world.salma(), at=world.NOW)
    after(minutes=1)
    assert [read(said)["To"] for said in server.taken] == ["embassy@example.org"]


def test_a_server_whose_answer_is_lost_has_two_copies_that_are_seen_to_be_one(server, after):
    invited()
    server.mode = "hangs up"
    after(seconds=0)
    server.mode = "takes"
    after(minutes=2)
    first, second = (read(said)["Message-ID"] for said in server.taken)
    assert first == second
    assert Outgoing.objects.get().state == Outgoing.SENT
