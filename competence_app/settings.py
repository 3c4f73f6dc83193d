"""Settings; competence_app/environment/ says what an installation may set, docs/running.md lists it."""

from pathlib import Path

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from competence_app.environment import given
from competence_app.places import PACKAGE, files_of, sources_of, var_of

BASE_DIR = files_of(PACKAGE)

DEMO_SECRET_KEY = "demo-only-never-use-this-key-for-real-people's-ratings"  # noqa: S105 - public on purpose, refused below

DEBUG = given("DEBUG")
SECRET_KEY = given("SECRET_KEY", default=DEMO_SECRET_KEY)
if SECRET_KEY == DEMO_SECRET_KEY and not DEBUG:
    msg = "Set SECRET_KEY to a long random text of your own: the demo key works only with DEBUG=1."
    raise ImproperlyConfigured(msg)

ALLOWED_HOSTS = given("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"] if DEBUG else [])
CSRF_TRUSTED_ORIGINS = given("CSRF_TRUSTED_ORIGINS")

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
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
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
    "competence_app.accounts.middleware.SecondStepFirst",
    "django.middleware.csrf.CsrfViewMiddleware",
    "competence_app.accounts.backends.Recognition",
    "competence_app.ui.resend.SignInFirst",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
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

VAR_DIR = Path(given("VAR_DIR", default=var_of(PACKAGE)))
# With DEBUG on, commands find the demo of `make run`. An installation never opens that, with its public passwords.
SQLITE_FILE = VAR_DIR / ("demo.sqlite3" if DEBUG else "db.sqlite3")
SQLITE = {"ENGINE": "django.db.backends.sqlite3", "NAME": str(SQLITE_FILE)}
DATABASES = {"default": given("DATABASE_URL", default=SQLITE)}
# Seconds that a save waits for what another holds. Nobody is to wait five, nor are those who then wait for a thread.
LOCKS_WAIT = 2
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # IMMEDIATE takes the write lock at the start, so that two savers queue instead of failing half-way.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": LOCKS_WAIT,
        # With recursive triggers, a row that is replaced counts as deleted, which the triggers of versions refuse.
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA recursive_triggers=ON",
    }
    DATABASES["default"]["TEST"] = {"NAME": str(VAR_DIR / "test.sqlite3")}
else:
    # A thread keeps its connection. Where that has gone, the next request makes one at once: a pool would do so beside
    # it, after pauses that grow, and pages would be back seconds after the database.
    lasts = {"connect_timeout": 3, "tcp_user_timeout": 3000, "keepalives_idle": 5, "keepalives_interval": 1}
    waits = {"options": f"-c lock_timeout={LOCKS_WAIT}s"}
    DATABASES["default"]["OPTIONS"] = {**lasts, **waits, **DATABASES["default"].get("OPTIONS", {})}
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
# Of SQLite, too: the last to close a file writes its log back, which is a third of a request.
DATABASES["default"]["CONN_MAX_AGE"] = None

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

# Of allauth we take second steps, and how a sign-in of several steps goes on; not its addresses, its e-mails, nor its
# limits, by which a stranger can lock somebody out.
ACCOUNT_ADAPTER = "competence_app.accounts.adapters.signing_in.SigningIn"
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_RATE_LIMITS = MFA_RATE_LIMITS = False
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
MFA_ADAPTER = "competence_app.accounts.adapters.second_steps.SecondStepAdapter"
SOCIALACCOUNT_ADAPTER = "competence_app.accounts.adapters.single_sign_on.SingleSignOn"
MFA_RECOVERY_CODE_DIGITS = 10
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", "webauthn"]
MFA_TOTP_TOLERANCE = 1  # of half a minute, before and after: phones' clocks differ
MFA_WEBAUTHN_USER_VERIFICATION = "required"  # a passkey alone signs in: it must be its owner's

# Whoever has one of these roles signs in with a second step, save in trusted networks, where nobody is asked for one.
SECOND_STEP_ROLES = given("SECOND_STEP_ROLES", **({"default": []} if DEBUG else {}))
TRUSTED_NETWORKS = given("TRUSTED_NETWORKS")
# What authenticator apps are given is kept encrypted: by the first of these, and read by any of them.
SECOND_STEP_KEYS = given("SECOND_STEP_KEYS", default=[SECRET_KEY])

