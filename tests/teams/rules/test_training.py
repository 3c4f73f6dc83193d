"""At which level somebody can be relied on."""

import pytest

from competence_app.catalogue.rules.schema import Content
from competence_app.teams.rules.training import cover_level
from tests.factories import small_framework


@pytest.mark.parametrize(
    ("levels", "targets", "expected"),
    [(4, {"default": 2}, 2), (4, {"roles": {"registered-nurse": 2}}, 3), (3, {}, 2), (2, {}, 2)],
)
def test_cover_is_what_is_expected_of_everybody_or_else_the_second_highest(levels, targets, expected):
    scale = {"levels": [{"value": value, "label": f"Level {value}"} for value in range(1, levels + 1)]}
    content = Content.model_validate(small_framework(scale=scale, targets=targets))

    assert cover_level(content, content.statements[0]).value == expected


def test_a_competence_may_expect_something_of_its_own():
    content = small_framework()
    content["domains"][0]["competences"][0]["targets"] = {"default": 4}
    whole = Content.model_validate(content)

    assert [cover_level(whole, statement).value for statement in whole.statements] == [4, 2, 2]
