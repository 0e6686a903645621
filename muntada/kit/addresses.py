"""DATABASE_URL and MUNTADA_MAIL read: what is known is honoured, anything else is refused.

An option that is dropped is worse than one that is refused: who wrote `sslmode=verify-full` or
`smtps://` believes that the line is closed.
"""

from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

SSL_MODES = ("disable", "allow", "prefer", "require", "verify-ca", "verify-full")
_OF_ITS_OWN = {"dbname": "NAME", "user": "USER", "password": "PASSWORD", "host": "HOST",
               "port": "PORT"}  # fmt: skip
# How the line is closed: not at all unless asked (`?tls=1`), by STARTTLS, from the first byte.
PLAIN, STARTTLS, TLS = "plain", "starttls", "tls"
MAIL_SCHEMES = {
    "smtp": (PLAIN, 25),
    "smtp+tls": (STARTTLS, 587),
    "smtp+starttls": (STARTTLS, 587),
    "submission": (STARTTLS, 587),
    "smtps": (TLS, 465),
    "smtp+ssl": (TLS, 465),
    "submissions": (TLS, 465),
}
_YES, _NO = ("1", "true", "yes", "on"), ("0", "false", "no", "off")


def postgresql(url: str) -> dict[str, Any]:
    """Read by libpq itself, so that every option it knows means what its manual says."""
    scheme = url.partition("://")[0]
    if scheme not in ("postgresql", "postgres"):
        raise ImproperlyConfigured(
            f"DATABASE_URL: {scheme!r} is not known; use postgresql://user:password@host/name."
        )
    from psycopg import ProgrammingError
    from psycopg.conninfo import conninfo_to_dict

    try:
        said = conninfo_to_dict(url)
    except ProgrammingError as error:
        # Where libpq repeats the whole address, it repeats the password.
        why = str(error).strip().partition(" in URI")[0].partition(': "postgres')[0]
        raise ImproperlyConfigured(f"DATABASE_URL: {why}.") from None
    mode = str(said.get("sslmode") or "prefer")
    if mode not in SSL_MODES:
        modes = ", ".join(SSL_MODES)
        raise ImproperlyConfigured(f"DATABASE_URL: sslmode={mode} is not known; it is {modes}.")
    if not str(said.get("port") or "").replace(",", "").isdecimal() and said.get("port"):
        raise ImproperlyConfigured("DATABASE_URL: the port is a number.")
    own = {name: str(said.pop(key, None) or "") for key, name in _OF_ITS_OWN.items()}
    pool = {"min_size": 1, "max_size": 10, "timeout": 20}
    return {
        "ENGINE": "django.db.backends.postgresql",
        **own,
        "CONN_MAX_AGE": 0,
        "OPTIONS": {**said, "pool": pool},
    }


def smtp(url: str) -> dict[str, Any]:
    try:
        parts = urlsplit(url)
    except ValueError as error:
        raise ImproperlyConfigured(f"MUNTADA_MAIL: {error}.") from error
    if parts.scheme not in MAIL_SCHEMES:
        known = ", ".join(f"{one}://" for one in MAIL_SCHEMES)
        raise ImproperlyConfigured(f"MUNTADA_MAIL: {parts.scheme!r} is not known; use {known}.")
    how, port = MAIL_SCHEMES[parts.scheme]
    options = dict(parse_qsl(parts.query, keep_blank_values=True))
    asked = {name: _yes(name, options.pop(name)) for name in ("tls", "ssl") if name in options}
    for name, closed in (("tls", STARTTLS), ("ssl", TLS)):
        if name not in asked or (asked[name] and how == closed):
            continue
        wanted = asked[name]
        if how != PLAIN:  # smtps://…?tls=1, smtps://…?ssl=0: one of the two would be dropped
            raise ImproperlyConfigured(
                f"MUNTADA_MAIL: {parts.scheme}:// and {name}={int(wanted)} contradict one another."
            )
        how = closed if wanted else how
    more = {name: options.pop(name) for name in ("ssl_certfile", "ssl_keyfile") if name in options}
    timeout = _seconds(options.pop("timeout", "20"))
    if options:
        names = ", ".join(sorted(options))
        raise ImproperlyConfigured(
            f"MUNTADA_MAIL: {names} is not known; it may say tls, ssl, timeout, ssl_certfile and "
            "ssl_keyfile."
        )
    return {
        "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "OPTIONS": {
            "host": _host(url),
            "port": _port(url) or port,
            "username": unquote(parts.username or ""),
            "password": unquote(parts.password or ""),
            "use_tls": how == STARTTLS,
            "use_ssl": how == TLS,
            "timeout": timeout,
            **more,
        },
    }


def _yes(name: str, said: str) -> bool:
    if said.lower() in _YES:
        return True
    if said.lower() in _NO:
        return False
    raise ImproperlyConfigured(f"MUNTADA_MAIL: {name}={said} is not known; it is 1 or 0.")


def _seconds(said: str) -> int:
    if not said.isascii() or not said.isdigit() or not 0 < int(said) <= 600:
        raise ImproperlyConfigured(f"MUNTADA_MAIL: timeout={said} is not 1 to 600 seconds.")
    return int(said)


def _host(url: str) -> str:
    parts = urlsplit(url)
    if not parts.hostname or parts.path not in ("", "/") or parts.fragment:
        raise ImproperlyConfigured(
            "MUNTADA_MAIL is smtps://user:password@host:port, nothing after it but ?options; "
            "write %23, %2F and %3F for #, / and ? in a password."
        )
    return parts.hostname


def _port(url: str) -> int | None:
    try:
        return urlsplit(url).port
    except ValueError as error:
        raise ImproperlyConfigured("MUNTADA_MAIL: the port is a number up to 65535.") from error
