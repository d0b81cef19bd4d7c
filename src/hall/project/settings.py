"""Django settings. Every value that differs between installations comes from `environment`."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import dj_database_url
from csp.constants import NONE, SELF
from whitenoise.compress import Compressor

import hall.standards
from hall.project import environment as env
from hall.project.embedded_database import embedded_database
from hall.project.logging import LOGGING  # noqa: F401  (Django reads it by this name)

PACKAGE = Path(__file__).resolve().parents[1]

SECRET_KEY = env.secret("HALL_SECRET_KEY")
FIELD_ENCRYPTION_KEY = env.secret("HALL_FIELD_KEY")
DEBUG = env.flag("HALL_DEBUG") and not env.PRODUCTION
HALL_MODE = env.MODE
HALL_BASE_URL = (
    env.required("HALL_BASE_URL") if env.PRODUCTION else env.text("HALL_BASE_URL", "http://127.0.0.1:8000")
)
_OWN_HOST = urlsplit(HALL_BASE_URL).hostname or ""
ALLOWED_HOSTS = env.words("HALL_ALLOWED_HOSTS") or [
    _OWN_HOST,
    *([] if env.PRODUCTION else ["localhost", "127.0.0.1", "[::1]", "testserver"]),
]
CSRF_TRUSTED_ORIGINS = env.words("HALL_TRUSTED_ORIGINS")
METRICS_ALLOW = env.words("HALL_METRICS_ALLOW", "127.0.0.0/8,::1/128")
HALL_CITY = env.text("HALL_CITY", "亳州市")
HALL_OPEN_LICENCE = env.text("HALL_OPEN_LICENCE", "https://creativecommons.org/licenses/by/4.0/")
HALL_OPEN_CONTACT = env.text("HALL_OPEN_CONTACT")
HALL_LINK_PROBE = env.text("HALL_LINK_PROBE", "https://www.gov.cn/")
HALL_STATE_DIR = env.STATE_DIR
HALL_DATA_DIR = env.DATA_DIR

ROOMS = [
    "foundation",
    "places",
    "identity",
    "documents",
    "registers",
    "catalogue",
    "notifications",
    "licences",
    "applications",
    "approvals",
    "disclosure",
    "ratings",
    "journeys",
    "portal",
]
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.contrib.humanize",
    "django.forms",
    *[f"hall.{room}" for room in ROOMS],  # before allauth: our templates for its pages come first
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "procrastinate.contrib.django",
    "django_prometheus",
    "django_structlog",
    "csp",
    "ninja",
    "hall.project",  # last: wires ports and reactions when every room stands
]
MIDDLEWARE = [
    "hall.project.health.HealthMiddleware",
    "django_prometheus.middleware.PrometheusBeforeMiddleware",
    "hall.project.api_manners.ApiManners",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django_structlog.middlewares.RequestMiddleware",
    "hall.project.request_id.RequestIdMiddleware",
    "hall.project.region_hint.RegionHint",
    "hall.project.public_pages.PublicPages",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "hall.project.errors.HallErrorMiddleware",
    "django_prometheus.middleware.PrometheusAfterMiddleware",
]
ROOT_URLCONF = "hall.project.urls"
FORM_RENDERER = "hall.portal.rendering.HallForms"
WSGI_APPLICATION = "hall.project.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [],
        "OPTIONS": {
            "loaders": [
                ("hall.portal.translating.Loader", ["django.template.loaders.app_directories.Loader"])
            ],
            "libraries": {"i18n": "hall.portal.translating"},
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "django.template.context_processors.i18n",
                "hall.portal.context.hall",
            ],
        },
    }
]

SILENCED_SYSTEM_CHECKS = ["templates.W003"]  # `i18n` is meant to be ours instead of Django's

_database = dj_database_url.parse(
    env.required("DATABASE_URL") if env.PRODUCTION else env.text("DATABASE_URL") or embedded_database().url(),
    conn_max_age=env.number("HALL_DB_CONN_MAX_AGE", 600),
    conn_health_checks=True,
)
_connecting: dict[str, Any] = {**_database.get("OPTIONS", {})}
if env.flag("HALL_DB_PREPARED", True):  # see foundation/statements.py
    _connecting["prepare_threshold"] = 5
if env.MODE == "test":  # tests empty tables between transactions; only there may history be truncated
    _connecting["options"] = "-c hall.testing=on -c lock_timeout=60s"
DATABASES = {"default": {**_database, "OPTIONS": _connecting, "TEST": {"TEMPLATE": "template0"}}}
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "hall_cache"},
    # In tests nothing is kept between pages, so that counted queries don't depend on what ran before.
    "pages": {
        "BACKEND": "django.core.cache.backends.dummy.DummyCache"
        if env.MODE == "test"
        else "django.core.cache.backends.locmem.LocMemCache"
    },
}
# How late public pages may be (project/public_pages.py). None keeps nothing: most tests want answers made.
FRESHNESS_SECONDS = None if env.MODE == "test" else 1
PUBLIC_PAGES_BYTES = env.number("HALL_PUBLIC_PAGES_MB", 64) * 1024 * 1024
STORAGES = {
    "default": {
        "BACKEND": "hall.adapters.durable_files.DurableFiles",
        "OPTIONS": {"location": env.text("HALL_FILES_DIR") or str(env.STATE_DIR / "files")},
    },
    "staticfiles": {"BACKEND": "hall.portal.assets.ManifestStorage"},
}
STATIC_URL = "/static/"
STATIC_ROOT = env.text("HALL_STATIC_ROOT") or str(env.STATE_DIR / "static")
if env.MODE == "test":  # tests serve the sources, never what an earlier demonstration collected
    STATIC_ROOT = str(env.STATE_DIR / "test-static")
WHITENOISE_SKIP_COMPRESS_EXTENSIONS = (*Compressor.SKIP_COMPRESS_EXTENSIONS, "map")
WHITENOISE_IMMUTABLE_FILE_TEST = r"^.+\.[0-9a-f]{12}\..+$"

AUTH_USER_MODEL = "identity.Account"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.MD5PasswordHasher"  # tests only: fast, never safe
    if env.MODE == "test"
    else "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in ("UserAttributeSimilarityValidator", "MinimumLengthValidator", "CommonPasswordValidator")
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/my/"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_EMAIL_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_ADAPTER = "hall.identity.http.sign_in.HallAccountAdapter"
ACCOUNT_FORMS = {
    "login": "hall.identity.http.forms.SignInForm",
    "change_password": "hall.identity.http.forms.NewPasswordForm",
}
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "中文"), ("en", "English")]
LOCALE_PATHS = [str(Path(hall.standards.__file__).parent / "locale")]
USE_I18N = True
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True

SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = env.flag("HALL_HTTPS", env.PRODUCTION)
SECURE_SSL_REDIRECT = env.flag("HALL_SSL_REDIRECT", False)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if env.flag("HALL_BEHIND_PROXY") else None
SECURE_HSTS_SECONDS = env.number("HALL_HSTS_SECONDS", 31536000 if env.PRODUCTION else 0)
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}
# A city's own rules: no article says how long papers may be supplied, nor who may decide what they reviewed.
HALL_SUPPLEMENT_REPLY_DAYS = env.number("HALL_SUPPLEMENT_REPLY_DAYS", 15)
HALL_DECIDER_MAY_REVIEW = env.flag("HALL_DECIDER_MAY_REVIEW")
UPLOAD_LIMIT_BYTES = env.number("HALL_UPLOAD_LIMIT_MB", 20) * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = UPLOAD_LIMIT_BYTES + 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
CLAMD_ADDRESS = env.text("HALL_CLAMD")
HALL_DRAFT_DAYS = env.number("HALL_DRAFT_DAYS", 90)
HALL_SEARCH_NOTES_DAYS = env.number("HALL_SEARCH_NOTES_DAYS", 90)
HALL_DRAFT_NOTICE_DAYS = env.number("HALL_DRAFT_NOTICE_DAYS", 7)
SEAL_PKCS12 = env.required("HALL_SEAL_PKCS12") if env.PRODUCTION else env.text("HALL_SEAL_PKCS12")
SEAL_PASSWORD = env.required("HALL_SEAL_PASSWORD") if env.PRODUCTION else env.text("HALL_SEAL_PASSWORD")
HALL_FONT_DIR = env.text("HALL_FONT_DIR")
SEAL_TRUST = env.text("HALL_SEAL_TRUST")
SEAL_TSA_URL = env.text("HALL_SEAL_TSA_URL")
DJANGO_STRUCTLOG_STATUS_START_LOG_LEVEL = logging.DEBUG  # one line a request: the one that says how it ended
