import pytest

from competence_app.assessments.rules.comparison import Comparison
from competence_app.reviews import wording
from competence_app.reviews.queries.comparing import LOOKS
from competence_app.reviews.queries.people import DUE, HAVING, ORDERS, RETURNED, STATES


def test_there_are_words_for_every_code():
    assert set(wording.COMPARISONS) == set(LOOKS) == set(Comparison)
    assert set(wording.STATES) == {*STATES, RETURNED}
    assert set(wording.HAVING) == set(HAVING)
    assert set(wording.ORDERS) == set(ORDERS)
    assert set(wording.DUE) == set(DUE)


@pytest.mark.parametrize(
    ("name", "is_reader", "is_agreed", "told"),
    [
        ("You", True, False, "You want to discuss"),
        ("Amara Okafor", False, False, "Amara Okafor wants to discuss"),
        ("Amara Okafor", False, True, "Amara Okafor wanted to discuss"),
    ],
)
def test_a_wish_speaks_of_whoever_has_it(name, is_reader, is_agreed, told):
    assert wording.wish(name, is_reader=is_reader, is_agreed=is_agreed) == told
