"""Teams, as a directory of staff says who works in them."""

from http import HTTPStatus

import pytest

from competence_app.audit.models import Entry
from competence_app.directory.actions import teams
from competence_app.people.models import Notice, Team, User
from tests.directory.calls import as_members, group, operation, refused
from tests.factories import UserFactory


@pytest.fixture
def people(db) -> list[User]:
    return UserFactory.create_batch(3)


@pytest.fixture
def willow(directory, people) -> Team:
    """A team with the first two."""
    return Team.objects.get(pk=directory.post("/Groups", group("Willow ward", *people[:2])).json()["id"])


def at(team: Team) -> str:
    return f"/Groups/{team.pk}"


def members(team: Team) -> list[User]:
    return list(team.members.order_by("pk"))


def test_a_group_is_a_team_with_its_people(directory, people):
    response = directory.post("/Groups", group(" Willow ward ", *people[:2], externalId="w"))

    team = Team.objects.get()
    assert (response.status_code, response["Location"]) == (HTTPStatus.CREATED, response.json()["meta"]["location"])
    assert (team.name, members(team)) == ("Willow ward", people[:2])
    assert directory.get(at(team)) == response.json()
    assert [(one["value"], one["$ref"].rpartition("/")[2]) for one in response.json()["members"]] == [
        (str(person.pk), str(person.pk)) for person in people[:2]
    ]
    assert list(Entry.objects.filter(verb="add", what=f"people.team {team.pk}").values_list("by_name")) == [
        ("HR systems",)
    ]
    assert {notice.person for notice in Notice.objects.all()} == set(people[:2])


@pytest.mark.parametrize(
    ("change", "left"),
    [
        (operation("Add", "members", [{"value": "third"}]), [0, 1, 2]),
        (operation("Remove", 'members[value eq "first"]'), [1]),
        (operation("Remove", "members", [{"value": "first"}]), [1]),
        (operation("replace", "members", [{"value": "third"}]), [2]),
        (operation("remove", "members"), []),
    ],
    ids=["added", "removed", "removed as Entra ID says it", "replaced", "emptied"],
)
def test_people_come_and_go(directory, people, willow, change, left):
    known = str(change).replace("first", str(people[0].pk)).replace("third", str(people[2].pk))

    response = directory.patch(at(willow), eval(known))  # noqa: S307 - our own words

    assert response.status_code == HTTPStatus.OK
    assert members(willow) == [people[number] for number in left]


@pytest.mark.parametrize("is_first_out", [True, False])
def test_whoever_joins_another_team_moves_in_whichever_order_that_is_said(directory, people, willow, is_first_out):
    mover = people[0]
    birch = Team.objects.get(pk=directory.post("/Groups", group("Birch ward")).json()["id"])
    said = [
        (willow, operation("remove", f'members[value eq "{mover.pk}"]')),
        (birch, operation("add", "members", as_members(mover))),
    ]

    for team, change in said if is_first_out else reversed(said):
        directory.patch(at(team), change)

    assert (members(willow), members(birch)) == ([people[1]], [mover])


def test_a_replacement_says_who_works_there_and_left_out_says_nothing(directory, people, willow):
    directory.ask("PUT", at(willow), group("Willow", people[2]))
    assert members(willow) == [people[2]]

    directory.ask("PUT", at(willow), group("Willow house"))

    willow.refresh_from_db()
    assert (willow.name, members(willow)) == ("Willow house", [people[2]])


def test_a_renamed_team_keeps_who_leads_it(directory, willow):
    lead = UserFactory.create()
    willow.leads.add(lead)

    directory.patch(at(willow), operation("replace", "displayName", "Willow house"))

    assert list(Team.objects.get(name="Willow house").leads.all()) == [lead]
    assert not Entry.objects.filter(verb__contains="lead").exists()


def test_two_teams_never_share_a_name(directory, willow):
    birch = directory.post("/Groups", group("Birch ward")).json()["id"]

    assert refused(directory.post("/Groups", group("WILLOW ward"))) == (409, "uniqueness")
    assert refused(directory.ask("PUT", f"/Groups/{birch}", group("Willow Ward"))) == (409, "uniqueness")


def test_deleting_lets_nobody_work_there_and_keeps_the_team(directory, people, willow):
    assert directory.ask("DELETE", at(willow)).status_code == HTTPStatus.NO_CONTENT

    assert (Team.objects.get(), members(willow)) == (willow, [])
    assert refused(directory.ask("GET", at(willow))) == (404, None)
    assert refused(directory.ask("PUT", at(willow), group("Willow"))) == (404, None)
    again = directory.post("/Groups", group("Willow ward", people[2]))
    assert (again.json()["id"], members(willow)) == (str(willow.pk), [people[2]])


def test_a_person_is_in_no_team_that_is_off_the_list(directory, people, willow):
    directory.ask("DELETE", at(willow))
    people[0].team = willow
    people[0].save()

    assert "groups" not in directory.get(f"/Users/{people[0].pk}")


def test_who_is_off_the_list_is_in_no_team_and_cannot_be_brought_into_one(directory, people, willow):
    directory.ask("DELETE", f"/Users/{people[0].pk}")

    assert [member["value"] for member in directory.get(at(willow))["members"]] == [str(people[1].pk)]
    assert directory.found("/Groups", filter=f'members eq "{people[0].pk}"') == []
    response = directory.patch(at(willow), operation("add", "members", as_members(people[0])))
    assert refused(response) == (400, "invalidValue")


@pytest.mark.parametrize("key", ["4711", "x", "", "-1", "0", "9" * 30])
def test_nobody_is_brought_into_a_team_who_is_not_there_and_then_nothing_is_done(directory, people, willow, key):
    sent = group("Another name", people[2]) | {"members": [*as_members(people[2]), {"value": key}]}

    assert refused(directory.ask("PUT", at(willow), sent)) == (400, "invalidValue")
    willow.refresh_from_db()
    assert (willow.name, members(willow)) == ("Willow ward", people[:2])


def test_too_many_people_at_once_are_refused(directory, people, willow, monkeypatch):
    monkeypatch.setattr(teams, "MOST_MEMBERS", 2)

    assert refused(directory.ask("PUT", at(willow), group("Willow ward", people[2]))) == (400, "tooMany")
