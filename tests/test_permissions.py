"""The permission matrix: every address by every relation to the person by every state, by GET and by POST."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from http import HTTPStatus
from http.cookies import SimpleCookie
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.apps import apps
from django.core import signing
from django.db import transaction
from django.db.models import Model
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from pytest_django.asserts import assertRedirects

from competence_app.accounts.actions.readdressing import propose_address
from competence_app.accounts.models import Session
from competence_app.accounts.rules.links import NEW_ADDRESS
from competence_app.assessments.actions.subscribing import subscribe
from competence_app.assessments.rules.answers import Voice
from competence_app.assessments.rules.lifecycle import State
from competence_app.audit.models import Entry
from competence_app.catalogue.models import Version
from competence_app.erasure.actions.erasing import propose_erasure
from competence_app.passports.actions.keeping import keep
from competence_app.passports.rules.keys import thumbprint_of
from competence_app.people.models import Notice, Supervision, SupervisionRequest, Team, User
from competence_app.revisions.actions.signing_off import comment, name_reviewer
from tests.accounts.authenticators import Device, add_passkey, app_of, browser, sign_in
from tests.factories import (
    AssessmentFactory,
    UserFactory,
    answer,
    draft_of,
    passport_of,
    plan_action,
    put,
    share_with,
    small_framework,
    supervise,
    yesterday,
)
from tests.permissions import BY_TOKEN, PUBLIC, RELATIONS, TABLE, Access, Row

pytestmark = pytest.mark.walk

NOT_THERE = {HTTPStatus.NOT_FOUND, HTTPStatus.UNAUTHORIZED}  # the other to programs, which have tokens
PUBLISHED = {"version", "version-file", "version-paper", "downloads", "retire", "announce-retirement", "revise"} | {
    "call-off-retirement"
}
FULL: dict[str, Any] = {"K1": 1, "K2": 2, "D1": 3}


def patterns(resolver: URLResolver, namespace: str = "") -> Iterator[tuple[str, URLPattern]]:
    """Yield every address with the namespace that it is in."""
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLPattern):
            yield namespace, pattern
        else:
            yield from patterns(pattern, pattern.namespace or namespace)


ALL = list(patterns(get_resolver()))
NAMES = {str(pattern.name) for _, pattern in ALL}
# An assessment in some state makes a difference only where one is named.
ABOUT_AN_ASSESSMENT = {
    str(pattern.name) for namespace, pattern in ALL if "assessments/" in str(pattern) or "reviews/" in str(pattern)
}


class World:
    """An assessment in one state, with one person in every relation to its owner."""

    def __init__(self, state: State) -> None:
        team = Team.objects.create(name="Willow ward")
        self.owner = UserFactory.create(team=team)
        self.supervisor, self.shared, self.another = (supervise(self.owner) for _ in range(3))
        self.former = self.supervisor
        self.lead = UserFactory.create()
        team.leads.add(self.lead)
        self.organisation = UserFactory.create(is_organisation_lead=True)
        self.team = team
        self.colleague = UserFactory.create(team=team)
        self.editor = UserFactory.create(is_framework_editor=True)
        self.administrator = UserFactory.create(is_people_administrator=True)
        self.auditor = UserFactory.create(is_auditor=True)
        self.superuser = UserFactory.create(is_superuser=True)
        self.assessment = answer(AssessmentFactory.create(practitioner=self.owner), FULL)
        answer(self.assessment, FULL, voice=Voice.SUPERVISOR)
        put(self.assessment, state, self.supervisor)
        share_with(self.assessment, self.shared)
        self.action = plan_action(self.assessment, "K1")
        self.notice = Notice.objects.create(person=self.owner, subject="Something", text="happened", path="/")
        self.passport = passport_of(self.assessment)
        self.outside = keep(self.passport.token, by=self.owner)
        self.feed = subscribe(by=self.owner)
        self.link = signing.dumps([self.owner.pk, self.owner.email, "new@example.org"], salt=NEW_ADDRESS)
        second = UserFactory.create(is_people_administrator=True)
        self.proposal = propose_address(self.owner, "new@example.org", reason="Seen", by=second)
        left = UserFactory.create(is_active=False)
        self.erasure = propose_erasure(left, reason="Left", by=second)
        device = browser()
        sign_in(device, self.owner)
        add_passkey(device, Device())
        app_of(self.owner)
        self.second_step = Authenticator.objects.get(type="totp")
        self.passkey = Authenticator.objects.get(type="webauthn")
        self.request = SupervisionRequest.objects.create(practitioner=self.owner, email=self.colleague.email)
        self.reviewer = name_reviewer(self.draft, self.colleague, by=self.editor)
        self.comment = comment(self.draft, "Say more", code="K1", by=self.colleague)

    @cached_property
    def draft(self) -> Version:
        """A draft of a framework version, in place of another."""
        draft_of(small_framework(version="2026", title="As it was"), by=self.editor)
        return draft_of(small_framework(version="2026"), by=self.editor)

    @property
    def version(self) -> int:
        """Its key."""
        return self.draft.pk

    def address(self, name: str) -> str:
        """Return the address of what this world has."""
        return reverse(name, kwargs={key: self.argument(name, key) for key in arguments(name)})

    def argument(self, name: str, key: str) -> Any:
        """Return what stands for the argument ``key`` in the address called ``name``."""
        known = {
            "code": "listening",
            "domain": "knowing",
            "node": "K1",
            "competence": self.action.competence_id if name == "add-action" else "K1",
            "person": self.owner.pk,
            "team": self.team.pk,
            "job_role": self.owner.job_role_id,
            "supervision": self.owner.supervised_by.earliest("pk").pk,
            "uidb64": "Mw",
            "token": self.link if name == "confirm-address" else "token",
            "feed": self.feed.token,
            "other": "other",
            "proposal": (self.erasure if name == "erasure" else self.proposal).pk,
            "thumbprint": thumbprint_of(self.passport.key_id),
            "written_as": "yaml",
            "paper": "pdf",
            "comment": self.comment.pk,
            "reviewer": self.reviewer.pk,
        }
        return known.get(key) or self.key(name)

    def key(self, name: str) -> int:
        """Return the key of what the address called ``name`` is about."""
        if "action" in name:
            return self.action.pk
        if name in PUBLISHED:
            return self.assessment.version_id
        if "frameworks/" in str(next(pattern for _, pattern in ALL if pattern.name == name)):
            return self.version
        others: dict[str, Model] = {
            "dismiss": self.notice,
            "cancel-request": self.request,
            "answer-request": self.request,
            "team": self.team,
            "passport": self.passport,
            "outside-record": self.outside,
            "remove-outside-record": self.outside,
            "passport-file": self.passport,
            "revoke-passport": self.passport,
            "remove-second-step": self.second_step,
            "passkey-name": self.passkey,
        }
        return int(others.get(name, self.assessment).pk)


def arguments(name: str) -> set[str]:
    return set(next(pattern for _, pattern in ALL if pattern.name == name).pattern.converters)


def expected(row: Row, method: str, who: str, state: State) -> bool | None:
    """Return whether an address is there for somebody; None where it knows no such method."""
    access: Access | None = getattr(row, method)
    return None if access is None else state in access.get(who, ())


@contextmanager
def undone() -> Iterator[None]:
    """Take back whatever happens within."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def answered(client: Client, method: str, address: str) -> bool | None:
    """Return whether the address is there, without a trace; None where it knows no such method."""
    signed_in = SimpleCookie(client.cookies)
    with undone():
        status: int = getattr(client, method)(address).status_code
    client.cookies = signed_in  # also after signing out
    if status == HTTPStatus.METHOD_NOT_ALLOWED:
        return None
    assert status in {HTTPStatus.OK, HTTPStatus.FOUND, *NOT_THERE}, (address, status)
    return status not in NOT_THERE


