"""Requests as a server hands them to the WSGI application."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import Any
from urllib.parse import urlencode
from wsgiref.util import setup_testing_defaults

from django.test import Client

from competence_app.people.models import User
from competence_app.wsgi import application
from scripts.bench.bare import tell_django

CSRF_TOKEN = "t" * 32


@dataclass(frozen=True, slots=True)
class Request:
    """One request, to be sent as often as wanted."""

    environ: Mapping[str, Any]
    body: bytes
    status: str

    def send(self) -> bytes:
        """Return the page; RuntimeError when the status is another than expected."""
        return b"".join(self._sent())

    def sizes(self) -> Iterator[int]:
        """Yield how many bytes each part has that is sent, and keep none."""
        return map(len, self._sent())

    def _sent(self) -> Iterator[bytes]:
        statuses = []

        def start_response(status: str, _headers: object, _error: object = None, /) -> Callable[[bytes], object]:
            statuses.append(status)
            return page.append

        page: list[bytes] = []
        response: Any = application({**self.environ, "wsgi.input": BytesIO(self.body)}, start_response)
        if statuses != [self.status]:
            raise RuntimeError(f"{self.environ['PATH_INFO']}: {statuses}, not {self.status}")
        yield from page
        yield from response
        response.close()  # as a server does: this ends the request


class Browser:
    """A browser in which somebody is signed in, or nobody."""

    def __init__(self, user: User | None) -> None:
        """Sign in."""
        client = Client()
        if user:
            client.force_login(user)
            tell_django(client.session.session_key or "")
        cookies = {name: morsel.value for name, morsel in client.cookies.items()} | {"csrftoken": CSRF_TOKEN}
        self.environ: dict[str, Any] = {
            "HTTP_HOST": "localhost",
            "HTTP_COOKIE": "; ".join(f"{name}={value}" for name, value in cookies.items()),
            "wsgi.url_scheme": "https",
            "SERVER_PROTOCOL": "HTTP/1.1",
        }
        setup_testing_defaults(self.environ)

    def get(self, address: str, query: str = "") -> Request:
        """Return the request for a page."""
        return Request(self.environ | {"PATH_INFO": address, "QUERY_STRING": query}, b"", "200 OK")

    def post(self, address: str, fields: Mapping[str, str], status: str = "302 Found", query: str = "") -> Request:
        """Return the request that sends a form, which is answered by a redirect unless told otherwise."""
        body = urlencode({**fields, "csrfmiddlewaretoken": CSRF_TOKEN}).encode()
        sending = {
            "REQUEST_METHOD": "POST",
            "PATH_INFO": address,
            "QUERY_STRING": query,
            "CONTENT_TYPE": "application/x-www-form-urlencoded",
            "CONTENT_LENGTH": str(len(body)),
            "HTTP_ORIGIN": "https://localhost",
        }
        return Request(self.environ | sending, body, status)
