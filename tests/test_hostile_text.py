"""Whatever is typed into whichever field of whichever form, no page fails, and none runs what was typed."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from http.cookies import SimpleCookie
from typing import Any
from urllib.parse import quote, urldefrag, urljoin

import pytest
from django.test import Client
from django.urls import resolve

from competence_app.assessments.models import Rating
from competence_app.assessments.rules.answers import Voice
from competence_app.assessments.rules.lifecycle import State
from competence_app.ui.resend import TOKEN
from tests.accounts.authenticators import sign_in
from tests.hostile import ENDLESS, FORCED, HOSTILE, commands
from tests.permissions import PUBLIC, RELATIONS, TABLE
from tests.test_permissions import ABOUT_AN_ASSESSMENT, World, expected, filled, undone
from tests.ui.asked import TYPED, Field, Form, forms

pytestmark = pytest.mark.walk

URLENCODED = "application/x-www-form-urlencoded"
STATES = (State.DRAFT, State.FINISHED, State.SUBMITTED, State.REVIEWED, State.AGREED)


@dataclass(frozen=True)
class Place:
    """A form that somebody has, and where it is sent."""

    client: Client
    address: str
    form: Form

    @property
    def key(self) -> tuple[Any, ...]:
        """What tells it from others: whom it is sent to and what it asks."""
        match = resolve(self.address.partition("?")[0])
        return match.view_name, self.form.method, tuple(self.form.fields), tuple(self.form.buttons)

    @property
    def boxes(self) -> list[str]:
        """The names of what one types into."""
        return [one.name for one in self.form.fields.values() if one.kind in TYPED]

    def filled(self, hostile: str) -> dict[str, list[str]]:
        """Return what it sends with a text in each box."""
        return self.form.untouched() | {name: [hostile] for name in self.boxes}

    def forced(self, hostile: str) -> dict[str, list[str]]:
        """Return what somebody sends who writes it into everything that a form says, chosen, hidden or pressed."""
        names = [*self.form.fields, *(name for name, _ in self.form.buttons if name)]
        return {name: [hostile] for name in names if name != TOKEN}

    def sent(self, fields: Mapping[str, list[str]]) -> Any:
        """Send it, see where that leads, and undo it."""
        signed_in = SimpleCookie(self.client.cookies)
        pairs = [(name, value) for name, values in fields.items() for value in values]
        body = "&".join(f"{_quoted(name)}={_quoted(value)}" for name, value in pairs)
        with undone():
            if self.form.method == "post":
                response = self.client.post(self.address, body, content_type=URLENCODED, follow=True)
            else:
                response = self.client.get(f"{self.address.partition('?')[0]}?{body}", follow=True)
        self.client.cookies = signed_in
        return response


def _quoted(text: str) -> str:
    return quote(text, safe="", errors="surrogatepass")


def places(world: World, state: State) -> list[Place]:
    """Return every form of every page for everybody, each once."""
    found: dict[Any, Place] = {}
    for client, address in pages(world, state):
        with undone():
            response = client.get(address, follow=True)
        if response.get("Content-Type", "").startswith("text/html"):
            path = response.redirect_chain[-1][0] if response.redirect_chain else address
            for form in forms(response.getvalue().decode()):
                place = Place(client, urldefrag(urljoin(path, form.action))[0], form)
                found.setdefault(place.key, place)
    met = {name for name, *_ in found}
    found |= {place.key: place for place in unshown(world, state) if place.key[0] not in met}
    return list(found.values())


def unshown(world: World, state: State) -> Iterator[Place]:
    """Yield what is there to be sent to though no page has a form for it: scripts do, or it is not shown just now."""
    fields = {name: Field(name, "hidden", [str(value)]) for name, value in filled(world).items()}
    for name in named(state):
        for who in (who for who in RELATIONS if expected(TABLE[name], "post", who, state)):
            client = Client(raise_request_exception=False)
            sign_in(client, getattr(world, who))
            yield Place(client, world.address(name), Form("", "post", fields))


def named(state: State) -> list[str]:
    """Return the names of the addresses to look at: where no assessment is named, in one state alone."""
    return [name for name in sorted(TABLE) if name in ABOUT_AN_ASSESSMENT or state == State.DRAFT]


def pages(world: World, state: State) -> Iterator[tuple[Client, str]]:
    """Yield every page that is there for somebody, with their browser."""
    names = named(state)
    yield from ((Client(raise_request_exception=False), world.address(name)) for name in names if name in PUBLIC)
    for who in RELATIONS:
        client = Client(raise_request_exception=False)
        sign_in(client, getattr(world, who))
        for name in names:
            if name not in PUBLIC and expected(TABLE[name], "get", who, state):
                yield client, world.address(name)


@pytest.mark.parametrize("state", STATES)
def test_no_form_fails_or_runs_whatever_is_typed(db, settings, state):
    settings.MIDDLEWARE = [one for one in settings.MIDDLEWARE if "zeal" not in one]  # others count queries
    world = World(state)
    Rating.objects.filter(voice=Voice.SUPERVISOR, level=1).update(level=4)  # lest there is nothing to agree
    found, wrong = places(world, state), []

    for place in found:
        tried = {name: place.filled(text) for name, text in HOSTILE.items()} if place.boxes else {}
        if place.boxes and place.form.method == "post":
            tried["without end"] = place.form.untouched() | {place.boxes[0]: [ENDLESS]}
        tried |= {f"all {name}": place.forced(text) for name, text in HOSTILE.items() if name in FORCED}
        for name, fields in tried.items():
            response = place.sent(fields)
            if response.status_code >= HTTPStatus.INTERNAL_SERVER_ERROR or commands(response):
                wrong.append((place.key[0], name, response.status_code, commands(response)))

    assert wrong == []
    reached = {place.key[0] for place in found}
    assert {name for name in named(state) if _is_sent(name, state)} - reached == set()


def _is_sent(name: str, state: State) -> bool:
    return any(expected(TABLE[name], "post", who, state) for who in RELATIONS)
