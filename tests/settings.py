"""The settings of the tests: the demo's, with a database of their own and a fast password hasher."""

import atexit
import os
import tempfile

os.environ["DEBUG"] = "1"

from competence_app.settings import *  # noqa: F403 - DEBUG comes first
from competence_app.settings import DATABASES, INSTALLED_APPS, MIDDLEWARE, STORAGES

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
WHITENOISE_AUTOREFRESH = True  # nothing was collected
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"

if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # A file, since threads lock each other out of a database in memory; its own, so that runs can go side by side.
    folder = tempfile.TemporaryDirectory(prefix="competence-")
    atexit.register(folder.cleanup)
    DATABASES["default"]["TEST"] = {"NAME": f"{folder.name}/test.sqlite3"}

# Fails the test of a view that queries once a row.
INSTALLED_APPS = [*INSTALLED_APPS, "zeal"]
MIDDLEWARE = ["zeal.middleware.zeal_middleware", *MIDDLEWARE]
