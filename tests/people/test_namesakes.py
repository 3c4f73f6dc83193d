"""People who have one name are told apart by their addresses."""

from functools import partial
from importlib import import_module

import pytest
from django.db import connection

from competence_app.accounts.actions import save_own
from competence_app.people.models import Supervision, User, namesakes
from tests.factories import UserFactory
from tests.meanwhile import at_once

pytestmark = pytest.mark.django_db


def sharing() -> set[str]:
    """Return the addresses of those who share a name, as they are stored."""
    return set(User.objects.filter(shares_name=True).values_list("email", flat=True))


@pytest.fixture
def silva() -> User:
    """Maria Silva, and somebody of another name."""
    UserFactory.create(full_name="Amara Okafor", email="amara@example.org")
    return UserFactory.create(full_name="Maria Silva", email="maria@example.org")


def created(_: User) -> None:
    User.objects.create_user("other@example.org", full_name="María SILVA")


def created_in_bulk(_: User) -> None:
    User.objects.bulk_create([User(email="other@example.org", full_name="María SILVA")])


def saved(amara: User) -> None:
    amara.full_name = "María SILVA"
    amara.save(update_fields=["full_name"])


def saved_whole(amara: User) -> None:
    amara.full_name = "María SILVA"
    amara.save()


def saved_by_themselves(amara: User) -> None:
    amara.full_name = "María SILVA"
    save_own(amara, changed=["full_name"])


def updated(amara: User) -> None:
    User.objects.filter(pk=amara.pk).update(full_name="María SILVA")


def updated_in_bulk(amara: User) -> None:
    amara.full_name = "María SILVA"
    User.objects.bulk_update([amara], ["full_name"])


WAYS = (created, created_in_bulk, saved, saved_whole, saved_by_themselves, updated, updated_in_bulk)


@pytest.mark.parametrize("way", WAYS)
def test_both_are_marked_whichever_way_the_second_gets_the_name(silva, way):
    amara = User.objects.get(email="amara@example.org")

    way(amara)

    other = User.objects.get(full_name="María SILVA")
    assert sharing() == {"maria@example.org", other.email}


@pytest.mark.parametrize("way", [saved, saved_whole, saved_by_themselves, updated, updated_in_bulk])
def test_who_is_left_alone_with_a_name_is_marked_no_more(silva, way):
    ana = UserFactory.create(full_name="Amara Okafor")
    assert sharing() == {"amara@example.org", ana.email}

    way(ana)

    assert sharing() == {"maria@example.org", ana.email}


def test_of_three_two_go_on_sharing(silva):
    for n in (2, 3):
        UserFactory.create(full_name="Maria Silva", email=f"maria{n}@example.org")

    User.objects.filter(email="maria3@example.org").update(full_name="Maria Costa")

    assert sharing() == {"maria@example.org", "maria2@example.org"}


def test_a_name_taken_back_is_shared_again(silva):
    other = UserFactory.create(full_name="Maria Silva", email="maria2@example.org")

    for name, shared in (("Maria Costa", set()), ("Maria Silva", {"maria@example.org", "maria2@example.org"})):
        other.full_name = name
        other.save()

        assert sharing() == shared
        assert other.shares_name is bool(shared)


def test_an_account_that_is_closed_has_its_name_still(silva):
    UserFactory.create(full_name="Maria Silva", email="maria2@example.org", is_active=False)

    assert sharing() == {"maria@example.org", "maria2@example.org"}


def test_what_is_old_in_memory_does_not_unmark(silva):
    UserFactory.create(full_name="Maria Silva", email="maria2@example.org")
    assert not silva.shares_name

    silva.save()

    assert silva.shares_name
    assert len(sharing()) == 2


def test_more_names_than_one_query_takes_are_marked_all(silva, monkeypatch):
    monkeypatch.setattr(namesakes, "MANY", 1)

    User.objects.bulk_create(
        User(email=f"{name}2@example.org", full_name=full)
        for name, full in (("maria", "Maria Silva"), ("amara", "Amara Okafor"))
    )

    assert sharing() == {f"{name}@example.org" for name in ("maria", "maria2", "amara", "amara2")}


def test_who_is_there_already_is_marked_by_the_migration(silva):
    UserFactory.create(full_name="Maria Silva", email="maria2@example.org")
    User.objects.update(shares_name=False)
    migration = import_module("competence_app.people.migrations.0009_shares_name")

    with connection.cursor() as cursor:
        cursor.execute(migration.MARK)

    assert sharing() == {"maria@example.org", "maria2@example.org"}


def test_a_shared_name_is_read_with_the_address(silva):
    other = UserFactory.create(full_name="Maria Silva", email="maria2@example.org")
    silva.refresh_from_db()

    said = (str(silva), str(other), silva.bare_name, str(Supervision(practitioner=silva, supervisor=other)))

    assert said == (
        "Maria Silva (maria@example.org)",
        "Maria Silva (maria2@example.org)",
        "Maria Silva",
        "Maria Silva (maria2@example.org) supervises Maria Silva (maria@example.org)",
    )


def test_a_name_of_ones_own_is_read_alone_and_none_by_the_address(silva):
    nameless = [UserFactory.create(full_name="", email=f"{n}@example.org") for n in (1, 2)]

    assert str(silva) == silva.bare_name == "Maria Silva"
    assert [str(person) for person in nameless] == ["1@example.org", "2@example.org"]
    assert [person.bare_name for person in nameless] == ["1@example.org", "2@example.org"]


def test_namesakes_are_listed_by_their_addresses(silva):
    for email in ("z@example.org", "b@example.org"):
        UserFactory.create(full_name="Maria Silva", email=email)

    listed = User.objects.filter(shares_name=True).values_list("email", flat=True)

    assert list(listed) == ["b@example.org", "maria@example.org", "z@example.org"]


@pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite lets one write at a time")
@pytest.mark.django_db(transaction=True)
def test_two_who_get_one_name_at_once_are_both_marked():
    for n in range(5):
        amara, priya = UserFactory.create_batch(2)
        amara.full_name = priya.full_name = f"Maria {n}"
        new = partial(User.objects.create_user, f"new{n}@example.org", full_name=f"Maria {n}")

        at_once(new, *(partial(save_own, person, changed=["full_name"]) for person in (amara, priya)))

    assert len(sharing()) == 15


@pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite lets one write at a time")
@pytest.mark.django_db(transaction=True)
def test_namesakes_who_give_up_their_name_at_once_do_not_wait_in_a_circle():
    for n in range(5):
        one, other = UserFactory.create_batch(2, full_name=f"Maria {n}")
        one.full_name, other.full_name = "Ana", "Bea"

        at_once(*(partial(save_own, person, changed=["full_name"]) for person in (one, other)))

        one.full_name, other.full_name = f"Ana {n}", f"Bea {n}"
        one.save()
        other.save()

    assert sharing() == set()
