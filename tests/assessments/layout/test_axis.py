"""Scales as pictures and tables need them."""

import pytest

from competence_app.assessments.layout.axis import Axis, axis_of
from competence_app.catalogue.rules.schema import Content
from tests.factories import small_framework

AXIS = axis_of(Content.model_validate(small_framework()))


def scale_of(size: int) -> Axis:
    levels = [{"value": value, "label": f"Level {value}"} for value in range(1, size + 1)]
    return axis_of(Content.model_validate(small_framework(scale={"levels": levels}, targets={})))


@pytest.mark.parametrize(
    ("size", "shades"),
    [(2, [1, 6]), (3, [1, 3, 6]), (4, [1, 2, 4, 6]), (6, [1, 2, 3, 4, 5, 6]), (7, [1, 1, 2, 3, 4, 5, 6])],
)
def test_shades_spread_over_any_scale(size, shades):
    axis = scale_of(size)

    assert [axis.shade(str(value)) for value in axis.values] == [f"level-{shade}" for shade in shades]


def test_shade_of_an_answer_off_the_scale_says_how_it_counts():
    assert [AXIS.shade(choice) for choice in ("", "na", "no")] == ["level-none", "level-excluded", "level-need"]
