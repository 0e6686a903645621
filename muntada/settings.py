"""Settings, from the environment; every default is safe and works on one machine.

MUNTADA_DATA   folder of the database, uploads and secret key (default ./muntada-data)
DATABASE_URL   postgresql://user:password@host:port/name moves the installation to PostgreSQL
               (…?sslmode=verify-full&sslrootcert=FILE: every option of libpq)
MUNTADA_HOSTS  host names served, with commas
MUNTADA_ORIGIN the public https address; without it no letter and no mail with a link is made
MUNTADA_PROXIES addresses or networks of the proxies in front, with commas: only what they write in
               X-Forwarded-For is believed; without it everybody is counted by the address that asks
MUNTADA_MAIL   smtps://user:password@host (465) or smtp+starttls:// (587), smtp:// in clear; without
               it mail is written to files
MUNTADA_DKIM   selector@domain, with MUNTADA_DKIM_KEY the file of its private key: mail is signed
MUNTADA_DEBUG  1 for error pages with details, never on a reachable machine
"""

import os
import secrets
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from urllib.parse import urlsplit

from django.conf.locale import LANG_INFO
from django.core.exceptions import ImproperlyConfigured
from django.utils.csp import CSP
from django.utils.translation import gettext_lazy as _

from muntada.kit.addresses import postgresql, smtp
from muntada.kit.keyfiles import made_once

PACKAGE = Path(__file__).resolve().parent
DATA = Path(os.environ.get("MUNTADA_DATA", "muntada-data")).resolve()
DATA.mkdir(parents=True, exist_ok=True, mode=0o700)


def _secret_key() -> tuple[str, bool]:
    """The key, and whether it was made just now; `muntada serve` says so where that is a loss."""
    if key := os.environ.get("MUNTADA_SECRET_KEY"):
        return key, False
    fresh = secrets.token_urlsafe(50)
    key = made_once(DATA / "secret.key", fresh)
    return key, key == fresh


def _origin(said: str) -> str:
    """https://conference.example, without a path: what letters and their codes begin with."""
    parts = urlsplit(said.rstrip("/"))
    known = parts.scheme in ("http", "https") and parts.hostname
    if said and (not known or parts.path or parts.query or parts.fragment or parts.username):
        raise ImproperlyConfigured(
            f"MUNTADA_ORIGIN is {said!r}; it is https://, a host and perhaps a port, nothing more."
        )
    return said.rstrip("/")


def _proxies(said: str) -> list[IPv4Network | IPv6Network]:
    try:
        return [ip_network(one.strip(), strict=False) for one in said.split(",") if one.strip()]
    except ValueError as error:
        raise ImproperlyConfigured(f"MUNTADA_PROXIES: {error}.") from error


def _database(url: str) -> dict[str, object]:
    if not url:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": DATA / "muntada.sqlite3",
            "OPTIONS": {
                # Writers queue up instead of failing half-way (see docs/stack.md).
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": (
                    "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;"
                    "PRAGMA cache_size=-32000; PRAGMA temp_store=MEMORY;"
                ),
            },
        }
    return postgresql(url)


def _mail(url: str) -> dict[str, object]:
    if not url:
        return {
            "BACKEND": "django.core.mail.backends.filebased.EmailBackend",
            "OPTIONS": {"file_path": str(DATA / "mail")},
        }
    return smtp(url)


def _dkim() -> dict[str, bytes] | None:
    """A key that cannot be read is said at the start, not when the first release leaves."""
    if not (said := os.environ.get("MUNTADA_DKIM", "")):
        return None
    selector, _at, domain = said.partition("@")
    file = os.environ.get("MUNTADA_DKIM_KEY", "")
    try:
        key = Path(file).read_bytes()
    except OSError as error:
        raise ImproperlyConfigured(
            f"MUNTADA_DKIM_KEY names {file!r}, which cannot be read: {error.strerror}."
        ) from error
    if not (selector and domain) or b"PRIVATE KEY" not in key:
        raise ImproperlyConfigured(
            "MUNTADA_DKIM is selector@domain, and MUNTADA_DKIM_KEY the file of an RSA private key."
        )
    return {"selector": selector.encode(), "domain": domain.encode(), "privkey": key}


