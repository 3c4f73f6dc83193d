"""Pages of frameworks and their versions."""

from django.urls import path

from competence_app.catalogue.views import browsing, reading, timing
from competence_app.ui import converters  # noqa: F401 - knows what a code is

urlpatterns = [
    path("frameworks/", browsing.frameworks_page, name="frameworks"),
    path("upload/template/", reading.template_file, name="template"),
    path("frameworks/<code:code>/", reading.framework_page, name="framework"),
    path("frameworks/<code:code>/interval/", timing.interval_page, name="interval"),
    path("frameworks/<code:code>/<int:pk>/", reading.version_page, name="version"),
    path("frameworks/<code:code>/<int:pk>/yaml/", reading.yaml_file, name="version-yaml"),
    path("frameworks/<code:code>/<int:pk>/xlsx/", reading.xlsx_file, name="version-xlsx"),
]
