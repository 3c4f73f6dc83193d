"""Settings, read from the environment; docs/deployment.md lists them all."""

from datetime import time
from pathlib import Path

import environ
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from competence_app.places import PACKAGE, files_of, sources_of, var_of

BASE_DIR = files_of(PACKAGE)
env = environ.Env()

DEMO_SECRET_KEY = "demo-only-never-use-this-key-for-real-people's-ratings"  # noqa: S105 - public on purpose, refused below

DEBUG = env.bool("DEBUG", default=False)
SECRET_KEY = env.str("SECRET_KEY", default=DEMO_SECRET_KEY)
if SECRET_KEY == DEMO_SECRET_KEY and not DEBUG:
    msg = "Set SECRET_KEY to a long random text of your own: the demo key works only with DEBUG=1."
    raise ImproperlyConfigured(msg)

ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"] if DEBUG else [])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])

INSTALLED_APPS = [
    "competence_app.demo",
    "competence_app.service",
    "competence_app.reports",
    "competence_app.teams",
    "competence_app.reviews",
    "competence_app.revisions",
    "competence_app.oversight",
    "competence_app.erasure",
    "competence_app.passports",
    "competence_app.directory",
    "competence_app.assessments",
    "competence_app.catalogue",
    "competence_app.accounts",
    "competence_app.people",
    "competence_app.outbox",
    "competence_app.audit",
    "competence_app.ui",
    "crispy_forms",
    "csp",
    "django.contrib.admin.apps.SimpleAdminConfig",  # for its table of what was done before: it has no address
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",  # for its command, which deletes those that have ended
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.forms",
]

MIDDLEWARE = [
    "competence_app.service.middleware.health",
    "competence_app.service.middleware.write_down",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "competence_app.service.middleware.hold_off",
    "competence_app.ui.unavailable.spare_threads",
    "competence_app.ui.middleware.Compression",  # a ninth of the bytes, on a ward's wifi; padded against BREACH
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "competence_app.ui.middleware.in_utf_8",
    "django.middleware.csrf.CsrfViewMiddleware",
    "competence_app.accounts.backends.Recognition",
    "competence_app.ui.resend.SignInFirst",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "competence_app.ui.middleware.no_store",
]

ROOT_URLCONF = "competence_app.urls"
WSGI_APPLICATION = "competence_app.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
CRISPY_ALLOWED_TEMPLATE_PACKS = "nhsuk"
CRISPY_TEMPLATE_PACK = "nhsuk"
CRISPY_FAIL_SILENTLY = False

VAR_DIR = Path(env.str("VAR_DIR", default=str(var_of(PACKAGE))))
# With DEBUG on, commands find the demo of `make run`. An installation never opens that, with its public passwords.
SQLITE_FILE = VAR_DIR / ("demo.sqlite3" if DEBUG else "db.sqlite3")
DATABASES = {"default": env.db_url("DATABASE_URL", default=f"sqlite:///{SQLITE_FILE}")}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # IMMEDIATE takes the write lock at the start, so that two savers queue instead of failing half-way.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 5,  # seconds that a save waits for another; all threads waiting longer would keep readers out
        # With recursive triggers, a row that is replaced counts as deleted, which the triggers of versions refuse.
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA recursive_triggers=ON",
    }
    DATABASES["default"]["CONN_MAX_AGE"] = None  # the last to close a file writes its log back: a third of a request
    DATABASES["default"]["TEST"] = {"NAME": str(VAR_DIR / "test.sqlite3")}
else:
    # Seconds. With the pool's own, a database that was away is not asked again for most of a minute after its return.
    pool = {"timeout": 3, "reconnect_timeout": 3}
    DATABASES["default"]["OPTIONS"] = {"connect_timeout": 3, "pool": pool, **DATABASES["default"].get("OPTIONS", {})}
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True

# A framework has up to 5 MiB; what is somewhat longer is still read, so that its page can say so.
DATA_UPLOAD_MAX_MEMORY_SIZE = 16 * 1024 * 1024
FILE_UPLOAD_HANDLERS = [
    "competence_app.ui.uploads.CutOff",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]

