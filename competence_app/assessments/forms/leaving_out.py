"""What a rating page was saved without, so that its reader hears of it once and goes on."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from competence_app.assessments.actions.answering import SaveOutcome
from competence_app.assessments.models import Given, Rating, answers
from competence_app.assessments.rules.answers import BLANK, Answer
from competence_app.assessments.rules.questions import Question
from competence_app.assessments.wording import left_out_in_brief
from competence_app.catalogue.rules.domains import Statement
from competence_app.catalogue.rules.scale import Scale

LEFT_OUT = "left-out"  # what a page says was left out, by code; in its address, that it is to say so


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Statements without a full answer, and those whose former answer is not looked at again."""

    unanswered: Sequence[Statement] = ()
    untouched: Sequence[Statement] = ()
    participle: str = "answered"

    @property
    def codes(self) -> list[str]:
        """The codes of all of them."""
        return [statement.code for statement in (*self.unanswered, *self.untouched)]

    @property
    def in_brief(self) -> str:
        """How many of which; empty where there are none."""
        return left_out_in_brief(len(self.unanswered), len(self.untouched), self.participle)


class LeavingOut:
    """Mixed into a ``RatingForm``: what it names as left out, and whether its sender is to hear of anything."""

    participle = "answered"
    names_left_out = False
    is_told_next = False  # the page that follows names what is left out
    questions: Sequence[Question]
    scale: Scale
    stored: Mapping[str, Rating | Given]
    outcome: SaveOutcome
    told: Sequence[str]  # what the page sent said was left out, by code
    is_bound: bool

    def _left(self, said: Mapping[str, Answer], to_look_at: Collection[str]) -> LeftOut:
        asked = [question.statement for question in self.questions]
        unanswered = [one for one in asked if not said.get(one.code, BLANK).is_full(self.scale)]
        untouched = [one for one in asked if one.code in to_look_at and one not in unanswered]
        return LeftOut(unanswered, untouched, self.participle)

    @property
    def left_out(self) -> LeftOut:
        """What the page names, if it is to do so."""
        if self.is_bound or not self.names_left_out:
            return LeftOut()
        to_look_at = {code for code, rating in self.stored.items() if rating.is_to_look_at}
        return self._left(answers(self.stored), to_look_at)

    @property
    def named(self) -> Sequence[str]:
        """The codes of what its reader knows is left out."""
        return self.told if self.is_bound else self.left_out.codes

    @property
    def overlooks(self) -> bool:
        """Whether anything is left out, now that the rest is stored, that its sender is not told of."""
        left = self._left(self.outcome.answers, self.outcome.to_look_at)
        return not (self.is_told_next or {*left.codes} <= {*self.named})
