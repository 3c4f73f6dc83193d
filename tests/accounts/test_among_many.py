"""The list of people stays quick among many people and teams, and finds whom an administrator looks for."""

from datetime import timedelta

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains

from competence_app.accounts.actions import invite
from competence_app.accounts.queries import people
from competence_app.accounts.wording import NEVER_SIGNED_IN, ROLES, STATES
from competence_app.outbox.models import Mail
from competence_app.people.models import Supervision, Team, User
from competence_app.people.rules.roles import LEAD
from tests.factories import JobRoleFactory, UserFactory, restrict
from tests.post import delivered
from tests.words import words

PEOPLE, TEAMS = reverse("people"), reverse("people-teams")


@pytest.fixture(autouse=True)
def administrator(client, db) -> User:
    """A people administrator, signed in, who was never asked for a password."""
    user = UserFactory.create(full_name="zzz", is_people_administrator=True)
    client.force_login(user)
    return user


def listed(client, **asked: object) -> list[User]:
    return [row.person for row, _ in client.get(PEOPLE, asked).context["rows"]]


@pytest.mark.parametrize(("teams", "offered"), [(100, True), (101, False)])
def test_teams_are_offered_while_there_are_few_and_found_by_name_always(client, teams, offered):
    made = Team.objects.bulk_create(Team(name=f"Ward {number:03}") for number in range(teams))
    nurse = UserFactory.create(full_name="Amara Okafor", team=made[7])
    UserFactory.create(full_name="Ben Whitfield", team=made[8])

    page = client.get(PEOPLE)

    assert ('name="team"' in page.content.decode()) == offered
    assert listed(client, name="Ward 007") == [nurse]


@pytest.mark.parametrize("n", [1, 60])
def test_the_list_has_a_fixed_number_of_queries_and_counts_the_people_once(client, django_assert_num_queries, n):
    team = Team.objects.create(name="Willow ward")
    for _ in range(n):
        nurse = User.objects.create_user(f"{User.objects.count()}@example.org", full_name="New", team=team)
        Supervision.objects.create(practitioner=nurse, supervisor=UserFactory.create(full_name="Priya"))

    # Who asks, teams, job roles, how many, the people, their supervisors, their invitations.
    with django_assert_num_queries(7) as queries:
        client.get(PEOPLE)

    assert sum("COUNT(*)" in query["sql"] for query in queries.captured_queries) == 1


def test_of_very_many_rows_the_first_are_listed_and_the_page_says_so(client):
    Team.objects.bulk_create(Team(name=f"Ward {number:05}") for number in range(10_001))

    listed, found = (client.get(TEAMS, {"name": words}) for words in ("", "Ward 10000"))

    assertContains(listed, "The first 10,000 are listed. Search to find the others.")
    assert listed.context["page"].paginator.count == 10_000
    assert listed.content.decode().count("nhsuk-pagination__link") == 4  # 1 2 3 … 200
    assertNotContains(found, "The first 10,000")
    assertContains(found, "Ward 10000")


def test_the_list_reads_its_order_off_an_index():
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL enable_seqscan = off; SET LOCAL enable_sort = off")  # which few rows would take

    plan = people.found()[:50].explain()

    assert "people_by_name" in plan
    assert "Sort" not in plan
    assert "TEMP B-TREE" not in plan


def test_the_list_is_paged_by_fifty(client):
    UserFactory.create_batch(60)

    first, second = client.get(PEOPLE), client.get(PEOPLE, {"page": "2"})

    assert [len(page.context["rows"]) for page in (first, second)] == [50, 11]
    assertContains(first, "61 people, by name")


