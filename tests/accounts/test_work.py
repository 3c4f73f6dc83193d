"""Teams and job roles, as people administrators keep them."""

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from competence_app.audit.models import Entry
from competence_app.people.models import JobRole, Notice, Team, User
from competence_app.reports.wording import deed_in_words
from tests.factories import JobRoleFactory, UserFactory
from tests.words import words

TEAMS, NEW_TEAM, JOB_ROLES, NEW_JOB_ROLE = map(reverse, ("people-teams", "new-team", "job-roles", "new-job-role"))


@pytest.fixture(autouse=True)
def administrator(client, db) -> User:
    """A people administrator, signed in."""
    user = UserFactory.create(full_name="Sam Carter", is_people_administrator=True)
    client.force_login(user)
    return user


def test_a_new_team_is_written_down_and_is_about_nobody(client):
    response = client.post(NEW_TEAM, {"name": "Willow ward"}, follow=True)

    assertContains(response, "Willow ward is saved.")
    [entry] = Entry.objects.all()
    assert (entry.verb, entry.what, entry.about) == ("add", f"people.team {Team.objects.get().pk}", None)


def test_a_team_is_renamed_and_that_is_on_record(client):
    team = Team.objects.create(name="Willow ward")
    address = reverse("people-team", args=[team.pk])

    for _ in range(2):
        assertRedirects(client.post(address, {"name": "Birch ward"}), TEAMS)

    assert Team.objects.get().name == "Birch ward"
    assert list(Entry.objects.values_list("verb", "what")) == [("change", f"people.team {team.pk}")]


@pytest.mark.parametrize(("name", "why"), [("Willow ward", "There is a team with this name"), ("", "Enter the name")])
def test_a_name_that_cannot_be_is_refused_in_words(client, name, why):
    Team.objects.create(name="Willow ward")

    assertContains(client.post(NEW_TEAM, {"name": name}), why)
    assert Team.objects.count() == 1


def test_who_leads_a_team_now_or_no_longer_is_told_and_that_is_on_record(client, administrator):
    tom, priya = UserFactory.create(full_name="Tom Reyes"), UserFactory.create(full_name="Priya Nair")
    team = Team.objects.create(name="Willow ward")
    team.leads.add(tom)

    client.post(reverse("people-team", args=[team.pk]), {"name": "Willow ward", "leads-typed": priya.email})

    assert list(team.leads.all()) == [priya]
    entries = Entry.objects.order_by("pk").values_list("verb", "about", "by")
    assert list(entries) == [("give lead", priya.pk, administrator.pk), ("take lead", tom.pk, administrator.pk)]
    assert [deed_in_words(verb, "people.team") for verb, _, _ in entries] == [
        "Made you the lead of a team",
        "Ended your lead of a team",
    ]
    assert [(one.person, one.subject) for one in Notice.objects.order_by("pk")] == [
        (priya, "You now lead Willow ward"),
        (tom, "You no longer lead Willow ward"),
    ]


@pytest.mark.parametrize("n", [1, 30])
def test_the_list_of_teams_has_their_leads_and_size_in_few_queries(client, django_assert_num_queries, n):
    for number in range(n):
        team = Team.objects.create(name=f"Ward {number:02}")
        team.leads.add(UserFactory.create(full_name=f"Tom {number:02}", team=team))

    with django_assert_num_queries(4):  # who asks, how many, the teams, who leads them
        page = words(client.get(TEAMS))

    assert "Team Ward 00 Led by Tom 00 Members 1" in page


def test_a_team_is_found_by_part_of_its_name(client):
    for name in ("Willow ward", "Birch ward"):
        Team.objects.create(name=name)

    found, none = client.get(TEAMS, {"name": "willow\0"}), client.get(TEAMS, {"name": "oak"})

    assertContains(found, "Willow ward")
    assertNotContains(found, "Birch ward")
    assertContains(none, "No team of that name.")


def test_the_page_of_a_team_leads_to_who_works_there(client):
    team = Team.objects.create(name="Willow ward")
    address = reverse("people-team", args=[team.pk])
    assertContains(client.get(address), "Nobody works here.")
    nurse = UserFactory.create(team=team)

    assertContains(client.get(address), 'href="/people/?name=Willow%20ward"')
    assertContains(client.get(reverse("people"), {"name": "Willow ward"}), nurse.email)


def test_without_any_the_lists_say_so(client):
    User.objects.update(job_role=None)
    JobRole.objects.all().delete()

    assertContains(client.get(TEAMS), "There are no teams yet.")
    assertContains(client.get(JOB_ROLES), "There are no job roles yet.")


def test_a_job_role_keeps_the_code_that_frameworks_name_and_may_be_called_otherwise(client, administrator):
    role = administrator.job_role
    assert role
    address = reverse("job-role", args=[role.pk])

    for _ in range(2):
        response = client.post(address, {"code": "x", "title": "Staff nurse"}, follow=True)

    role.refresh_from_db()
    assertContains(response, "Staff nurse is saved.")
    assert (role.code, role.title) == ("registered-nurse", "Staff nurse")
    [entry] = Entry.objects.all()
    assert (entry.verb, entry.what, entry.about) == ("change", f"people.jobrole {role.pk}", None)
    assert not Notice.objects.exists()


def test_a_new_job_role_is_on_record_and_listed_with_how_many_have_it(client):
    client.post(NEW_JOB_ROLE, {"code": "ward-manager", "title": "Ward manager"})

    made = JobRole.objects.get(code="ward-manager")
    assert list(Entry.objects.values_list("verb", "what")) == [("add", f"people.jobrole {made.pk}")]
    shown = words(client.get(JOB_ROLES))
    assert (
        "Title Registered nurse Code registered-nurse People 1 Title Ward manager Code ward-manager People 0" in shown
    )


@pytest.mark.parametrize(
    ("code", "why"),
    [
        ("ward manager", "Use letters, digits, dots, hyphens and underscores only"),
        ("registered-nurse", "There is a job role with this code already"),
        ("", "Enter a code"),
    ],
)
def test_a_code_that_cannot_be_is_refused_in_words(client, code, why):
    JobRoleFactory.create()

    assertContains(client.post(NEW_JOB_ROLE, {"code": code, "title": "Ward manager"}), why)
    assert JobRole.objects.count() == 1


def test_whoever_led_a_team_with_an_account_that_is_closed_now_is_told_nothing(client):
    tom = UserFactory.create(is_active=False)
    team = Team.objects.create(name="Willow ward")
    team.leads.add(tom)

    client.post(reverse("people-team", args=[team.pk]), {"name": "Willow ward"})

    assert [entry.verb for entry in Entry.objects.about(tom)] == ["take lead"]
    assert not Notice.objects.exists()
