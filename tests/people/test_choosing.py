"""People and teams are chosen by typing, in forms that are as long among many as among few."""

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from competence_app.people.models import Supervision, Team, User
from tests.factories import UserFactory

TEAM, MANY, ACCOUNT = map(reverse, ("new-team", "change-people", "new-person"))


@pytest.fixture(autouse=True)
def administrator(client, db) -> User:
    """A people administrator, signed in."""
    user = UserFactory.create(full_name="Sam Carter", is_people_administrator=True)
    client.force_login(user)
    return user


def offers(response, field: str) -> list[str]:
    """Return what a form offers to tick, in its order."""
    return [label for _, label, _ in response.context["form"][field].subwidgets[0].data["options"]]


def ticked(field: str, key: int) -> str:
    """Return the radio button of the first row that a form offers, which is chosen."""
    attributes = f'class="nhsuk-radios__input" id="id_{field}_1" name="{field}" type="radio" value="{key}"'
    return f"<input {attributes} checked>"


@pytest.mark.parametrize("address", [TEAM, "supervisor", ACCOUNT])
def test_a_form_is_as_long_and_as_quick_among_many(client, django_assert_num_queries, address, administrator):
    queries = {TEAM: 1, "supervisor": 2, ACCOUNT: 2}[address]  # who asks; the person; job roles
    if address == "supervisor":
        address = reverse("add-supervision", args=[administrator.pk])
    first = client.get(address).content
    Team.objects.bulk_create(Team(name=f"Ward {number}") for number in range(30))
    UserFactory.create_batch(30)

    with django_assert_num_queries(queries):
        page = client.get(address).content

    assert abs(len(page) - len(first)) < 10


@pytest.mark.parametrize(
    "typed", ["okafor@example.org", "OKAFOR@example.org", "Amara O\u2019Brien-Okafor", "amara obrien okafor"]
)
def test_who_is_named_in_full_is_taken(client, typed):
    lead = UserFactory.create(email="okafor@example.org", full_name="Amara O'Brien Okafor")
    UserFactory.create(full_name="Amara O'Brien Okafor-Reyes")

    response = client.post(TEAM, {"name": "Willow ward", "leads-typed": typed})

    assertRedirects(response, reverse("people-teams"))
    assert list(Team.objects.get().leads.all()) == [lead]


def test_whom_a_part_of_a_name_may_mean_is_asked(client):
    made = [UserFactory.create(full_name=name) for name in ("Zoë Édith", "Édith Berg", "Anna Judith")]
    team = Team.objects.create(name="Ward")

    asked = {"person": made[2].pk, "team-typed": "ward", "supervisor-typed": "edit"}
    response = client.get(MANY, asked)

    assertContains(response, "Choose who is meant by “edit”")
    assert offers(response, "supervisor") == [f"{made[at].full_name}, {made[at].email}" for at in (1, 0)]
    assertContains(response, ticked("team", team.pk), html=True)
    assertNotContains(response, 'value="edit"')


def test_even_a_single_one_is_asked_about_where_the_name_is_not_in_full(client):
    UserFactory.create(full_name="Diana Reyes")

    response = client.post(TEAM, {"name": "Willow ward", "leads-typed": "Ana"})

    assertContains(response, "Choose who is meant by “Ana”")
    assert not Team.objects.exists()


def test_of_many_the_first_ten_are_offered(client):
    UserFactory.create_batch(11, full_name="Ana Silva")

    response = client.post(TEAM, {"name": "Willow ward", "leads-typed": "Ana Silva"})

    assertContains(response, "if they are not among these 10, enter more of the name, or the email address")
    assert len(offers(response, "leads")) == 10


def test_who_is_not_found_stays_typed_in_words_that_say_so(client):
    lead = UserFactory.create(full_name="Tom Reyes")

    response = client.post(TEAM, {"name": "Willow ward", "leads-typed": "Tom Reyes\r\n\r\nBen <b>\0 \r\n"})

    assertContains(response, "Nobody is found by “Ben &lt;b&gt;”")
    assertContains(response, "Ben &lt;b&gt;</textarea>")
    assert offers(response, "leads") == [f"Tom Reyes, {lead.email}"]
    assert not Team.objects.exists()


def test_leads_that_are_there_stay_unless_unticked(client):
    tom, priya, ben = (UserFactory.create(full_name=name) for name in ("Tom Reyes", "Priya Nair", "Ben Whitfield"))
    team = Team.objects.create(name="Willow ward")
    team.leads.set([tom, priya])
    address = reverse("people-team", args=[team.pk])

    offered = offers(client.get(address), "leads")
    client.post(address, {"name": "Willow ward", "leads": [tom.pk], "leads-typed": ben.email})

    assert offered == [f"{person.full_name}, {person.email}" for person in (priya, tom)]
    assert set(team.leads.all()) == {tom, ben}


def test_a_person_without_a_name_is_offered_by_the_address(client):
    person = UserFactory.create(full_name="")

    response = client.post(TEAM, {"name": "Willow ward", "leads-typed": person.email[:-1]})

    assert offers(response, "leads") == [person.email]


@pytest.mark.parametrize("typed", ["willow WARD", "Willow ward"])
def test_a_team_is_found_by_its_name(client, typed):
    for name in ("Willow ward", "Willow ward night"):
        Team.objects.create(name=name)

    client.post(ACCOUNT, {"email": "new@example.org", "full_name": "New Nurse", "team-typed": typed})

    assert str(User.objects.get(email="new@example.org").team) == "Willow ward"


def test_the_team_of_an_account_can_be_kept_and_taken_away(client):
    team = Team.objects.create(name="Willow ward")
    nurse = UserFactory.create(team=team)
    address = reverse("person", args=[nurse.pk])
    assertContains(client.get(address), ticked("team", team.pk), html=True)
    account = {"full_name": nurse.full_name, "is_active": "on"}

    kept = client.post(address, {**account, "team": team.pk}) and User.objects.get(pk=nurse.pk).team
    client.post(address, {**account, "team": ""})

    assert (kept, User.objects.get(pk=nurse.pk).team) == (team, None)


def test_a_team_that_is_not_found_is_told_of(client):
    response = client.post(ACCOUNT, {"email": "new@example.org", "full_name": "New Nurse", "team-typed": "Birch"})

    assertContains(response, "No team is found by “Birch”")


def test_who_supervises_is_typed_and_stored(client):
    nurse, supervisor = UserFactory.create(full_name="Amara Okafor"), UserFactory.create(full_name="Priya Nair")
    days = {"started_on_day": 1, "started_on_month": 1, "started_on_year": 2026}

    client.post(reverse("add-supervision", args=[nurse.pk]), {"supervisor-typed": "priya nair", **days})

    stored = Supervision.objects.get()
    assert (stored.practitioner, stored.supervisor) == (nurse, supervisor)


def test_whoever_has_a_closed_account_is_not_offered(client):
    nurse = UserFactory.create()
    UserFactory.create(full_name="Priya Nair", is_active=False)

    response = client.post(reverse("add-supervision", args=[nurse.pk]), {"supervisor-typed": "Priya Nair"})

    assertContains(response, "Nobody is found by “Priya Nair”")