def test_every_address_has_a_row():
    assert set(TABLE) == NAMES


@contextmanager
def signed_in_as(world: World, who: str) -> Iterator[Client]:
    """Give the browser of somebody in the world, and take back whatever happens within."""
    with undone():
        if who == "former":
            Supervision.objects.filter(supervisor=world.supervisor).update(ended_on=yesterday())
        client = Client()
        client.force_login(getattr(world, who))
        yield client


@pytest.mark.parametrize("state", State)
def test_addresses_are_there_for_exactly_those_in_their_rows(db, state):
    world = World(state)
    names = [name for name in sorted(TABLE) if name in ABOUT_AN_ASSESSMENT or state == State.DRAFT]
    addresses = {name: world.address(name) for name in names}

    for who in RELATIONS:
        with signed_in_as(world, who) as client:
            found = {(name, by): answered(client, by, addresses[name]) for name in names for by in ("get", "post")}
        assert found == {(name, by): expected(TABLE[name], by, who, state) for name, by in found}, who


def test_a_stranger_is_sent_to_the_sign_in_page(client, db):
    world = World(State.DRAFT)

    for name in sorted(NAMES - set(PUBLIC) - set(BY_TOKEN)):
        address = world.address(name)
        assertRedirects(client.get(address), f"{reverse('sign-in')}?next={address}")


