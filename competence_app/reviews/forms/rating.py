"""What supervisors say of competences: their own ratings, and the levels that both agree."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from crispy_forms.utils import TEMPLATE_PACK
from django import forms
from django.forms import BaseForm
from django.http import QueryDict
from django.template import Context
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from competence_app.assessments.forms.grid import RatingRow
from competence_app.assessments.forms.lines import LinesField
from competence_app.assessments.forms.rating import LATER, RatingForm
from competence_app.assessments.models import ANSWER_MAX_LENGTH, Rating, answer_in
from competence_app.assessments.rules.answers import Answer
from competence_app.assessments.rules.comparison import AnswerPair
from competence_app.assessments.rules.questions import questions
from competence_app.assessments.wording import review_scale
from competence_app.catalogue.rules.domains import Statement
from competence_app.catalogue.rules.scale import Scale
from competence_app.reviews.queries.comparing import PairGroup, Sides
from competence_app.reviews.wording import NOT_SAVED
from competence_app.ui.layout import Button, ButtonGroup, Field

AGREE = "agree"
COMMENT = LinesField("comment")


class ReviewForm(RatingForm):
    """A supervisor's ratings of some statements, on the scale of a review."""

    not_saved = NOT_SAVED
    participle = "rated"
    quoted = "“{}”"

    def __init__(self, data: QueryDict | None = None, *, statements: Sequence[Statement], scale: Scale) -> None:
        """Ask for ratings of the ``statements`` on the framework's ``scale``."""
        super().__init__(data, questions=questions(statements), scale=review_scale(scale))


class AgreeGrid:
    """Shows every row of an ``AgreeForm`` beside what both said."""

    def render(self, form: BaseForm, context: Context, template_pack: str = TEMPLATE_PACK, **_: Any) -> SafeString:  # noqa: ARG002 - crispy's
        """Return the rows' HTML; their fields count as rendered."""
        form.rendered_fields = set(form.fields) - {"declared"}  # type: ignore[attr-defined]  # crispy's own bookkeeping
        shown = {"form": form, "sides": form.sides, "limit": ANSWER_MAX_LENGTH, "levels": len(form.scale.levels)}  # type: ignore[attr-defined]
        return render_to_string("reviews/agree_rows.html", shown)


class AgreeForm(ReviewForm):
    """The levels that both agree where they differ, each with a comment, and the declaration that closes a review."""

    def __init__(self, data: QueryDict | None = None, *, sides: Sides, scale: Scale) -> None:
        """Ask for a level wherever the ``sides`` differ."""
        self.sides = sides
        pairs = [pair for group in sides.differing for pair in group.pairs]
        super().__init__(data, statements=[pair.statement for pair in pairs], scale=scale)
        self.fields |= {f"{pair.statement.code}-note": COMMENT for pair in pairs}
        self.fields["declared"] = forms.BooleanField(
            required=False, label="We have discussed this assessment and agree these levels"
        )

    @property
    def helper(self) -> FormHelper:
        """How crispy shows the form."""
        helper = FormHelper()
        helper.attrs = self.warning()
        closing = [] if self.is_closed else [Field("declared"), ButtonGroup(*self._buttons())]
        helper.layout = Layout(AgreeGrid(), *closing)
        return helper

    def _buttons(self) -> Iterator[Button]:
        yield Button("Agree", name="then", value=AGREE)
        if self.questions:
            yield Button("Save for later", name="then", value=LATER, variant="secondary")

    def clean(self) -> dict[str, Any]:
        """Ask for nothing yet: what there is is saved first, see ``ask_for``."""
        self.keep_reasons()
        return self.cleaned_data

    def agreement(self) -> dict[str, Any]:
        """Return what both agree, once it is stored: the declaration, what is stored now and what the page says."""
        pairs = [pair.agreed_as(self.outcome.answers) for pair in self.sides.pairs]
        return {"declared": self.cleaned_data["declared"], "pairs": pairs, "read": self.answers()}

    def answers(self) -> dict[str, Answer]:
        """Return what the page says is agreed, by code."""
        return {code: sent.answer for code, sent in self.sent.items()}

    def stands(self, stored: Mapping[str, Rating]) -> bool:
        """Tell whether all that the page says is stored already."""
        return all(answer_in(stored, code) == answer for code, answer in self.answers().items())

    def ask_for(self, pairs: Iterable[AnswerPair]) -> None:
        """Name what is missing before both have agreed, of the ``pairs`` as they are stored now, and the declaration.

        What another window stored, and this page did not show, is not agreed unread.
        """
        read = self.answers()
        for pair in pairs:
            if not pair.is_settled:
                self._ask_for(pair)
            elif pair.is_unread(read):
                self._ask_to_read(pair)
        if not self.cleaned_data["declared"]:
            self.add_error("declared", "Confirm that you have discussed this assessment and agree these levels")

    def _ask_to_read(self, pair: AnswerPair) -> None:
        code = pair.statement.code
        self.add_error(f"{code}-answer", f"{code}: changed in another window. Read what it says now, then agree")

    def _ask_for(self, pair: AnswerPair) -> None:
        code, agreed = pair.statement.code, pair.agreed
        lacks_comment = pair.needs_comment and not agreed.note
        if not agreed.choice:
            why = ", and write a comment" if lacks_comment else ""
            self.add_error(f"{code}-answer", f"{code}: choose the level that you both agree{why}")
        elif lacks_comment:
            self.add_error(f"{code}-note", f"{code}: write a comment on what you agree")
        if agreed.lacks_reason(pair.scale):
            self.ask_why(pair.statement, agreed, "{}: say why you chose “{}”")

    def grouped(self) -> Iterator[tuple[PairGroup, list[tuple[RatingRow, AnswerPair]]]]:
        """Yield each group of differing statements with its rows, each beside what both said."""
        rows = self.rows()
        for group in self.sides.differing:
            yield group, [(next(rows), pair) for pair in group.pairs]
