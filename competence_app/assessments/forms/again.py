"""Former answers on a rating page: one by one, and of a whole section at once."""

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any

from crispy_forms.utils import TEMPLATE_PACK
from django.forms import BaseForm
from django.template import Context
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from competence_app.assessments.actions.answering import SaveOutcome
from competence_app.assessments.models import Given, Rating
from competence_app.assessments.rules.again import TypedRow
from competence_app.assessments.rules.answers import choices
from competence_app.assessments.rules.questions import Question
from competence_app.catalogue.rules.scale import Scale

FIELDS = ("answer", "reason", "note", "base", "former", "still-true")
FEWEST = 2  # for which one button more is worth its place


def typed_row(cleaned: Mapping[str, Any], code: str, scale: Scale) -> TypedRow:
    """Return what was sent of one row; a former answer that is not on the scale is none."""
    answer, reason, note, base, former, still_true = (cleaned.get(f"{code}-{name}", "") for name in FIELDS)
    return TypedRow(answer, reason, note, base, former if former and former in choices(scale) else "", still_true)


def former_choice(question: Question, rating: Rating | Given | None, scale: Scale) -> str:
    """Return the choice that a row offers as still true: what is carried, else an answer to other words."""
    if rating and rating.answer.choice:
        return rating.answer.choice if rating.is_to_look_at else ""
    reworded = question.reworded(scale)
    return reworded.choice if reworded else ""


class Repeating:
    """Mixed into a ``RatingForm``: what it says of former answers that are not looked at again."""

    questions: Sequence[Question]
    stored: Mapping[str, Rating | Given]
    outcome: SaveOutcome
    is_stored: bool

    @property
    def at_once(self) -> int:
        """How many former answers were just confirmed together."""
        return self.outcome.at_once if self.is_stored else 0

    @property
    def to_look_at(self) -> int:
        """How many former answers of the page are stored and not looked at."""
        asked = {question.statement.code for question in self.questions}
        return sum(rating.is_to_look_at for code, rating in self.stored.items() if code in asked)

    @cached_property
    def is_repeat(self) -> bool:
        """Whether any former answer of the assessment is stored and not looked at."""
        return any(rating.is_to_look_at for rating in self.stored.values())


class SectionOffer:
    """The button to confirm all of a section in a ``RatingForm``, where there are several answers to look at.

    It comes after the others: whoever presses it has passed the answers, and Enter presses the first.
    """

    def render(self, form: BaseForm, context: Context, template_pack: str = TEMPLATE_PACK, **_: Any) -> SafeString:  # noqa: ARG002 - crispy's
        """Return the button, which says how many it confirms."""
        count: int = form.to_look_at  # type: ignore[attr-defined]
        return (
            render_to_string("assessments/rating/section.html", {"count": count}) if count >= FEWEST else SafeString()
        )
