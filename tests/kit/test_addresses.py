"""TLS that was asked for is never dropped; what is not known is refused in a sentence."""

import psycopg
import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import connection
from django.db.backends.postgresql.base import DatabaseWrapper

from muntada import cli
from muntada.kit.addresses import SSL_MODES, postgresql, smtp

PG = "postgresql://m:p%40ss@db.example:5433/house"


def params(url):
    settings = {"TIME_ZONE": None, "CONN_HEALTH_CHECKS": False, "AUTOCOMMIT": True,
                **postgresql(url)}  # fmt: skip
    return DatabaseWrapper(settings, "x").get_connection_params()


@pytest.mark.parametrize("mode", SSL_MODES)
def test_the_driver_is_told_the_mode_that_was_asked_for(mode):
    assert params(f"{PG}?sslmode={mode}")["sslmode"] == mode


@pytest.mark.parametrize(
    "option",
    ["sslrootcert=/etc/ca.pem", "sslcert=/c.pem", "sslkey=/k.pem", "sslcrl=/x", "channel_binding="
     "require", "connect_timeout=7", "application_name=m", "target_session_attrs=read-write",
     "gssencmode=disable", "require_auth=scram-sha-256", "ssl_min_protocol_version=TLSv1.3"],
)  # fmt: skip
def test_every_option_of_the_driver_reaches_it(option):
    name, _equals, value = option.partition("=")
    assert params(f"{PG}?sslmode=verify-full&{option}")[name] == value


def test_the_parts_of_the_address_are_read_as_before():
    said = postgresql(PG)
    assert [said[name] for name in ("NAME", "USER", "PASSWORD", "HOST", "PORT")] == [
        "house", "m", "p@ss", "db.example", "5433",
    ]  # fmt: skip
    assert postgresql("postgres:///house?host=/run/pg")["HOST"] == "/run/pg"
    assert params(f"{PG}?ssl=true")["sslmode"] == "require"  # as JDBC writes it
    assert params("postgresql://h/x?sslmode=require&user=u")["user"] == "u"


@pytest.mark.parametrize(
    "url",
    [f"{PG}?sslmod=require", f"{PG}?sslmode=on", "mysql://h/x", f"{PG}?x=1",
     "postgresql://u:secret@h:port/x", "postgresql://u:secret@[::1/x"],
)  # fmt: skip
def test_an_unknown_option_of_the_database_is_refused_without_saying_the_password(url):
    with pytest.raises(ImproperlyConfigured, match=r"^DATABASE_URL: ") as said:
        postgresql(url)
    assert "secret" not in str(said.value)
    assert "p%40ss" not in str(said.value)


def test_a_server_without_tls_is_not_spoken_to_where_tls_is_required(db):
    if connection.vendor != "postgresql":
        pytest.skip("needs a PostgreSQL")
    here = connection.get_connection_params()
    address = (f"postgresql://{here['user']}@{here['host']}:{here['port']}/{here['dbname']}"
               "?sslmode=require")  # fmt: skip
    asked = params(address)
    kept = {name: asked[name] for name in ("dbname", "user", "host", "port", "sslmode")}
    with pytest.raises(psycopg.OperationalError, match="SSL"):
        psycopg.connect(**kept)


@pytest.mark.parametrize(
    ("url", "tls", "ssl", "port"),
    [
        ("smtp://h", False, False, 25),
        ("smtp://h?tls=0", False, False, 25),
        ("smtp://u:p@h:587?tls=1", True, False, 587),
        ("smtp://h?ssl=1", False, True, 25),
        ("smtp+tls://h", True, False, 587),
        ("smtp+starttls://h:2525", True, False, 2525),
        ("submission://h", True, False, 587),
        ("smtps://h", False, True, 465),
        ("smtps://h?ssl=1", False, True, 465),
        ("SMTPS://h:4465", False, True, 4465),
        ("smtp+ssl://h", False, True, 465),
        ("submissions://h", False, True, 465),
    ],
)
def test_a_mail_line_is_closed_as_it_was_asked_for(url, tls, ssl, port):
    said = smtp(url)["OPTIONS"]
    assert (said["use_tls"], said["use_ssl"], said["port"]) == (tls, ssl, port)


def test_the_backend_takes_what_it_is_given():
    from django.core.mail.backends.smtp import EmailBackend

    given = smtp("smtps://u:p%23@h?timeout=5&ssl_certfile=/c&ssl_keyfile=/k")["OPTIONS"]
    backend = EmailBackend(**given, alias="x")
    assert (backend.use_ssl, backend.use_tls, backend.password) == (True, False, "p#")
    assert (backend.timeout, backend.ssl_certfile) == (5, "/c")


@pytest.mark.parametrize(
    "url",
    ["smpts://h", "imap://h", "smtp://h?starttls=1", "smtp://h?tls=maybe", "smtps://h?tls=1",
     "smtps://h?ssl=0", "smtp+tls://h?tls=0", "smtp://h?tls=1&ssl=1", "smtp://", "smtp://h:x",
     "smtp://h?timeout=never", "smtp://h/path", "mail.example:25", "smtp://u:a#b@h?tls=1"],
)  # fmt: skip
def test_an_unknown_or_contradictory_mail_address_is_refused(url):
    with pytest.raises(ImproperlyConfigured, match=r"^MUNTADA_MAIL"):
        smtp(url)


def test_it_is_said_as_a_sentence_and_not_as_a_traceback(monkeypatch):
    def wrong(_arguments):
        postgresql(f"{PG}?sslmode=on")

    monkeypatch.setitem(cli.HOUSE_COMMANDS, "init", wrong)
    with pytest.raises(SystemExit, match="sslmode=on is not known"):
        cli.main(["init"])
