"""Querysets whose SQL is written once are asked anew each time."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, models
from django.db.models import F, Value

from competence_app.people.models import Team, User
from competence_app.ui.questions import LARGEST, PreparedQuery
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def teams():
    """Two teams, with a member each."""
    made = [Team.objects.create(name=name) for name in ("Willow ward", "Oak ward")]
    for team in made:
        UserFactory.create(team=team, full_name=f"Nurse of {team}")
    return made


def test_each_time_other_keys_are_named(teams):
    members = PreparedQuery(lambda team: User.objects.get_queryset().filter(team=team), int)

    assert [[nurse.full_name for nurse in members(team.pk)] for team in (*teams, teams[0])] == [
        ["Nurse of Willow ward"],
        ["Nurse of Oak ward"],
        ["Nurse of Willow ward"],
    ]


def test_what_was_asked_before_stays_what_it_was(teams):
    members = PreparedQuery(lambda team: User.objects.get_queryset().filter(team=team).select_related("team"), int)
    first, second = members(teams[0].pk), members(teams[1].pk)

    assert [nurse.team for rows in (second, first) for nurse in rows] == teams[::-1]


def test_each_key_goes_to_its_place_as_often_as_it_is_compared(teams):
    asked = PreparedQuery(
        lambda name, key, other: Team.objects.filter(models.Q(pk=key) | models.Q(pk=other, name=name)).order_by("pk"),
        *(str, int, int),
    )

    assert list(asked("Oak ward", teams[0].pk, teams[1].pk)) == teams
    assert list(asked("Elm ward", teams[0].pk, teams[1].pk)) == teams[:1]


def test_values_and_annotations_are_read_as_ever(teams):
    asked = PreparedQuery(
        lambda key: Team.objects.filter(pk=key).annotate(twice=F("pk") * Value(2)).values_list("name", "twice"), int
    )

    assert list(asked(teams[1].pk)) == [("Oak ward", teams[1].pk * 2)]


def test_its_sql_is_written_once(teams):
    written = []

    def rows_of(team: int) -> models.QuerySet[Team]:
        written.append(team)
        return Team.objects.filter(pk=team)

    asked = PreparedQuery(rows_of, int)
    for team in teams:
        assert list(asked(team.pk)) == [team]
    assert len(written) == 1


@pytest.mark.parametrize("key", [LARGEST + 1, -LARGEST - 1, 10**40])
def test_nothing_has_a_key_that_no_column_holds(teams, key):
    assert list(PreparedQuery(lambda team: Team.objects.filter(pk=team), int)(key)) == []


@pytest.mark.parametrize(
    "rows_of",
    [
        lambda team: Team.objects.filter(pk=team + 1),
        lambda _: Team.objects.all(),
        lambda team: Team.objects.filter(name=team),
    ],
)
def test_what_does_more_with_a_key_than_compare_it_is_refused(rows_of):
    with pytest.raises(ValueError, match=r"places \[0\]"):
        PreparedQuery(rows_of, int)(1)


@pytest.mark.django_db(transaction=True)
def test_each_thread_asks_by_its_own_connection(teams):
    asked = PreparedQuery(lambda team: Team.objects.filter(pk=team), int)
    assert list(asked(teams[0].pk)) == teams[:1]

    def elsewhere() -> list[Team]:
        try:
            return list(asked(teams[1].pk))
        finally:
            connection.close()

    with ThreadPoolExecutor(max_workers=1) as thread:
        assert thread.submit(elsewhere).result() == teams[1:]
