"""What a rating page shows of the past: between what is carried and what is shown, nothing is lost."""

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from competence_app.assessments.rules.answers import BLANK, Answer
from competence_app.assessments.rules.carry import FormerAssessment, gone, inherited, plan, worth_keeping
from competence_app.assessments.rules.questions import questions
from competence_app.catalogue.rules.schema import Content
from tests.assessments.rules.test_carry import OLD, versions

WHEN = datetime(2022, 4, 1, tzinfo=UTC)
SAID = st.sampled_from([BLANK, Answer(1), Answer(2), Answer(note="N"), Answer(off_scale="na")])


def past(chain: list[Content], given: list[Answer]) -> FormerAssessment:
    """Return an assessment on the first of the chain as its last sees it."""
    said = worth_keeping({s.code: answer for s, answer in zip(chain[0].statements, given, strict=False)})
    return FormerAssessment(chain[0], plan(chain), said, dict.fromkeys(said, WHEN))


def told(pasts: list[FormerAssessment], new: Content) -> list[dict[str, set[str]]]:
    """Return for each past, by the new code, the old codes whose answers are carried or shown."""
    carried = inherited(pasts, new)
    asked = questions(new.statements, pasts, carried)
    return [
        {
            question.statement.code: {e.was.code for e in question.earlier if e.said.version == one.content.version}
            | ({taken[question.statement.code]} if question.statement.code in taken else set())
            for question in asked
        }
        for one, taken in zip(pasts, carried, strict=True)
    ]


@given(versions, versions, versions, st.lists(SAID, min_size=3, max_size=3))
def test_a_moved_draft_loses_nothing_that_was_said_in_it_or_before_it(first, second, third, given):
    first, second = (one.model_copy(update={"version": label}) for one, label in ((first, "1"), (second, "2")))
    draft, finished = past([second, third], given), past([first, second, third], [Answer(1)] * 3)

    of_draft, of_finished = told([draft, finished], third)

    kept = set().union(*of_draft.values()) | {statement.code for statement in gone(second, draft.steps)}
    assert draft.answers.keys() <= kept
    for code in of_finished:
        sources = draft.steps[code].sources
        has_spoken = sources and all(draft.answers.get(source.code, BLANK).choice for source in sources)
        if not has_spoken:
            assert of_finished[code] == {source.code for source in finished.steps[code].sources}


@given(versions, versions, versions, st.lists(SAID, min_size=3, max_size=3))
def test_only_one_answer_is_carried_and_none_over_a_later_one(first, second, third, given):
    draft, finished = past([second, third], given), past([first, second, third], [Answer(1)] * 3)

    of_draft, of_finished = inherited([draft, finished], third)

    assert not of_draft.keys() & of_finished.keys()
    assert all(draft.steps[code].rule.carries for code in of_draft)
    for code in of_finished:
        assert finished.steps[code].rule.carries
        assert not any(source.code in draft.answers for source in draft.steps[code].sources)


def test_a_statement_without_a_past_is_asked_plainly():
    [question] = questions(OLD.statements)

    assert (question.earlier, question.needs_confirming) == ((), False)
