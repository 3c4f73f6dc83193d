"""A line of the log, as JSON or to be read."""

import json
import logging
import re
from datetime import UTC, datetime
from typing import Any

from django.http import HttpRequest

from competence_app.service.logs.current import current, route_of, user_of
from competence_app.service.logs.errors import in_one_line

# What a line may say besides: never all that a record carries, which may be a whole request.
_SAID = ("method", "status", "ms", "queries", "sql")
_ADDRESS = re.compile(r"[^\s<>,;:=\"']+@[^\s<>,;:=\"']+")  # mail servers quote them


class Plain(logging.Formatter):
    """Time, level, what happened, then the rest as ``name=value``."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line."""
        said = fields_of(record)
        head = [said.pop(name) for name in ("time", "level", "message")]
        return " ".join([*head, *(f"{name}={_in_a_word(value)}" for name, value in said.items())])


class Json(logging.Formatter):
    """One object a line."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line."""
        return json.dumps(fields_of(record))


def fields_of(record: logging.LogRecord) -> dict[str, Any]:
    """Return what a line says: ``time`` (UTC), ``level``, ``logger``, ``message``, and what else there is.

    During a request that is its ``request`` id, ``route`` and ``user`` (a key); of an exception, ``error``.
    """
    error = record.exc_info[1] if record.exc_info else None
    time = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    said = {"time": time, "level": record.levelname, "logger": record.name, "message": _message(record)}
    besides = {name: getattr(record, name, None) for name in _SAID}
    raised = {"error": without_addresses(in_one_line(error)) if error else None}
    more = _request(record) | besides | raised
    return said | {name: value for name, value in more.items() if value not in {None, ""}}


def without_addresses(text: str) -> str:
    """Return a text in one line, e-mail addresses left out."""
    return _ADDRESS.sub("(address)", " ".join(text.splitlines()))


def _message(record: logging.LogRecord) -> str:
    """Return what a record says; of a request that failed without its path, which may be a secret."""
    if record.name == "django.request" or str(record.msg).startswith("Error handling request"):  # gunicorn's
        return "The request failed"
    return without_addresses(record.getMessage())


def _request(record: logging.LogRecord) -> dict[str, Any]:
    request = current.get() or getattr(record, "request", None)  # Django's own come after all middleware
    if not isinstance(request, HttpRequest):
        return {}
    return {"request": getattr(request, "reference", ""), "route": route_of(request), "user": user_of(request)}


def _in_a_word(value: object) -> str:
    text = str(value)
    return json.dumps(text) if " " in text else text
