"""What supervisors say of competences."""

from collections.abc import Sequence

from django.http import QueryDict

from competence_app.assessments.forms.rating import RatingForm
from competence_app.assessments.rules.questions import questions
from competence_app.assessments.wording.scales import reviewers_scale
from competence_app.catalogue.rules.domains import Statement
from competence_app.catalogue.rules.scale import Scale
from competence_app.reviews.wording import NOT_SAVED


class ReviewForm(RatingForm):
    """A supervisor's ratings of some statements, on the scale of a review."""

    not_saved = NOT_SAVED
    participle = "rated"
    quoted = "“{}”"
    is_of_another = True

    def __init__(self, data: QueryDict | None = None, *, statements: Sequence[Statement], scale: Scale) -> None:
        """Ask for ratings of the ``statements`` on the framework's ``scale``."""
        super().__init__(data, questions=questions(statements), scale=reviewers_scale(scale))