# On one's own machine there is no HTTPS to insist on.
PLAIN_HTTP = given("PLAIN_HTTP", default=DEBUG)
# The organisation's own sign-in service (OpenID Connect), if it has one, and what is believed of what it says.
OIDC_ISSUER, OIDC_NAME = given("OIDC_ISSUER"), given("OIDC_NAME")
OIDC_CLIENT_ID, OIDC_CLIENT_SECRET = given("OIDC_CLIENT_ID"), given("OIDC_CLIENT_SECRET")
OIDC_SCOPE = given("OIDC_SCOPE").split()
OIDC_ROLES_CLAIM, OIDC_ROLES = given("OIDC_ROLES_CLAIM"), given("OIDC_ROLES")
OIDC_ACR_VALUES, OIDC_AMR_VALUES = given("OIDC_ACR_VALUES"), given("OIDC_AMR_VALUES")
OIDC_DIRECTORY_CLAIM = given("OIDC_DIRECTORY_CLAIM")
LOCAL_PASSWORDS = given("LOCAL_PASSWORDS")
if OIDC_ISSUER and not (OIDC_ISSUER.startswith("https://") or PLAIN_HTTP):
    raise ImproperlyConfigured("OIDC_ISSUER must begin with https://.")
if OIDC_DIRECTORY_CLAIM and not OIDC_ISSUER:
    raise ImproperlyConfigured("OIDC_DIRECTORY_CLAIM says of what service: set OIDC_ISSUER.")
if not LOCAL_PASSWORDS and not OIDC_ISSUER:
    raise ImproperlyConfigured("With LOCAL_PASSWORDS=0 nobody could sign in: set OIDC_ISSUER.")

SESSION_ENGINE = "competence_app.accounts.backends"
# A shared ward computer forgets a person when its browser closes, and after the longest of shifts.
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_AGE = given("SESSION_COOKIE_AGE")

# And whoever leaves it is signed out after so many minutes; 0: never.
IDLE_MINUTES = given("IDLE_MINUTES")

# For how many days an account is closed before anybody can be erased; 0: at once.
ERASE_AFTER_DAYS = given("ERASE_AFTER_DAYS")

SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = not PLAIN_HTTP
SECURE_SSL_REDIRECT = not PLAIN_HTTP
SECURE_HSTS_SECONDS = 0 if PLAIN_HTTP else 365 * 24 * 60 * 60
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = not PLAIN_HTTP
BEHIND_PROXY = given("BEHIND_PROXY")
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

vars().update(given("EMAIL_URL"))
DEFAULT_FROM_EMAIL = given("DEFAULT_FROM_EMAIL")
EMAIL_TIMEOUT = 10  # seconds: the other e-mails wait meanwhile
# Whom to tell about a weakness of the service: /.well-known/security.txt says it.
SECURITY_CONTACT = given("SECURITY_CONTACT", default="mailto:security@example.org" if DEBUG else "")
ORGANISATION = given("ORGANISATION")  # as e-mails and passports name it
# Where links in e-mails lead, and the name of who issues passports.
SITE_URL = given("SITE_URL")

# Whether people whom a directory brings are sent a link to choose a password, which not all ways to sign in need.
DIRECTORY_INVITES = given("DIRECTORY_INVITES")

# Passports are signed with the keys in the one folder, and believed of the issuers in the other besides. No copy of the
# database holds a key.
PASSPORT_KEYS = given("PASSPORT_KEYS", default=str(VAR_DIR / ("demo-passport-keys" if DEBUG else "passport-keys")))
PASSPORT_ISSUERS = given("PASSPORT_ISSUERS", default=str(VAR_DIR / "passport-issuers"))

# How long an agreed assessment holds, where a framework does not say otherwise.
INTERVAL_MONTHS = given("INTERVAL_MONTHS")

# How many people must approve a draft before it is published.
APPROVALS_REQUIRED = given("APPROVALS_REQUIRED")

# Whoever audits finds who did or saw what for so long; about assessments, for as long as these are there.
AUDIT_RETENTION_DAYS = given("AUDIT_RETENTION_DAYS")

# The log goes where gunicorn's own messages go, whether or not DEBUG is on.
LOG_FORMAT = given("LOG_FORMAT")
LOG_REQUESTS = given("LOG_REQUESTS", default=not DEBUG)
SLOW_QUERY_MS = given("SLOW_QUERY_MS")
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
# Who may read figures from elsewhere than this machine: whoever has this.
METRICS_TOKEN = given("METRICS_TOKEN")
# When, by the clock of TIME_ZONE, people are reminded and what is past use is deleted.
DAILY_AT = given("DAILY_AT")
LEAST_FREE = given("LEAST_FREE_MB") * 1024 * 1024

LANGUAGE_CODE = "en-gb"
TIME_ZONE = given("TIME_ZONE")
USE_TZ = True

DATA_UPLOAD_MAX_NUMBER_FIELDS = 60_000  # five for each competence of a domain, and a domain may hold thousands

STATIC_URL = "/static/"
STATICFILES_DIRS = sources_of(PACKAGE)
STATIC_ROOT = BASE_DIR / "staticfiles"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
