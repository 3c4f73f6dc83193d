"""Many people are given a team, a job role or a supervisor at once."""

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from competence_app.accounts.queries.changing import changes_of
from competence_app.audit.models import Entry
from competence_app.people.models import Notice, Supervision, Team, User
from tests.factories import JobRoleFactory, UserFactory
from tests.post import delivered
from tests.words import words

PAGE, PEOPLE = reverse("change-people"), reverse("people")


@pytest.fixture(autouse=True)
def administrator(client, db) -> User:
    """A people administrator, signed in."""
    user = UserFactory.create(full_name="Sam Carter", is_people_administrator=True)
    client.force_login(user)
    return user


@pytest.fixture
def team(db) -> Team:
    """Where they are to work."""
    return Team.objects.create(name="Birch ward")


@pytest.fixture
def ticked(team: Team) -> list[User]:
    """Two to whom the team is new, one who works there, and one whose account is closed."""
    amara, ben = (UserFactory.create(full_name=name) for name in ("Amara Okafor", "Ben Whitfield"))
    there = UserFactory.create(full_name="Chloe Davies", team=team)
    return [amara, ben, there, UserFactory.create(full_name="Dev Patel", is_active=False)]


def asked(people: list[User], **given: object) -> str:
    keys = "&".join(f"person={person.pk}" for person in people)
    return f"{PAGE}?{keys}&" + "&".join(f"{name}={value}" for name, value in ({"team-typed": ""} | given).items())


def test_who_was_ticked_stands_on_the_page_that_asks_what_they_are_given(client, ticked):
    keys = "&".join(f"person={person.pk}" for person in ticked)

    page = client.get(f"{PAGE}?{keys}")

    assertContains(page, "Change 4 people")
    assertContains(page, "<li>Amara Okafor</li>")
    assertContains(page, f'<input type="hidden" name="person" value="{ticked[0].pk}" id="id_person_0">', html=True)
    assertNotContains(page, "There is a problem")


@pytest.mark.parametrize("people", ["", "person=0", "person=x"])
def test_without_anybody_ticked_it_leads_back(client, people):
    response = client.get(f"{PAGE}?{people}", follow=True)

    assertRedirects(response, PEOPLE)
    assertContains(response, "Tick people in the list first")


def test_what_is_new_to_whom_is_shown_before_it_is_done(client, ticked):
    page = words(client.get(asked(ticked, **{"team-typed": "Birch+ward"})))

    assert "Change 2 people?" in page
    assert "2 changed, 2 unchanged" in page
    assert "Amara Okafor What changes Team: not set → Birch ward" in page
    assert "Chloe Davies What changes Nothing: they have it already" in page
    assert "Dev Patel What changes Nothing: the account is closed" in page
    assert not Entry.objects.exists()


def test_it_is_done_told_and_on_record_as_if_for_each(client, ticked, team):
    address = asked(ticked, **{"team-typed": "Birch+ward"})

    response = client.post(address, follow=True)

    assertRedirects(response, PEOPLE)
    assertContains(response, "2 people are changed, and told.")
    assert [User.objects.get(pk=person.pk).team for person in ticked] == [team, team, team, None]
    given = ("give", f"people.team {team.pk}")
    assert sorted(Entry.objects.values_list("verb", "what", "about")) == [(*given, one.pk) for one in ticked[:2]]
    assert [message.to for message in delivered()] == [[person.email] for person in ticked[:2]]
    assertContains(client.post(address, follow=True), "Nothing was changed.")
    assert Entry.objects.count() == 2


def test_a_job_role_and_a_supervisor_are_given_together(client, ticked):
    job_role, priya = JobRoleFactory.create(code="ward-manager"), UserFactory.create(full_name="Priya Nair")
    Supervision.objects.create(practitioner=ticked[0], supervisor=priya)
    address = asked(ticked[:2], **{"job_role": job_role.pk, "supervisor-typed": "Priya+Nair"})

    page = words(client.get(address))
    response = client.post(address, follow=True)

    assert "Amara Okafor What changes Job role: Registered nurse → Ward manager Person" in page
    assert page.count("Priya Nair supervises them from today") == 1
    assertContains(response, "2 people are changed, and told.")
    assert {person.job_role for person in User.objects.filter(pk__in=[one.pk for one in ticked[:2]])} == {job_role}
    assert set(priya.supervisees()) == set(ticked[:2])
    assert Notice.objects.filter(person=priya).count() == 1


def test_whoever_supervises_many_from_now_on_is_told_once(client, ticked):
    priya = UserFactory.create(full_name="Priya Nair")

    client.post(asked(ticked, **{"supervisor-typed": "Priya+Nair"}))

    people = [person for person in ticked if person.is_active]
    [told] = Notice.objects.filter(person=priya)
    assert told.subject == f"Your supervision of {len(people)} people"
    assert [notice.subject for notice in Notice.objects.exclude(person=priya)] == [
        "Your supervision by Priya Nair"
    ] * len(people)


def test_one_alone_is_spoken_of_as_one(client, ticked):
    response = client.post(asked(ticked[:1], **{"team-typed": "Birch+ward"}), follow=True)

    assertContains(response, "1 person is changed, and told.")


def test_nothing_chosen_is_refused_and_so_is_who_would_supervise_themselves(client, ticked):
    nothing = client.get(asked(ticked))
    themselves = client.get(asked(ticked, **{"supervisor-typed": "Amara+Okafor"}))
    nowhere = client.post(asked(ticked, **{"team-typed": "Oak"}))

    assertContains(nothing, "Choose a team, a job role or a supervisor to give them")
    assertContains(themselves, "Amara Okafor is among the people: nobody supervises themselves")
    assertContains(nowhere, "No team is found by “Oak”")
    assert not Entry.objects.exists()


def test_what_was_chosen_can_be_chosen_anew(client, ticked, team):
    page = client.get(asked(ticked, **{"team-typed": "Birch+ward"}) + "&change")

    radio = f'<input class="nhsuk-radios__input" id="id_team_1" name="team" type="radio" value="{team.pk}" checked>'
    assertContains(page, radio, html=True)


def test_whoever_was_given_a_supervisor_meanwhile_stops_it_all(client, ticked, team, monkeypatch):
    priya = UserFactory.create(full_name="Priya Nair")
    before = changes_of(ticked[:2], team=team, supervisor=priya)
    Supervision.objects.create(practitioner=ticked[1], supervisor=priya)
    monkeypatch.setattr("competence_app.accounts.views.administration.changing.changes_of", lambda *_, **__: before)

    response = client.post(asked(ticked[:2], **{"team-typed": "Birch+ward"}), follow=True)

    assertContains(response, "This person supervises them already.")
    assert not User.objects.filter(pk__in=[person.pk for person in ticked[:2]], team=team).exists()
    assert not Entry.objects.exists()


@pytest.mark.parametrize("n", [1, 30])
def test_queries_of_what_is_shown_do_not_grow(client, team, django_assert_max_num_queries, n):
    people = UserFactory.create_batch(n)
    UserFactory.create(full_name="Priya Nair")

    with django_assert_max_num_queries(10):
        client.get(asked(people, **{"team-typed": "Birch+ward", "supervisor-typed": "Priya+Nair"}))
