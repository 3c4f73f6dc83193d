"""Where a supervisor's people stand, by what this supervisor may read of them."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from competence_app.assessments.models import Assessment
from competence_app.assessments.queries.standings import Stand, standings_of
from competence_app.assessments.rules.answers import Answer, Voice
from competence_app.assessments.rules.comparison import NOT_OBSERVED
from competence_app.assessments.rules.standing import Standing
from tests.factories import UserFactory, answer, finished, publish, put, share_with, small_framework, supervise

SAID: dict[str, Any] = {"K1": 1, "K2": "no", "D1": 4}


@pytest.fixture
def version(db):
    return publish()


@pytest.fixture
def lee(version):
    """A supervisor."""
    return UserFactory.create()


def assessed(version, state: str, supervisor, person=None, **fields: Any) -> Assessment:
    """Return an assessment in a state, of somebody whom the supervisor supervises."""
    practitioner = person or UserFactory.create()
    if not person:
        supervise(practitioner, supervisor)
    one = put(finished(practitioner, SAID, version=version, **fields), state, supervisor)
    if state == "agreed":
        answer(one, SAID | {"K1": 3}, voice=Voice.AGREED)
    return one


def test_agreed_levels_count_before_what_was_said(version, lee):
    one = assessed(version, "agreed", lee)

    [found] = standings_of(lee)

    assert found.assessment == one
    assert found.stands == {
        "K1": Stand(Answer(3), 3, Standing.AT, 0, is_stale=False, is_agreed=True),
        "K2": Stand(Answer(off_scale="no"), 3, Standing.NEED, 0, is_stale=False, is_agreed=True),
        "D1": Stand(Answer(4), 3, Standing.ABOVE, 0, is_stale=False, is_agreed=True),
    }


def test_what_was_agreed_last_comes_before_what_was_revealed_since(version, lee):
    agreed = assessed(version, "agreed", lee)
    assessed(version, "reviewed", lee, agreed.practitioner)

    assert [found.assessment for found in standings_of(lee)] == [agreed]


def test_where_nothing_was_agreed_what_was_revealed_counts(version, lee):
    assessed(version, "reviewed", lee)

    [found] = standings_of(lee)

    assert found.stands["K1"] == Stand(Answer(1), 3, Standing.BELOW, 2, is_stale=False)


def test_an_own_answer_counts_and_is_not_agreed_where_no_level_could_be(version, lee):
    one = assessed(version, "agreed", lee)
    one.ratings.filter(voice=Voice.AGREED, competence__code="D1").update(level=None, off_scale=NOT_OBSERVED)

    [found] = standings_of(lee)

    assert found.stands["D1"] == Stand(Answer(4), 3, Standing.ABOVE, 0, is_stale=False, is_agreed=False)


@pytest.mark.parametrize("state", ["finished", "submitted"])
def test_nobody_stands_anywhere_by_what_was_not_revealed(version, lee, state):
    assessed(version, state, lee)

    assert standings_of(lee) == []


def test_what_was_agreed_with_others_is_not_read_unless_shared(version, lee):
    one = assessed(version, "agreed", UserFactory.create())
    supervise(one.practitioner, lee)

    assert standings_of(lee) == []

    share_with(one, lee)

    assert [found.assessment for found in standings_of(lee)] == [one]


def test_an_old_rating_is_stale(version, lee, time_machine):
    agreed = assessed(version, "agreed", lee)
    time_machine.move_to(timezone.now() + timedelta(days=367))

    [found] = standings_of(lee)

    assert found.assessment == agreed
    assert {code for code, stand in found.stands.items() if stand.is_stale} == {"K1", "K2", "D1"}


def test_one_framework_may_be_asked_for(version, lee):
    other = publish(small_framework(code="looking"))
    assessed(version, "agreed", lee)
    looking = assessed(other, "agreed", lee)

    assert [found.assessment for found in standings_of(lee, other.framework)] == [looking]
    assert len(standings_of(lee)) == 2


@pytest.mark.parametrize("people", [1, 5])
def test_all_are_read_in_two_queries(version, lee, people, django_assert_num_queries):
    for _ in range(people):
        assessed(version, "agreed", lee)
    standings_of(lee)

    with django_assert_num_queries(2):
        assert len(standings_of(lee)) == people
