from collections import Counter
from io import StringIO
from pathlib import Path

import pytest
import yaml
from django.core.management import CommandError, call_command

from competence_app.assessments.models import Assessment, Batch, PlannedAction
from competence_app.assessments.rules.carry import Rule, plan
from competence_app.catalogue.compare.versions import compare_versions
from competence_app.catalogue.models import Version
from competence_app.catalogue.rules.domains import Competence, Domain
from competence_app.catalogue.rules.schema import Content
from competence_app.demo.cast import CAST, EXAMPLE, EXAMPLE_REVISION, PASSWORD, WARD
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


def test_the_example_says_all_that_a_framework_can():
    said = Content.model_validate(yaml.safe_load(EXAMPLE.read_text())).model_dump(exclude_defaults=True)

    holders = [holder for domain in said["domains"] for holder in (domain, *domain.get("domains", ()))]
    competences = {field for holder in holders for competence in holder["competences"] for field in competence}
    domains = {field for holder in holders for field in holder}

    assert competences == set(Competence.model_fields) - {"replaces", "change"}  # which are a revision's
    assert domains == set(Domain.model_fields)


def test_something_happens_to_every_competence_of_the_example_in_its_revision():
    before, after = (Content.model_validate(yaml.safe_load(file.read_text())) for file in (EXAMPLE, EXAMPLE_REVISION))

    difference = compare_versions(before, after)
    rules = {step.rule for step in plan([before, after]).values()}

    assert {change.code for change in difference.changes} >= {competence.code for competence in after.competences}
    assert rules == set(Rule) - {Rule.RESCALED}  # which would happen to all at once
    assert "“Independently” says more" in after.changes


def test_the_example_is_there_where_it_is_asked_for_answered_and_with_a_revision_that_waits(settings):
    settings.DEBUG = True
    call_command("load_framework", FRAMEWORK, stdout=StringIO())

    call_command("seed_demo", "--example", stdout=StringIO())

    versions = Version.objects.filter(framework__code="example-handover").in_order()
    assert sorted(versions.values_list("label", "state")) == [("1", "published"), ("2", "draft")]
    assert Assessment.objects.get(framework__code="example-handover").state == "finished"
