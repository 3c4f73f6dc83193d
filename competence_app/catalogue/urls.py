"""Pages of frameworks and their versions."""

from django.urls import path

from competence_app.catalogue.views import browsing, reading, timing
from competence_app.ui import converters  # noqa: F401 - knows what a code is

urlpatterns = [
    path("frameworks/", browsing.frameworks, name="frameworks"),
    path("upload/template/", reading.template, name="template"),
    path("frameworks/<code:code>/", reading.framework, name="framework"),
    path("frameworks/<code:code>/interval/", timing.interval, name="interval"),
    path("frameworks/<code:code>/<int:pk>/", reading.version, name="version"),
    path("frameworks/<code:code>/<int:pk>/yaml/", reading.yaml, name="version-yaml"),
    path("frameworks/<code:code>/<int:pk>/xlsx/", reading.xlsx, name="version-xlsx"),
]
