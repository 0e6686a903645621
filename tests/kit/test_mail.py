"""Mail is signed where a key is configured, and the signature is good."""

import base64

import dkim
import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from django.core.exceptions import ImproperlyConfigured

from muntada import settings as house
from muntada.kit.mail import Mail

BODY = "بيان صحفي\n\nMore than 600 guests. " + "A long line that a mail has to fold. " * 6 + "\n.\n"


@pytest.fixture
def key(settings):
    made = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    private = made.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    settings.DKIM = {"selector": b"press", "domain": b"conference.example", "privkey": private}
    public = made.public_key().public_bytes(
        serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    record = b"v=DKIM1; k=rsa; p=" + base64.b64encode(public)
    asked = []

    def published(name, timeout=5):
        asked.append(name)
        return record

    return published, asked


def test_a_mail_is_signed_so_that_who_receives_it_can_tell(key, settings, tmp_path):
    published, asked = key
    settings.MAILERS = {
        "default": {
            "BACKEND": "django.core.mail.backends.filebased.EmailBackend",
            "OPTIONS": {"file_path": str(tmp_path)},
        }
    }
    Mail(subject="PR/1 بيان الافتتاح", body=BODY, to=["desk@agency.example"]).send()
    (file,) = tmp_path.iterdir()
    sent = file.read_bytes().rsplit(b"\n" + b"-" * 79, 1)[0]
    assert sent.startswith(b"DKIM-Signature:")
    assert max(sent) < 128  # no relay has a reason to recode it
    assert dkim.verify(sent, dnsfunc=published)
    assert asked == [b"press._domainkey.conference.example."]
    assert not dkim.verify(sent.replace(b"agency", b"others"), dnsfunc=published)


def test_what_the_server_is_given_verifies(key):
    published, _asked = key
    said = Mail(subject="PR/1", body=BODY, to=["a@agency.example"]).message().as_bytes()
    assert dkim.verify(said, dnsfunc=published)
    assert not dkim.verify(said.replace(b"\r\n.\r\n", b"\r\n!\r\n"), dnsfunc=published)


def test_without_a_key_nothing_is_signed(settings):
    settings.DKIM = None
    assert "DKIM-Signature" not in Mail(subject="x", body="y", to=["a@b.example"]).message()


def test_a_key_that_cannot_be_read_is_said_at_the_start(monkeypatch, tmp_path):
    monkeypatch.setenv("MUNTADA_DKIM", "press@conference.example")
    monkeypatch.setenv("MUNTADA_DKIM_KEY", str(tmp_path / "none.pem"))
    with pytest.raises(ImproperlyConfigured, match="cannot be read"):
        house._dkim()
    (tmp_path / "none.pem").write_text("hello")
    with pytest.raises(ImproperlyConfigured, match="RSA private key"):
        house._dkim()