SECRET_KEY, SECRET_KEY_IS_NEW = _secret_key()
DEBUG = os.environ.get("MUNTADA_DEBUG") == "1"
ORIGIN = _origin(os.environ.get("MUNTADA_ORIGIN", ""))
# A demo and a debugged house write their own address into letters, nobody else (kit/origin.py).
LOOPBACK = os.environ.get("MUNTADA_LOOPBACK", "http://localhost:8000" if DEBUG else "")
ALLOWED_HOSTS = [
    *filter(None, os.environ.get("MUNTADA_HOSTS", "").split(",")),
    *([urlsplit(ORIGIN).hostname or ""] if ORIGIN else []),
    "localhost",
    "127.0.0.1",
    "[::1]",
]
PROXIES = _proxies(os.environ.get("MUNTADA_PROXIES", ""))
CSRF_TRUSTED_ORIGINS = [ORIGIN] if ORIGIN else []
DATABASES = {"default": _database(os.environ.get("DATABASE_URL", ""))}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "django_tasks_db",
    "muntada.kit",
    "muntada.audit",
    "muntada.accounts",
    "muntada.conferences",
    "muntada.parties",
    "muntada.people",
    "muntada.delegations",
    "muntada.invitations",
    "muntada.programme",
    "muntada.accreditation",
    "muntada.protocol",
    "muntada.floor",
    "muntada.press",
    "muntada.bilaterals",
    "muntada.gates",
    "muntada.imports",
    "muntada.archive",
    "muntada.consequences",
    "muntada.website",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "muntada.kit.middleware.nul_is_no_letter",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "muntada.kit.middleware.rule_broken_is_said",
    "muntada.kit.middleware.eastern_digits_where_chosen",
]
ROOT_URLCONF = "muntada.urls"
WSGI_APPLICATION = "muntada.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.csp",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "muntada.kit.middleware.page_context",
                "muntada.website.context.desk",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "muntada.kit.templatetags.muntada",
            ],
        },
    }
]

AUTH_USER_MODEL = "accounts.User"
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
PASSWORD_RESET_TIMEOUT = 14 * 24 * 3600  # the longest of accounts/links.py: LASTS
LOGIN_URL = "accounts:login"
LOGIN_REDIRECT_URL = "website:desks"
LOGOUT_REDIRECT_URL = "website:front"

LANGUAGE_CODE = "en"
LANGUAGES = [
    ("ar", _("Arabic")),
    ("en", _("English")),
    ("fr", _("French")),
    ("ru", _("Russian")),
    ("es", _("Spanish")),
    ("zh", _("Chinese")),
]
# Django knows Chinese as zh-hans only; the house calls it what the United Nations do.
LANG_INFO["zh"] = {**LANG_INFO["zh-hans"], "code": "zh"}
LOCALE_PATHS = [PACKAGE / "locale"]
LANGUAGE_COOKIE_NAME = "language"
LANGUAGE_COOKIE_SAMESITE = "Lax"
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

STATIC_URL = "/static/"
STATIC_ROOT = DATA / "static"
STORAGES = {
    # Uploads live outside the web root; only views that check who asks hand them out.
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": str(DATA / "uploads"), "base_url": None},
    },
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
# Chapters of one rank do not import each other; what one sets off in another is named here alone.
TIES = {"speech.begun": ("muntada.press.actions.statements.deliver_spoken",)}
# Links that open something by themselves: made as the mail leaves (kit/mail.py), kept nowhere.
# Mails that are made when they leave (kit/outbox.py: Maker), by their name in the outbox.
MAIL_MAKERS = {
    "letter": "muntada.invitations.mail.LETTER",
    "wire": "muntada.press.distribution.WIRE",
}
PERSONAL_LINKS = {
    "invitation": "muntada.accounts.links.invitation_path",
    "reset": "muntada.accounts.links.reset_path",
    "application": "muntada.accreditation.links.application_path",
}
FILE_UPLOAD_PERMISSIONS = 0o600
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000
LARGEST_UPLOAD = 20 * 1024 * 1024

MAILERS = {"default": _mail(os.environ.get("MUNTADA_MAIL", ""))}
DKIM = _dkim()
DEFAULT_FROM_EMAIL = os.environ.get(
    "MUNTADA_MAIL_FROM", f"muntada@{urlsplit(ORIGIN).hostname or 'localhost'}"
)
TASKS = {
    "default": {
        "BACKEND": "django_tasks_db.DatabaseBackend",
        "QUEUES": ["default", "mail"],
    }
}

SESSION_COOKIE_NAME = "session"
SESSION_COOKIE_AGE = 12 * 3600
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
_https = ORIGIN.startswith("https://")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = _https
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if _https else None
SECURE_HSTS_SECONDS = 31_536_000 if _https else 0
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SECURE_CSP = {
    "default-src": [CSP.NONE],
    "script-src": [CSP.SELF],
    "style-src": [CSP.SELF, CSP.NONCE],
    "img-src": [CSP.SELF, "data:"],
    "font-src": [CSP.SELF],
    "connect-src": [CSP.SELF],
    "manifest-src": [CSP.SELF],
    "form-action": [CSP.SELF],
    "base-uri": [CSP.NONE],
    "frame-ancestors": [CSP.NONE],
}
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
SILENCED_SYSTEM_CHECKS: list[str] = []
MESSAGE_TAGS = {25: "good", 30: "warn", 40: "bad"}
