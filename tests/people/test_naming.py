"""What people are called, and what is on record of it."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from pytest_django.asserts import assertContains

from competence_app.audit.actions import record
from competence_app.audit.models import Entry
from competence_app.people.models import User
from tests.factories import UserFactory

WRONG = {
    "Amara\u202eOkafor": "Enter the name in one line, without characters that cannot be seen",
    "Win at https://example.org": "Enter a name without @, :// and www., which are parts of addresses",
}


@pytest.fixture
def amara(client, db) -> User:
    """A people administrator, signed in."""
    user = UserFactory.create(full_name="Amara Okafor", is_people_administrator=True)
    client.force_login(user)
    return user


@pytest.mark.parametrize("name", WRONG)
@pytest.mark.parametrize("page", ["account", "new-person"])
def test_what_is_no_name_is_refused_in_words(client, amara, page, name):
    response = client.post(reverse(page), {"full_name": name, "email": "new@example.org"})

    assertContains(response, WRONG[name])
    assert [user.full_name for user in User.objects.get_queryset()] == ["Amara Okafor"]


def test_the_model_refuses_it_too(db):
    with pytest.raises(ValidationError) as refused:
        UserFactory.build(full_name="Amara\nOkafor", job_role=None).full_clean()

    assert list(refused.value.message_dict) == ["full_name"]


def test_another_name_of_ones_own_is_on_record_under_the_former(client, amara):
    client.post(reverse("account"), {"full_name": "Amara Obi", "job_role": amara.job_role_id})

    [entry] = Entry.objects.about(amara)
    assert (entry.verb, entry.by, entry.by_name) == ("rename", amara, "Amara Okafor")


def test_another_job_role_is_no_other_name(client, amara):
    client.post(reverse("account"), {"full_name": amara.full_name, "job_role": ""})

    assert not Entry.objects.exists()


def test_a_name_given_by_the_administration_is_on_record(client, amara):
    nurse = UserFactory.create(full_name="Sam Carter")
    address = reverse("person", args=[nurse.pk])

    client.post(address, {"full_name": "Sam Cole", "is_active": "on", "job_role": nurse.job_role_id})

    told = [(entry.verb, entry.by_name, entry.about_name) for entry in Entry.objects.about(nurse)]
    assert told == [("rename", "Amara Okafor", "Sam Carter")]


def test_the_record_keeps_the_name_of_its_time(client, amara):
    priya = UserFactory.create(full_name="Priya Nair")
    record("see profile", amara, by=priya, about=amara)

    User.objects.filter(pk=priya.pk).update(full_name="Priya Rao")
    record("see profile", amara, by=User.objects.get(pk=priya.pk), about=amara)

    page = client.get(reverse("record")).content.decode()
    assert [page.count(name) for name in ("Priya Nair", "Priya Rao")] == [1, 1]
