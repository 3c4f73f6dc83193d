"""Which assessments somebody gets to, by what they are to its practitioner, its state, and the days of supervision."""

from datetime import timedelta

import pytest
from django.utils import timezone
from django.utils.timezone import localdate

from competence_app.assessments.models import Assessment
from competence_app.assessments.rules.lifecycle import REVEALED, SENT, WAITING, State
from competence_app.people.models import Supervision, User
from tests.factories import AssessmentFactory, UserFactory, put, share_with, supervise

pytestmark = pytest.mark.django_db
DOORS = ("of", "last_sent_to", "sent_to", "shown_to", "waiting_for")
NONE: frozenset[str] = frozenset()


def opened(assessment: Assessment, user: User) -> set[str]:
    """Return the doors through which the user gets to the assessment."""
    return {door for door in DOORS if getattr(Assessment.objects, door)(user).filter(pk=assessment.pk).exists()}


def expected_of_its_supervisor(state: State) -> set[str]:
    doors = {"last_sent_to": frozenset(State), "sent_to": SENT, "shown_to": REVEALED, "waiting_for": WAITING}
    return {door for door, states in doors.items() if state in states}


@pytest.fixture(params=State)
def assessment(request) -> Assessment:
    """An assessment in each state, with a supervisor who supervises its practitioner now."""
    assessment = AssessmentFactory.create()
    return put(assessment, request.param, supervise(assessment.practitioner))


def test_its_practitioner_gets_to_it_as_her_own(assessment):
    assert opened(assessment, assessment.practitioner) == {"of"}


def test_its_supervisor_gets_to_it_as_far_as_its_state_allows(assessment):
    assert opened(assessment, assessment.supervisor) == expected_of_its_supervisor(State(assessment.state))


@pytest.mark.parametrize(
    ("dates", "sees"),
    [
        ({"ended_on": -1}, False),
        ({"ended_on": 0}, True),
        ({"started_on": 1}, False),
        ({"started_on": 0}, True),
    ],
)
def test_sight_begins_and_ends_with_supervision(assessment, dates, sees):
    days = {name: localdate() + timedelta(from_today) for name, from_today in dates.items()}
    Supervision.objects.filter(supervisor=assessment.supervisor).update(**days)

    expected = expected_of_its_supervisor(State(assessment.state)) if sees else set()
    assert opened(assessment, assessment.supervisor) == expected


def test_another_of_her_supervisors_gets_to_nothing(assessment):
    assert opened(assessment, supervise(assessment.practitioner)) == NONE


@pytest.mark.parametrize("supervises", [True, False])
def test_what_is_shared_is_shown_once_revealed_and_while_they_supervise(assessment, supervises):
    friend = supervise(assessment.practitioner) if supervises else UserFactory.create()
    share_with(assessment, friend)

    shown = supervises and assessment.state in REVEALED
    assert opened(assessment, friend) == ({"shown_to"} if shown else NONE)


@pytest.mark.parametrize(
    "fields", [{"is_framework_editor": True}, {"is_people_administrator": True}, {"is_superuser": True}]
)
def test_no_role_opens_a_door(assessment, fields):
    assert opened(assessment, UserFactory.create(**fields)) == NONE


def test_what_waits_comes_longest_waiting_first():
    first = AssessmentFactory.create()
    supervisor = supervise(first.practitioner)
    second = AssessmentFactory.create(version=first.version)
    supervise(second.practitioner, supervisor)
    for assessment in (second, first):
        put(assessment, "submitted", supervisor)
    Assessment.objects.filter(pk=first.pk).update(submitted_at=timezone.now() - timedelta(days=2))

    assert list(Assessment.objects.waiting_for(supervisor)) == [first, second]


def test_whoever_never_supervised_her_finds_nothing_even_where_it_names_them():
    supervisor = UserFactory.create()
    assessment = put(AssessmentFactory.create(), "agreed", supervisor)

    assert opened(assessment, supervisor) == NONE