def test_people_are_kept_by_what_is_wrong_with_them(client, administrator):
    team = Team.objects.create(name="Willow ward")
    fine = {"team": team, "last_login": timezone.now()}
    User.objects.filter(pk=administrator.pk).update(**fine)
    supervisor, gone = UserFactory.create(**fine), UserFactory.create(is_active=False)
    made = {
        "never": UserFactory.create(team=team),
        "no-supervisor": UserFactory.create(**fine),
        "closed-supervisors": UserFactory.create(**fine),
        "no-team": UserFactory.create(last_login=timezone.now()),
        "closed": gone,
        "restricted": UserFactory.create(**fine),
    }
    restrict(made["restricted"])
    for person in (supervisor, administrator, made["never"], made["no-team"], made["restricted"]):
        Supervision.objects.create(
            practitioner=person, supervisor=administrator if person == supervisor else supervisor
        )
    Supervision.objects.create(practitioner=made["closed-supervisors"], supervisor=gone)
    past = timezone.localdate() - timedelta(1)
    Supervision.objects.create(practitioner=made["no-supervisor"], supervisor=gone, started_on=past, ended_on=past)

    assert {state: listed(client, state=state) for state in STATES} == {state: [made[state]] for state in STATES}
    assert set(STATES) == set(people.STATES)


def test_people_are_kept_by_their_roles_team_and_job_role(client, administrator):
    team, job_role = Team.objects.create(name="Willow ward"), JobRoleFactory.create(code="ward-manager")
    editor, all_teams = UserFactory.create(is_framework_editor=True), UserFactory.create(is_organisation_lead=True)
    auditor = UserFactory.create(is_auditor=True)
    lead = UserFactory.create(team=team, job_role=job_role)
    team.leads.add(lead)

    kept = {role: listed(client, role=role) for role in ROLES}

    assert kept == {
        "editor": [editor],
        "administrator": [administrator],
        "organisation lead": [all_teams],
        "auditor": [auditor],
        LEAD: [lead],
    }
    assert listed(client, team=team.pk) == listed(client, job_role=job_role.pk) == [lead]


def test_a_question_that_makes_no_sense_falls_away(client, administrator):
    assert listed(client, state="odd", team="x", role="king") == [administrator]
    assertContains(client.get(PEOPLE, {"name": "nobody"}), "Nobody fits all of this.")


def test_the_list_says_when_somebody_signed_in_or_where_their_invitation_stands(client, administrator):
    names = ("waiting", "sent", "none")
    new = {name: User.objects.create_user(f"{name}@example.org", full_name=name) for name in names}
    invite(new["sent"], by=administrator)
    delivered()
    invite(new["waiting"], by=administrator)

    said = {row.person.full_name: told for row, told in client.get(PEOPLE).context["rows"]}

    sent = Mail.objects.get(to="sent@example.org").sent_at
    assert sent
    today = f"{timezone.localtime(sent):%-d %B %Y}"
    assert said["zzz"] == f"{timezone.localdate():%-d %B %Y}"
    assert {name: said[name] for name in names} == {
        "waiting": "Invitation waits to be sent",
        "sent": f"Invited on {today}",
        "none": "Not invited",
    }
    User.objects.filter(pk=new["none"].pk).update(password="md5$x$y")
    assert NEVER_SIGNED_IN["accepted"] in words(client.get(PEOPLE))


def test_of_two_invitations_the_last_one_counts(client, administrator):
    new = User.objects.create_user("new@example.org", full_name="New")
    invite(new, by=administrator)
    delivered()
    invite(new, by=administrator)

    assertContains(client.get(PEOPLE), "Invitation waits to be sent")


def test_a_supervisor_whose_account_is_closed_is_marked(client):
    nurse, supervisor = UserFactory.create(), UserFactory.create(full_name="Priya Nair", is_active=False)
    Supervision.objects.create(practitioner=nurse, supervisor=supervisor)

    assert "Supervisors Priya Nair (account closed)" in words(client.get(PEOPLE))


def test_the_list_leads_to_everything_that_administrators_do(client):
    page = client.get(PEOPLE)

    for name in ("new-person", "import-people", "people-teams", "job-roles", "people-mails"):
        assertContains(page, f'href="{reverse(name)}"')


def test_the_page_of_files_leads_back_to_the_list(client):
    assertContains(client.get(reverse("import-people")), f'class="nhsuk-back-link" href="{PEOPLE}"')
