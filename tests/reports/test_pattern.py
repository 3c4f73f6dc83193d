"""A supervisor's own pattern: how their ratings compare with what the people they rated said, for them alone."""

from typing import Any

import pytest
from django.urls import reverse

from competence_app.reports.rules.pattern import FROM
from tests.factories import UserFactory, finished, framework_of, publish, restrict, supervise
from tests.reports.voices import spoken
from tests.words import words

PAGE = reverse("pattern")
OWN: dict[str, Any] = {"K1": 1, "K2": 3, "D1": 4}
THEIRS: dict[str, Any] = {"K1": 2, "K2": 3, "D1": 3}


def agreed(by, count, *, state="agreed", own=OWN, theirs=THEIRS):
    """Store so many people's assessments that ``by`` rated."""
    version = publish()
    for _ in range(count):
        person = UserFactory.create()
        supervise(person, by)
        spoken(person, state, by, own, theirs, version=version)


def test_below_ten_nothing_is_counted(supervisors_client, supervisor):
    agreed(supervisor, FROM - 1)

    text = words(supervisors_client.get(PAGE))

    assert f"From {FROM} agreed assessments on" in text
    assert "So far you have rated 9 that are agreed." in text
    assert "A lower level" not in text


def test_from_ten_on_each_pair_of_levels_is_counted(supervisors_client, supervisor):
    agreed(supervisor, FROM)

    response = supervisors_client.get(PAGE)

    assert "the 30 ratings in which both of you chose a level" in words(response)
    assert "A lower level 10 The same level 10 A higher level 10" in words(response)
    assert response.content.decode().count("<rect") == 3


@pytest.mark.parametrize("off", ["no", "not observed"])
def test_what_is_no_level_is_not_compared(supervisors_client, supervisor, off):
    agreed(supervisor, FROM, own=OWN | ({"K1": off} if off == "no" else {}), theirs=THEIRS | {"K1": off})

    assert "A lower level 10 The same level 10 A higher level 0" in words(supervisors_client.get(PAGE))


def test_what_is_not_agreed_or_was_rated_by_another_does_not_count(supervisors_client, supervisor):
    agreed(supervisor, FROM, state="reviewed")
    agreed(UserFactory.create(), FROM)
    finished(supervisor, {"K1": 1})

    assert "So far you have rated 0 that are agreed." in words(supervisors_client.get(PAGE))


def test_what_is_kept_and_not_used_does_not_count(supervisors_client, supervisor):
    agreed(supervisor, FROM)
    restrict(supervisor.supervisees().exclude(full_name__startswith="Amara")[0])

    assert "So far you have rated 9 that are agreed." in words(supervisors_client.get(PAGE))


def test_it_names_nobody(supervisors_client, supervisor, nurse):
    agreed(supervisor, FROM)

    assert nurse.full_name not in words(supervisors_client.get(PAGE))


@pytest.mark.parametrize("size", [1, 30])
def test_the_number_of_queries_does_not_grow(supervisors_client, supervisor, size, django_assert_num_queries):
    version = publish(framework_of(size))
    answers = dict.fromkeys((f"C{n}" for n in range(1, size + 1)), 2)
    for _ in range(size):
        person = UserFactory.create()
        supervise(person, supervisor)
        spoken(person, "agreed", supervisor, answers, answers, version=version)
    supervisors_client.get(PAGE)

    with django_assert_num_queries(3):  # who asks, ratings, how many assessments
        supervisors_client.get(PAGE)
