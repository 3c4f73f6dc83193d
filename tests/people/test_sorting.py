"""People are found and sorted as people do it, alike on every database."""

from importlib import import_module

import pytest
from django.db.models import F
from django.urls import reverse

from competence_app.people.models import Supervision, User
from competence_app.people.rules.sorting import search_key, sort_key
from tests.factories import JobRoleFactory, UserFactory

pytestmark = pytest.mark.django_db
# As they are to be sorted, in English.
NAMES = ["ana de Souza", "Ana-Maria Silva", "Anabel", "Åsa Berg", "Aoife O\u2019Brien", "Édith", "Eli", "Zoë", "李小龍"]
NAMES.sort(key=sort_key)


@pytest.fixture
def people() -> list[User]:
    """People in no order."""
    return [UserFactory.create(full_name=name) for name in [*NAMES[1::2], *NAMES[::2]]]


@pytest.fixture
def lead(client, people) -> User:
    """An administrator who supervises them all and is supervised by them, signed in."""
    user = UserFactory.create(full_name="zzz", is_people_administrator=True)
    Supervision.objects.bulk_create(Supervision(practitioner=person, supervisor=user) for person in people)
    Supervision.objects.bulk_create(Supervision(practitioner=user, supervisor=person) for person in people)
    client.force_login(user)
    return user


def in_order(page: str) -> list[str]:
    return sorted(NAMES, key=page.replace("&#x27;", "'").index)


@pytest.mark.parametrize(
    ("address", "after"),
    [
        ("supervisors", "<h1"),
        ("people", "<h1"),
    ],
)
def test_pages_sort_people_alike(client, lead, address, after):
    page = client.get(reverse(address)).content.decode().partition(after)[2]

    assert in_order(page) == NAMES


def test_queries_sort_people_as_the_rule_does(lead, people):
    assert [person.full_name for person in lead.supervisors()] == NAMES
    assert [person.full_name for person in lead.supervisees()] == NAMES


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("asa", ["Åsa Berg"]),
        ("A\u030aSA", ["Åsa Berg"]),
        ("o'brien", ["Aoife O\u2019Brien"]),
        ("obrien aoife", ["Aoife O\u2019Brien"]),
        ("ana maria", ["Ana-Maria Silva"]),
        ("\u2019", []),
        ("100%", []),
    ],
)
def test_people_are_found_as_they_are_typed(client, lead, typed, found):
    listed = client.get(reverse("people"), {"name": typed}).context["rows"]

    assert [person.full_name for person in User.objects.get_queryset().named(typed)] == found
    assert [row.person.full_name for row, _ in listed] == found


def test_administrators_find_people_by_their_addresses_too(client, lead):
    other = UserFactory.create(email="anne-marie@example.org")

    for typed in ("anne-marie@", " Anne-Marie@example.org "):
        assert [row.person for row, _ in client.get(reverse("people"), {"name": typed}).context["rows"]] == [other]


def renamed_by_save(person: User) -> None:
    person.full_name = "Zoë"
    person.save(update_fields=["full_name"])


def renamed_in_bulk(person: User) -> None:
    person.full_name = "Zoë"
    User.objects.bulk_update([person], ["full_name"])


WAYS = {
    "created": lambda _: User.objects.create_user("zoe@example.org", full_name="Zoë"),
    "created in bulk": lambda _: User.objects.bulk_create([User(email="zoe@example.org", full_name="Zoë")]),
    "saved": renamed_by_save,
    "updated": lambda person: User.objects.filter(pk=person.pk).update(full_name="Zoë"),
    "updated in bulk": renamed_in_bulk,
    "updated or created": lambda person: User.objects.update_or_create(
        email=person.email, defaults={"full_name": "Zoë"}
    ),
}


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
def test_keys_follow_the_name_whichever_way_it_is_stored(way):
    way(UserFactory.create(full_name="Ana"))

    person = User.objects.get(full_name="Zoë")
    assert (person.search_key, person.sort_key) == ("zoe", "zoe")


def test_what_is_no_name_is_stored_without_making_keys_anew():
    person = UserFactory.create(full_name="Ana")
    person.job_role = JobRoleFactory.create(code="ward-manager")
    person.save(update_fields=["job_role"])

    User.objects.bulk_update([person], ["job_role"])

    person.refresh_from_db()
    assert (person.job_role.code, person.search_key) == ("ward-manager", "ana")


def test_a_name_made_by_the_database_is_refused():
    UserFactory.create()

    with pytest.raises(TypeError, match="keys"):
        User.objects.update(full_name=F("email"))


def test_migrated_keys_are_those_that_are_made_now():
    migration = import_module("competence_app.people.migrations.0005_name_keys")

    assert [migration.key(name) for name in NAMES] == [sort_key(name) for name in NAMES] == [*map(search_key, NAMES)]
