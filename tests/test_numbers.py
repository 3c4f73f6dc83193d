"""A number that no column holds is answered like any other that leads nowhere, wherever one can be sent."""

from http import HTTPStatus
from typing import Any

import pytest
from django.test import Client
from django.urls import get_resolver, reverse
from django.urls.converters import IntConverter

from competence_app.assessments.rules.lifecycle import State
from competence_app.people.models import Supervision, Team, User
from tests.factories import AssessmentFactory, UserFactory, put
from tests.test_permissions import patterns

pytestmark = pytest.mark.walk

NUMBERS = {"64 bits": str(2**63), "30 digits": str(10**30), "5,000 digits": "9" * 5000}
STANDING_FOR_IT = 10**12  # in addresses that are made before the number is put in
BESIDE = {"code": "listening", "written_as": "yaml", "domain": "knowing", "competence": "K1"}
PATTERNS = {str(pattern.name): (namespace, pattern.pattern) for namespace, pattern in patterns(get_resolver())}
WITH_NUMBERS = [
    name
    for name, (_, pattern) in PATTERNS.items()
    if any(isinstance(kind, IntConverter) for kind in pattern.converters.values())
]
ASKED = [
    ("home", "page"),
    ("supervisors", "page"),
    ("assessments", "page"),
    ("record", "page"),
    ("supervision", "page"),
    ("supervision", "framework"),
    ("upload", "from"),
    ("team", "batch"),
    *(("people", asked) for asked in ("page", "name", "team", "job_role", "state", "role")),
    ("people-teams", "page"),
    ("job-roles", "page"),
    ("people-mails", "page"),
    ("change-people", "person"),
]
SENT = [
    ("account", "job_role"),
    ("start", "job_role"),
    ("move", "to"),
    ("send", "to"),
    ("share", "to"),
    ("rate", "K1-answer"),
    ("answer-request", "answer"),
    *(("new-person", field) for field in ("job_role", "team", "supervisor")),
    *(("person", field) for field in ("job_role", "team", "supervisor")),
    ("add-supervision", "supervisor"),
    ("add-supervision", "started_on_day"),
    ("new-team", "leads"),
    ("people-mails", "mail"),
]


@pytest.fixture(params=NUMBERS.values(), ids=list(NUMBERS))
def number(request) -> str:
    """A number that is no key."""
    return str(request.param)


@pytest.fixture
def person(db) -> User:
    """Somebody with every role, a supervisor, a supervisee, a team and a draft."""
    user = UserFactory.create(is_people_administrator=True, is_framework_editor=True)
    Supervision.objects.create(practitioner=UserFactory.create(), supervisor=user)
    Supervision.objects.create(practitioner=user, supervisor=UserFactory.create())
    Team.objects.create(name="Willow ward").leads.add(user)
    AssessmentFactory.create(practitioner=user)
    return user


@pytest.fixture
def window(person) -> Client:
    """A browser in which they have signed in, which reads on where the server failed."""
    client = Client(raise_request_exception=False)
    client.force_login(person)
    return client


def address(name: str, **numbers: int) -> str:
    """Return an address in which what is not in ``numbers`` is something that may be there."""
    namespace, pattern = PATTERNS[name]
    kinds = pattern.converters
    filled: dict[str, Any] = {key: numbers.get(key, BESIDE.get(key, 1)) for key in kinds}
    return reverse(f"{namespace}:{name}" if namespace else name, kwargs=filled)


def failures(answers: dict[Any, Any]) -> list[Any]:
    return [asked for asked, response in answers.items() if response.status_code >= HTTPStatus.INTERNAL_SERVER_ERROR]


@pytest.mark.parametrize("method", ["get", "post"])
def test_no_address_leads_to_it(window, number, method):
    answers = {}
    for name in WITH_NUMBERS:
        kinds = PATTERNS[name][1].converters
        ints = {key: STANDING_FOR_IT for key, kind in kinds.items() if isinstance(kind, IntConverter)}
        path = address(name, **ints).replace(str(STANDING_FOR_IT), number)
        answer = getattr(window, method)(path, follow=True)
        is_there = answer.status_code == HTTPStatus.OK
        answers[name] = answer.redirect_chain[-1][0] if is_there else answer.status_code

    told = {reverse("frameworks"), reverse("people")}  # where one is told that a thing is there no more
    assert set(answers.values()) <= {HTTPStatus.NOT_FOUND, HTTPStatus.METHOD_NOT_ALLOWED, *told}
    assert HTTPStatus.NOT_FOUND in answers.values()


def test_no_question_of_a_page_stumbles_over_it(person, window, number):
    own = {"team": person.teams_led.get().pk}
    pages = {(name, asked): address(name, pk=own.get(name, 1)) for name, asked in ASKED}

    answers = {asked: window.get(path, {asked[1]: number}) for asked, path in pages.items()}

    assert failures(answers) == []


def test_no_form_stumbles_over_it(person, window, number):
    assessment = person.assessments.get()
    answers: dict[Any, Any] = {}
    for state in (State.DRAFT, State.FINISHED):
        put(assessment, state)
        paths = {sent: address(sent[0], pk=assessment.pk) for sent in SENT}
        answers |= {(state, *sent): window.post(path, {sent[1]: number}) for sent, path in paths.items()}

    assert failures(answers) == []


def test_a_lead_who_cannot_be_is_refused_in_words(window, number):
    response = window.post(reverse("new-team"), {"name": "Birch ward", "leads": [number]})

    assert "not one of the available choices" in (said := response.content.decode()) or "not a valid value" in said
    assert not Team.objects.filter(name="Birch ward").exists()
