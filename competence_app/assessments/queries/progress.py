"""How an assessment is laid out to be read, and how far it has come."""

from collections.abc import Mapping

from competence_app.assessments.models import Assessment, Rating, answers
from competence_app.assessments.rules.answers import Voice
from competence_app.assessments.rules.sections import NOTHING, AnswerSection, sections


def own_sections(assessment: Assessment, remarks: Mapping[str, str] = NOTHING) -> tuple[AnswerSection, ...]:
    """Return what its practitioner says, section by section, with the ``remarks`` on it by code, in one query."""
    return sections_of(assessment, assessment.ratings.by_code(Voice.SELF), remarks)


def sections_of(
    assessment: Assessment, given: Mapping[str, Rating], remarks: Mapping[str, str] = NOTHING
) -> tuple[AnswerSection, ...]:
    """Return the same of what is read already: its practitioner's ratings by code."""
    carried = {code: rating.rated_at for code, rating in given.items() if rating.carried_from_id}
    to_look_at = {code for code, rating in given.items() if rating.is_to_look_at}
    return sections(assessment.content, answers(given), remarks, carried, to_look_at)
