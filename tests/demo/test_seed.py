from collections import Counter
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from competence_app.assessments.models import Assessment, Batch, PlannedAction
from competence_app.demo.cast import CAST, PASSWORD, WARD
from competence_app.people.models import User
from tests.factories import UserFactory
from tests.post import delivered

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
    assert User.objects.count() == len(CAST) + len(WARD)


def test_everybody_in_the_cast_can_sign_in(demo, client):
    demo()

    assert all(client.login(username=person.email, password=PASSWORD) for person in CAST)


def test_the_cast_has_assessments_in_every_state_plans_and_team_counts(demo):
    demo()

    states = Counter(Assessment.objects.values_list("state", flat=True))
    assert states == {"draft": 1, "finished": 2, "submitted": 1, "reviewed": 1, "agreed": 2 + len(WARD)}
    assert PlannedAction.objects.count() == 2
    assert set(Batch.objects.values_list("voice", flat=True)) == {"self", "agreed"}


def test_the_demo_sends_no_email(demo):
    demo()

    assert not delivered()


def test_a_database_with_people_of_its_own_gets_none_of_the_cast(demo):
    UserFactory.create()

    assert demo() == ""
    assert User.objects.count() == 1


def test_the_cast_stays_out_of_a_real_installation(settings):
    settings.DEBUG = False

    with pytest.raises(CommandError):
        call_command("seed_demo")

    assert not User.objects.exists()
