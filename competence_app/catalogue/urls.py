"""Pages of frameworks and their versions."""

from collections.abc import Callable, Mapping
from typing import Any

from django.urls import path, register_converter
from django.urls.converters import StringConverter

from competence_app.catalogue.exports.papers import PAPERS
from competence_app.catalogue.formats.registry import FORMATS, written
from competence_app.catalogue.views import browsing, papers, reading, timing
from competence_app.ui import converters  # noqa: F401 - knows what a code is


class KeyConverter(StringConverter):
    """One of those that are ``known``, by its key; another word is no address here."""

    known: Callable[[], Mapping[str, Any]]

    def to_python(self, value: str) -> Any:
        """Return it; raise ``ValueError`` where there is none with this key."""
        known = self.known()
        if value not in known:
            raise ValueError(value)
        return known[value]


class FormatConverter(KeyConverter):
    """A format that is read and written whole."""

    known = staticmethod(lambda: FORMATS)


class WrittenConverter(KeyConverter):
    """What a framework is written as for programs."""

    known = staticmethod(written)


class PaperConverter(KeyConverter):
    """What a framework is written as for people."""

    known = staticmethod(lambda: PAPERS)


register_converter(FormatConverter, "format")
register_converter(WrittenConverter, "written")
register_converter(PaperConverter, "paper")

urlpatterns = [
    path("frameworks/", browsing.frameworks_page, name="frameworks"),
    path("upload/template/<format:written_as>/", reading.template_file, name="template"),
    path("frameworks/<code:code>/", reading.framework_page, name="framework"),
    path("frameworks/<code:code>/interval/", timing.interval_page, name="interval"),
    path("frameworks/<code:code>/<int:pk>/", reading.version_page, name="version"),
    path("frameworks/<code:code>/<int:pk>/downloads/", reading.downloads_page, name="downloads"),
    path("frameworks/<code:code>/<int:pk>/on-paper/<paper:paper>/", papers.paper_file, name="version-paper"),
    path("frameworks/<code:code>/<int:pk>/<written:written_as>/", reading.version_file, name="version-file"),
]
