"""How people get to assessments, actions and one another: through a door, or (404) not at all."""

from competence_app.assessments.doors.own import (
    own_action,
    own_action_if_any,
    own_assessment,
    own_locked,
    own_to_answer,
    own_with_past,
    own_with_status,
    published_competence,
    removed_action_about,
)
from competence_app.assessments.doors.theirs import (
    assessment_or_404,
    readable_review,
    revealed_in_hand,
    review_in_hand,
    review_once_in_hand,
    supervised_or_404,
)

__all__ = [
    "assessment_or_404",
    "own_action",
    "own_action_if_any",
    "own_assessment",
    "own_locked",
    "own_to_answer",
    "own_with_past",
    "own_with_status",
    "published_competence",
    "readable_review",
    "removed_action_about",
    "revealed_in_hand",
    "review_in_hand",
    "review_once_in_hand",
    "supervised_or_404",
]
