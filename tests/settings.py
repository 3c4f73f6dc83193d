"""The settings of the tests: the demo's, with a fast password hasher and plain static files."""

import os

os.environ["DEBUG"] = "1"
os.environ["TIME_ZONE"] = "Europe/London"  # tests name its days and hours; Django sets TZ by it

from competence_app.settings import *  # noqa: F403 - the environment comes first
from competence_app.settings import INSTALLED_APPS, MIDDLEWARE, STORAGES

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
WHITENOISE_AUTOREFRESH = True  # nothing was collected
CACHES = {"default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}  # each test counts for itself
IDLE_MINUTES = 0  # or a test that goes on to another hour would sign in anew
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"

# Fails the test of a view that queries once a row.
INSTALLED_APPS = [*INSTALLED_APPS, "zeal"]
MIDDLEWARE = ["zeal.middleware.zeal_middleware", *MIDDLEWARE]
ZEAL_ALLOWLIST = [
    {"model": "accounts.Session", "field": "get()"},  # Django's own, where a request changes the session
    {"model": "people.User", "field": "get()"},  # the same, where it changes the user
    {"model": "catalogue.Framework", "field": "get()"},  # locked again where one action calls another
    {"model": "catalogue.Version", "field": "get()"},  # each is read once per process
]
