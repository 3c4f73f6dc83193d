"""The settings of a real service, with the bare views beside the app's; static files go to $BENCH_FOLDER."""

import os
import secrets
from pathlib import Path

os.environ.setdefault("SECRET_KEY", secrets.token_hex(40))
os.environ.update(DEBUG="0", ALLOWED_HOSTS="localhost", SECURITY_CONTACT="tel:0")
os.environ["SECOND_STEP_ROLES"] = ""  # those who look have signed in, and nobody asks how

from competence_app.settings import *  # noqa: F403 - the environment comes first
from competence_app.settings import INSTALLED_APPS, MIDDLEWARE, STORAGES

INSTALLED_APPS = [*INSTALLED_APPS, "scripts.bench"]  # for its templates
MIDDLEWARE = [name.replace("competence_app.accounts.backends.", "scripts.bench.bare.") for name in MIDDLEWARE]
ROOT_URLCONF = "scripts.bench.urls"
STATIC_ROOT = Path(os.environ["BENCH_FOLDER"]) / "static"
# The pages name the files by their hashes, as in service; nobody asks for the files, so nothing is compressed.
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"}
