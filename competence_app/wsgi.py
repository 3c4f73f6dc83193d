"""The WSGI application that gunicorn serves."""

import os

from django.core.wsgi import get_wsgi_application
from django.urls import resolve

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "competence_app.settings")

application = get_wsgi_application()
resolve("/")  # reads every view, before processes are forked that would each do so at their first request
