from datetime import date, timedelta

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from competence_app.people.models import CODE, JobRole, Supervision, Team, User
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


def test_one_account_per_address_in_any_case():
    UserFactory.create(email="amara@example.org")

    with pytest.raises(IntegrityError), transaction.atomic():
        UserFactory.create(email="AMARA@example.org")


def test_people_see_themselves_and_those_they_supervise_now():
    nurse, supervisor, stranger = UserFactory.create_batch(3)
    supervision = Supervision.objects.create(practitioner=nurse, supervisor=supervisor, started_on=date(2026, 1, 1))

    assert set(User.objects.visible_to(supervisor)) == {supervisor, nurse}
    assert set(User.objects.visible_to(nurse)) == {nurse}
    assert set(User.objects.visible_to(stranger)) == {stranger}
    assert list(nurse.supervisors()) == [supervisor]

    supervision.ended_on = date(2026, 2, 1)
    supervision.save()
    assert set(User.objects.visible_to(supervisor)) == {supervisor}
    assert list(nurse.supervisors()) == []


def test_an_ended_supervision_says_nothing_of_a_current_one_by_somebody_else():
    nurse, former, current = UserFactory.create_batch(3)
    Supervision.objects.create(
        practitioner=nurse, supervisor=former, started_on=date(2026, 1, 1), ended_on=date(2026, 2, 1)
    )
    Supervision.objects.create(practitioner=nurse, supervisor=current, started_on=date(2026, 2, 1))

    assert list(nurse.supervisors()) == [current]
    assert list(former.supervisees()) == []


@pytest.mark.parametrize(("start", "end", "sees"), [(1, None, False), (-9, 3, True), (-9, 0, True), (-9, -1, False)])
def test_a_supervision_gives_sight_from_its_first_day_to_its_last(start, end, sees):
    nurse, supervisor = UserFactory.create_batch(2)
    today = timezone.localdate()
    ended_on = None if end is None else today + timedelta(end)
    Supervision.objects.create(
        practitioner=nurse, supervisor=supervisor, started_on=today + timedelta(start), ended_on=ended_on
    )

    assert supervisor.supervisees().exists() is sees


@pytest.mark.parametrize(
    "sees",
    [
        pytest.param(False, marks=pytest.mark.time_machine("2026-06-30 22:59:59Z", tick=False)),
        pytest.param(True, marks=pytest.mark.time_machine("2026-06-30 23:00Z", tick=False)),
        pytest.param(True, marks=pytest.mark.time_machine("2027-01-01 23:59:59Z", tick=False)),
        pytest.param(False, marks=pytest.mark.time_machine("2027-01-02 00:00Z", tick=False)),
    ],
)
def test_sight_begins_and_ends_at_midnight_where_the_app_is(sees):
    nurse, supervisor = UserFactory.create_batch(2)
    Supervision.objects.create(
        practitioner=nurse, supervisor=supervisor, started_on=date(2026, 7, 1), ended_on=date(2027, 1, 1)
    )

    assert supervisor.supervisees().exists() is sees
    assert nurse.supervisors().exists() is sees


@pytest.mark.time_machine("2026-06-30 23:30Z", tick=False)
def test_a_supervision_that_begins_now_begins_on_the_day_that_it_is_where_the_app_is():
    nurse, supervisor = UserFactory.create_batch(2)

    supervision = Supervision.objects.create(practitioner=nurse, supervisor=supervisor)

    assert supervision.started_on == date(2026, 7, 1)
    assert supervisor.supervisees().exists()


def test_nobody_supervises_themselves():
    nurse = UserFactory.create()

    with pytest.raises(IntegrityError), transaction.atomic():
        Supervision.objects.create(practitioner=nurse, supervisor=nurse)


def test_a_supervision_ends_after_its_start():
    nurse, supervisor = UserFactory.create_batch(2)

    with pytest.raises(IntegrityError), transaction.atomic():
        Supervision.objects.create(
            practitioner=nurse, supervisor=supervisor, started_on=date(2026, 2, 1), ended_on=date(2026, 1, 1)
        )


def test_a_pair_has_one_current_supervision():
    nurse, supervisor = UserFactory.create_batch(2)
    Supervision.objects.create(practitioner=nurse, supervisor=supervisor)

    with pytest.raises(IntegrityError), transaction.atomic():
        Supervision.objects.create(practitioner=nurse, supervisor=supervisor)


def test_a_superuser_administers_people_and_edits_nothing():
    admin = User.objects.create_superuser("root@example.org", "a long password", full_name="Root")

    assert (admin.is_people_administrator, admin.is_framework_editor) == (True, False)


def test_rows_name_themselves():
    nurse = UserFactory.create(full_name="Amara Okafor")
    nameless = UserFactory.create(full_name="", email="x@example.org")

    assert (str(nurse), nurse.get_full_name(), nurse.get_short_name()) == ("Amara Okafor", "Amara Okafor", "Amara")
    assert str(nameless) == "x@example.org"
    assert str(JobRole(title="Nurse")) == "Nurse"
    assert str(Team(name="Willow")) == "Willow"
    assert str(Supervision(practitioner=nurse, supervisor=nameless)) == "x@example.org supervises Amara Okafor"


CONSTRAINTS = [
    (model, constraint)
    for model in apps.get_app_config("people").get_models()
    for constraint in model._meta.constraints  # noqa: SLF001 - Django's documented way to a model's constraints
]


@pytest.mark.parametrize(("model", "constraint"), CONSTRAINTS, ids=lambda value: getattr(value, "name", ""))
def test_what_a_constraint_refuses_is_said_in_words(model, constraint):
    said = constraint.get_violation_error_message()

    assert constraint.name not in said
    assert "constraint" not in said.lower()


def test_an_address_that_differs_in_capitals_is_refused_without_naming_a_constraint():
    UserFactory.create(email="amara@example.org")

    with pytest.raises(ValidationError) as refused:
        User(email="Amara@Example.org", full_name="Amara", password="x").full_clean()

    assert refused.value.message_dict == {"email": ["There is an account with this email address already."]}


@pytest.mark.time_machine("2026-02-04 12:00Z", tick=False)
@pytest.mark.parametrize(
    ("days", "said"),
    [
        ({"started_on": date(2026, 2, 5)}, "will supervise"),
        ({"started_on": date(2026, 2, 4), "ended_on": date(2026, 2, 4)}, "supervises"),
        ({"started_on": date(2026, 1, 1), "ended_on": date(2026, 2, 3)}, "supervised"),
    ],
)
def test_a_supervision_names_itself_in_its_tense(days, said):
    pair = {"practitioner": User(full_name="Amara"), "supervisor": User(full_name="Priya")}

    assert str(Supervision(**pair, **days)) == f"Priya {said} Amara"


@pytest.mark.parametrize(
    ("code", "is_one"), [(".", False), ("..", False), ("...", True), ("..a", True), ("a b", False)]
)
def test_a_job_role_has_a_code_that_frameworks_can_name(code, is_one):
    try:
        JobRole(code=code, title="Nurse").full_clean()
    except ValidationError as refused:
        said = refused.message_dict["code"]
    else:
        said = []

    assert said == ([] if is_one else [CODE.message])


def test_a_supervision_without_its_people_is_refused_by_what_is_missing(db):
    with pytest.raises(ValidationError) as refusal:
        Supervision(started_on=None).full_clean()  # type: ignore[misc]  # as a form leaves it

    assert refusal.value.message_dict.keys() == {"practitioner", "supervisor", "started_on"}