def test_public_pages_open_to_strangers(client, db):
    world = World(State.DRAFT)
    names = sorted(name for name in PUBLIC if PUBLIC[name].get and name != "second-step")

    found = {name: client.get(world.address(name)).status_code for name in names}

    assert found == dict.fromkeys(names, HTTPStatus.OK)


def everything() -> dict[str, list[Any]]:
    """Return all rows of all tables, but for the audit record and sessions, which looking may add to."""
    kept = [model for model in apps.get_models(include_auto_created=True) if model not in {Entry, Session}]
    # Django notes when somebody signed in, which is the test's doing.
    without: dict[type[Model], set[str]] = {User: {"last_login"}}
    return {model._meta.label: _rows(model, without.get(model, set())) for model in kept}  # noqa: SLF001 - any model


def _rows(model: Any, without: set[str]) -> list[Any]:
    fields = [field.attname for field in model._meta.concrete_fields if field.attname not in without]  # noqa: SLF001
    return sorted(map(repr, model._base_manager.values_list(*fields)))  # noqa: SLF001 - what no manager hides


def test_looking_changes_nothing_but_the_audit_record(db):
    world = World(State.SUBMITTED)
    addresses = [world.address(name) for name in sorted(TABLE)]

    for who in RELATIONS:
        with signed_in_as(world, who) as client:
            before = everything()
            for address in addresses:
                client.get(address)
            assert everything() == before, who


def filled(world: World) -> dict[str, Any]:
    """Return what every form of ours takes, with keys of what is there."""
    rows = {f"{code}-{part}": value for code in FULL for part, value in {"answer": "4", "note": "Mine now"}.items()}
    chosen = {"to": world.another.pk, "from": world.supervisor.pk, "about": world.action.competence_id}
    said = {"comment": "Say more", "remark-K1": "Here", "declared": "on", "answer": "accept", "done": "yes"}
    typed = {"text": "Mine now", "full_name": "Mine Now", "job_role": world.owner.job_role_id, "interval": "6"}
    return rows | chosen | said | typed | {"then": "agree", "digest": "0", "mark": "editorial"}


@pytest.mark.parametrize("state", [State.DRAFT, State.SUBMITTED, State.REVIEWED])
def test_what_is_not_there_for_somebody_is_not_changed_whatever_they_send(db, state):
    world = World(state)
    addresses = {name: world.address(name) for name in sorted(TABLE)}
    form = filled(world)

    for who in RELATIONS:
        with signed_in_as(world, who) as client:
            before = everything()
            refused = [name for name in addresses if expected(TABLE[name], "post", who, state) is False]
            found = {name: client.post(addresses[name], form).status_code for name in refused}
            assert {name: status for name, status in found.items() if status not in NOT_THERE} == {}, who
            assert everything() == before, who
