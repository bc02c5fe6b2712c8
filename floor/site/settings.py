"""Settings. SQLite out of the box; PostgreSQL by one setting: FLOOR_DATABASE=postgresql://user@host/name."""

from __future__ import annotations

import os
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

from django.conf.locale import LANG_INFO

from floor.site.keeping import secret_of

#: Where an organisation lives on disk: its database (if SQLite), its signing key, its secret.
HOME = Path(os.environ.get("FLOOR_HOME", "var")).absolute()
DEBUG = os.environ.get("FLOOR_DEBUG") == "1"
SECRET_KEY = secret_of(HOME)
ALLOWED_HOSTS = os.environ.get("FLOOR_HOSTS", "localhost,127.0.0.1,[::1]").split(",")
CSRF_TRUSTED_ORIGINS = [origin for origin in os.environ.get("FLOOR_ORIGINS", "").split(",") if origin]

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "floor.book",
    "floor.house",
    "floor.polls",
    "floor.promises",
    "floor.meetings",
    "floor.congress",
    "floor.press.apps.FloorPress",
    "floor.site.apps.SiteConfig",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "floor.site.headers.StrictHeaders",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "floor.site.standing.WhoIsHere",
]

ROOT_URLCONF = "floor.site.urls"
WSGI_APPLICATION = "floor.site.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.messages.context_processors.messages",
                "floor.site.standing.of_this_house",
            ],
            "builtins": ["django.templatetags.i18n", "django.templatetags.static", "floor.site.templatetags.floor"],
        },
    }
]


def database(url: str) -> dict[str, object]:
    """Django's settings for `sqlite:///path` or `postgresql://user:password@host:port/name?host=/socket`."""
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": parts.path,
            # Opening the file for each page anew, and closing it, would take longer than what most pages ask of it.
            "CONN_MAX_AGE": 60,
            "OPTIONS": {
                # IMMEDIATE takes the line of the book at the start of an act; FULL so that an acknowledged act
                # survives a power cut, not only a crash.
                "transaction_mode": "IMMEDIATE",
                "timeout": 60,
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; "
                # What is erased is overwritten, not only unlinked (R17).
                "PRAGMA secure_delete=ON; PRAGMA cache_size=-65536",
            },
        }
    if parts.scheme in ("postgresql", "postgres"):
        query = dict(parse_qsl(parts.query))
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": unquote(parts.path.lstrip("/")),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": query.pop("host", parts.hostname or ""),
            "PORT": str(parts.port or ""),
            "CONN_MAX_AGE": 60,
            "CONN_HEALTH_CHECKS": True,
            "OPTIONS": query,
        }
    raise SystemExit(f"FLOOR_DATABASE should begin with sqlite:/// or postgresql://, not {parts.scheme}://")


DATABASES = {"default": database(os.environ.get("FLOOR_DATABASE") or f"sqlite:///{HOME / 'floor.sqlite3'}")}
DATABASE_ROUTERS = ["floor.book.routing.Router"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

USE_TZ = True
TIME_ZONE = os.environ.get("FLOOR_TIME_ZONE", "UTC")
LANGUAGE_CODE = "en"
USE_I18N = True
LOCALE_PATHS = [Path(__file__).parent.parent / "locale"]
# Only languages that there is a catalogue of: a page that says it is German must not be half in English.
LANGUAGES = [
    (code, LANG_INFO[code]["name_local"])
    for code in sorted({"en", *(path.parts[-3] for path in LOCALE_PATHS[0].glob("*/LC_MESSAGES/django.mo"))})
]
USE_THOUSAND_SEPARATOR = True

# For what can be worked out again: hashes of whole pieces of the book, counts of large registers.
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "OPTIONS": {"MAX_ENTRIES": 1_000_000}}
}

STATIC_URL = "static/"
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG

CSRF_FAILURE_VIEW = "floor.site.pages.errors.not_from_here"
SESSION_ENGINE = "floor.site.sessions"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 12 * 3600
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
if os.environ.get("FLOOR_HTTPS") == "1":
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = 31536000

# Mail goes out by FLOOR_SMTP=smtp://user:password@host:587 (smtps:// for TLS from the start). Without it there is no
# sign-in by link; nothing is printed in its place, because a log is no place for addresses (R17).
_smtp = urlsplit(os.environ.get("FLOOR_SMTP", ""))
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if _smtp.hostname else 'dummy'}.EmailBackend"
EMAIL_HOST, EMAIL_PORT = _smtp.hostname or "", _smtp.port or (465 if _smtp.scheme == "smtps" else 587)
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = unquote(_smtp.username or ""), unquote(_smtp.password or "")
EMAIL_USE_SSL, EMAIL_USE_TLS = _smtp.scheme == "smtps", _smtp.scheme == "smtp" and bool(_smtp.username)
EMAIL_TIMEOUT = 15
DEFAULT_FROM_EMAIL = os.environ.get("FLOOR_EMAIL_FROM", "floor@localhost")

# The log carries neither addresses nor names (R17): only what happened, never to or by whom.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    # A refusal is an answer, not an event for the operator.
    "loggers": {"django.request": {"level": "ERROR"}},
}
