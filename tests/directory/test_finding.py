"""What a directory looks for, and what it is shown."""

import pytest

from competence_app.directory.layout import PAGE
from tests.directory.calls import SEARCH, group, operation, refused
from tests.factories import JobRoleFactory, UserFactory

AMARA, BEN, CLEO = "1", "2", "3"


@pytest.fixture
def known(directory):
    """Amara, who is in a team and known as 7, Ben, whose account is closed, and Cleo, of whom little is said."""
    amara = UserFactory.create(pk=1, email="amara@example.org", full_name="Amara Okafor")
    UserFactory.create(pk=2, email="ben@example.org", full_name="Ben Amari", is_active=False)
    UserFactory.create(pk=3, email="cleo@example.com", full_name="Cleo Dunn", job_role=None)
    JobRoleFactory.create()
    directory.patch("/Users/1", operation("add", "externalId", "7"))
    directory.post("/Groups", group("Willow ward", amara, externalId="w"))
    directory.post("/Groups", group("Birch ward"))


@pytest.mark.parametrize(
    ("looked_for", "found"),
    [
        ("", [AMARA, BEN, CLEO]),
        ('userName eq "AMARA@example.org"', [AMARA]),
        ('userName eq "amara"', []),
        ('userName sw "Amara"', [AMARA]),
        ('userName ew "example.COM"', [CLEO]),
        ('userName co "ar"', [AMARA]),
        ('externalId eq "7"', [AMARA]),
        ('externalId ne "7"', [BEN, CLEO]),
        ('externalId sw "7"', [AMARA]),
        ("externalId pr", [AMARA]),
        ("externalId eq null", [BEN, CLEO]),
        ("externalId ne null", [AMARA]),
        ('id eq "2"', [BEN]),
        ('id eq "02"', []),
        ('id eq "nonsense"', []),
        ('displayName co "amar"', [AMARA, BEN]),
        ('title eq "registered nurse"', [AMARA, BEN]),
        ("title pr", [AMARA, BEN]),
        ("not (title pr)", [CLEO]),
        ("active eq false", [BEN]),
        ("active ne false", [AMARA, CLEO]),
        ("userName pr", [AMARA, BEN, CLEO]),
        ("groups pr", [AMARA]),
        ('active eq true and (title pr or userName ew ".com")', [AMARA, CLEO]),
        ('urn:ietf:params:scim:schemas:core:2.0:User:userName eq "ben@example.org"', [BEN]),
        (r'displayName eq "Amara\u0000"', []),
        (r'userName eq "\ud800"', []),
        (r'externalId eq "\u0000"', []),
    ],
)
def test_people_are_found(directory, known, looked_for, found):
    assert directory.found("/Users", **({"filter": looked_for} if looked_for else {})) == found


def test_people_are_found_by_their_team_and_teams_by_their_people(directory, known):
    [willow] = directory.found("/Groups", filter='displayName eq "willow ward"')

    assert directory.found("/Users", filter=f'groups.value eq "{willow}"') == [AMARA]
    assert directory.found("/Groups", filter=f'id eq "{willow}" and members eq "{AMARA}"') == [willow]
    assert directory.found("/Groups", filter=f'members.value eq "{AMARA}" or members.value eq "{AMARA}"') == [willow]
    assert directory.found("/Groups", filter=f'members eq "{BEN}"') == []
    assert directory.found("/Groups", filter='externalId eq "w"') == [willow]


@pytest.mark.parametrize(
    "looked_for",
    [
        'userName gt "a"',
        'id co "1"',
        "active eq 1",
        "active gt true",
        "userName eq 5",
        'emails.value eq "a@example.org"',
        'meta.created gt "2020-01-01T00:00:00Z"',
        "groups[value pr]",
        "password pr",
        "((",
        "userName",
        'userName eq "a" and',
        "not (" * 100 + "active eq true" + ")" * 100,
        " or ".join(['id eq "1"'] * 200),
    ],
    ids=lambda text: text[:30],
)
def test_what_nobody_can_look_for_is_refused(directory, known, looked_for):
    assert refused(directory.ask("GET", "/Users", filter=looked_for)) == (400, "invalidFilter")


def test_a_filter_in_the_body_stays_out_of_addresses_and_logs(directory, known):
    asked = {"schemas": [SEARCH], "filter": 'userName eq "ben@example.org"', "attributes": ["userName"]}

    response = directory.post("/Users/.search", asked)

    [ben] = response.json()["Resources"]
    assert ben.keys() == {"schemas", "id", "userName"}
    assert len(directory.post("/Groups/.search", {"schemas": [SEARCH]}).json()["Resources"]) == 2


def test_pages_follow_each_other(directory, known):
    first, second = (directory.get("/Users", startIndex=start, count="2") for start in ("1", "3"))

    assert [[row["id"] for row in page["Resources"]] for page in (first, second)] == [[AMARA, BEN], [CLEO]]
    assert [(page["totalResults"], page["startIndex"], page["itemsPerPage"]) for page in (first, second)] == [
        (3, 1, 2),
        (3, 3, 1),
    ]


@pytest.mark.parametrize(
    ("asked", "listed"),
    [
        ({"count": "0"}, 0),
        ({"count": "-3"}, 0),
        ({"startIndex": "-1"}, 3),
        ({"startIndex": "4"}, 0),
        ({"startIndex": "9" * 40}, 0),
        ({"count": "9" * 40}, 3),
    ],
)
def test_pages_that_nobody_means_are_empty_or_whole(directory, known, asked, listed):
    assert len(directory.found("/Users", **asked)) == listed


@pytest.mark.parametrize("asked", [{"count": "many"}, {"startIndex": "9" * 5000}, {"attributes": "[", "count": "1"}])
def test_pages_that_nobody_can_mean_are_refused(directory, known, asked):
    assert directory.ask("GET", "/Users", **asked).status_code == 400


def test_a_page_has_an_end(directory):
    UserFactory.create_batch(PAGE + 1, job_role=None)

    page = directory.get("/Users", count="100000")

    assert (page["totalResults"], page["itemsPerPage"]) == (PAGE + 1, PAGE)


def test_only_what_is_asked_for_is_shown(directory, known):
    [willow] = directory.get("/Groups", filter='externalId eq "w"', excludedAttributes="members")["Resources"]

    assert "members" not in willow
    assert directory.get("/Users/1", attributes="userName").keys() == {"schemas", "id", "userName"}


@pytest.mark.parametrize("n", [1, 5])
def test_a_page_takes_the_same_queries_however_many_are_on_it(directory, django_assert_num_queries, n):
    for number in range(n):
        one = group(f"Ward {number}", *UserFactory.create_batch(n), externalId=str(number))
        directory.post("/Groups", one)

    with django_assert_num_queries(3) as asked:  # token, how many, people
        response = directory.ask("GET", "/Users")
    with django_assert_num_queries(4):  # token, how many, teams, who works there
        directory.ask("GET", "/Groups")

    assert not response.cookies
    assert not any("accounts_session" in query["sql"] for query in asked.captured_queries)
