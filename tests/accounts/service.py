"""An organisation's sign-in service: a real one on loopback, which says of people what a test has it say."""

import json
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, parse_qsl, urlencode, urlsplit

from django.test import Client
from django.urls import reverse
from fido2.utils import websafe_encode
from joserfc import jwt
from joserfc.jwk import KeySet, RSAKey

from competence_app.people.models import User
from tests.post import delivered

CLIENT, SECRET = "competence", "between us"
THERE, BACK = reverse("single-sign-on"), reverse("single-sign-on-back")
KEY = RSAKey.generate_key(2048, {"kid": "one"})


@dataclass
class Service:
    """What it is asked and what it answers; ``claims`` are of the ID token, ``about`` of its page about somebody."""

    issuer: str = ""
    claims: dict[str, Any] = field(default_factory=lambda: {"sub": "amara-7"})
    about: dict[str, Any] | None = None
    says: dict[str, Any] = field(default_factory=dict)  # of itself, in place of what is true
    header: dict[str, Any] = field(default_factory=lambda: {"alg": "RS256", "kid": "one"})
    key: RSAKey = field(default_factory=lambda: KEY)
    signs_with: Any = None
    asked: dict[str, str] = field(default_factory=dict)  # at the last sign-in there

    def sign_in(self, address: str) -> str:
        """Sign somebody in who was led to this address; return the query that they bring back."""
        self.asked = dict(parse_qsl(urlsplit(address).query))
        return urlencode({"code": "of-today", "state": self.asked["state"]})

    def answer(self, path: str, form: dict[str, list[str]], authorization: str) -> Any:
        """Return what a page says as JSON; None where there is nothing, or the asker may not know it."""
        pages = {
            "/.well-known/openid-configuration": self._itself,
            "/keys": lambda: KeySet([self.key]).as_dict(private=False),
            "/token": lambda: self._token(form),
            "/about": lambda: self.about if authorization == "Bearer shown" else None,
        }
        return pages.get(path, lambda: None)()

    def _itself(self) -> dict[str, Any]:
        paths = {"authorization": "authorize", "token": "token", "userinfo": "about"}
        pages = {f"{name}_endpoint": f"{self.issuer}/{path}" for name, path in paths.items()}
        methods = {"token_endpoint_auth_methods_supported": ["client_secret_post"]}
        return {"issuer": self.issuer, "jwks_uri": f"{self.issuer}/keys", **pages, **methods, **self.says}

    def _token(self, form: dict[str, list[str]]) -> Any:
        verifier = sha256(form["code_verifier"][0].encode()).digest()
        is_ours = (form["client_id"], form["client_secret"]) == ([CLIENT], [SECRET])
        if not (is_ours and websafe_encode(verifier) == self.asked["code_challenge"]):
            return None
        now = int(time.time())
        said = {"iss": self.issuer, "aud": CLIENT, "iat": now, "exp": now + 300, "nonce": self.asked["nonce"]}
        claims = {name: value for name, value in {**said, **self.claims}.items() if value is not None}
        token = jwt.encode(self.header, claims, self.signs_with or self.key, algorithms=[self.header["alg"]])
        return {"access_token": "shown", "token_type": "Bearer", "id_token": token}


def leave(client: Client, address: str = THERE, **form: str) -> str:
    """Press the button at ``address``, and return where that leads."""
    page = client.post(address, form)
    [there] = re.findall(r"^0;url=(.*)$", page["Refresh"])
    return str(there)


def there_and_back(client: Client, service: Service, address: str = THERE, **form: str) -> Any:
    """Press the button, sign in at the service, and return what page that ends on."""
    return client.get(f"{BACK}?{service.sign_in(leave(client, address, **form))}")


def invited(client: Client, user: User) -> str:
    """Open the link in an invitation, and return the address of its button for the service."""
    client.post(reverse("password_reset"), {"email": user.email})
    *_, letter = (str(mail.body) for mail in delivered())
    [path] = re.findall(r"http://testserver(/password/\S+)", letter)
    page = client.get(path, follow=True)
    [address] = re.findall(r'action="(/password/[^"]+/elsewhere/)"', page.content.decode())
    return str(address)


@contextmanager
def running() -> Iterator[Service]:
    """Serve on a free port of this machine."""
    service = Service()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            if self.path.startswith("/authorize?"):
                self._lead_back()
            else:
                self._answer()

        def _lead_back(self) -> None:
            """Sign in whoever comes, without asking, and lead them back to the app."""
            query = service.sign_in(self.path)
            self.send_response(302)
            self.send_header("Location", f"{service.asked['redirect_uri']}?{query}")
            self.end_headers()

        def _answer(self) -> None:
            length = int(self.headers.get("Content-Length", 0))
            form = parse_qs(self.rfile.read(length).decode())
            answer = service.answer(self.path, form, self.headers.get("Authorization", ""))
            body = json.dumps(answer).encode()
            self.send_response(404 if answer is None else 200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        do_POST = do_GET  # noqa: N815 - the base's name

        def log_message(self, *_arguments: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        service.issuer = f"http://127.0.0.1:{server.server_port}"
        Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        yield service
        server.shutdown()
