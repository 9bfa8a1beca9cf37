"""Django settings. Everything that differs between installations comes from the environment.

``PORUKA_MODE``: ``demo`` (the default; made-up people, this machine only), ``test`` or ``production``.
``PORUKA_DATABASE_URL``: ``sqlite:///PATH`` or ``postgresql://...``; without it, ``var/demo.sqlite3`` of the folder
one stands in. ``PORUKA_SECRET_KEY`` and ``PORUKA_ALLOWED_HOSTS`` (names joined by commas): production needs both.
``PORUKA_BEHIND_PROXY=true``: a proxy in front speaks HTTPS and sets ``X-Forwarded-Proto`` itself.
"""

import os
from pathlib import Path

import dj_database_url
from django.core.exceptions import ImproperlyConfigured


def _demanded(name: str) -> str:
    value = os.environ.get(name)
    if not value:
        raise ImproperlyConfigured(f"PORUKA_MODE is production, so {name} must be set.")
    return value


MODE = os.environ.get("PORUKA_MODE", "demo")
if MODE not in ("demo", "test", "production"):
    raise ImproperlyConfigured(f"PORUKA_MODE is {MODE!r}; it can be demo, test or production.")
PRODUCTION = MODE == "production"

# The demo has nothing to hide and answers on this machine alone; one key keeps its sign-ins over a restart.
SECRET_KEY = _demanded("PORUKA_SECRET_KEY") if PRODUCTION else "the-demo-country-has-no-secrets-" * 2
LOCAL_HOSTS = "127.0.0.1,localhost,[::1]"
ALLOWED_HOSTS = (_demanded("PORUKA_ALLOWED_HOSTS") if PRODUCTION else LOCAL_HOSTS).split(",")
DEBUG = False

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "poruka.access",
    "poruka.register",
    "poruka.screening",
    "poruka.cases",
    "poruka.statistics",
    "poruka.web",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "poruka.web.security.SecurityHeadersMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "poruka.web.languages.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "poruka.access.middleware.ActorMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
ROOT_URLCONF = "poruka.web.urls"
LOGIN_URL = "sign-in"
CSRF_FAILURE_VIEW = "poruka.web.views.errors.csrf_failure"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    }
]

DEFAULT_DATABASE = f"sqlite:///{Path.cwd() / 'var' / 'demo.sqlite3'}"
DATABASES = {
    "default": dj_database_url.parse(
        os.environ.get("PORUKA_DATABASE_URL") or DEFAULT_DATABASE, conn_max_age=60, conn_health_checks=True
    )
}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # IMMEDIATE: without it, writers at the same time lose transactions to locks.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 5,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

LANGUAGE_CODE = "uk"
LANGUAGES = [("uk", "Українська"), ("en", "English")]
TIME_ZONE = "Europe/Kyiv"
USE_TZ = True

# Served from where the packages keep them: no collecting step, in no mode.
STATIC_URL = "static/"
WHITENOISE_USE_FINDERS = True

PASSWORD_CHECKS = ("UserAttributeSimilarity", "MinimumLength", "CommonPassword", "NumericPassword")
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{check}Validator"} for check in PASSWORD_CHECKS
]
if MODE == "test":
    PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

SESSION_COOKIE_AGE = 12 * 3600
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = PRODUCTION
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if PRODUCTION else 0
if os.environ.get("PORUKA_BEHIND_PROXY") == "true":
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
