from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from competence_app.assessments.models import Action, Assessment
from competence_app.demo.cast import CAST, PASSWORD
from competence_app.people.models import User
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db
FRAMEWORK = Path("frameworks/therapeutic-relationship.yaml")


@pytest.fixture
def demo(settings):
    """Run the command as the demo does, and return what it prints."""
    settings.DEBUG = True

    def run() -> str:
        out = StringIO()
        call_command("load_framework", FRAMEWORK, stdout=StringIO())
        call_command("seed_demo", stdout=out)
        return out.getvalue()

    return run


def test_the_cast_is_added_once_and_its_sign_ins_printed_each_time(demo):
    first, second = demo(), demo()

    assert "The demo's people were added." in first
    assert "The demo's people were added." not in second
    assert all(person.email in first and person.email in second for person in CAST)
    assert User.objects.count() == len(CAST)


def test_everybody_in_the_cast_can_sign_in(demo, client):
    demo()

    assert all(client.login(username=person.email, password=PASSWORD) for person in CAST)


def test_the_cast_has_a_draft_finished_assessments_and_plans(demo):
    demo()

    assert Assessment.objects.filter(state="draft").count() == 1
    assert Assessment.objects.filter(state="finished").count() == 3
    assert Action.objects.count() == 2


def test_a_database_with_people_of_its_own_gets_none_of_the_cast(demo):
    UserFactory.create()

    assert demo() == ""
    assert User.objects.count() == 1


def test_the_cast_stays_out_of_a_real_installation(settings):
    settings.DEBUG = False

    with pytest.raises(CommandError):
        call_command("seed_demo")

    assert not User.objects.exists()