AUTH_USER_MODEL = "people.User"
AUTHENTICATION_BACKENDS = ["competence_app.accounts.backends.RolesBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
CSRF_FAILURE_VIEW = "competence_app.ui.resend.csrf_failure"
LOGIN_URL = "sign-in"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "sign-in"

SESSION_ENGINE = "competence_app.accounts.backends"
# A shared ward computer forgets a person when its browser closes, and after the longest of shifts.
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_AGE = env.int("SESSION_COOKIE_AGE", default=12 * 60 * 60)

# And whoever leaves it is signed out after so many minutes; 0: never.
IDLE_MINUTES = env.int("IDLE_MINUTES", default=15)

# For how many days an account is closed before anybody can be erased; 0: at once.
ERASE_AFTER_DAYS = env.int("ERASE_AFTER_DAYS", default=0)

# On one's own machine there is no HTTPS to insist on.
PLAIN_HTTP = env.bool("PLAIN_HTTP", default=DEBUG)
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = not PLAIN_HTTP
SECURE_SSL_REDIRECT = not PLAIN_HTTP
SECURE_HSTS_SECONDS = 0 if PLAIN_HTTP else 365 * 24 * 60 * 60
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = not PLAIN_HTTP
BEHIND_PROXY = env.bool("BEHIND_PROXY", default=False)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_PROXY else None
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    },
}

EMAIL_CONFIG = env.email_url("EMAIL_URL", default="consolemail://")
vars().update(EMAIL_CONFIG)
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="competence@localhost")
EMAIL_TIMEOUT = 10  # seconds: the other e-mails wait meanwhile
# Whom to tell about a weakness of the service: /.well-known/security.txt says it.
SECURITY_CONTACT = env.str("SECURITY_CONTACT", default="mailto:security@example.org" if DEBUG else "")
ORGANISATION = env.str("ORGANISATION", default="your organisation")  # as e-mails and passports name it
# Where links in e-mails lead, and the name of who issues passports.
SITE_URL = env.str("SITE_URL", default="http://localhost:8000").rstrip("/")

# Whether people whom a directory brings are sent a link to choose a password, which not all ways to sign in need.
DIRECTORY_INVITES = env.bool("DIRECTORY_INVITES", default=True)

# Passports are signed with the keys in the one folder, and believed of the issuers in the other besides. No copy of the
# database holds a key.
PASSPORT_KEYS = env.str("PASSPORT_KEYS", default=str(VAR_DIR / ("demo-passport-keys" if DEBUG else "passport-keys")))
PASSPORT_ISSUERS = env.str("PASSPORT_ISSUERS", default=str(VAR_DIR / "passport-issuers"))

# How long an agreed assessment holds, where a framework does not say otherwise.
INTERVAL_MONTHS = env.int("INTERVAL_MONTHS", default=12)
if not 1 <= INTERVAL_MONTHS <= 120:  # noqa: PLR2004 - what a framework may have, which is not to be imported here
    msg = "INTERVAL_MONTHS must be a whole number from 1 to 120."
    raise ImproperlyConfigured(msg)

# Whoever audits finds who did or saw what for so long; about assessments, for as long as these are there.
AUDIT_RETENTION_DAYS = env.int("AUDIT_RETENTION_DAYS", default=6 * 365 + 2)
if AUDIT_RETENTION_DAYS < 366:  # noqa: PLR2004 - the database lets nothing of a year go
    msg = "AUDIT_RETENTION_DAYS must be 366 or more."
    raise ImproperlyConfigured(msg)

# The log goes where gunicorn's own messages go, whether or not DEBUG is on.
LOG_FORMAT = env.str("LOG_FORMAT", default="plain")
if LOG_FORMAT not in {"plain", "json"}:
    msg = f"LOG_FORMAT must be plain or json, not {LOG_FORMAT}."
    raise ImproperlyConfigured(msg)
LOG_REQUESTS = env.bool("LOG_REQUESTS", default=not DEBUG)
SLOW_QUERY_MS = env.int("SLOW_QUERY_MS", default=500)
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "plain": {"()": "competence_app.service.logs.formats.Plain"},
        "json": {"()": "competence_app.service.logs.formats.Json"},
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": LOG_FORMAT}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "competence_app.requests": {"level": "INFO" if LOG_REQUESTS else "WARNING"},
        "django": {"handlers": ["console"], "level": "WARNING", "propagate": False},
        # A line of our own says of each request how it ended; whoever asks for other hosts does not ask us.
        "django.request": {"level": "ERROR"},
        "django.security.DisallowedHost": {"level": "CRITICAL"},
    },
}
# When, by the clock of TIME_ZONE, people are reminded and what is past use is deleted.
DAILY_AT = time.fromisoformat(env.str("DAILY_AT", default="07:00"))
LEAST_FREE = env.int("LEAST_FREE_MB", default=200) * 1024 * 1024

LANGUAGE_CODE = "en-gb"
TIME_ZONE = env.str("TIME_ZONE", default="Europe/London")
USE_TZ = True

DATA_UPLOAD_MAX_NUMBER_FIELDS = 60_000  # five for each competence of a domain, and a domain may hold thousands

STATIC_URL = "/static/"
STATICFILES_DIRS = sources_of(PACKAGE)
STATIC_ROOT = BASE_DIR / "staticfiles"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
