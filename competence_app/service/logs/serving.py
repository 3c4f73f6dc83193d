"""The server's own lines, as the app's."""

from typing import Any

from django.conf import settings
from gunicorn import glogging

from competence_app.service.logs.formats import Json, Plain


class Logger(glogging.Logger):  # type: ignore[misc]  # gunicorn has no types
    """Gunicorn's, in the form of all others."""

    def setup(self, cfg: Any) -> None:
        """Begin the log."""
        super().setup(cfg)
        for handler in self.error_log.handlers:
            handler.setFormatter(Json() if settings.LOG_FORMAT == "json" else Plain())
