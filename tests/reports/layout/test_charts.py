import pytest

from competence_app.assessments.layout.axis import Axis, axis_of
from competence_app.assessments.rules.answers import Answer
from competence_app.catalogue.rules.schema import Content
from competence_app.reports.layout.charts import (
    BAR_WIDTH,
    Marks,
    bar,
    counts_of,
    dots,
    marks_in_words,
    marks_of,
)
from competence_app.reports.rules.profile import profile_of
from tests.factories import small_framework
from tests.reports.targets import all_at

CONTENT = Content.model_validate(small_framework())
AXIS = axis_of(CONTENT)


def scale_of(size: int) -> Axis:
    levels = [{"value": value, "label": f"Level {value}"} for value in range(1, size + 1)]
    return axis_of(Content.model_validate(small_framework(scale={"levels": levels}, targets={})))


def test_dots_stand_at_their_levels():
    drawn = dots(AXIS, Marks("2", target="3", before="1"))

    assert drawn.xs == (10, 38, 66, 94)
    assert drawn.grid == "M10 0v24M38 0v24M66 0v24M94 0v24"
    assert [(mark.voice, mark.x, mark.y) for mark in drawn.marks] == [("self", 38, 12)]
    assert (drawn.target, drawn.before) == (66, (10, 12))
    assert (drawn.width, drawn.height) == (104, 24)


@pytest.mark.parametrize("size", [2, 6, 12, 200])
def test_dots_keep_the_highest_level_inside_the_picture(size):
    drawn = dots(scale_of(size), Marks(str(size)))

    assert drawn.xs[-1] == drawn.marks[0].x == drawn.width - drawn.xs[0]
    assert len({*drawn.xs}) == size
    assert drawn.target is None


def test_dots_of_last_time_are_left_out_where_nothing_changed():
    assert dots(AXIS, Marks("2", before="2")).before is None


def test_every_voice_stands_at_a_height_of_its_own():
    drawn = dots(AXIS, Marks("2", supervisor="2", agreed="2"))

    assert [(mark.voice, mark.y) for mark in drawn.marks] == [("self", 6), ("supervisor", 16), ("agreed", 26)]
    assert drawn.height == 32


@pytest.mark.parametrize("choice", ["", "na", "no"])
def test_answer_that_is_no_level_has_no_dot(choice):
    assert dots(AXIS, Marks(choice)).marks == ()


def test_words_of_a_row_say_every_mark():
    assert marks_in_words(Marks("", target="3"), AXIS.words) == {"self": "Not answered yet", "target": "Independently"}
    assert marks_in_words(Marks("no", before="1", supervisor="2", agreed="4"), AXIS.words) == {
        "self": "No opportunity yet",
        "supervisor": "With support",
        "agreed": "Leading others",
        "before": "Not yet",
    }


def test_marks_come_from_a_line():
    profile = profile_of(CONTENT, {"K1": Answer(2)}, before={"K1": Answer(1)}, agreed={"K1": Answer(3)})

    assert marks_of(profile.lines[0]) == Marks("2", before="1", agreed="3")
    assert marks_of(profile_of(CONTENT, {}, expected=all_at(3)).lines[0]) == Marks("", target="3")


def test_bar_is_shared_by_the_counts():
    segments = bar(AXIS, [("1", 1), ("2", 0), ("4", 2), ("", 1)])

    assert [(s.x, s.width, s.middle, s.count) for s in segments] == [
        (0, 80, 40, 1),
        (80, 160, 160, 2),
        (240, 80, 280, 1),
    ]
    assert [s.shade for s in segments] == ["level-1", "level-6", "level-none"]
    assert sum(s.width for s in segments) == BAR_WIDTH


def test_bar_of_nothing_is_empty():
    assert bar(AXIS, [("1", 0), ("", 0)]) == []


def test_counts_leave_out_what_does_not_apply_and_keep_the_scales_order():
    answers = {"K1": Answer(off_scale="na", reason="Nights"), "K2": Answer(2)}

    knowing, doing = profile_of(CONTENT, answers, expected=all_at(3)).domains

    assert counts_of(knowing.lines, AXIS) == (("1", 0), ("2", 1), ("3", 0), ("4", 0), ("no", 0))
    assert {count for _, count in counts_of(doing.lines, AXIS)} == {0}
