"""The list of people stays quick among many people and teams."""

from http import HTTPStatus

import pytest
from django.db import connection
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains

from competence_app.people.models import Team, User
from tests.factories import UserFactory

USERS = reverse("admin:people_user_changelist")


@pytest.fixture(autouse=True)
def administrator(client, db) -> User:
    """A people administrator, signed in."""
    user = UserFactory.create(is_people_administrator=True)
    client.force_login(user)
    return user


@pytest.mark.parametrize(("teams", "offered"), [(100, True), (101, False)])
def test_teams_are_offered_while_there_are_few_and_found_by_name_always(client, teams, offered):
    made = Team.objects.bulk_create(Team(name=f"Ward {number:03}") for number in range(teams))
    nurse = UserFactory.create(full_name="Amara Okafor", team=made[7])
    UserFactory.create(full_name="Ben Whitfield", team=made[8])

    listed, found = client.get(USERS), client.get(f"{USERS}?q=Ward+007")

    assert ("?team__id__exact=" in listed.content.decode()) == offered
    assert list(found.context["cl"].result_list) == [nurse]


def test_the_list_counts_the_people_once(client, django_assert_num_queries):
    UserFactory.create_batch(3)

    with django_assert_num_queries(7) as queries:  # session, user, count, people, job roles, teams: too many, and which
        client.get(USERS)

    assert sum("COUNT(*)" in query["sql"] for query in queries.captured_queries) == 1


def test_of_very_many_rows_the_first_are_listed_and_the_page_says_so(client):
    Team.objects.bulk_create(Team(name=f"Ward {number:05}") for number in range(10_001))

    listed, found = (client.get(reverse("admin:people_team_changelist"), {"q": words}) for words in ("", "Ward 10000"))

    assertContains(listed, "The first 10,000 are listed. Search to find the others.")
    assert listed.context["cl"].result_count == 10_000
    assertNotContains(found, "The first 10,000")
    assertContains(found, "Ward 10000")


def test_the_list_reads_its_order_off_an_index(client):
    listed = client.get(USERS).context["cl"].queryset
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL enable_seqscan = off; SET LOCAL enable_sort = off")  # which few rows would take

    plan = listed[:100].explain()

    assert "people_by_name" in plan
    assert "Sort" not in plan
    assert "TEMP B-TREE" not in plan


def test_what_scripts_would_ask_for_people_is_not_there(client):
    asked = {"app_label": "people", "model_name": "supervision", "field_name": "practitioner", "term": "a"}

    response = client.get(reverse("admin:autocomplete"), asked)

    assert response.status_code == HTTPStatus.NOT_FOUND
