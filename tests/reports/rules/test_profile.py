import pytest

from competence_app.assessments.rules.answers import Answer
from competence_app.assessments.rules.comparison import NOT_OBSERVED
from competence_app.assessments.rules.standing import Standing
from competence_app.catalogue.rules.schema import Content
from competence_app.reports.rules.profile import Profile, Trend, profile_of
from tests.factories import small_framework
from tests.reports.targets import all_at

CONTENT = Content.model_validate(small_framework())
NOT_APPLICABLE = Answer(off_scale="na", reason="I work nights")
NO_OPPORTUNITY = Answer(off_scale="no")


def of(k1: Answer | None = None, *, target: int | None = 3, before: dict[str, Answer | None] | None = None) -> Profile:
    return profile_of(CONTENT, {"K1": k1} if k1 else {}, expected=all_at(target), before=before or {})


@pytest.mark.parametrize(
    ("answer", "target", "standing"),
    [
        (Answer(1), 3, Standing.BELOW),
        (Answer(3), 3, Standing.AT),
        (Answer(4), 3, Standing.ABOVE),
        (Answer(1), None, Standing.NO_TARGET),
        (NO_OPPORTUNITY, 3, Standing.NEED),
        (NO_OPPORTUNITY, None, Standing.NEED),
        (NOT_APPLICABLE, 3, Standing.EXCLUDED),
        (Answer(off_scale="na"), 3, Standing.UNANSWERED),
        (Answer(note="I meant to come back"), 3, Standing.UNANSWERED),
        (None, 3, Standing.UNANSWERED),
    ],
)
def test_standing_follows_answer_and_target(answer, target, standing):
    assert of(answer, target=target).lines[0].standing is standing


@pytest.mark.parametrize(
    ("answer", "before", "trend"),
    [
        (Answer(3), {"K1": Answer(1)}, Trend.UP),
        (Answer(1), {"K1": Answer(3)}, Trend.DOWN),
        (Answer(2, note="new words"), {"K1": Answer(2)}, Trend.SAME),
        (NO_OPPORTUNITY, {"K1": NO_OPPORTUNITY}, Trend.SAME),
        (NO_OPPORTUNITY, {"K1": Answer(2)}, Trend.OTHER),
        (Answer(2), {"K1": NOT_APPLICABLE}, Trend.OTHER),
        (Answer(2), {"K1": None}, Trend.ASKED_DIFFERENTLY),
        (Answer(2), {}, Trend.NOT_ASKED),
        (None, {"K1": Answer(2)}, Trend.OPEN),
    ],
)
def test_trend_compares_levels_only_where_both_are_levels(answer, before, trend):
    assert of(answer, before=before).lines[0].trend is trend


def test_below_target_comes_farthest_first_then_in_the_order_of_the_text():
    answers = {"K1": Answer(2), "K2": Answer(1), "D1": Answer(2)}

    profile = profile_of(CONTENT, answers, expected=all_at(3))

    assert [line.statement.code for line in profile.standing(Standing.BELOW)] == ["K2", "K1", "D1"]


def test_distance_counts_the_steps_of_a_scale_with_gaps():
    levels = [{"value": value, "label": f"L{value}"} for value in (10, 20, 90)]
    content = Content.model_validate(small_framework(scale={"levels": levels}, targets={"default": 90}))

    profile = profile_of(content, {"K1": Answer(10), "K2": Answer(20)}, expected=all_at(90))

    assert [line.distance for line in profile.lines] == [2, 1, 0]


def test_answer_without_its_reason_counts_as_unanswered():
    assert of(Answer(off_scale="na")).lines[0].standing is Standing.UNANSWERED


def test_changed_returns_the_lines_of_the_wanted_trends():
    profile = profile_of(CONTENT, {"K1": Answer(3), "K2": Answer(1)}, expected=all_at(3), before={"K1": Answer(1)})

    assert [line.statement.code for line in profile.changed(Trend.UP)] == ["K1"]
    assert [line.statement.code for line in profile.changed(Trend.NOT_ASKED, Trend.OPEN)] == ["K2", "D1"]


def test_line_keeps_what_each_voice_said():
    profile = profile_of(
        CONTENT,
        {"K1": Answer(2, note="Needs time")},
        expected=all_at(3),
        before={"K1": Answer(1)},
        supervisor={"K1": Answer(3)},
        agreed={"K1": Answer(2)},
    )

    line = profile.lines[0]
    voices = (line.answer, line.before, line.supervisor, line.agreed)
    assert voices == (Answer(2, note="Needs time"), Answer(1), Answer(3), Answer(2))


def test_what_was_agreed_says_where_one_stands():
    profile = profile_of(CONTENT, {"K1": Answer(1), "K2": Answer(4)}, expected=all_at(3), agreed={"K1": Answer(3)})

    assert [line.standing for line in profile.lines[:2]] == [Standing.AT, Standing.ABOVE]
    assert [line.distance for line in profile.lines[:2]] == [0, 0]


def test_own_answer_counts_where_nothing_could_be_agreed():
    profile = profile_of(CONTENT, {"K1": Answer(1)}, expected=all_at(3), agreed={"K1": Answer(off_scale=NOT_OBSERVED)})

    assert profile.lines[0].standing is Standing.BELOW


def test_trend_is_of_ones_own_answers():
    profile = profile_of(
        CONTENT,
        {"K1": Answer(2)},
        expected=all_at(3),
        before={"K1": Answer(2)},
        supervisor={"K1": Answer(4)},
        agreed={"K1": Answer(4)},
    )

    assert profile.lines[0].trend is Trend.SAME
