"""Pages of frameworks and their versions."""

from django.urls import path, register_converter
from django.urls.converters import StringConverter

from competence_app.catalogue.exports.papers import PAPERS, Paper
from competence_app.catalogue.formats.registry import FORMATS, Format
from competence_app.catalogue.views import browsing, papers, reading, timing
from competence_app.ui import converters  # noqa: F401 - knows what a code is


class FormatConverter(StringConverter):
    """A format, by its key; another word is no address here."""

    def to_python(self, value: str) -> Format:  # type: ignore[override]
        """Return the format; raise ``ValueError`` where there is none with this key."""
        if value not in FORMATS:
            raise ValueError(value)
        return FORMATS[value]


class PaperConverter(StringConverter):
    """A kind of paper, by its key; another word is no address here."""

    def to_python(self, value: str) -> Paper:  # type: ignore[override]
        """Return the kind; raise ``ValueError`` where there is none with this key."""
        if value not in PAPERS:
            raise ValueError(value)
        return PAPERS[value]


register_converter(FormatConverter, "format")
register_converter(PaperConverter, "paper")

urlpatterns = [
    path("frameworks/", browsing.frameworks_page, name="frameworks"),
    path("upload/template/<format:written_as>/", reading.template_file, name="template"),
    path("frameworks/<code:code>/", reading.framework_page, name="framework"),
    path("frameworks/<code:code>/interval/", timing.interval_page, name="interval"),
    path("frameworks/<code:code>/<int:pk>/", reading.version_page, name="version"),
    path("frameworks/<code:code>/<int:pk>/on-paper/<paper:paper>/", papers.paper_file, name="version-paper"),
    path("frameworks/<code:code>/<int:pk>/<format:written_as>/", reading.version_file, name="version-file"),
]
