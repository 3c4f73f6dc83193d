"""A supervisor reminds people of their next assessment: once a week at most, and without a word of a rating."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from pytest_django.asserts import assertRedirects

from competence_app.audit.models import Entry
from competence_app.people.models import Notice, User
from tests.factories import UserFactory, supervise, yesterday
from tests.post import delivered
from tests.words import words

REMIND = reverse("remind")


@pytest.fixture
def ben(supervisor) -> User:
    """Another whom the supervisor supervises."""
    person = UserFactory.create(full_name="Ben Whitfield")
    supervise(person, supervisor)
    return person


def test_the_text_is_shown_before_anybody_is_told(client, nurse, ben):
    text = words(client.get(REMIND, {"person": [nurse.pk, ben.pk]}))

    assert "Priya Nair reminds you of your self-assessment Priya Nair, who supervises you, asks you to go on" in text
    assert "Amara Okafor Ben Whitfield Remind 2 people" in text
    assert not Notice.objects.exists()


def test_those_chosen_are_told_at_home_and_by_email_and_it_is_on_record(client, nurse, ben, supervisor):
    response = client.post(REMIND, {"person": [nurse.pk, ben.pk]}, follow=True)

    assertRedirects(response, reverse("supervision"))
    assert "You reminded 2 people." in words(response)
    assert {notice.person for notice in Notice.objects.all()} == {nurse, ben}
    assert {message.subject for message in delivered()} == {"Priya Nair reminds you of your self-assessment"}
    assert set(Entry.objects.filter(verb="remind", by=supervisor).values_list("about", flat=True)) == {nurse.pk, ben.pk}
    client.force_login(nurse)
    assert "Reminded you of your self-assessment" in words(client.get(reverse("record")))


def test_nobody_is_reminded_twice_in_a_week_by_whomever(client, nurse, ben, time_machine):
    other = supervise(nurse)
    client.post(REMIND, {"person": nurse.pk})
    client.force_login(other)

    text = words(client.get(REMIND, {"person": nurse.pk}))
    told = client.post(REMIND, {"person": nurse.pk}, follow=True)

    assert "Reminded within a week" in text
    assert "Remind 1 person" not in text
    assert "Nobody was reminded: all of them were within a week." in words(told)
    assert Notice.objects.filter(person=nurse).count() == 1


def test_after_a_week_one_may_be_reminded_again(client, nurse, supervisor, time_machine):
    time_machine.move_to(date(2026, 3, 2), tick=False)
    client.force_login(supervisor)
    client.post(REMIND, {"person": nurse.pk})
    time_machine.shift(timedelta(days=7))
    client.force_login(supervisor)

    response = client.post(REMIND, {"person": nurse.pk}, follow=True)

    assert "You reminded Amara Okafor." in words(response)
    assert Notice.objects.filter(person=nurse).count() == 2


@pytest.mark.parametrize("who", ["stranger", "former", "closed"])
def test_nobody_else_is_reminded(client, nurse, supervisor, who):
    person = UserFactory.create(is_active=who != "closed")
    if who != "stranger":
        supervise(person, supervisor, **({"ended_on": yesterday()} if who == "former" else {}))

    assert "You have chosen nobody to remind" in words(client.get(REMIND, {"person": person.pk}))
    client.post(REMIND, {"person": person.pk})

    assert not Notice.objects.exists()


@pytest.mark.parametrize("person", ["", "x", "9" * 40, "-1", "٣"])
def test_nonsense_reminds_nobody(client, person):
    assert "You have chosen nobody to remind" in words(client.get(REMIND, {"person": person}))


def test_people_are_ticked_in_the_list(client, nurse, ben, sent):
    html = client.get(reverse("supervision")).content.decode()

    assert html.count('form="remind"') == 2
    assert f'aria-label="Remind {ben}"' in html


@pytest.mark.parametrize("count", [1, 12])
def test_queries_do_not_grow_with_people(client, supervisor, count, django_assert_num_queries):
    people = UserFactory.create_batch(count)
    for person in people:
        supervise(person, supervisor)

    with django_assert_num_queries(3):  # who asks, people, who was reminded
        client.get(REMIND, {"person": [person.pk for person in people]})
